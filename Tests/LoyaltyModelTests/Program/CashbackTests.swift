import Foundation
import LoyaltyModel
import Testing

@Suite("Cashback")
struct CashbackTests {
    static func cashback(_ share: Int64, _ change: (inout CashbackMechanic) -> Void = { _ in }) -> Program {
        var mechanic = CashbackMechanic(
            brackets: [DiscountMechanic.Bracket(from: .zero, shareMillionths: share)], earnsOn: .gross)
        change(&mechanic)
        return Program(name: "back", mechanics: [.cashback(mechanic)])
    }

    @Test("a cashback of 0 is no program", arguments: [CashbackMechanic.Form.money, .bonus(validMonths: 1)])
    func zero(form: CashbackMechanic.Form) async {
        let programs = [
            Program(name: "none"),
            Self.cashback(0) {
                $0.form = form
                $0.minimumPayout = Money(minor: 500)
            },
        ]
        let outcome = await Fixtures.run(Fixtures.simulation(customers: 500, programs: programs), replications: 1)[0]
        for month in 0..<outcome.shape.months {
            for cell in Outcome.Cell.allCases {
                #expect(
                    outcome.value(cell, arm: 2, segment: 0, month: month)
                        == outcome.value(cell, arm: 1, segment: 0, month: month), "\(cell)")
            }
        }
        for total in Outcome.Total.allCases {
            #expect(outcome.value(total, arm: 2, segment: 0) == outcome.value(total, arm: 1, segment: 0), "\(total)")
        }
    }

    @Test("what is earned is paid, runs out or is owed; all of it is earned by the twin where nobody reacts")
    func closes() async {
        for response in [Response.none, Fixtures.strong] {
            let simulation = Fixtures.simulation(customers: 1000, programs: Fixtures.pursePrograms, response: response)
            for outcome in await Fixtures.run(simulation, replications: 2) {
                for arm in [3, 4, 6] {
                    func total(_ total: Outcome.Total) -> Int64 { outcome.value(total, arm: arm, segment: 0) }
                    let had = total(.cashbackPaid) + total(.cashbackExpired) + total(.cashbackOutstanding)
                    #expect(total(.cashbackEarned) == had && total(.cashbackPaid) > 0, "arm \(arm)")
                    #expect((total(.cashbackExpired) > 0) == (arm != 3), "arm \(arm)")
                }
                let (cost, onTwin) = (
                    outcome.sum(.rewardCost, arm: 3, segment: 0), outcome.sum(.rewardCostOnTwin, arm: 3, segment: 0)
                )
                #expect(cost == outcome.value(.cashbackPaid, arm: 3, segment: 0))
                #expect(response == .none ? onTwin == cost * 1000 : onTwin < cost * 1000)
            }
        }
    }

    @Test("money by hand, from the lives: floor per bill, paid at month ends from 1.00 on, the rest is owed")
    func byHand() async {
        let world = PlainWorld(rate: 0.05, basket: 12.34, customers: 100, days: 400)
        let program = Self.cashback(15_000) { $0.minimumPayout = Money(minor: 100) }
        let calendar = StudyCalendar(start: world.start, days: world.days)
        var (paid, owed) = (Int64(0), Int64(0))
        for customer in 0..<world.customers {
            var pending: Int64 = 0
            let purchases = world.lives(customer, [program])[1].purchases
            for month in 0..<calendar.months {
                // 1.5 % of 12.34 is 18.51 cents.
                pending += 18 * Int64(purchases.count { Int(calendar.monthOfDay[Int($0.instant)]) == month })
                if pending >= 100, calendar.lastDay(ofMonth: month) != nil {
                    paid += pending
                    pending = 0
                }
            }
            owed += pending
        }
        let outcome = await Fixtures.run(world.simulation([program]), replications: 1)[0]
        #expect(outcome.value(.cashbackPaid, arm: 1, segment: 0) == paid)
        #expect(outcome.value(.cashbackOutstanding, arm: 1, segment: 0) == owed && owed > 0)
        #expect(outcome.sum(.rewardCostOnTwin, arm: 1, segment: 0) == paid * 1000)
    }

    /// Mean basket 10.00 every 5 days, 2.00 a day; ρ is 0.001 a day.
    static let perceptions: [(name: String, value: Double, change: @Sendable (inout CashbackMechanic) -> Void)] = [
        ("monthly", 0.015 * exp(-0.001 * 30.4375 / 2), { _ in }),
        ("at once", 0.015, { $0.payout = .atOnce }),
        (
            "quarterly bonus, from the next bill on", 0.015 * exp(-0.001 * (91.3125 / 2 + 5)),
            {
                $0.payout = .quarterly
                $0.form = .bonus(validMonths: nil)
            }
        ),
        // 4.00 ÷ 2 % = 200.00 of spending.
        (
            "a minimum to come together", 0.015 * exp(-0.001 * 100),
            {
                $0.payout = .atOnce
                $0.minimumPayout = Money(minor: 400)
            }
        ),
        // 6.0875 a year's month at most, of 60.875 of spending.
        (
            "a cap", 0.75 * 1 / 60.875,
            {
                $0.payout = .atOnce
                $0.cap = CashbackMechanic.Cap(amount: Money(minor: 1200), period: .year)
            }
        ),
        (
            "a bracket within its window", 0.015 * exp(-0.001 * 50),
            {
                $0.payout = .atOnce
                $0.brackets[0].from = Money(minor: 10_000)
                $0.window = .rolling(months: 2)
            }
        ),
        (
            "a bracket out of its window", 0,
            {
                $0.brackets[0].from = Money(minor: 13_000)
                $0.window = .rolling(months: 2)
            }
        ),
        ("bills too small", 0, { $0.minimumBill = Money(minor: 1001) }),
    ]

    @Test("a member perceives share × appeal, less for the wait", arguments: perceptions.indices)
    func perceived(place: Int) {
        let (name, value, change) = Self.perceptions[place]
        let program = Self.cashback(20_000, change)
        for customer in 0..<10 {
            let lives = PlainWorld().lives(
                customer, [program], PerceivedValueTests.only(1, discountPerDay: 0.001))
            let speed = lives[0].purchases[1].instant / lives[1].purchases[1].instant
            #expect(agree(speed, 1 + value, within: 1e-9), "\(name), customer \(customer)")
        }
    }

    @Test("a larger share never delays a purchase, with perceived value as the only effect")
    func monotone() {
        let programs = [5000, 20_000, 60_000].map { share in Self.cashback(share) { $0.payout = .quarterly } }
        let response = Response(
            perceivedValue: PerceivedValue(elasticity: 2, discountPerDay: 0.002),
            attrition: AttritionEffect(elasticity: 2))
        let simulation = Fixtures.simulation(programs: programs, response: response)
        for customer in 0..<200 {
            let lives = simulation.lives(of: .base(customer), replication: 1)
            for (less, more) in zip(lives, lives.dropFirst()) {
                let never =
                    more.purchases.count >= less.purchases.count
                    && zip(less.purchases, more.purchases).allSatisfy { $1.instant <= $0.instant }
                #expect(never, "customer \(customer)")
            }
        }
    }
}
