import LoyaltyModel
import Testing

/// The promises of common random numbers, for programs with levels and fees.
@Suite("Identities of memberships")
struct MembershipIdentityTests {
    private func simulation(_ response: Response = Fixtures.strongMembership, customers: Int = 400) -> Simulation {
        Fixtures.simulation(customers: customers, programs: Fixtures.memberships, response: response, days: 900)
    }

    @Test("nobody reacts: every life is the twin's, whether the membership lasts or ends", arguments: 0..<5, 0..<6)
    func noResponse(timing: Int, attrition: Int) {
        let segment = Fixtures.segment(
            timing: Fixtures.timings[timing].model, attrition: Fixtures.attritions[attrition].model,
            basket: Fixtures.baskets[(timing + attrition) % 3].model)
        let simulation = Fixtures.simulation(
            segments: [segment], programs: Fixtures.memberships, response: .none, days: 900)
        var joined = 0
        for customer in 0..<40 {
            let lives = simulation.lives(of: .base(customer), replication: 1)
            for (arm, life) in lives.enumerated() {
                let same = life.purchases == lives[0].purchases && life.leftAt == lives[0].leftAt
                #expect(same, "customer \(customer), arm \(arm)")
                joined += life.joinDay == nil ? 0 : 1
            }
        }
        #expect(joined > 60)
    }

    @Test("what the fixtures are for happens in them")
    func nothingIsIdle() async {
        let outcome = await Fixtures.run(simulation(customers: 2000), replications: 1)[0]
        func total(_ total: Outcome.Total, _ arm: Int) -> Int64 { outcome.value(total, arm: arm, segment: 0) }
        func sum(_ cell: Outcome.Cell, _ arm: Int) -> Int64 { outcome.sum(cell, arm: arm, segment: 0) }
        for arm in [1, 3, 4] {
            #expect(total(.promotions, arm) > 100 && total(.demotions, arm) > 20, "arm \(arm)")
            #expect(total(.aboveFirstLevel, arm) > 0 && total(.atTopLevel, arm) <= total(.aboveFirstLevel, arm))
        }
        #expect(total(.levelGifts, 1) > 100 && total(.uninformedVisits, 1) > 1000)
        for arm in [2, 3] {
            #expect(sum(.fees, arm) > 0 && sum(.ended, arm) > 50 && sum(.ended, arm) <= sum(.joined, arm))
            #expect(total(.renewals, arm) > 50 && total(.renewals, arm) < total(.renewalsAsked, arm))
        }
        #expect((1...4).allSatisfy { total(.silent, $0) > 0 && total(.activeOutside, $0) > 0 })
    }

    @Test("any number of workers gives the same integers")
    func workers() async {
        let one = await Fixtures.run(simulation(), replications: 2, workers: 1)
        for workers in [2, 5] {
            let other = await Fixtures.run(simulation(), replications: 2, workers: workers)
            #expect(zip(one, other).allSatisfy { $0 == $1 } && other.count == 2, "\(workers) workers")
        }
    }

    @Test("the roll-forward closes with the members' own balances")
    func rollForward() async {
        for outcome in await Fixtures.run(simulation(customers: 1000), replications: 2) {
            for arm in 1..<outcome.shape.arms {
                let balance =
                    outcome.sum(.issued, arm: arm, segment: 0) - outcome.sum(.redeemed, arm: arm, segment: 0)
                    - outcome.sum(.expired, arm: arm, segment: 0)
                #expect(balance == outcome.value(.closingPoints, arm: arm, segment: 0), "arm \(arm)")
                #expect(outcome.sum(.issued, arm: arm, segment: 0) > 0)
            }
        }
    }

    @Test("counters tell the same story as the lives")
    func countersAndLives() async {
        let simulation = Fixtures.simulation(
            customers: 100, arrivals: 0, programs: Fixtures.memberships, response: Fixtures.strongMembership)
        let outcome = await Fixtures.run(simulation, replications: 1)[0]
        var purchases = Array(repeating: Int64(0), count: outcome.shape.arms)
        for customer in 0..<100 {
            for (arm, life) in simulation.lives(of: .base(customer), replication: 1).enumerated() {
                purchases[arm] += Int64(life.purchases.count)
            }
        }
        for arm in 0..<outcome.shape.arms {
            let months = 0..<outcome.shape.months
            #expect(months.reduce(0) { $0 + outcome.purchases(arm: arm, segment: 0, month: $1) } == purchases[arm])
        }
    }

