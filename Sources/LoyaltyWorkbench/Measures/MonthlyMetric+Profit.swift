import LoyaltyModel

extension MonthlyMetric {
    /// What the program brings and costs.
    static let profit: [MonthlyMetric] = [
        MonthlyMetric(
            "program_cost", .money, "Program cost; set-up and staff training stand in the month of launch."
        ) { $0.programCosts },
        MonthlyMetric("fee_income", .money, "Fees that members paid, refunds taken off.") { $0.fees($1) },
        MonthlyMetric("incremental_revenue", .money, "Revenue less the baseline's.") {
            $0.revenue($1) - $0.baseline.revenue($1)
        },
        MonthlyMetric("incremental_margin", .money, "Gross margin less the baseline's, plus fees.") {
            $0.incrementalMargins
        },
        MonthlyMetric("incremental_profit", .money, "Incremental margin less program cost.") {
            $0.incrementalProfits
        },
        MonthlyMetric("cumulative_profit", .money, "Incremental profit from the start to the month's end.") {
            running($0.incrementalProfits)
        },
    ]

    /// What it has come to so far.
    static let value: [MonthlyMetric] = [
        MonthlyMetric(
            ratio: "roi", "Incremental profit ÷ program cost, both from the start to the month's end."
        ) { running($0.incrementalProfits, per: $0.programCosts) },
        MonthlyMetric(
            ratio: "npv", in: .money,
            "Net present value at the launch of all up to the month's end: the first month in which it is not negative is "
                + "discounted_payback_month. None before the launch."
        ) { view in
            view.months.prefix(view.launchMonth).map { _ in nil }
                + view.cashFlow.presentValues(yearlyRate: view.scenario.discountRate).map { $0 }
        },
        MonthlyMetric(
            ratio: "clv", in: .moneyPerCustomer,
            "Customer lifetime value as of a study that ended with the month: discounted margin and fees so far ÷ customers "
                + "come so far."
        ) { $0.lifetimeValues },
        MonthlyMetric(ratio: "clv_uplift", in: .moneyPerCustomer, "clv less the baseline's.") { view in
            zip(view.lifetimeValues, view.baseline.lifetimeValues).map { value, twin in
                value.flatMap { value in twin.map { value - $0 } }
            }
        },
    ]
}
