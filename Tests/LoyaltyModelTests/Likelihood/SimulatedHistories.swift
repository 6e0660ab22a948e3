import Foundation
import LoyaltyModel

/// Histories of customers who follow a model, from its definition: no code of the engine, nothing of the likelihoods.
struct SimulatedHistories {
    private var luck: LuckStream

    init(_ occurrence: Int, seed: UInt64 = 20_260_101) {
        luck = Luck(seed: seed, replication: 0).stream(.world, .bootstrap, occurrence)
    }

    /// A uniform number in (0, 1).
    mutating func uniform() -> Double {
        (Double(UInt64(luck.next()) << 20 ^ UInt64(luck.next())) + 0.5) / 4_503_599_627_370_496
    }

    mutating func exponential() -> Double { -log(uniform()) }

    mutating func gamma(_ shape: Double, rate: Double) -> Double {
        Distribution.gammaQuantile(uniform(), shape: shape, scale: 1 / rate)
    }

    mutating func beta(_ a: Double, _ b: Double) -> Double { Distribution.betaQuantile(uniform(), a, b) }

    /// One customer who is watched from the first purchase for `age`.
    ///
    /// - Parameters:
    ///   - phases: exponential phases a gap, each at `rate`.
    ///   - lifetime: when the customer leaves.
    ///   - coin: probability of leaving after a purchase, if any; `coinAtFirst`: also after the first.
    mutating func history(
        rate: Double, phases: Int = 1, lifetime: Double = .infinity, coin: Double = 0, coinAtFirst: Bool = false,
        age: Double
    ) -> (history: PurchaseHistory, logGaps: Double) {
        var (time, repeats, logGaps) = (0.0, 0, 0.0)
        if coinAtFirst, uniform() < coin { return (PurchaseHistory(repeats: 0, recency: 0, age: age), 0) }
        while true {
            let gap = (0..<phases).reduce(0) { sum, _ in sum + exponential() } / rate
            guard time + gap <= min(age, lifetime) else { break }
            time += gap
            repeats += 1
            logGaps += log(gap)
            if coin > 0, uniform() < coin { break }
        }
        return (PurchaseHistory(repeats: repeats, recency: time, age: age), logGaps)
    }

    /// So many customers, watched from 26 to 39 time units, each made by `customer` with the age.
    mutating func summary(
        _ customers: Int, _ customer: (inout SimulatedHistories, Double) -> (history: PurchaseHistory, logGaps: Double)
    ) -> TimingSummary {
        var (histories, logGaps) = ([PurchaseHistory](), 0.0)
        for _ in 0..<customers {
            let made = customer(&self, 26 + 13 * uniform())
            histories.append(made.history)
            logGaps += made.logGaps
        }
        return TimingSummary(histories, logGaps: logGaps)
    }
}
