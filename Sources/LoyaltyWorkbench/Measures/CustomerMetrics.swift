import LoyaltyModel

extension Metric {
    /// Who is there, who joins, who stays.
    static let customerMetrics: [Metric] = [
        Metric(
            "customers", .customers, isCompared: true,
            "Customers who made their first purchase within the study, those whom the program brought included; of a known "
                + "base those who had not left before it."
        ) {
            number($0.customers)
        },
        Metric(
            "active_customers", .customers, better: .higher,
            "Customers with a purchase in the last 90 days of the study."
        ) { number($0.activeCustomers) },
        Metric("members", .customers, better: .higher, "Customers who joined the program by the end of the study.") {
            number($0.members)
        },
        Metric(
            "active_members", .customers, better: .higher,
            "Members with a purchase in the last 90 days of the study, neither silent nor with a membership that has ended."
        ) { number($0.activeMembers) },
        Metric("enrolment_rate", .share, better: .higher, "Members ÷ customers.") { ratio($0.members, $0.customers) },
        Metric("active_member_rate", .share, better: .higher, "Active members ÷ members.") {
            $0.arm == 0 ? nil : ratio($0.activeMembers, $0.members)
        },
        Metric(
            "repeat_purchase_rate", .share, better: .higher,
            "Customers with at least two purchases within the study ÷ customers."
        ) { ratio($0.repeaters, $0.customers) },
        Metric(
            "retention_rate", .share, better: .higher,
            "Customers who have not left for good by the end of the study ÷ customers. Latent: the model knows who "
                + "left, a company sees only who has not bought for long."
        ) { ratio($0.customers - $0.left, $0.customers) },
        Metric(
            "observed_retention_rate", .share, better: .higher,
            "Retention as a company can see it: of the customers who came before the last 90 days of the study, those "
                + "who bought in these 90 days. Rare buyers who have not left are missing, so it is below retention_rate."
        ) { view in
            let late = view.baseline.total(.lateArrivals) + (view.arm == 0 ? 0 : view.total(.lateArrivals))
            return ratio(view.activeCustomers - late, view.customers - late)
        },
        Metric(
            "churn_rate", .share, better: .lower,
            "Customers who left for good within the study ÷ customers: 1 − retention_rate."
        ) { ratio($0.left, $0.customers) },
    ]
}
