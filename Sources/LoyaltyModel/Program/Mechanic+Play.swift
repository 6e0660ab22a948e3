extension Mechanic {
    /// Whether it is play: only then are customers asked whether play moves them.
    var isPlay: Bool {
        switch self {
        case .points, .statement, .discount, .tiers, .paid, .cause, .campaign, .offer, .punchCard, .cashback, .annual,
            .referral, .coalition:
            false
        case .game: true
        }
    }
}
