import Foundation
import LoyaltyModel
import Testing

@Suite("Punch card")
struct PunchCardTests {
    static let stamps: Int64 = 8

    private func points(headStart: Int64 = 0) -> Program {
        Program(
            name: "same", enrolment: EnrolmentTerms(headStart: Points(headStart)),
            mechanics: [
                .points(
                    PointsMechanic(
                        earn: EarnRule(perMoneyMillionths: 0, perVisit: Points(1)),
                        rewards: [Fixtures.cardReward(stamps: Self.stamps, availability: 0.9)]))
            ])
    }

    private func card(_ change: (inout PunchCardMechanic) -> Void = { _ in }) -> Program {
        var card = PunchCardMechanic(reward: Fixtures.cardReward(stamps: Self.stamps, availability: 0.9))
        change(&card)
        return Program(name: "same", mechanics: [.punchCard(card)])
    }

    @Test("it is points at one a visit with the same reward: every life, posting and counter", arguments: [0, 3])
    func isPoints(headStart: Int64) async {
        let programs = [
            points(headStart: headStart), card { $0.joiningStamps = Points(headStart) },
            // No bill is below a cent, and no card lasts less than the study: the card's own rules give the same.
            card {
                $0.joiningStamps = Points(headStart)
                $0.minimumBill = Money(minor: 1)
            },
        ]
        let simulation = Fixtures.simulation(customers: 300, programs: programs)
        for customer in 0..<100 {
            let lives = simulation.lives(of: .base(customer), replication: 1)
            let same = lives[2] == lives[1] && lives[3] == lives[1]
            #expect(same, "customer \(customer)")
        }
        let outcome = await Fixtures.run(simulation, replications: 1)[0]
        #expect(outcome.sum(.redeemed, arm: 1, segment: 0) > 1000)
        for arm in 2...3 {
            let same =
                Outcome.Cell.allCases.allSatisfy { cell in
                    (0..<outcome.shape.months).allSatisfy {
                        outcome.value(cell, arm: arm, segment: 0, month: $0)
                            == outcome.value(cell, arm: 1, segment: 0, month: $0)
                    }
                }
                && Outcome.Total.allCases.allSatisfy {
                    outcome.value($0, arm: arm, segment: 0) == outcome.value($0, arm: 1, segment: 0)
                }
            #expect(same, "arm \(arm)")
        }
    }

    @Test("stamps given with the card pull: the first gap is exp(−κ × share of the card)", arguments: [0, 2])
    func headStart(given: Int64) {
        let response = Response(pointsPressure: PointsPressure(strength: 0.5, shape: 1))
        let cards = [
            card { $0.joiningStamps = Points(given) },
            // Beside points that buy nothing the card has a ledger of its own, and pulls the same.
            Program(
                name: "beside",
                mechanics: card { $0.joiningStamps = Points(given) }.mechanics + [
                    .points(PointsMechanic(earn: Fixtures.onePerMoney))
                ]),
        ]
        for customer in 0..<20 {
            let lives = PlainWorld().lives(customer, cards, response)
            for life in lives.dropFirst() {
                let ratio = life.purchases[1].instant / lives[0].purchases[1].instant
                #expect(agree(ratio, exp(-0.5 * Double(given + 1) / 8), within: 1e-9), "customer \(customer)")
            }
        }
    }

    @Test("of points and a card beside them the nearest goal pulls", arguments: [(40, 0.25), (400, 0.125)])
    func nearest(price: Int64, progress: Double) {
        // 10.00 are 10 points: a quarter of 40, a fortieth of 400; one stamp is an eighth.
        let program = Program(
            name: "both",
            mechanics: card().mechanics + [
                .points(
                    PointsMechanic(earn: Fixtures.onePerMoney, rewards: [Fixtures.reward("cup", price: price)]))
            ])
        let response = Response(pointsPressure: PointsPressure(strength: 0.5, shape: 1))
        for customer in 0..<20 {
            let lives = PlainWorld().lives(customer, [program], response)
            let ratio = lives[1].purchases[1].instant / lives[0].purchases[1].instant
            #expect(agree(ratio, exp(-0.5 * progress), within: 1e-9), "customer \(customer)")
        }
    }

    @Test("a card perceived beside points is worth what it is worth alone, and a small bill earns no stamp")
    func perceived() {
        let response = PerceivedValueTests.only(1, discountPerDay: 0.001)
        let beside = Program(
            name: "beside", mechanics: card().mechanics + [.points(PointsMechanic(earn: Fixtures.onePerMoney))])
        let dear = card { $0.minimumBill = Money(minor: 1001) }
        let begun = card { $0.newCardStamps = Points(3) }
        // 0.77 × 15.00 a cycle of 8 (5) visits of 10.00, 5 days apart.
        let alone = 1 + 0.77 * 15 / 80 * exp(-0.001 * 40)
        let expected = [alone, alone, 1, 1 + 0.77 * 15 / 50 * exp(-0.001 * 25)]
        for customer in 0..<20 {
            let lives = PlainWorld().lives(customer, [card(), beside, dear, begun], response)
            for (life, expected) in zip(lives.dropFirst(), expected) {
                let speed = lives[0].purchases[1].instant / life.purchases[1].instant
                #expect(agree(speed, expected, within: 1e-9), "customer \(customer)")
            }
        }
    }

    @Test("one more of the same is worth the bill up to its value")
    func same() {
        let response = PerceivedValueTests.only(1)
        let upTo: (Int64) -> Program = { value in
            card {
                $0.reward.faceValue = Money(minor: value)
                $0.reward.costMillionths = 250_000
            }
        }
        for customer in 0..<20 {
            let lives = PlainWorld().lives(customer, [upTo(4000), upTo(500)], response)
            let speeds = lives.dropFirst().map { lives[0].purchases[1].instant / $0.purchases[1].instant }
            // The bill of 10.00 in eight, or 5.00.
            #expect(agree(speeds[0], 1 + 0.77 * 10 / 80, within: 1e-9))
            #expect(agree(speeds[1], 1 + 0.77 * 5 / 80, within: 1e-9))
        }
    }

    @Test("stamps beside points close, whatever runs out and whatever is given in")
    func closes() async {
        for outcome in await Fixtures.run(
            Fixtures.simulation(customers: 1000, programs: Fixtures.pursePrograms), replications: 2)
        {
            for arm in [2, 6] {
                func total(_ total: Outcome.Total) -> Int64 { outcome.value(total, arm: arm, segment: 0) }
                let left = total(.stampsIssued) - total(.stampsRedeemed) - total(.stampsExpired)
                #expect(left >= 0 && total(.stampsRedeemed) > 0 && total(.stampsExpired) > 0, "arm \(arm)")
                // Full cards are given in whole.
                #expect(total(.stampsRedeemed) % (arm == 2 ? 6 : 8) == 0, "arm \(arm)")
            }
        }
    }
}
