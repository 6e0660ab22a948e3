internal import Foundation

/// What members answer when the study ends: how likely they would recommend (0 to 10), how easy it is (1 to 7).
///
/// recommends = mean + spread × own taste + per_delight × delight − per_frustration × frustration, the stocks as they
/// are on the last day; ease = ease_mean + ease_spread × own taste − per_effort × effort − per_hard_redeeming × (1 −
/// ease of redeeming), effort being what joining took, in the units of ``EnrolmentChoice``. Both are rounded to the
/// nearest answer on the scale. Nobody has published how these move answers: sizes are assumed.
public struct Satisfaction: Sendable, Hashable {
    /// Mean of the 0 to 10 answer where nothing is felt.
    public var mean: Double
    /// Standard deviation between customers.
    public var spread: Double
    /// Points of the answer per unit of the delight stock.
    public var perDelight: Double
    /// Points of the answer lost per unit of the frustration stock.
    public var perFrustration: Double
    /// Mean of the 1 to 7 answer where nothing is asked of members.
    public var easeMean: Double
    public var easeSpread: Double
    /// Points of the answer lost per unit of effort.
    public var perEffort: Double
    /// Points of the answer lost where the effort of redeeming takes all of a reward's value.
    public var perHardRedeeming: Double

    /// A mean of 7.5 with a spread of 2 is as many promoters as detractors, an NPS of 0 where nothing is felt: only
    /// differences mean anything.
    public init(
        mean: Double = 7.5, spread: Double = 2, perDelight: Double = 0, perFrustration: Double = 0,
        easeMean: Double = 6, easeSpread: Double = 1, perEffort: Double = 0, perHardRedeeming: Double = 0
    ) {
        self.mean = mean
        self.spread = spread
        self.perDelight = perDelight
        self.perFrustration = perFrustration
        self.easeMean = easeMean
        self.easeSpread = easeSpread
        self.perEffort = perEffort
        self.perHardRedeeming = perHardRedeeming
    }

    /// The answer from 0 to 10.
    ///
    /// - Parameter taste: the customer's own, standard normal.
    func recommends(taste: Double, delight: Double, frustration: Double) -> Int64 {
        Self.answer(mean + spread * taste + perDelight * delight - perFrustration * frustration, 0, 10)
    }

    /// The answer from 1 to 7, 7 being the easiest.
    ///
    /// - Parameters:
    ///   - effort: what joining took from this customer's will to join.
    ///   - redeemingEase: how much of a reward's value survives the effort of redeeming, 0 to 1.
    func findsEasy(taste: Double, effort: Double, redeemingEase: Double) -> Int64 {
        Self.answer(
            easeMean + easeSpread * taste - perEffort * effort - perHardRedeeming * (1 - redeemingEase), 1, 7)
    }

    private static func answer(_ score: Double, _ least: Double, _ most: Double) -> Int64 {
        Int64(min(max(score.rounded(), least), most))
    }
}
