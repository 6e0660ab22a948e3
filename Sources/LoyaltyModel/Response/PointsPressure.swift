internal import Foundation

/// The pull of the next reward: κ × weight × progress^δ, progress = share of the next reward's price in the balance,
/// weight what the reward moves beside a large one (see ``RewardWorth``).
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

    /// The pull of a goal.
    func effect(_ goal: GoalAhead, rewardedBefore: Bool) -> Double {
        guard strength != 0 else { return 0 }
        let p = rewardedBefore ? carryOver + (1 - carryOver) * goal.progress : goal.progress
        return p > 0 ? strength * goal.weight * (shape == 2 ? p * p : pow(p, shape)) : 0
    }
}

/// The pull of the next reward for every balance of a program, computed once.
struct PressureTable: ~Copyable, Sendable {
    /// Above this many points the pull is computed, not looked up: a table for a million points helps nobody.
    private static let largest: Int64 = 1 << 14

    /// Whether the pull can ever be other than zero.
    let matters: Bool
    /// Whether the program has goals beyond the prices in points.
    let hasOtherGoals: Bool
    private let pressure: PointsPressure
    /// Prices to work towards, ascending, and how much what they are for moves a member.
    private let goals: [Int64]
    private let weights: [Double]
    /// Whether all of them move a member alike, so that one pull is the strongest on the way to each.
    let isEven: Bool
    /// The dearest of them.
    private let top: Int64
    /// For members who have had no reward, and for those who have.
    private let fresh: Column
    private let rewarded: Column

    /// By balance: the effect, and the factor on gaps that it is for a customer of sensitivity 1.
    private struct Column: ~Copyable, Sendable {
        let effects: FixedTable<Double>
        let gaps: FixedTable<Double>

        init(_ values: [Double] = []) {
            effects = FixedTable(values)
            // By the same exponential as where the pull is computed.
            gaps = FixedTable(values.map { Exponential.shared.of(-$0) })
        }
    }

    init(_ pressure: PointsPressure, goals: [Int64], weights: [Double], hasOtherGoals: Bool = false) {
        self.pressure = pressure
        self.goals = goals
        self.weights = weights
        isEven = weights.allSatisfy { $0 == weights[0] }
        self.hasOtherGoals = hasOtherGoals
        top = goals.last ?? 1
        matters = pressure.strength != 0 && (!goals.isEmpty || hasOtherGoals)
        guard matters, !goals.isEmpty else {
            fresh = Column()
            rewarded = Column()
            return
        }
        let ahead = (0..<min(top, Self.largest)).map { Self.goal(ahead: $0, goals, weights) }
        fresh = Column(ahead.map { pressure.effect($0, rewardedBefore: false) })
        rewarded = Column(ahead.map { pressure.effect($0, rewardedBefore: true) })
    }

    /// The factors on gaps by balance, for a customer of sensitivity 1.
    @inline(__always)
    func gapsByBalance(rewardedBefore: Bool) -> UnsafePointer<Double> {
        rewardedBefore ? rewarded.gaps.base : fresh.gaps.base
    }

    /// How many balances ``gapsByBalance(rewardedBefore:)`` tells all there is to know about, the count beginning anew
    /// behind them; 0 where the pull has to be computed, or is none.
    func rows(sensitivity: Double) -> Int64 {
        matters && !hasOtherGoals && isEven && sensitivity == 1 && Int64(fresh.gaps.count) == top ? top : 0
    }

    /// The factor on gaps, exp(−sensitivity × effect), for a balance that is not negative.
    @inline(__always)
    func gaps(balance: Int64, rewardedBefore: Bool, sensitivity: Double) -> Double {
        let left = balance < top ? balance : balance % top
        if sensitivity == 1, left < fresh.gaps.count {
            return rewardedBefore ? rewarded.gaps[Int(left)] : fresh.gaps[Int(left)]
        }
        return Exponential.seldom(-sensitivity * effect(balance: left, rewardedBefore: rewardedBefore))
    }

    /// The factor on gaps of the nearest of all goals: a balance of points, and another mechanic's goal. 1 where none is
    /// ahead, or a purchase reaches each.
    func gaps(
        balance: Int64, pointsPerPurchase: Double, other: GoalAhead?, rewardedBefore: Bool, sensitivity: Double
    ) -> Double {
        var nearest = other
        if !goals.isEmpty, pointsPerPurchase < Double(top) {
            var towardsReward = Self.goal(ahead: balance % top, goals, weights)
            towardsReward.progress = min(towardsReward.progress, 1 - pointsPerPurchase / Double(top))
            nearest = .nearer(nearest, towardsReward)
        }
        guard let nearest else { return 1 }
        return gaps(nearest, rewardedBefore: rewardedBefore, sensitivity: sensitivity)
    }

    private func gaps(_ goal: GoalAhead, rewardedBefore: Bool, sensitivity: Double) -> Double {
        Exponential.seldom(-sensitivity * pressure.effect(goal, rewardedBefore: rewardedBefore))
    }

    private func effect(balance: Int64, rewardedBefore: Bool) -> Double {
        guard matters, !goals.isEmpty else { return 0 }
        guard balance < fresh.effects.count else {
            return pressure.effect(Self.goal(ahead: balance, goals, weights), rewardedBefore: rewardedBefore)
        }
        return rewardedBefore ? rewarded.effects[Int(balance)] : fresh.effects[Int(balance)]
    }

    /// The next reward of a balance below the price of the dearest, or a later one where that is worth so little that
    /// the later one pulls more; with more points than that the count begins anew: what is reached already pulls no
    /// longer, whether it has been taken or not.
    private static func goal(ahead balance: Int64, _ goals: [Int64], _ weights: [Double]) -> GoalAhead {
        var ahead: GoalAhead?
        for (place, goal) in goals.enumerated() where goal > balance {
            ahead = .nearer(ahead, GoalAhead(progress: Double(balance) / Double(goal), weight: weights[place]))
        }
        return ahead ?? GoalAhead(progress: 0, weight: 0)
    }

    /// The strongest pull that a member feels where all goals move alike, as the least factor on gaps; 1 where a purchase
    /// reaches every reward.
    ///
    /// A purchase is whole: a member who needs n of them for the dearest reward never stands nearer to it, before the
    /// last, than n − 1 of them.
    func leastGaps(pointsPerPurchase: Double, rewardedBefore: Bool, sensitivity: Double) -> Double {
        guard !goals.isEmpty else { return 1 }
        let most = 1 - pointsPerPurchase / Double(top)
        guard most > 0 else { return 1 }
        let nearest = GoalAhead(progress: most, weight: weights.first ?? 1)
        return gaps(nearest, rewardedBefore: rewardedBefore, sensitivity: sensitivity)
    }
}
