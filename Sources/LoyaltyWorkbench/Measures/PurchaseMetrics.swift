import LoyaltyModel

extension Metric {
    /// What customers buy.
    static let purchaseMetrics: [Metric] = [
        Metric(
            "purchases", .purchases, better: .higher,
            "Purchases of all customers, members or not, each customer's first included."
        ) { number($0.purchases) },
        Metric(
            "purchase_frequency", .perCustomerYear, better: .higher,
            "Purchases ÷ customers ÷ years of the study (365.25 days); a customer who arrives late counts like the "
                + "others."
        ) { view in
            ratio(view.purchases, view.customers).map { $0 * 365.25 / Double(view.outcome.shape.days) }
        },
        Metric("average_basket", .moneyPerPurchase, better: .higher, "Revenue ÷ purchases.") {
            ratio($0.revenue, $0.purchases)
        },
        Metric(
            "revenue", .money, better: .higher, "Goods of all purchases at their price before any redemption."
        ) { number($0.revenue) },
        Metric(
            "gross_margin", .money, better: .higher,
            "Revenue × the segment's margin, rounded half-even once a segment; before any cost of the program."
        ) { number($0.grossMargins.reduce(0, +)) },
        Metric(
            "member_revenue_share", .share, isCompared: true,
            "Revenue of members' purchases, from the one at which they joined on, ÷ revenue of all customers."
        ) { ratio($0.sum(.memberRevenue) + $0.sum(.joiningRevenue), $0.revenue) },
        Metric(
            "purchases_pulled_forward", .purchases, better: .lower,
            "Purchases beyond the twins' number that the twins make too, after the end of the study."
        ) { number($0.total(.pulledForward)) },
    ]
}
