import LoyaltyModel

extension Metric {
    /// What the program brings and costs. Costs that no segment causes (set-up, training, monthly, settling) fall on
    /// segments by the numbers of their customers, so that segments add up to the whole.
    static let profitMetrics: [Metric] = [
        Metric(
            "program_cost", .money, better: .lower,
            "Set-up and staff training, monthly cost for every calendar month from the launch's on, members at month "
                + "ends (all who joined and whose membership has not ended: nobody tells that they no longer come), enrolments, "
                + "statements, messages, rewards, and what settling with a coalition's partners comes to. Of a segment: what its "
                + "customers cause, and of the rest the part that its customers are of all."
        ) { number($0.programCosts.reduce(0, +)) },
        Metric(
            "cost_share", .share, better: .lower,
            "program_cost ÷ the baseline's revenue over the whole study: the same sales for every program, so that programs "
                + "of one cost can be compared."
        ) { ratio($0.programCosts.reduce(0, +), $0.baseline.revenue) },
        Metric("incremental_revenue", .money, better: .higher, "Revenue less the baseline's.") {
            number($0.revenue - $0.baseline.revenue)
        },
        Metric(
            "incremental_margin", .money, better: .higher,
            "Gross margin less the baseline's, plus the fees that members paid."
        ) { number($0.incrementalMargins.reduce(0, +)) },
        Metric("incremental_profit", .money, better: .higher, "Incremental margin less program cost.") {
            number($0.incrementalProfits.reduce(0, +))
        },
        Metric(
            "contribution", .money, better: .higher,
            "Incremental margin less the costs that the customers in view cause: members at month ends, enrolments, "
                + "statements, rewards. Set-up, staff training, monthly cost and settling are in incremental_profit "
                + "only: this one is what a segment itself brings and costs."
        ) { number($0.contribution) },
        Metric(
            "contribution_per_customer", .moneyPerCustomer, better: .higher,
            "contribution ÷ customers, members or not: which segments a program gains from, and which it loses on."
        ) { ratio($0.contribution, $0.customers) },
        Metric("roi", .share, better: .higher, "Incremental profit ÷ program cost: 0.25 is 25 % on top of the cost.") {
            ratio($0.incrementalProfits.reduce(0, +), $0.programCosts.reduce(0, +))
        },
        Metric(
            "npv", .money, better: .higher,
            "Net present value at the launch of the program's incremental profits within the study: set-up and training "
                + "at time 0, each month at its end, at (1 + yearly rate)^(1/12) − 1 a month."
        ) { $0.cashFlow.netPresentValue(yearlyRate: $0.scenario.discountRate) },
        Metric(
            "payback_month", .month, isCompared: true,
            "First month, 1 being the launch's, at whose end the incremental profits so far are not negative. Only "
                + "replications that pay back within the study have one: see their number. None is told where the mean over the "
                + "replications does not pay back."
        ) { $0.arm > 0 ? $0.cashFlow.paybackMonth.map(Double.init) : nil },
        Metric(
            "discounted_payback_month", .month, isCompared: true,
            "As payback_month, with each month's incremental profit discounted from its end to the launch, as in npv."
        ) { view in
            guard view.arm > 0 else { return nil }
            return view.cashFlow.discountedPaybackMonth(yearlyRate: view.scenario.discountRate).map(Double.init)
        },
        Metric(
            "clv", .moneyPerCustomer, better: .higher,
            "Customer lifetime value within the study's horizon: gross margin and fees, each month discounted "
                + "from its end to the start of the study, ÷ customers. Later purchases and the program's costs are not in "
                + "it."
        ) { $0.lifetimeValues.last ?? nil },
        Metric("clv_uplift", .moneyPerCustomer, better: .higher, "clv less the baseline's.") { view in
            guard let value = view.lifetimeValues.last ?? nil, let twin = view.baseline.lifetimeValues.last ?? nil
            else { return nil }
            return value - twin
        },
    ]
}
