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
    /// All prices in points are multiplied by this and rounded up; above 1 it is a devaluation.
    public var pointsPrice: Double
    /// The propensity to redeem on a visit is multiplied by this, up to certainty.
    public var redemption: Double
    /// Name of a coalition's partner at whose till points are neither given nor taken any more.
    public var leaver: String?

    public init(
        day: Int, issues: Bool = true, expires: Bool = true, pointsPrice: Double = 1, redemption: Double = 1,
        leaver: String? = nil
    ) {
        precondition(pointsPrice > 0 && redemption >= 0, "factors of prices and propensities are not negative")
        self.day = day
        self.issues = issues
        self.expires = expires
        self.pointsPrice = pointsPrice
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
            case .statement, .discount, .tiers, .paid, .cause, .game, .campaign, .offer, .punchCard, .cashback, .annual,
                .referral:
                return mechanic
            }
        }
        return program
    }
}

extension Points {
    fileprivate mutating func multiply(by factor: Double) {
        count = max(1, Int64((Double(count) * factor).rounded(.up)))
    }
}

extension PointsMechanic {
    fileprivate mutating func change(by change: ProgramChange) {
        if !change.issues { earn = EarnRule(perMoneyMillionths: 0) }
        if !change.expires { expiry = .never }
        for place in rewards.indices { rewards[place].pointsPrice.multiply(by: change.pointsPrice) }
        asMoney?.multiplyPrices(by: change.pointsPrice)
        conversion?.points.multiply(by: change.pointsPrice)
    }
}

extension PointsAsMoney {
    fileprivate mutating func multiplyPrices(by factor: Double) {
        points.multiply(by: factor)
        minimum.multiply(by: factor)
    }
}

extension CoalitionMechanic.Partner {
    fileprivate mutating func change(by change: ProgramChange) {
        if !change.issues || name == change.leaver { (perMoneyMillionths, perVisit) = (0, .zero) }
        if name == change.leaver { burn = .nothing }
        guard case .money(var offer) = burn else { return }
        offer.multiplyPrices(by: change.pointsPrice)
        burn = .money(offer)
    }
}
