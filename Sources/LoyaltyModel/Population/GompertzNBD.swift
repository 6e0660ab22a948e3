import Foundation

/// The G/G/NBD model: Poisson purchases at a gamma rate until a Gompertz lifetime of gamma scale ends.
///
/// Source: A. C. Bemmaor, N. Glady, "Modeling Purchasing Behavior with Sudden 'Death': A Flexible Customer Lifetime
/// Model", Management Science 58 (2012). Letters: r, α of ``PoissonGamma``; b, s, β of ``GompertzGamma``.
/// The paper's hypergeometric expressions are integrals over the lifetime; they are evaluated as such, in
/// logarithms. Time in units of the population.
public struct GompertzNBD: Sendable, Hashable {
    public var purchase: PoissonGamma
    public var attrition: GompertzGamma

    public init(_ purchase: PoissonGamma, _ attrition: GompertzGamma) {
        self.purchase = purchase
        self.attrition = attrition
    }

    private var mixture: LifetimeMixture<GompertzGamma> { LifetimeMixture(purchase: purchase, lifetime: attrition) }

    /// E[X(t)].
    public func expectedPurchases(by time: Double) -> Double { mixture.expectedPurchases(by: time) }

    /// P(X(t) = x).
    public func probability(of count: Int, by time: Double) throws -> Double {
        try mixture.probability(of: count, by: time)
    }

    /// Expected purchases in the next `ahead`, given the history.
    ///
    /// Those still there at T have the scale η exp(b T) from then on, with η ~ Gamma(s, β + exp(b T) − 1).
    public func expectedPurchases(after history: PurchaseHistory, ahead: Double) -> Double {
        let grown = attrition.beta * exp(-attrition.b * history.age) - expm1(-attrition.b * history.age)
        let those = GompertzNBD(
            purchase.after(history), GompertzGamma(b: attrition.b, s: attrition.s, beta: grown))
        return aliveProbability(history) * those.expectedPurchases(by: ahead)
    }

    /// P(alive | x, t_x, T).
    public func aliveProbability(_ history: PurchaseHistory) -> Double { mixture.aliveProbability(history) }
}
