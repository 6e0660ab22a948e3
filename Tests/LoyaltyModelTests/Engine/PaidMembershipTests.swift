import Foundation
import LoyaltyModel
import Testing

/// Fees, renewals, and what follows when a membership ends.
@Suite("Paid membership")
struct PaidMembershipTests {
    /// Everyone is a member from day 0, free for thirty days.
    static func program(_ change: (inout PaidMechanic) -> Void = { _ in }) -> Program {
        var paid = PaidMechanic(
            fee: Money(minor: 500), every: .month, trial: .days(30), deliveryValue: Money(minor: 200))
        change(&paid)
        return Program(name: "plus", mechanics: [.paid(paid)])
    }

    func check(_ count: Int64, of all: Int, probability: Double, _ what: String) {
        let n = Double(all)
        let error = (n * probability * (1 - probability)).squareRoot()
        #expect(abs(Double(count) - n * probability) < 4 * error, "\(what): \(count), expected \(n * probability)")
    }

    @Test("the share who pay is the logistic one after a trial, and its root month by month")
    func renewals() async {
        let world = PlainWorld(customers: 20_000, days: 365)
        let spending = 0.2 * 30.4375 * 1000.0
        // v = 2.00 ÷ 10.00; twelve fees of 5.00.
        let utility = 0.3 + 0.5 * (12 * 0.2 - 12 * 500 / spending)
        let yearly = 1 / (1 + exp(-utility))
        let response = Response(renewal: RenewalChoice(intercept: 0.3, balance: 0.5))
        let outcome = await Fixtures.run(world.simulation([Self.program()], response), replications: 1)[0]
        func ended(_ month: Int) -> Int64 { outcome.value(.ended, arm: 1, segment: 0, month: month) }
        let (n, monthly) = (world.customers, pow(yearly, 1.0 / 12))
        // The trial ends on 30 January; then months are paid for from the 31st on, to 27 February, 30 March, …
        check(ended(0), of: n, probability: 1 - yearly, "trial")
        check(ended(1), of: n, probability: yearly * (1 - monthly), "February")
        check(ended(5), of: n, probability: yearly * pow(monthly, 4) * (1 - monthly), "June")
        #expect(outcome.value(.renewals, arm: 1, segment: 0) * 500 == outcome.sum(.fees, arm: 1, segment: 0))
    }

    @Test("a taste that persists is asked only once: who pays after the trial goes on paying")
    func persistence() async {
        let world = PlainWorld(customers: 3000, days: 365)
        let response = Response(renewal: RenewalChoice(persistence: 1))
        let outcome = await Fixtures.run(world.simulation([Self.program()], response), replications: 1)[0]
        let ended = (0..<12).map { outcome.value(.ended, arm: 1, segment: 0, month: $0) }
        check(ended[0], of: world.customers, probability: 0.5, "trial")
        #expect(ended.dropFirst().allSatisfy { $0 == 0 }, "\(ended)")
    }

    @Test("a yearly fee keeps as many over a year as twelve monthly ones")
    func yearAndMonths() async {
        let world = PlainWorld(customers: 20_000, days: 400)
        let response = Response(renewal: RenewalChoice(intercept: 1))
        // Asked at the till, half join, and pay at once.
        func paying(_ every: PaidMechanic.Period) -> Program {
            Program(
                name: every.rawValue, enrolment: EnrolmentTerms(invitation: .till(probability: 1)),
                mechanics: [.paid(PaidMechanic(fee: Money(minor: 100), every: every))])
        }
        let outcome = await Fixtures.run(
            world.simulation([paying(.year), paying(.month)], response), replications: 1)[0]
        let yes = 1 / (1 + exp(-1.0))
        for arm in 1...2 {
            let joined = Int(outcome.value(.joined, arm: arm, segment: 0, month: 0))
            let ended = (0..<13).reduce(0) { $0 + outcome.value(.ended, arm: arm, segment: 0, month: $1) }
            // By 4 February 2027 those who joined on 1 January have been asked for a thirteenth month too.
            let kept = arm == 1 ? yes : pow(yes, 13.0 / 12)
            #expect(joined > 9000)
            check(ended, of: joined, probability: 1 - kept, "arm \(arm)")
        }
    }

    /// Perceived value and attrition at work, the membership over for all on day 30.
    static func ending(_ attrition: Attrition = .none) -> (PlainWorld, Response, Double) {
        let world = PlainWorld(attrition: attrition, customers: 100, days: 400)
        let response = Response(
            perceivedValue: PerceivedValue(elasticity: 2), renewal: RenewalChoice(intercept: -50),
            basket: BasketEffect(elasticity: 1), attrition: AttritionEffect(elasticity: 3))
        return (world, response, pow(1.2, 2))
    }

