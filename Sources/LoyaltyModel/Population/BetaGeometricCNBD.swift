import Foundation

/// The BG/CNBD-k and MBG/CNBD-k models: Erlang-k gaps at a gamma phase rate, a beta coin after each (repeat) purchase.
///
/// Source: T. Reutterer, M. Platzer, N. Schröder, "Leveraging purchase regularity for predicting customer behavior the
/// easy way", Int. J. Research in Marketing 38 (2021). Letters: k, r, α of ``ErlangGamma``; a, b of the coin.
/// With k = 1 they are ``BetaGeometricNBD`` and ``ModifiedBetaGeometricNBD``. Time in units of the population.
public struct BetaGeometricCNBD: Sendable, Hashable {
    public let purchase: ErlangGamma
    private let a: Double
    private let b: Double
    /// Coins tossed before the first repeat purchase: 0 for BG, 1 for MBG.
    private let firstCoins: Int

    /// BG/CNBD-k.
    public init(_ purchase: ErlangGamma, _ attrition: BetaGeometric) {
        self.purchase = purchase
        (a, b, firstCoins) = (attrition.a, attrition.b, 0)
    }

    /// MBG/CNBD-k.
    public init(_ purchase: ErlangGamma, _ attrition: ModifiedBetaGeometric) {
        self.purchase = purchase
        (a, b, firstCoins) = (attrition.a, attrition.b, 1)
    }

    /// E[X(t)] as the sum of P(X(t) ≥ x) over x: the coins before purchase x stayed up, and there was time for it.
    ///
    /// The sum ends where a geometric tail of its last ratio is below 10⁻¹³ of it; it needs about
    /// 30 (1 + t / (k α)) terms.
    public func expectedPurchases(by time: Double) throws -> Double {
        try expectedPurchases(by: time, phasesDone: 0)
    }

    /// The same where the first gap is `phasesDone` phases old.
    private func expectedPurchases(by time: Double, phasesDone: Int) throws -> Double {
        guard time > 0 else { return 0 }
        let phases = PoissonGamma(r: purchase.r, alpha: purchase.alpha)
        var (sum, last, count) = (0.0, Double.infinity, 1)
        while true {
            let enough = try phases.tail(purchase.k * count - phasesDone, by: time)
            let term = try stayed(coins: count - 1 + firstCoins) * enough
            sum += term
            // Ratios of successive terms rise towards their limit, hence a tenth for margin. NaN ends the sum too.
            guard term > 1e-14 * sum * (1 - term / last) else { return sum }
            last = term
            count += 1
        }
    }

    /// P(X(t) = x).
    public func probability(of count: Int, by time: Double) throws -> Double {
        let coins = count + firstCoins
        let (enough, more) = try (purchase.tail(count, by: time), purchase.tail(count + 1, by: time))
        let alive = try stayed(coins: coins) * (enough - more)
        return try coins == 0 ? alive : alive + (stayed(coins: coins - 1) - stayed(coins: coins)) * enough
    }

    /// P(alive | x, t_x, T): the weight of an unfinished gap of T − t_x against that of having left at t_x.
    public func aliveProbability(_ history: PurchaseHistory) throws -> Double {
        let coins = history.repeats + firstCoins
        guard coins > 0 else { return 1 }
        let silence = history.age - history.recency
        let shape = purchase.r + Double(purchase.k * history.repeats)
        let unfinished = purchase.phaseWeights(history).reduce(0, +)
        let logStay = -shape * log1p(silence / (purchase.alpha + history.recency)) + log(unfinished)
        // E[p (1 − p)^(n − 1)] / E[(1 − p)^n] under Beta(a, b).
        let odds = a / (b + Double(coins) - 1)
        return 1 / (1 + odds * exp(-logStay))
    }

    /// Expected purchases in the next `ahead`, given the history.
    ///
    /// Those still there are in one of the k phases of a gap; in each, phases are gone through at a gamma rate, and
    /// purchase n comes with the phase that ends its gap if the coins before it stayed up.
    public func expectedPurchases(after history: PurchaseHistory, ahead: Double) throws -> Double {
        guard ahead > 0 else { return 0 }
        let weights = purchase.phaseWeights(history)
        let total = weights.reduce(0, +)
        let coins = BetaGeometric(a: a, b: b + Double(history.repeats + firstCoins))
        var sum = 0.0
        for (phase, weight) in weights.enumerated() where weight > 0 {
            let rate = PoissonGamma(
                r: purchase.r + Double(purchase.k * history.repeats + phase), alpha: purchase.alpha + history.age)
            let those = BetaGeometricCNBD(ErlangGamma(k: purchase.k, r: rate.r, alpha: rate.alpha), coins)
            sum += try weight / total * those.expectedPurchases(by: ahead, phasesDone: phase)
        }
        return try aliveProbability(history) * sum
    }

    /// E[(1 − p)^coins] under Beta(a, b).
    private func stayed(coins: Int) throws -> Double {
        try exp(SpecialFunctions.logBeta(a, b + Double(coins)) - SpecialFunctions.logBeta(a, b))
    }
}

extension ErlangGamma {
    /// Weights of the phases in which an unfinished gap may be, that of the first being 1.
    func phaseWeights(_ history: PurchaseHistory) -> [Double] {
        let shape = r + Double(k * history.repeats)
        let share = (history.age - history.recency) / (alpha + history.age)
        var weights = [1.0]
        for phase in 1..<max(1, k) {
            weights.append(weights[phase - 1] * (shape + Double(phase) - 1) / Double(phase) * share)
        }
        return weights
    }

    /// Probability of `count` purchases or more in `time` while alive: k phases each.
    func tail(_ count: Int, by time: Double) throws -> Double {
        try PoissonGamma(r: r, alpha: alpha).tail(k * count, by: time)
    }
}
