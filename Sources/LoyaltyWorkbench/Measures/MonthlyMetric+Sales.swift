import LoyaltyModel

extension MonthlyMetric {
    /// What customers buy, and how much more than their twins.
    static let sales: [MonthlyMetric] = [
        MonthlyMetric("purchases", .purchases, "Purchases of all customers.") { $0.purchases($1) },
        MonthlyMetric("revenue", .money, "Goods of all purchases at their price before any redemption.") {
            $0.revenue($1)
        },
        MonthlyMetric(ratio: "average_basket", in: .moneyPerPurchase, "Revenue ÷ purchases of the month.") { view in
            view.months.map { Metric.ratio(view.revenue($0), view.purchases($0)) }
        },
        MonthlyMetric(
            ratio: "purchase_frequency", in: .perCustomerYear,
            "Purchases of the month ÷ customers come by its end ÷ years in it (its days ÷ 365.25)."
        ) { view in
            let calendar = view.scenario.calendar
            return zip(view.months, running(view.months.map { view.arrived($0) })).map { month, customers in
                let days = Double(calendar.monthStart[month + 1] - calendar.monthStart[month])
                return Metric.ratio(view.purchases(month), customers).map { $0 * 365.25 / days }
            }
        },
        MonthlyMetric(
            ratio: "member_revenue_share",
            "Revenue of members, from the purchase at which they joined on, ÷ revenue; both of the month."
        ) { view in
            view.months.map {
                Metric.ratio(view.value(.memberRevenue, $0) + view.value(.joiningRevenue, $0), view.revenue($0))
            }
        },
        MonthlyMetric(
            "gross_margin", .money, "Revenue × the segment's margin, rounded half-even on the total so far."
        ) { $0.grossMargins },
        MonthlyMetric(
            ratio: "population_lift", "Purchases of all customers ÷ those of their twins in the same month − 1."
        ) { view in
            guard view.arm > 0 else { return view.months.map { _ in nil } }
            return view.months.map { Metric.lift(view.purchases($0), view.baseline.purchases($0)) }
        },
        MonthlyMetric(
            ratio: "members_true_lift",
            "Members' purchases after joining ÷ their own twins' after the same instants, both in this month, − 1. "
                + "Customers whom the program brought have no twin and are not in it."
        ) { view in
            view.months.map {
                Metric.lift(
                    view.value(.memberPurchases, $0) - view.value(.newcomerPurchases, $0),
                    view.value(.twinPurchases, $0))
            }
        },
        MonthlyMetric(
            ratio: "naive_lift",
            "Purchases per member-day in the month ÷ repeat purchases per non-member-day in it − 1, over months that lie "
                + "wholly after the launch. Not the program's effect: heavier buyers join."
        ) { $0.naiveLifts },
    ]
}
