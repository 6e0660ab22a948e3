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

/// The pull of the next reward for every balance of a program, computed once.
struct PressureTable: Sendable {
    /// Above this many points the pull is computed, not looked up: a table for a million points helps nobody.
    private static let largest: Int64 = 1 << 14

    private let pressure: PointsPressure
    /// Prices to work towards, ascending.
    private let goals: [Int64]
    /// Effects by balance, for members who have had no reward and for those who have.
    private let fresh: [Double]
    private let rewarded: [Double]

    init(_ pressure: PointsPressure, goals: [Int64]) {
        self.pressure = pressure
        self.goals = goals
        guard pressure.strength != 0, let top = goals.last else {
            (fresh, rewarded) = ([0], [0])
            return
        }
        let balances = 0...min(top, Self.largest)
        fresh = balances.map { pressure.effect(progress: Self.progress($0, goals), rewardedBefore: false) }
        rewarded = balances.map { pressure.effect(progress: Self.progress($0, goals), rewardedBefore: true) }
    }

    /// Whether the pull can ever be other than zero.
    var matters: Bool { fresh.count > 1 }

    /// The effect for a balance that is not negative.
    @inline(__always)
    func effect(balance: Int64, rewardedBefore: Bool) -> Double {
        if balance < fresh.count {
            return rewardedBefore ? rewarded[Int(balance)] : fresh[Int(balance)]
        }
        return beyond(balance, rewardedBefore)
    }

    private func beyond(_ balance: Int64, _ rewardedBefore: Bool) -> Double {
        matters
            ? pressure.effect(progress: Self.progress(balance, goals), rewardedBefore: rewardedBefore) : 0
    }

    /// Share of the next reward's price in the balance; 1 where every reward is affordable.
    private static func progress(_ balance: Int64, _ goals: [Int64]) -> Double {
        guard let next = goals.first(where: { $0 > balance }) else { return 1 }
        return Double(balance) / Double(next)
    }
}
