internal import Foundation

/// Whether a member entitled to a reward takes it on a visit: 1 − (1 − propensity)^n, n the number affordable.
///
/// Stockpiling is real, and rises to redemption as more rewards are affordable (Stourm, Bradlow, Fader 2015).
public struct RedemptionChoice: Sendable, Hashable {
    /// Probability of redeeming on a visit with exactly one affordable reward.
    public var propensity: Double

    public init(propensity: Double = 1) { self.propensity = propensity }
}
