import LoyaltyModel

extension Metric {
    /// How much more customers buy, measured truly and as a company without twins would measure it.
    static let liftMetrics: [Metric] = [
        Metric(
            "population_lift", .share, better: .higher,
            "Purchases of all customers from the launch's month on ÷ those of all customers without the program in "
                + "the same months − 1. Customers whom the program brought are in it."
        ) { view in
            guard view.arm > 0 else { return nil }
            let months = view.months.dropFirst(view.launchMonth)
            return lift(
                months.reduce(0) { $0 + view.purchases($1) }, months.reduce(0) { $0 + view.baseline.purchases($1) })
        },
        Metric(
            "members_true_lift", .share, better: .higher,
            "Members' purchases after joining ÷ their own twins' purchases after the same instants − 1. Customers "
                + "whom the program brought have no twin and are not in it."
        ) { lift($0.sum(.memberPurchases) - $0.sum(.newcomerPurchases), $0.sum(.twinPurchases)) },
        Metric(
            "naive_lift", .share, isCompared: true,
            "What comparing members with non-members shows: purchases per member-day after joining ÷ repeat purchases "
                + "per non-member-day after the launch − 1. Heavier buyers join more often, so it is not the program's effect. "
                + "Customers whom the program brought are among the members."
        ) { naiveLift($0) },
        Metric(
            "before_after_lift", .share, isCompared: true,
            "Members who were customers before the launch: purchases in the window after it ÷ purchases in the equally "
                + "long window before it − 1."
        ) { lift($0.total(.afterJoined), $0.total(.beforeJoined)) },
        Metric(
            "difference_in_differences", .share, isCompared: true,
            "before_after_lift with the change among customers who never joined taken off: (change per joined customer − "
                + "change per never joined customer) ÷ purchases before per joined customer."
        ) { differenceInDifferences($0) },
    ]

    private static func naiveLift(_ view: ArmView) -> Double? {
        let outsiderPurchases = view.total(.eligiblePurchases) - view.sum(.twinPurchases)
        let outsiderMinutes = view.total(.eligibleMinutes) - view.total(.memberMinutes)
        guard
            let inside = ratio(
                view.sum(.memberPurchases), view.total(.memberMinutes) + view.total(.newcomerMinutes)),
            let outside = ratio(outsiderPurchases, outsiderMinutes), outside > 0
        else { return nil }
        return inside / outside - 1
    }

    private static func differenceInDifferences(_ view: ArmView) -> Double? {
        guard let joined = ratio(view.total(.afterJoined) - view.total(.beforeJoined), view.total(.presentJoined)),
            let never = ratio(view.total(.afterNever) - view.total(.beforeNever), view.total(.presentNever)),
            let before = ratio(view.total(.beforeJoined), view.total(.presentJoined)), before > 0
        else { return nil }
        return (joined - never) / before
    }
}
