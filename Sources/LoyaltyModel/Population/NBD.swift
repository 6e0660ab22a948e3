import Foundation

/// The NBD model: Poisson purchases at a gamma rate, and nobody ever leaves.
///
/// Source: A. S. C. Ehrenberg, "The Pattern of Consumer Purchases", Applied Statistics 8 (1959). Time in units of
/// the population, purchases are repeat purchases after the first.
public struct NBD: Sendable, Hashable {
    public var purchase: PoissonGamma

    public init(_ purchase: PoissonGamma) { self.purchase = purchase }

    /// E[X(t)] = r t / α.
    public func expectedPurchases(by time: Double) -> Double { purchase.r / purchase.alpha * time }

    /// Expected purchases in the next `ahead`, given the history: (r + x) / (α + T) × ahead.
    public func expectedPurchases(after history: PurchaseHistory, ahead: Double) -> Double {
        purchase.after(history).r / purchase.after(history).alpha * ahead
    }

    /// P(X(t) = x): Γ(r + x) / (Γ(r) x!) (α / (α + t))^r (t / (α + t))^x.
    public func probability(of count: Int, by time: Double) throws -> Double {
        try purchase.probability(of: count, by: time)
    }
}

extension PoissonGamma {
    /// The purchase rates of customers with this history who are still there: Gamma(r + x, rate α + T).
    func after(_ history: PurchaseHistory) -> PoissonGamma {
        PoissonGamma(r: r + Double(history.repeats), alpha: alpha + history.age)
    }

    /// Probability of exactly `count` purchases in `time` while alive.
    func probability(of count: Int, by time: Double) throws -> Double {
        let logCoefficient = try logCoefficient(count)
        return exp(logCoefficient + logKernel(count, time))
    }

    /// Probability of `count` purchases or more in `time` while alive: Iₓ(count, r) at x = t / (α + t).
    func tail(_ count: Int, by time: Double) throws -> Double {
        count == 0 ? 1 : try SpecialFunctions.incompleteBeta(Double(count), r, time / (alpha + time))
    }

    /// ln (Γ(r + x) / (Γ(r) x!)).
    func logCoefficient(_ count: Int) throws -> Double {
        let x = Double(count)
        return try SpecialFunctions.logGamma(r + x) - SpecialFunctions.logGamma(r) - SpecialFunctions.logGamma(x + 1)
    }

    /// ln ((α / (α + t))^r (t / (α + t))^x).
    func logKernel(_ count: Int, _ time: Double) -> Double {
        let x = Double(count)
        // Nought purchases in no time are certain: 0 ln 0 counts as 0.
        return -r * log1p(time / alpha) + (count == 0 ? 0 : x * log(time / (alpha + time)))
    }
}
