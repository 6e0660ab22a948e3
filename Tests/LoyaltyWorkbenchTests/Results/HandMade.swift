import LoyaltyModel
import LoyaltyWorkbench
import Testing

/// A study small enough to count on paper: January to March 2026, two segments, one program launched on 1 February.
enum HandMade {
    static func program(name: String = "near", setUp: Int64 = 1000, training: Int64 = 500) -> Program {
        Program(
            name: name, launchDay: 31, enrolment: EnrolmentTerms(fee: Money(minor: 100)),
            mechanics: [.statement(StatementMechanic(everyDays: 30, unitCost: FineMoney(thousandths: 500)))],
            costs: CostSheet(
                setUp: Money(minor: setUp), staffTraining: Money(minor: training), monthly: Money(minor: 200),
                perMemberMonth: FineMoney(thousandths: 1500), perEnrolment: FineMoney(thousandths: 2500)))
    }

    static func segment(_ name: String, margin: Int64) -> Segment {
        Segment(
            name: name, share: 0.5, purchase: .fixed(FixedRate(rate: 1)), attrition: .none,
            basket: .fixed(FixedBasket(amount: 1)), marginMillionths: margin)
    }

    /// The yearly rate is the one whose monthly rate is 10 %.
    static func scenario(programs: [Program] = [program()], segments: Int = 2) throws -> Scenario {
        let start = try #require(CalendarDate(year: 2026, month: 1, day: 1))
        let all = [segment("a", margin: 500_000), segment("b", margin: 250_000)]
        return Scenario(
            name: "paper", title: "Counted on paper", source: "none", description: "",
            currency: try #require(Currency(code: "EUR")), calendar: StudyCalendar(start: start, months: 3),
            replications: 2, seed: 7, discountRate: 2.138428376721,
            population: Population(unitDays: 7, customers: 18, segments: Array(all.prefix(segments))),
            programs: programs, response: .none, resolvedText: "document: scenario\n")
    }

    /// The baseline and, in arm 1, the program.
    static var outcome: Outcome {
        var outcome = Outcome(shape: Outcome.Shape(arms: 2, segments: 2, months: 3, days: 90))
        outcome.fillBaseline()
        outcome.fillProgramOfA()
        outcome.fillProgramOfB()
        return outcome
    }
}

extension Outcome {
    fileprivate mutating func fillBaseline() {
        set(.customers, arm: 0, segment: 0, [8, 2, 0])
        set(.purchases, arm: 0, segment: 0, [10, 8, 6])
        set(.revenue, arm: 0, segment: 0, [1001, 800, 601])
        set(.left, arm: 0, segment: 0, [1, 1, 0])
        set(.active, arm: 0, segment: 0, 6)
        set(.newcomers, arm: 0, segment: 0, 1)
        set(.repeaters, arm: 0, segment: 0, 7)
        set(.customers, arm: 0, segment: 1, [10, 0, 0])
        set(.purchases, arm: 0, segment: 1, [12, 10, 8])
        set(.revenue, arm: 0, segment: 1, [1200, 1000, 800])
        set(.left, arm: 0, segment: 1, [2, 0, 1])
        set(.active, arm: 0, segment: 1, 7)
        set(.repeaters, arm: 0, segment: 1, 9)
    }

    fileprivate mutating func fillProgramOfA() {
        let cells: [(Cell, [Int64])] = [
            (.joined, [0, 3, 1]), (.memberPurchases, [0, 5, 7]), (.memberRevenue, [0, 500, 700]),
            (.twinPurchases, [0, 4, 4]), (.twinRevenue, [0, 400, 401]), (.twinLeft, [0, 1, 0]),
            (.joiningRevenue, [0, 300, 100]), (.issued, [0, 100, 120]), (.redeemed, [0, 0, 60]),
            (.expired, [0, 0, 10]), (.rewards, [0, 0, 2]), (.rewardCost, [0, 0, 90]),
            (.rewardCostOnTwin, [0, 0, 45_500]), (.unavailable, [0, 1, 0]), (.firstRewards, [0, 0, 2]),
            (.statements, [0, 3, 5]),
        ]
        for (cell, months) in cells { set(cell, arm: 1, segment: 0, months) }
        let totals: [(Total, Int64)] = [
            (.memberMinutes, 1000), (.eligibleMinutes, 3000), (.eligiblePurchases, 12), (.pulledForward, 1),
            (.active, 4), (.activeTwins, 2), (.presentJoined, 3), (.presentNever, 5), (.beforeJoined, 6),
            (.afterJoined, 9), (.beforeNever, 4), (.afterNever, 5), (.closingPoints, 150), (.repeaters, 4),
            (.repeaterTwins, 3), (.answered, 5), (.promoters, 3), (.detractors, 1), (.easeAnswers, 27),
            (.revenueIfRetained, 900), (.revenueIfFaster, 1000), (.revenueIfLarger, 850),
            (.revenueIfRetainedFaster, 1110), (.revenueIfRetainedLarger, 950), (.revenueIfFasterLarger, 1080),
        ]
        for (total, value) in totals { set(total, arm: 1, segment: 0, value) }
        setFirstRewards(arm: 1, segment: 0, day: 10, 1)
        setFirstRewards(arm: 1, segment: 0, day: 21, 1)
    }

    fileprivate mutating func fillProgramOfB() {
        let cells: [(Cell, [Int64])] = [
            (.joined, [0, 2, 0]), (.memberPurchases, [0, 2, 3]), (.memberRevenue, [0, 200, 300]),
            (.twinPurchases, [0, 2, 2]), (.twinRevenue, [0, 200, 200]), (.joiningRevenue, [0, 150, 0]),
            (.issued, [0, 50, 30]), (.expired, [0, 0, 20]), (.reversed, [0, 5, 0]), (.reinstated, [0, 0, 1]),
            (.transferred, [0, 0, -2]), (.pendingActivated, [0, 10, 0]), (.statements, [0, 1, 1]),
        ]
        for (cell, months) in cells { set(cell, arm: 1, segment: 1, months) }
        let totals: [(Total, Int64)] = [
            (.memberMinutes, 500), (.eligibleMinutes, 2500), (.eligiblePurchases, 14), (.active, 2),
            (.activeTwins, 2), (.presentJoined, 2), (.presentNever, 8), (.beforeJoined, 2), (.afterJoined, 3),
            (.beforeNever, 6), (.afterNever, 7), (.closingPoints, 54), (.repeaters, 2), (.repeaterTwins, 2),
            (.answered, 3), (.promoters, 1), (.detractors, 1), (.easeAnswers, 15),
            (.revenueIfRetained, 400), (.revenueIfFaster, 500), (.revenueIfLarger, 400),
            (.revenueIfRetainedFaster, 500), (.revenueIfRetainedLarger, 400), (.revenueIfFasterLarger, 500),
        ]
        for (total, value) in totals { set(total, arm: 1, segment: 1, value) }
    }
}
