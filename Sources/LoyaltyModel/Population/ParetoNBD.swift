import Foundation

/// The Pareto/NBD model: Poisson purchases at a gamma rate until an exponential lifetime of gamma hazard ends.
///
/// Sources: D. C. Schmittlein, D. G. Morrison, R. Colombo, "Counting Your Customers", Management Science 33 (1987);
/// P. S. Fader, B. G. S. Hardie, "A Note on Deriving the Pareto/NBD Model and Related Expressions" (2005).
/// Letters: r, α of ``PoissonGamma``; s, β of ``ExponentialGamma``. Time in units of the population.
public struct ParetoNBD: Sendable, Hashable {
    public var purchase: PoissonGamma
    public var attrition: ExponentialGamma

    public init(_ purchase: PoissonGamma, _ attrition: ExponentialGamma) {
        self.purchase = purchase
        self.attrition = attrition
    }

    private var mixture: LifetimeMixture<ExponentialGamma> {
        LifetimeMixture(purchase: purchase, lifetime: attrition)
    }

    /// E[X(t)] = r β / (α (s − 1)) (1 − (β / (β + t))^(s − 1)), and its limit at s = 1.
    public func expectedPurchases(by time: Double) throws -> Double {
        let span = log1p(time / attrition.beta)
        return try purchase.r * attrition.beta / purchase.alpha * span
            * SpecialFunctions.relativeExponential((1 - attrition.s) * span)
    }

    /// P(X(t) = x), the lifetime integrated by quadrature where the note has hypergeometric functions, which
    /// overflow for busy customers.
    public func probability(of count: Int, by time: Double) throws -> Double {
        try mixture.probability(of: count, by: time)
    }

    /// Expected purchases in the next `ahead`, given the history: P(alive) times the model's own expectation with r + x,
    /// α + T, s and β + T.
    public func expectedPurchases(after history: PurchaseHistory, ahead: Double) throws -> Double {
        let those = ParetoNBD(
            purchase.after(history), ExponentialGamma(s: attrition.s, beta: attrition.beta + history.age))
        return try aliveProbability(history) * those.expectedPurchases(by: ahead)
    }

    /// P(alive | x, t_x, T), by quadrature in logarithms for the same reason.
    public func aliveProbability(_ history: PurchaseHistory) -> Double { mixture.aliveProbability(history) }
}
