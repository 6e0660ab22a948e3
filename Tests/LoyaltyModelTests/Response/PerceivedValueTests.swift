import Foundation
import LoyaltyModel
import Testing

/// Perceived value as the only effect: the clock of a member runs (1 + v)^(elasticity × sensitivity) times as fast.
@Suite("Perceived value")
struct PerceivedValueTests {
    /// v of ``card(_:perVisit:price:face:headStart:appeal:ease:expiry:)`` at a basket of 10.00 and no discounting:
    /// 0.8 × 0.5 × 50,000 ÷ 100 points × 10 points ÷ 1,000 minor units.
    static let value = 2.0

    static func only(_ elasticity: Double, discountPerDay: Double = 0) -> Response {
        Response(perceivedValue: PerceivedValue(elasticity: elasticity, discountPerDay: discountPerDay))
    }

    /// How many times as fast the member's clock runs, purchase by purchase; empty if none can be compared.
    func speeds(_ world: PlainWorld, _ program: Program, _ response: Response, customer: Int = 0) -> [Double] {
        let lives = world.lives(customer, [program], response)
        return zip(lives[0].purchases, lives[1].purchases).dropFirst().map {
            world.clock(at: $0.instant) / world.clock(at: $1.instant)
        }
    }

    @Test("every purchase is the twin's, brought forward by the multiplier", arguments: [0.0, 0.5, 1, 1.7])
    func coupling(sensitivity: Double) {
        let world = PlainWorld(sensitivity: sensitivity)
        let expected = power(1 + Self.value, 0.4 * sensitivity)
        for customer in 0..<20 {
            let speeds = speeds(world, card(), Self.only(0.4), customer: customer)
            #expect(speeds.count > 80)
            #expect(speeds.allSatisfy { agree($0, expected, within: 1e-9) }, "customer \(customer)")
        }
    }

    @Test("with season and trend the same holds in clock time")
    func couplingInSeason() {
        let world = PlainWorld(
            start: CalendarDate(year: 2027, month: 3, day: 17)!,
            season: [0.2, 0.5, 1, 1.5, 2, 1.8, 0.4, 0, 1.2, 1.4, 1, 1], yearlyGrowth: 0.3)
        let expected = power(1 + Self.value, 0.4)
        for customer in 0..<20 {
            let speeds = speeds(world, card(), Self.only(0.4), customer: customer)
            #expect(speeds.count > 80)
            #expect(speeds.allSatisfy { agree($0, expected, within: 1e-9) }, "customer \(customer)")
        }
    }

    @Test("members' purchases multiply by (1 + v)^elasticity within 4 standard errors")
    func meanNumber() async {
        let world = PlainWorld(customers: 20_000, days: 100)
        let outcome = await Fixtures.run(world.simulation([card()], Self.only(0.4)), replications: 1)[0]
        for (cell, multiplier) in [(Outcome.Cell.twinPurchases, 1), (.memberPurchases, power(3, 0.4))] {
            let expected = 20_000 * world.rate * 100 * multiplier
            let count = Double(outcome.sum(cell, arm: 1, segment: 0))
            // A Poisson number: its variance is its mean.
            #expect(abs(count - expected) < 4 * expected.squareRoot(), "\(cell): \(count), expected \(expected)")
        }
    }

    @Test("floor and ceiling hold", arguments: [(30.0, 4.0), (-30, 0.25), (0.4, power(3, 0.4))])
    func bounds(elasticity: Double, expected: Double) {
        let speeds = speeds(PlainWorld(), card(), Self.only(elasticity))
        #expect(speeds.count > 20 && speeds.allSatisfy { agree($0, expected, within: 1e-9) })
    }

    @Test("a reward in the future loses its pull by exp(−ρ τ)")
    func discounting() {
        // A cycle of 100 points at 10 a visit and 0.2 visits a day takes 50 days.
        let expected = power(1 + Self.value * exp(-0.01 * 50), 0.4)
        let speeds = speeds(PlainWorld(), card(), Self.only(0.4, discountPerDay: 0.01))
        #expect(speeds.count > 80 && speeds.allSatisfy { agree($0, expected, within: 1e-9) })
    }

