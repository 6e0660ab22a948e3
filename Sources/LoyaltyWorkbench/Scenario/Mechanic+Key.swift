import LoyaltyModel

extension Mechanic {
    /// The key that documents give it.
    var key: String {
        switch self {
        case .points: "points"
        case .statement: "statement"
        case .discount: "discount"
        case .tiers: "tiers"
        case .paid: "paid"
        case .cause: "cause"
        case .coalition: "coalition"
        case .game: "game"
        case .campaign: "campaign"
        case .offer: "offer"
        case .punchCard: "punch-card"
        case .cashback: "cashback"
        case .annual: "annual"
        case .referral: "referral"
        }
    }
}
