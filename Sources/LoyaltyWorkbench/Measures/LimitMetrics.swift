import LoyaltyModel

extension Metric {
    /// What became of stocks, budgets and pools; undefined for a program without any, and for single segments.
    static let limitMetrics: [Metric] = [
        Metric(
            "limit_use", .share,
            "What was granted ÷ what the shared limit allows over the study (a limit of every month counts once a "
                + "month); of a program with several limits, the one used most."
        ) { view in limits(view).map(\.use).max() },
        Metric(
            "limit_overshoot", .share, better: .lower,
            "What was granted beyond a shared limit ÷ what it allows over the study; of several limits, the largest."
        ) { view in limits(view).map(\.overshoot).max() },
    ]

    private static func limits(_ view: ArmView) -> [Outcome.Limit] {
        view.isWhole ? view.outcome.limits.filter { $0.arm == view.arm } : []
    }
}
