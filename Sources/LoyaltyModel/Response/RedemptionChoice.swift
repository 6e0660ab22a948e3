internal import Foundation

/// Whether a member entitled to a reward takes it on a visit: weight × (1 − (1 − propensity^s)^n), n the number
/// affordable, s the member's own trait of stockpiling, and weight what the reward asked for moves anybody (see
/// ``RewardWorth``), which the visit multiplies by.
///
/// Stockpiling is real, and rises to redemption as more rewards are affordable (Stourm, Bradlow, Fader 2015).
public struct RedemptionChoice: Sendable, Hashable {
    /// Probability of redeeming on a visit with exactly one affordable reward.
    public var propensity: Double

    public init(propensity: Double = 1) { self.propensity = propensity }

    /// Probability of redeeming on a visit by the number of affordable rewards, 0 to 32.
    func table() -> [Double] { (0...32).map { probability(affordable: $0, stockpiling: 1) } }

    /// The same for a member with a trait of stockpiling, the exponent on the propensity.
    func probability(affordable: Int64, stockpiling: Double) -> Double {
        let own = stockpiling == 1 ? propensity : pow(propensity, stockpiling)
        return affordable == 0 ? 0 : 1 - pow(1 - own, Double(affordable))
    }

    /// The place of a reward chosen from those affordable, with probability proportional to its worth (Luce 1959).
    ///
    /// - Parameter draw: a uniform number.
    static func choose(_ rewards: borrowing FixedTable<RewardTerms>, usable: Int64, draw: Double) -> Int? {
        var total = 0.0
        for place in 0..<rewards.count where rewards[place].price <= usable { total += rewards[place].worth }
        var left = draw * total
        var chosen: Int?
        for place in 0..<rewards.count where rewards[place].price <= usable {
            chosen = place
            left -= rewards[place].worth
            if left < 0 { break }
        }
        return chosen
    }
}