    @Test("hostile luck neither crashes nor hangs", arguments: Luck.Opening.allCases, 0..<6)
    func hostileLuck(opening: Luck.Opening, attrition: Int) async {
        for timing in 0..<5 {
            let segment = Fixtures.segment(
                timing: Fixtures.timings[timing].model, attrition: Fixtures.attritions[attrition].model,
                basket: Fixtures.baskets[timing % 3].model)
            var simulation = Fixtures.simulation(
                customers: 1, segments: [segment], arrivals: 0, programs: Fixtures.memberships,
                response: Fixtures.strongMembership)
            simulation.opening = opening
            #expect(await Fixtures.run(simulation, replications: 1).count == 1)
        }
    }

    @Test("with nobody reacting the whole cost of levels and deliveries falls on the twins' purchases")
    func costOnTwin() async {
        var programs = Fixtures.memberships
        for place in programs.indices { programs[place].enrolment.headStart = .zero }
        let simulation = Fixtures.simulation(customers: 500, programs: programs, response: .none, days: 900)
        let outcome = await Fixtures.run(simulation, replications: 1)[0]
        for arm in 1...programs.count {
            let cost = outcome.sum(.rewardCost, arm: arm, segment: 0)
            #expect(cost > 0)
            #expect(outcome.sum(.rewardCostOnTwin, arm: arm, segment: 0) == cost * 1000, "\(programs[arm - 1].name)")
        }
    }

    /// Programs with a mechanic more, which has nothing in it.
    private func same(adding mechanic: Mechanic) async -> Bool {
        func outcome(_ programs: [Program]) async -> Outcome {
            await Fixtures.run(
                Fixtures.simulation(customers: 300, programs: programs, response: Fixtures.strongMembership),
                replications: 1)[0]
        }
        let plain = Fixtures.programs + [Program(name: "empty")]
        let more = plain.map { program in
            var program = program
            program.mechanics.append(mechanic)
            return program
        }
        return await outcome(plain) == outcome(more)
    }

    @Test("one level is no level, to the last counter")
    func oneLevel() async {
        #expect(await same(adding: .tiers(TierMechanic(levels: [.init(name: "member", from: 0)]))))
        #expect(
            await same(adding: .tiers(TierMechanic(window: .rolling(months: 3), levels: [.init(name: "all", from: 0)])))
        )
    }

    @Test("a membership at no fee and with no benefit is none, to the last counter")
    func noFee() async { #expect(await same(adding: .paid(PaidMechanic(fee: .zero)))) }

    @Test("who falls silent in a program of points alone lives the same, whatever arms are walked before")
    func silentAmongOthers() async {
        var response = Fixtures.sociable
        response.silence = Silence(monthly: 0.5)
        response.frustration.perMonthTooFar = 0.2
        response.frustration.patienceDays = 10
        let far = Program(
            name: "far",
            mechanics: [
                .points(
                    PointsMechanic(
                        earn: Fixtures.onePerMoney, expiry: .rolling(months: 2),
                        rewards: [Fixtures.reward("cup", price: 5000)]))
            ])
        let others = Fixtures.social + Fixtures.memberships + Fixtures.messagePrograms
        let all = await Fixtures.run(
            Fixtures.simulation(customers: 300, programs: others + [far], response: response), replications: 1)[0]
        let alone = await Fixtures.run(
            Fixtures.simulation(customers: 300, programs: [far], response: response), replications: 1)[0]
        let arm = others.count + 1
        #expect(alone.value(.silent, arm: 1, segment: 0) > 50)
        for total in Outcome.Total.allCases {
            #expect(
                all.value(total, arm: arm, segment: 0) == alone.value(total, arm: 1, segment: 0), "\(total)")
        }
        for cell in Outcome.Cell.allCases {
            #expect(all.sum(cell, arm: arm, segment: 0) == alone.sum(cell, arm: 1, segment: 0), "\(cell)")
        }
    }
}