    @Test("a reward whose cycle outlasts the points' life is worth nothing", arguments: [(486, true), (488, false)])
    func life(price: Int64, reachable: Bool) {
        // Three months are 91.3125 days; at 16 points a visit and a visit every 3 days that is 487 points.
        let program = card(perVisit: 16, price: price, face: 100_000, expiry: .rolling(months: 3))
        let value = reachable ? 0.4 * 100_000 / Double(price) * 16 / 1000 : 0
        let speeds = speeds(PlainWorld(rate: 1.0 / 3), program, Self.only(0.4))
        #expect(speeds.count > 80 && speeds.allSatisfy { agree($0, power(1 + value, 0.4), within: 1e-9) })
    }

    @Test("of several rewards the one worth most per money counts, wherever it stands")
    func bestReward() {
        func reward(_ name: String, _ price: Int64, _ face: Int64) -> Reward {
            Reward(
                name: name, kind: .freeProduct, pointsPrice: Points(price), faceValue: Money(minor: face),
                unitCost: .zero, appeal: 1)
        }
        // Worth per point 5, 8 and 4 minor units; the last by far the dearest.
        let rewards = [reward("a", 100, 500), reward("b", 200, 1600), reward("c", 1000, 4000)]
        for order in [[0, 1, 2], [2, 1, 0], [1, 0, 2]] {
            let program = Program(
                name: "three",
                mechanics: [
                    .points(
                        PointsMechanic(
                            earn: EarnRule(perMoneyMillionths: 10_000_000), rewards: order.map { rewards[$0] }))
                ])
            // 10 points a major unit are 0.1 a minor one.
            let speeds = speeds(PlainWorld(), program, Self.only(0.7))
            #expect(speeds.count > 80 && speeds.allSatisfy { agree($0, power(1.8, 0.7), within: 1e-9) })
        }
    }

    @Test("points as money and vouchers state their value per money likewise")
    func moneyAndVouchers() {
        let earn = EarnRule(perMoneyMillionths: 1_000_000)
        let till = PointsMechanic(
            earn: earn,
            asMoney: PointsAsMoney(points: Points(10), value: Money(minor: 200), minimum: Points(50), appeal: 0.5))
        let voucher = PointsMechanic(
            earn: earn,
            conversion: VoucherConversion(points: Points(50), value: Money(minor: 1000), validMonths: 2, appeal: 0.5))
        // 10 points a visit, 0.2 visits a day: 50 points take 25 days; a voucher waits half a month more.
        for (mechanic, wait) in [(till, 25.0), (voucher, 25 + 30.4375 / 2)] {
            let expected = power(1 + 0.5 * 20 * 0.01 * exp(-0.01 * wait), 3)
            let program = Program(name: "money", mechanics: [.points(mechanic)])
            let speeds = speeds(PlainWorld(), program, Self.only(3, discountPerDay: 0.01))
            #expect(speeds.count > 80 && speeds.allSatisfy { agree($0, expected, within: 1e-9) })
        }
    }

    @Test("a larger reward at the same price never delays a purchase, nor loses one")
    func monotone() {
        let faces: [Int64] = [100, 500, 2500, 12_500]
        let programs = faces.map { card("face-\($0)", perVisit: 0, face: $0).earning(Fixtures.onePerMoney) }
        var response = Self.only(2, discountPerDay: 0.003)
        response.attrition = AttritionEffect(elasticity: 0, basis: .perPurchase)
        let simulation = Fixtures.simulation(programs: programs, response: response, days: 700)
        var faster = 0
        for customer in 0..<300 {
            let lives = simulation.lives(of: .base(customer), replication: 1)
            for (less, more) in zip(lives, lives.dropFirst()) {
                #expect(more.purchases.count >= less.purchases.count)
                #expect(zip(less.purchases, more.purchases).allSatisfy { $1.instant <= $0.instant })
            }
            faster += zip(lives[0].purchases, lives[4].purchases).dropFirst().count { $1.instant < $0.instant }
        }
        #expect(faster > 1000, "something must be brought forward for this to mean anything")
    }
}

extension Program {
    /// The same program with another earn rule.
    func earning(_ rule: EarnRule) -> Program {
        var program = self
        program.mechanics = mechanics.map { mechanic in
            guard case .points(var points) = mechanic else { return mechanic }
            points.earn = rule
            return .points(points)
        }
        return program
    }
}
