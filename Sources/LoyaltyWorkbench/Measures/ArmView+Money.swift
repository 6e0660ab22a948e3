public import LoyaltyModel

/// Margin, cost and profit by month, in minor units. Months add up to the study exactly.
extension ArmView {
    /// Gross margin of each month: the segment's share of revenue, rounded half-even on the running total, so that the
    /// study's margin is rounded once a segment.
    public var grossMargins: [Int64] {
        var margins = [Int64](repeating: 0, count: months.count)
        for segment in segments {
            let share = scenario.population.segments[segment].marginMillionths
            var revenue: Int64 = 0
            var booked: Int64 = 0
            for month in months {
                revenue += outcome.revenue(arm: arm, segment: segment, month: month)
                // In 128 bits: revenue times millionths passes 64 in a large study.
                let running = Int64(Rounding.halfEven.divide(Int128(revenue) * Int128(share), by: 1_000_000))
                margins[month] += running - booked
                booked = running
            }
        }
        return margins
    }

    /// Fees that members paid in a month, on joining and for paid memberships, refunds taken off.
    public func fees(_ month: Int) -> Int64 {
        (program?.enrolment.fee.minor ?? 0) * value(.joined, month) + value(.fees, month)
    }

    /// Margin of each month beyond the baseline's, fees included.
    public var incrementalMargins: [Int64] {
        zip(grossMargins, baseline.grossMargins).enumerated().map { month, margin in
            margin.0 - margin.1 + fees(month)
        }
    }

    /// Paid once, at the launch.
    public var launchCost: Int64 { sum(of: CostKind.allCases.filter(\.isPaidOnce)).reduce(0, +) }

    /// Cost of each month without what is paid once: monthly cost from the month of launch on, what customers cause, and
    /// settling with a coalition's partners.
    public var runningCosts: [Int64] { sum(of: CostKind.allCases.filter { !$0.isPaidOnce }) }

    /// Cost of each month that the customers in view cause: members at the month's end, enrolments, statements and
    /// messages (each rounded half-even once a month) and rewards.
    public var customersCosts: [Int64] { sum(of: CostKind.allCases.filter(\.isCausedByCustomers)) }

    private func sum(of kinds: [CostKind]) -> [Int64] {
        kinds.reduce(Array(repeating: 0, count: months.count)) { sum, kind in zip(sum, costs(kind)).map { $0 + $1 } }
    }

    /// Cost of each month; what is paid once stands in the month of launch.
    public var programCosts: [Int64] {
        var costs = runningCosts
        costs[launchMonth] += launchCost
        return costs
    }

    /// Incremental margin less the costs that the customers in view cause, over the study.
    public var contribution: Int64 { incrementalMargins.reduce(0, +) - customersCosts.reduce(0, +) }

    /// Incremental margin less program cost, by month.
    public var incrementalProfits: [Int64] { zip(incrementalMargins, programCosts).map { $0 - $1 } }

    /// What one unit of money at the end of `months` months is worth now: (1 + r)^(−months / 12).
    public func discount(months: Int) -> Double {
        CashFlow.discount(months: months, yearlyRate: scenario.discountRate)
    }

    /// What the program brings, from the month of its launch on.
    public var cashFlow: CashFlow {
        let profits = zip(incrementalMargins, runningCosts).dropFirst(launchMonth).map { $0 - $1 }
        return CashFlow(outlay: launchCost, profits: profits)
    }

    /// By month, margin and fees up to its end, each month discounted from its end to the start of the study, ÷ customers
    /// come by then; nil while there are none.
    var lifetimeValues: [Double?] {
        let margins = grossMargins
        var (discounted, customers) = (0.0, Int64(0))
        return months.map { month in
            discounted += Double(margins[month] + fees(month)) * discount(months: month + 1)
            customers += arrived(month)
            return customers > 0 ? discounted / Double(customers) : nil
        }
    }
}
