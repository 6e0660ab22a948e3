import LoyaltyModel

extension MonthlyMetric {
    /// Points, rewards, and what they cost.
    static let points: [MonthlyMetric] = [
        MonthlyMetric("points_issued", .points, "Points earned or given.") { $0.value(.issued, $1) },
        MonthlyMetric("points_redeemed", .points, "Points redeemed.") { $0.value(.redeemed, $1) },
        MonthlyMetric("points_expired", .points, "Points that expired unused.") { $0.value(.expired, $1) },
        MonthlyMetric("points_outstanding", .points, "Points in balances at the month's end.") { view in
            running(view.months.map { view.pointsFlow($0) })
        },
        MonthlyMetric(
            "liability", .money,
            "What the points in balances at the month's end would cost at the most, as over the study."
        ) { view in
            running(view.months.map { view.pointsFlow($0) }).map { view.dearestCost(ofPoints: $0) }
        },
        MonthlyMetric(ratio: "redemption_rate", "Points redeemed ÷ points issued, from the start to the month's end.") {
            rate(of: .redeemed, $0)
        },
        MonthlyMetric(ratio: "breakage_rate", "Points expired ÷ points issued, from the start to the month's end.") {
            rate(of: .expired, $0)
        },
        MonthlyMetric("rewards_given", .rewards, "Rewards of the catalogue given.") { $0.value(.rewards, $1) },
        MonthlyMetric("messages_sent", .messages, "Messages sent to members.") { $0.value(.messages, $1) },
        MonthlyMetric("members_won_back", .customers, "Members who had left for good and came back in the month.") {
            $0.value(.revived, $1)
        },
        MonthlyMetric("reward_cost", .money, "Cost of rewards.") { $0.value(.rewardCost, $1) },
        MonthlyMetric(
            ratio: "reward_cost_on_baseline", in: .money, "The part of it on purchases that the twins make too."
        ) { view in view.months.map { Double(view.value(.rewardCostOnTwin, $0)) / 1000 } },
        MonthlyMetric(
            ratio: "reward_cost_on_baseline_share", "reward_cost_on_baseline ÷ reward_cost; both of the month."
        ) { view in
            view.months.map { month in
                Metric.ratio(view.value(.rewardCostOnTwin, month), 1000 * view.value(.rewardCost, month))
            }
        },
        MonthlyMetric(
            ratio: "ever_rewarded_share",
            "Members who have had a reward of any form by the month's end ÷ members by then."
        ) { view in
            running(view.months.map { view.value(.firstRewards, $0) }, per: view.months.map { view.value(.joined, $0) })
        },
    ]

    /// A flow of points ÷ points issued, so far.
    private static func rate(of cell: Outcome.Cell, _ view: ArmView) -> [Double?] {
        running(view.months.map { view.value(cell, $0) }, per: view.months.map { view.value(.issued, $0) })
    }
}