    @Test("after the end the clock runs as the twin's does, and baskets are its own")
    func afterTheEnd() {
        let (world, response, multiplier) = Self.ending()
        for customer in 0..<world.customers {
            let lives = world.lives(customer, [Self.program()], response)
            for (twin, member) in zip(lives[0].purchases, lives[1].purchases) {
                let before = twin.instant <= 30 * multiplier
                let expected = before ? twin.instant / multiplier : 30 + twin.instant - 30 * multiplier
                #expect(agree(member.instant, expected, within: 1e-9))
                #expect(member.amount == (before && member.number > 0 ? 1200 : 1000))
            }
        }
    }

    @Test("after the end the hazard is the twin's")
    func hazardAfterTheEnd() {
        let (world, response, _) = Self.ending(.exponentialGamma(ExponentialGamma(s: 5, beta: 600)))
        let hazard = pow(1.2, -3.0)
        var left = 0
        for customer in 0..<world.customers {
            let lives = world.lives(customer, [Self.program()], response)
            guard let twin = lives[0].leftAt, let member = lives[1].leftAt else { continue }
            let expected = twin <= 30 * hazard ? twin / hazard : 30 + twin - 30 * hazard
            #expect(agree(member, expected, within: 1e-9))
            left += 1
        }
        #expect(left > 50)
    }

    @Test("who has paid buys more: the whole lift is thrice the economic one, from the first fee on")
    func sunkCost() {
        let world = PlainWorld(customers: 50, days: 300)
        let response = Response(
            perceivedValue: PerceivedValue(elasticity: 0.5), sunkCost: SunkCost(strength: 2),
            renewal: RenewalChoice(intercept: 50))
        let (free, paid) = (pow(1.2, 0.5), pow(1.2, 1.5))
        for customer in 0..<world.customers {
            let lives = world.lives(customer, [Self.program()], response)
            for (twin, member) in zip(lives[0].purchases, lives[1].purchases) {
                let before = twin.instant <= 30 * free
                let expected = before ? twin.instant / free : 30 + (twin.instant - 30 * free) / paid
                #expect(agree(member.instant, expected, within: 1e-9))
            }
        }
    }

    @Test("a higher fee gains nobody, and nobody joins on another day")
    func monotone() {
        let programs = [0, 100, 1000, 5000].map { (fee: Int64) in
            var program = Self.program { ($0.fee, $0.trial) = (Money(minor: fee), .none) }
            program.enrolment.invitation = .till(probability: 0.5)
            return program
        }
        let response = Response(
            perceivedValue: PerceivedValue(elasticity: 0.5),
            enrolment: EnrolmentChoice(value: 2, feePerMonthOfSpend: 2))
        let simulation = Fixtures.simulation(programs: programs, response: response)
        var changes = 0
        for customer in 0..<800 {
            let days = simulation.lives(of: .base(customer), replication: 1).dropFirst().map(\.joinDay)
            for (cheap, dear) in [(0, 1), (1, 2), (2, 3)] {
                #expect(days[dear] == nil || days[cheap] == days[dear], "customer \(customer)")
                changes += days[dear] == days[cheap] ? 0 : 1
            }
        }
        #expect(changes > 100)
    }

    @Test("who leaves for good has the unused days back, and pays no more")
    func refund() async {
        let world = PlainWorld(attrition: .exponentialGamma(ExponentialGamma(s: 5, beta: 600)), days: 300)
        let program = Self.program {
            ($0.every, $0.trial, $0.refund) = (.year, .days(1), .proRata)
            $0.fee = Money(minor: 36_500)
        }
        let simulation = world.simulation([program], Response(renewal: RenewalChoice(intercept: 50)))
        let outcome = await Fixtures.run(simulation, replications: 1)[0]
        var expected: Int64 = 0
        for customer in 0..<world.customers {
            let life = world.lives(customer, [program], Response(renewal: RenewalChoice(intercept: 50)))[1]
            if let left = life.leftAt {
                // Paid for from day 1 to day 365, at 1.00 a day; who leaves on day 0 has paid nothing.
                expected += left < 1 ? 0 : 36_500 - 100 * (365 - Int64(left))
            } else {
                expected += 36_500
            }
        }
        #expect(outcome.sum(.fees, arm: 1, segment: 0) == expected)
        #expect(outcome.sum(.ended, arm: 1, segment: 0) == outcome.sum(.memberLeft, arm: 1, segment: 0))
    }
}
