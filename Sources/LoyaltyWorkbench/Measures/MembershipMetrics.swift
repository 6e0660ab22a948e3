import LoyaltyModel

extension Metric {
    /// Levels, fees, and members who are members no more.
    static let membershipMetrics: [Metric] = [
        Metric(
            "above_first_level_share", .share, better: .higher,
            "Members who stand above the first level at the end of the study ÷ members."
        ) { $0.hasLevels ? ratio($0.total(.aboveFirstLevel), $0.members) : nil },
        Metric(
            "top_tier_share", .share, "Members who stand at the highest level at the end of the study ÷ members."
        ) { $0.hasLevels ? ratio($0.total(.atTopLevel), $0.members) : nil },
        Metric("promotions", .customers, "Times that a member rose to a higher level, two levels at once as one.") {
            number($0.total(.promotions))
        },
        Metric("demotions", .customers, better: .lower, "Times that a member fell to a lower level.") {
            number($0.total(.demotions))
        },
        Metric("level_gifts", .rewards, "Gifts given for reaching a level.") { number($0.total(.levelGifts)) },
        Metric(
            "fee_income", .money, better: .higher,
            "Fees of paid memberships less refunds, and fees paid once on joining."
        ) { view in number(view.months.reduce(0) { $0 + view.fees($1) }) },
        Metric(
            "memberships_ended", .customers, better: .lower,
            "Paid memberships that ended: not paid for again, or their members left for good."
        ) { number($0.sum(.ended)) },
        Metric(
            "renewal_rate", .share, better: .higher, "Times that a fee that was due was paid ÷ times that one was due."
        ) { ratio($0.total(.renewals), $0.total(.renewalsAsked)) },
        Metric(
            "silent_members", .customers, better: .lower,
            "Members who put the card away because every reward was too far."
        ) { number($0.total(.silent)) },
        Metric(
            "uninformed_visits", .purchases, better: .lower,
            "Members' purchases from staff who did not know the program."
        ) { number($0.total(.uninformedVisits)) },
    ]
}

extension ArmView {
    /// Whether the program has levels.
    fileprivate var hasLevels: Bool {
        program?.mechanics.contains { if case .tiers = $0 { true } else { false } } ?? false
    }
}
