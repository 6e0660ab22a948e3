import Foundation
import LoyaltyModel
import Testing

/// Effects that change between purchases: annoyance that grows at month ends, with the clocks split exactly there.
@Suite("Month ends")
struct MonthEndTests {
    /// A reward a hundred years away annoys by 0.1 at each month end; forgetting takes longer than any study.
    static func annoyed(rateLoss: Double = 0, attritionGain: Double = 0, halfLifeDays: Double = 1e12) -> Response {
        Response(
            frustration: Frustration(
                rateLoss: rateLoss, attritionGain: attritionGain, halfLifeDays: halfLifeDays, perMonthTooFar: 0.1))
    }

    static let far = card(price: 100_000)

    /// ∫ multiplier(months ended) × weight dt from 0 to `end`; `weight` is given as its own integral.
    func integral(
        to end: Double, _ world: PlainWorld, multiplier: (Int) -> Double, weight: (Double) -> Double
    ) -> Double {
        var (sum, from) = (0.0, 0.0)
        let ends = world.monthEnds.filter { $0 < end } + [end]
        for (months, upTo) in ends.enumerated() {
            sum += multiplier(months) * (weight(upTo) - weight(from))
            from = upTo
        }
        return sum
    }

    @Test("the purchase clock slows at month ends and nowhere else")
    func rate() {
        let world = PlainWorld(customers: 30, days: 400, start: CalendarDate(year: 2027, month: 11, day: 20)!)
        for customer in 0..<world.customers {
            let lives = world.lives(customer, [Self.far], Self.annoyed(rateLoss: 0.5))
            #expect(lives[1].purchases.count < lives[0].purchases.count)
            for (twin, member) in zip(lives[0].purchases, lives[1].purchases) {
                let reading = integral(
                    to: member.instant, world, multiplier: { max(0.25, exp(-0.05 * Double($0))) }, weight: { $0 })
                #expect(agree(reading, twin.instant, within: 1e-9), "customer \(customer), purchase \(member.number)")
            }
        }
    }

    @Test("a constant hazard grows at month ends: what a member can bear is what the twin can")
    func exponential() {
        let world = PlainWorld(
            rate: 0.05, attrition: .exponentialGamma(ExponentialGamma(s: 1, beta: 400)), customers: 200)
        var left = 0
        for customer in 0..<world.customers {
            let lives = world.lives(customer, [Self.far], Self.annoyed(attritionGain: 1))
            guard let twin = lives[0].leftAt, let member = lives[1].leftAt else { continue }
            left += 1
            let borne = integral(
                to: member, world, multiplier: { min(4, exp(0.1 * Double($0))) }, weight: { $0 })
            #expect(agree(borne, twin, within: 1e-9), "customer \(customer)")
        }
        #expect(left > 50)
    }

    @Test("a Gompertz hazard grows at month ends: what a member can bear is what the twin can")
    func gompertz() {
        let b = 0.005
        let world = PlainWorld(
            rate: 0.05, attrition: .gompertzGamma(GompertzGamma(b: b, s: 1, beta: 2)), customers: 200)
        var left = 0
        for customer in 0..<world.customers {
            let lives = world.lives(customer, [Self.far], Self.annoyed(attritionGain: 1))
            guard let twin = lives[0].leftAt, let member = lives[1].leftAt else { continue }
            left += 1
            let borne = integral(
                to: member, world, multiplier: { min(4, exp(0.1 * Double($0))) }, weight: { exp(b * $0) })
            #expect(agree(borne, exp(b * twin) - 1, within: 1e-9), "customer \(customer)")
        }
        #expect(left > 50)
    }

    /// Shares of customers who are still there after each renewal, and what they should be.
    func renewals(every period: Double) -> [(alive: [Double], expected: Double)] {
        let p = 0.05
        let narrow = AttritionEffectTests.narrow
        let model = ContractRenewal(alpha: p * narrow, beta: (1 - p) * narrow, period: period)
        let world = PlainWorld(rate: 0.02, attrition: .contract(model), customers: 2000, days: 370)
        let simulation = world.simulation([Self.far], Self.annoyed(attritionGain: 2))
        let ends = (0..<world.customers).map {
            simulation.lives(of: .base($0), replication: 1)[1].leftAt ?? .infinity
        }
        var logSurvival = 0.0
        return (1...9).map { renewal in
            let at = period * Double(renewal)
            let months = world.monthEnds.count { $0 <= at }
            logSurvival += log(1 - p) * min(4, exp(0.2 * Double(months)))
            return (ends.map { $0 > at ? 1.0 : 0 }, exp(logSurvival))
        }
    }

    @Test("renewals: survival is the product of the coins under each month's hazard")
    func contract() {
        for (renewal, share) in renewals(every: 41).enumerated() {
            #expect(standardErrors(share.alive, from: share.expected) < 4, "renewal \(renewal + 1)")
        }
    }

    @Test("a renewal at the very end of a month has its coin too")
    func contractAtMonthEnd() {
        // Every 40 days from 1 January: the third renewal falls on the first instant of May.
        let third = renewals(every: 40)[2]
        #expect(standardErrors(third.alive, from: third.expected) < 4)
    }

    @Test("a member by mail is not annoyed by the month that ended before membership")
    func mailJoiner() {
        var program = Self.far
        program.enrolment.invitation = .mail(probability: 1)
        let world = PlainWorld(rate: 2, customers: 40, days: 80)
        var response = Self.annoyed(rateLoss: 5)
        response.enrolment.intercept = 100
        // Members from 1 February on: in February nothing has annoyed them yet.
        let differing = (0..<world.customers).filter { customer in
            let lives = world.lives(customer, [program], response)
            return !zip(lives[0].purchases, lives[1].purchases).allSatisfy { $0.instant >= 59 || $0 == $1 }
        }
        #expect(differing.isEmpty)
    }
}
