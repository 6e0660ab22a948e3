import LoyaltyModel
import LoyaltyWorkbench
import Testing

/// A study that the engine runs in a moment: 300 customers, half a year, two points programs that differ in price.
enum SmallStudy {
    static func scenario(replications: Int = 4, seed: UInt64 = 20_260_101) throws -> Scenario {
        let start = try #require(CalendarDate(year: 2026, month: 1, day: 1))
        let segment = Segment(
            name: "all-alike", share: 1, purchase: .poissonGamma(PoissonGamma(r: 1.5, alpha: 3)), attrition: .none,
            basket: .fixed(FixedBasket(amount: 20)), marginMillionths: 400_000)
        var response = Response.none
        response.perceivedValue.elasticity = 1
        return Scenario(
            name: "small", title: "A small study", source: "none", description: "",
            currency: try #require(Currency(code: "EUR")), calendar: StudyCalendar(start: start, months: 6),
            replications: replications, seed: seed, discountRate: 0.08,
            population: Population(unitDays: 7, customers: 300, segments: [segment], arrivalsPerMonth: 5),
            programs: [try program("near", price: 50), try program("far", price: 500)], response: response,
            resolvedText: "document: scenario\n")
    }

    private static func program(_ name: String, price: Int64) throws -> Program {
        let reward = Reward(
            name: "drink", kind: .freeProduct, pointsPrice: Points(price), faceValue: Money(minor: price * 10),
            unitCost: Money(minor: price * 3), appeal: 1)
        return Program(
            name: name, launchDay: 31, enrolment: EnrolmentTerms(invitation: .till(probability: 0.5)),
            mechanics: [
                .points(PointsMechanic(earn: EarnRule(perMoneyMillionths: 1_000_000), rewards: [reward]))
            ],
            costs: CostSheet(setUp: Money(minor: 10_000), monthly: Money(minor: 1000)))
    }
}
