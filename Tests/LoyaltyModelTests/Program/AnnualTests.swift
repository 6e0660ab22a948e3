import Foundation
import LoyaltyModel
import Testing

@Suite("Annual scheme")
struct AnnualTests {
    static func annual(
        _ measure: AnnualMechanic.Measure, _ brackets: [(Int64, AnnualMechanic.Bonus)],
        year: AnnualMechanic.Year = .calendar, form: AnnualMechanic.Form = .money
    ) -> Program {
        Program(
            name: "annual",
            mechanics: [
                .annual(
                    AnnualMechanic(
                        measure: measure,
                        brackets: brackets.map { AnnualMechanic.Bracket(from: $0.0, bonus: $0.1) }, year: year,
                        form: form))
            ])
    }

    @Test("by hand, from the lives: the highest bracket reached of each calendar year, and what would be due")
    func byHand() async {
        // Two years and 35 days of a third, which pays nothing yet.
        let world = PlainWorld(rate: 0.1, basket: 10, customers: 100, days: 730 + 35)
        let program = Self.annual(.spend, [(20_000, .share(10_000)), (37_000, .share(25_000))])
        func bonus(_ purchases: Int) -> Int64 {
            let spent = Int64(purchases) * 1000
            return spent >= 37_000 ? spent * 25 / 1000 : spent >= 20_000 ? spent / 100 : 0
        }
        var (granted, due, years, rewarded) = (Int64(0), Int64(0), Int64(0), Int64(0))
        for customer in 0..<world.customers {
            let instants = world.lives(customer, [program])[1].purchases.map(\.instant)
            for year in 0..<2 {
                let count = instants.count { Int($0) / 365 == year }
                granted += bonus(count)
                years += count > 0 ? 1 : 0
                rewarded += bonus(count) > 0 ? 1 : 0
            }
            due += bonus(instants.count { $0 >= 730 })
        }
        let outcome = await Fixtures.run(world.simulation([program]), replications: 1)[0]
        func total(_ total: Outcome.Total) -> Int64 { outcome.value(total, arm: 1, segment: 0) }
        #expect(total(.annualGranted) == granted && granted > 0)
        #expect(outcome.sum(.rewardCost, arm: 1, segment: 0) == granted)
        #expect(outcome.sum(.rewardCostOnTwin, arm: 1, segment: 0) == granted * 1000)
        #expect(total(.annualOutstanding) == due)
        #expect(total(.yearsEnded) == years && total(.yearsRewarded) == rewarded && rewarded < years)
        #expect(outcome.value(.rewardCost, arm: 1, segment: 0, month: 11) > 0)
    }

    @Test("a year that the study cuts short owes what is due so far")
    func cutShort() async {
        let world = PlainWorld(customers: 50, days: 364)
        let program = Self.annual(.visits, [(10, .fixed(300))])
        let outcome = await Fixtures.run(world.simulation([program]), replications: 1)[0]
        #expect(outcome.sum(.rewardCost, arm: 1, segment: 0) == 0)
        // Some 73 purchases each: everyone is over ten.
        #expect(outcome.value(.annualOutstanding, arm: 1, segment: 0) == 50 * 300)
    }

    @Test("the next bracket pulls by the share of it that has come together, until the last is reached")
    func pressure() {
        let response = Response(pointsPressure: PointsPressure(strength: 0.5, shape: 1))
        let program = Self.annual(.visits, [(4, .fixed(100)), (8, .fixed(200))], year: .anniversary)
        for customer in 0..<20 {
            let lives = PlainWorld(rate: 0.5, days: 60).lives(customer, [program], response)
            let both = Array(zip(lives[0].purchases, lives[1].purchases))
            for (visits, pair) in zip(both, both.dropFirst()).enumerated() {
                let gap = (pair.1.1.instant - pair.0.1.instant) / (pair.1.0.instant - pair.0.0.instant)
                let made = Double(visits + 1)
                let progress = made < 4 ? made / 4 : made < 8 ? made / 8 : 0
                #expect(agree(gap, exp(-0.5 * progress), within: 1e-6), "visit \(visits), customer \(customer)")
            }
        }
    }

    /// Baskets of 10.00 every 5 days: 730.50 and 73.05 visits a year, half a year away on average.
    static let perceptions: [(name: String, program: Program, value: Double)] = [
        ("share", annual(.spend, [(73_000, .share(20_000))]), 0.75 * 0.02),
        ("a bracket out of reach", annual(.spend, [(73_100, .share(20_000))]), 0),
        (
            "the best of those in reach", annual(.visits, [(10, .fixed(100)), (73, .fixed(1461)), (74, .fixed(9999))]),
            0.75 * 0.02
        ),
        // 73.05 a year, but one bill takes 10.00 of it.
        (
            "a voucher larger than a bill", annual(.visits, [(73, .fixed(7305))], form: .voucher(validMonths: 3)),
            0.75 * 1000 / 73_050
        ),
        (
            "a voucher smaller than a bill", annual(.visits, [(73, .fixed(400))], form: .voucher(validMonths: 3)),
            0.75 * 400 / 73_050
        ),
    ]

    @Test("a member perceives the bonus of a bracket in reach, per unit of spending", arguments: perceptions.indices)
    func perceived(place: Int) {
        let (name, program, value) = Self.perceptions[place]
        let expected = 1 + value * exp(-0.001 * 365.25 / 2)
        for customer in 0..<10 {
            let lives = PlainWorld().lives(
                customer, [program], PerceivedValueTests.only(1, discountPerDay: 0.001))
            let speed = lives[0].purchases[1].instant / lives[1].purchases[1].instant
            #expect(agree(speed, expected, within: 1e-9), "\(name), customer \(customer)")
        }
    }

    @Test("who has ended the membership is owed no bonus")
    func ended() async {
        // Free for thirty days, and nobody pays then: the year's bonus is granted at its end, to members.
        var program = Self.annual(.visits, [(1, .fixed(300))])
        program.mechanics.append(
            .paid(PaidMechanic(fee: Money(minor: 500), every: .month, trial: .days(30))))
        let world = PlainWorld(customers: 50, days: 200)
        func outstanding(_ intercept: Double) async -> Int64 {
            let response = Response(renewal: RenewalChoice(intercept: intercept))
            let outcome = await Fixtures.run(world.simulation([program], response), replications: 1)[0]
            return outcome.value(.annualOutstanding, arm: 1, segment: 0)
        }
        #expect(await outstanding(60) == 50 * 300)
        #expect(await outstanding(-60) == 0)
    }
}
