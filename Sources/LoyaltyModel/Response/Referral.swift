internal import Foundation

/// How often a member brings a friend who buys, and how long such a friend stays.
///
/// Friends of one member come at a constant rate while the member is a customer:
/// w × invitations × (1 + value × sensitivity × ln(1 + v) + reward × ln(1 + a ÷ z))
/// × min(1, conversion × (1 + reward × ln(1 + b ÷ z))),
/// a and b what the member's and the friend's rewards are worth, z the member's mean basket, w the weight of the larger
/// reward beside one purchase (``RewardWorth``), 0 where neither side gets anything: friends whom members bring unasked
/// come without a program too, and are among the population's new customers. Sources: Schmitt, Skiera
/// and Van den Bulte 2011 (referred customers stay longer, and the gap lasts); survey articles.
public struct Referral: Sendable, Hashable {
    /// Invitations a month by a member who sees no value in the program.
    public var invitationsPerMonth: Double
    /// Gain of invitations per unit of sensitivity × ln(1 + v).
    public var value: Double
    /// Gain of invitations, and of conversions, per unit of ln(1 + reward ÷ mean basket).
    public var reward: Double
    /// Share of those invited who make a first purchase.
    public var conversion: Double
    /// Loss on the logarithm of a referred customer's attrition hazard; it lasts.
    public var attritionLoss: Double

    public init(
        invitationsPerMonth: Double = 0, value: Double = 0, reward: Double = 0, conversion: Double = 0,
        attritionLoss: Double = 0
    ) {
        self.invitationsPerMonth = invitationsPerMonth
        self.value = value
        self.reward = reward
        self.conversion = conversion
        self.attritionLoss = attritionLoss
    }

    /// Friends a day that one member brings.
    ///
    /// - Parameters:
    ///   - engagement: sensitivity × ln(1 + v).
    ///   - offer: what the rewards are worth, minor units.
    ///   - worth: how much a reward moves people.
    func friendsPerDay(
        engagement: Double, meanBasket: Double, _ offer: ReferralOffer, _ worth: RewardWorth
    ) -> Double {
        let larger = max(offer.referrerWorth, offer.friendWorth)
        guard invitationsPerMonth > 0, conversion > 0, larger > 0 else { return 0 }
        func beside(_ reward: Double) -> Double { meanBasket > 0 ? reward / meanBasket : 0 }
        func pull(_ worth: Double) -> Double { reward > 0 ? reward * log1p(beside(worth)) : 0 }
        let invitations =
            worth.weight(beside(larger)) * invitationsPerMonth * (1 + value * engagement + pull(offer.referrerWorth))
        return invitations / CalendarDate.meanDaysPerMonth * min(1, conversion * (1 + pull(offer.friendWorth)))
    }
}

/// What a referral's rewards are worth to those who get them, minor units.
struct ReferralOffer: Sendable {
    var referrerWorth = 0.0
    var friendWorth = 0.0

    init() {}

    init(_ rules: RulesPointer, _ offer: ProgramOffer) {
        let perPoint = offer.goals.lazy.filter { $0.audience.includes(.everyone) }.map(\.worthPerPoint).max() ?? 0
        referrerWorth = Self.worth(rules.pointee.referral.referrer.gift, perPoint)
        friendWorth = Self.worth(rules.pointee.referral.friend.gift, perPoint)
    }

    /// Points at the best that they can be spent on; vouchers and money as they are.
    private static func worth(_ gift: Gift, _ perPoint: Double) -> Double {
        switch gift {
        case .none: 0
        case .points(let points): Double(points.count) * perPoint
        case .voucher(let value, _): Double(value.minor)
        case .money(let amount): Double(amount.minor)
        }
    }
}
