import LoyaltyModel

extension MonthlyMetric {
    /// Who is there, who joins, who stays.
    static let customers: [MonthlyMetric] = [
        MonthlyMetric(
            "customers", .customers,
            "Customers whose first purchase lies in the month; in the first month those of a known base who are still there."
        ) { $0.arrived($1) },
        MonthlyMetric("newcomers", .customers, "Customers whom the program brought, by their first purchase.") {
            $0.value(.newcomers, $1)
        },
        MonthlyMetric("buyers", .customers, "Distinct customers who bought in the month.") { $0.buyers($1) },
        MonthlyMetric(
            "customers_left", .customers, "Customers who left for good in the month, less those won back (latent)."
        ) {
            $0.left($1)
        },
        MonthlyMetric(
            ratio: "active_share", "Observable: customers who bought in the month ÷ customers who have come by its end."
        ) { view in
            zip(view.months, running(view.months.map { view.arrived($0) })).map { Metric.ratio(view.buyers($0), $1) }
        },
        MonthlyMetric(
            ratio: "month_churn_rate",
            "Latent: customers who left for good in the month ÷ customers who have come by its end and had not left "
                + "before it."
        ) { view in
            let gone = running(view.months.map { view.left($0) })
            return zip(view.months, running(view.months.map { view.arrived($0) })).map { month, come in
                Metric.ratio(view.left(month), come - gone[month] + view.left(month))
            }
        },
        MonthlyMetric(
            ratio: "retention_rate",
            "Customers who have come and not left for good by the month's end ÷ customers who have come by then."
        ) { view in
            zip(running(view.months.map { view.arrived($0) }), running(view.months.map { view.left($0) })).map {
                Metric.ratio($0 - $1, $0)
            }
        },
        MonthlyMetric(
            ratio: "churn_rate",
            "Customers who have left for good by the month's end ÷ customers who have come by then."
        ) { view in running(view.months.map { view.left($0) }, per: view.months.map { view.arrived($0) }) },
        MonthlyMetric(
            ratio: "repeat_purchase_rate",
            "Observable: of the customers who bought in the month, those whose first purchase lies in an earlier one. None "
                + "in the first month, in which all are new or nobody is."
        ) { view in
            view.months.map { month in
                month > 0 ? Metric.ratio(view.buyers(month) - view.arrived(month), view.buyers(month)) : nil
            }
        },
        MonthlyMetric("joined", .customers, "Customers who joined the program in the month.") {
            $0.value(.joined, $1)
        },
        MonthlyMetric("memberships_ended", .customers, "Paid memberships that ended in the month.") {
            $0.value(.ended, $1)
        },
        MonthlyMetric("members", .customers, "Customers who have joined by the month's end.") { view in
            running(view.months.map { view.value(.joined, $0) })
        },
        MonthlyMetric(
            ratio: "enrolment_rate", "Members at the month's end ÷ customers who have come by then."
        ) { view in
            running(view.months.map { view.value(.joined, $0) }, per: view.months.map { view.arrived($0) })
        },
        MonthlyMetric(
            "member_buyers", .customers, "Members who bought in the month; members of earlier months only."
        ) { $0.value(.memberBuyers, $1) },
        MonthlyMetric(
            ratio: "active_member_share", "member_buyers ÷ members of earlier months."
        ) { view in
            let members = running(view.months.map { view.value(.joined, $0) })
            return view.months.map {
                Metric.ratio(view.value(.memberBuyers, $0), members[$0] - view.value(.joined, $0))
            }
        },
    ]
}
