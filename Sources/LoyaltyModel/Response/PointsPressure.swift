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
        if shape == 2 { return strength * p * p }
        return p > 0 ? strength * pow(p, shape) : 0
    }
}

/// The pull of the next reward for every balance of a program.
///
/// Computed once for every balance, unless the shape is 2: then two multiplications are quicker than a look into a
/// table that does not fit beside those of the other programs in the nearest cache.
struct PressureTable: ~Copyable, Sendable {
    /// Above this many points the pull is computed, not looked up: a table for a million points helps nobody.
    private static let largest: Int64 = 1 << 14

    private let pressure: PointsPressure
    /// Prices to work towards, ascending.
    private let goals: [Int64]
    /// Effects by balance, for members who have had no reward and for those who have.
    private let fresh: [Double]
    private let rewarded: [Double]
    private let isSquare: Bool

    init(_ pressure: PointsPressure, goals: [Int64]) {
        self.pressure = pressure
        self.goals = goals
        matters = pressure.strength != 0 && !goals.isEmpty
        isSquare = matters && pressure.shape == 2
        guard matters, !isSquare, let top = goals.last else {
            (fresh, rewarded) = ([], [])
            return
        }
        let balances = 0...min(top, Self.largest)
        fresh = balances.map { pressure.effect(progress: Self.progress($0, goals), rewardedBefore: false) }
        rewarded = balances.map { pressure.effect(progress: Self.progress($0, goals), rewardedBefore: true) }
    }

    /// Whether the pull can ever be other than zero.
    let matters: Bool

    /// The effect for a balance that is not negative.
    @inline(__always)
    func effect(balance: Int64, rewardedBefore: Bool) -> Double {
        guard matters else { return 0 }
        if isSquare {
            let progress = Self.progress(balance, goals)
            let p = rewardedBefore ? pressure.carryOver + (1 - pressure.carryOver) * progress : progress
            return pressure.strength * p * p
        }
        if balance < fresh.count {
            return rewardedBefore ? rewarded[Int(balance)] : fresh[Int(balance)]
        }
        return pressure.effect(progress: Self.progress(balance, goals), rewardedBefore: rewardedBefore)
    }

    /// Share of the next reward's price in the balance; 1 where every reward is affordable.
    @inline(__always)
    private static func progress(_ balance: Int64, _ goals: [Int64]) -> Double {
        for goal in goals where goal > balance { return Double(balance) / Double(goal) }
        return 1
    }
}
