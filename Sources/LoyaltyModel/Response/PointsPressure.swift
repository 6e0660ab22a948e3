internal import Foundation

/// The pull of the next reward: κ × progress^δ, progress = share of the next reward's price in the balance.
///
/// Source: Kivetz, Urminsky and Zheng 2006 (acceleration); Nunes and Drèze 2006 (an endowed head start counts);
/// Drèze and Nunes 2011 (the reset after a reward is partial).
public struct PointsPressure: Sendable, Hashable {
    /// κ: the effect at the doorstep of a reward.
    public var strength: Double
    /// δ: 1 for a pull proportional to progress, larger for a pull that comes late.
    public var shape: Double
    /// Share of the goal's pull that a member who has had a reward keeps at zero progress, 0 to 1.
    public var carryOver: Double

    public init(strength: Double = 0, shape: Double = 1, carryOver: Double = 0) {
        self.strength = strength
        self.shape = shape
        self.carryOver = carryOver
    }

    /// The effect at a progress between 0 and 1.
    func effect(progress: Double, rewardedBefore: Bool) -> Double {
        guard strength != 0 else { return 0 }
        let p = rewardedBefore ? carryOver + (1 - carryOver) * progress : progress
        return p > 0 ? strength * pow(p, shape) : 0
    }
}
