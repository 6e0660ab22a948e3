internal import Foundation

/// The lift after a reward: ρ × 2^(−days since redemption ÷ half-life), in whole days, 0 after ten half-lives.
///
/// Source: Taylor and Neslin 2005.
public struct RewardedBehaviour: Sendable, Hashable {
    /// ρ: the effect on the day of the redemption.
    public var strength: Double
    public var halfLifeDays: Double

    public init(strength: Double = 0, halfLifeDays: Double = 30) {
        self.strength = strength
        self.halfLifeDays = halfLifeDays
    }

    /// The effect `days` after a redemption.
    func effect(days: Int) -> Double {
        guard strength != 0, Double(days) <= 10 * halfLifeDays else { return 0 }
        return strength * exp2(-Double(days) / halfLifeDays)
    }
}
