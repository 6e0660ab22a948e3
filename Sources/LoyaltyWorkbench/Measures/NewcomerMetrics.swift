import LoyaltyModel

extension Metric {
    /// Customers whom the program brought, and what partners bring and cost.
    static let newcomerMetrics: [Metric] = [
        Metric(
            "newcomers", .customers, better: .higher,
            "Customers whom the program brought: friends of members, and those who met the company at a partner. They "
                + "have no twin, so all that they buy is incremental."
        ) { number($0.sum(.newcomers)) },
        Metric("referred_customers", .customers, better: .higher, "Those of the newcomers whom a member brought.") {
            number($0.total(.referred))
        },
        Metric(
            "newcomer_purchases", .purchases, better: .higher, "Purchases of newcomers, each one's first included."
        ) { number($0.sum(.newcomers) + $0.sum(.newcomerPurchases)) },
        Metric("newcomer_revenue", .money, better: .higher, "Revenue of newcomers, from their first purchase on.") {
            number($0.newcomerRevenue)
        },
        Metric("referral_rewards", .rewards, "Rewards given to members who brought a friend.") {
            number($0.total(.referralRewards))
        },
        Metric("partner_points_issued", .points, "Points issued at partners of a coalition.") {
            $0.isWhole ? number(atPartners($0, \.pointsIssued)) : nil
        },
        Metric("partner_points_redeemed", .points, "Points redeemed at partners of a coalition.") {
            $0.isWhole ? number(atPartners($0, \.pointsRedeemed)) : nil
        },
        Metric(
            "settlement_cost", .money, better: .lower,
            "What the company pays in settling with a coalition's partners or its operator, less what it receives: part "
                + "of program_cost. Negative where partners pay more than they get."
        ) { view in
            guard view.isWhole else { return nil }
            let accounts = view.settlements
            return number(view.months.reduce(0) { $0 + view.settlementCost(accounts, $1) })
        },
    ]

    private static func atPartners(_ view: ArmView, _ count: KeyPath<Settlement.Month, Int64>) -> Int64 {
        view.settlements.dropFirst().reduce(0) { sum, account in
            account.months.reduce(sum) { $0 + $1[keyPath: count] }
        }
    }
}
