/// What becomes of a program's points on a day of the study: a shock to what is owed for them.
///
/// Members keep their points, levels and whatever they have paid for. What they were promised on joining stays what they
/// see in the program: a change acts through what can be earned and had, not through a new opinion of it.
public struct ProgramChange: Sendable, Hashable {
    /// First day on which it holds.
    public var day: Int
    /// Whether points are still issued.
    public var issues: Bool
    /// Whether points expire; false lifts the last day of those held, too.
    public var expires: Bool
    /// All prices in points, those of full cards too, are multiplied by this in millionths and rounded up; above a
    /// million it is a devaluation.
    public var pointsPriceMillionths: Int64
    /// The propensity to redeem on a visit is multiplied by this, up to certainty.
    public var redemption: Double
    /// Name of a coalition's partner at whose till points are neither given nor taken any more.
    public var leaver: String?

    public init(
        day: Int, issues: Bool = true, expires: Bool = true, pointsPriceMillionths: Int64 = 1_000_000,
        redemption: Double = 1, leaver: String? = nil
    ) {
        precondition(
            pointsPriceMillionths > 0 && redemption >= 0, "factors of prices and propensities are not negative")
        self.day = day
        self.issues = issues
        self.expires = expires
        self.pointsPriceMillionths = pointsPriceMillionths
        self.redemption = redemption
        self.leaver = leaver
    }
}

extension Program {
    /// The program as it is from a change on, with no further ones.
    func changed(by change: ProgramChange) -> Program {
        var program = self
        program.changes = []
        program.issues = change.issues
        program.mechanics = mechanics.map { mechanic in
            switch mechanic {
            case .points(var points):
                points.change(by: change)
                return .points(points)
            case .coalition(var coalition):
                for place in coalition.partners.indices { coalition.partners[place].change(by: change) }
                return .coalition(coalition)
            case .punchCard(var card):
                card.change(by: change)
                return .punchCard(card)
            case .statement, .discount, .tiers, .paid, .cause, .game, .campaign, .offer, .cashback, .annual, .referral:
                return mechanic
            }
        }
        return program
    }
}

extension Points {
    /// Multiplied by millionths and rounded up, exactly.
    fileprivate mutating func multiply(by millionths: Int64) {
        let product = Int128(count) * Int128(millionths)
        count = max(1, Int64(clamping: (product + 999_999) / 1_000_000))
    }
}

extension PointsMechanic {
    fileprivate mutating func change(by change: ProgramChange) {
        if !change.issues { earn = EarnRule(perMoneyMillionths: 0) }
        if !change.expires { expiry = .never }
        for place in rewards.indices { rewards[place].pointsPrice.multiply(by: change.pointsPriceMillionths) }
        asMoney?.multiplyPrices(by: change.pointsPriceMillionths)
        conversion?.points.multiply(by: change.pointsPriceMillionths)
    }
}

extension PunchCardMechanic {
    /// Whether stamps are still given is the program's to say.
    fileprivate mutating func change(by change: ProgramChange) {
        if !change.expires { validMonths = nil }
        reward.pointsPrice.multiply(by: change.pointsPriceMillionths)
        // A new card is never full.
        newCardStamps = min(newCardStamps, Points(reward.pointsPrice.count - 1))
    }
}

extension PointsAsMoney {
    fileprivate mutating func multiplyPrices(by millionths: Int64) {
        points.multiply(by: millionths)
        minimum.multiply(by: millionths)
    }
}

extension CoalitionMechanic.Partner {
    fileprivate mutating func change(by change: ProgramChange) {
        if !change.issues || name == change.leaver { (perMoneyMillionths, perVisit) = (0, .zero) }
        if name == change.leaver { burn = .nothing }
        guard case .money(var offer) = burn else { return }
        offer.multiplyPrices(by: change.pointsPriceMillionths)
        burn = .money(offer)
    }
}
