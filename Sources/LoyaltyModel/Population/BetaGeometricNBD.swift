import Foundation

/// The BG/NBD model: Poisson purchases at a gamma rate, a beta coin to leave after each repeat purchase.
///
/// Source: P. S. Fader, B. G. S. Hardie, K. L. Lee, "'Counting Your Customers' the Easy Way", Marketing Science 24
/// (2005). Letters: r, α of ``PoissonGamma``; a, b of ``BetaGeometric``. Time in units of the population.
public struct BetaGeometricNBD: Sendable, Hashable {
    public var purchase: PoissonGamma
    public var attrition: BetaGeometric

    public init(_ purchase: PoissonGamma, _ attrition: BetaGeometric) {
        self.purchase = purchase
        self.attrition = attrition
    }

    /// E[X(t)]: equation (7), (1 − exp(−λ p t)) / p, with λ and p averaged.
    ///
    /// The paper's equation (9) has a Gaussian hypergeometric function and divides by a − 1; averaging over p by
    /// quadrature gives the same and stays exact at a = 1 and near t = 0, where that one cancels.
    public func expectedPurchases(by time: Double) throws -> Double {
        guard time > 0 else { return 0 }
        return try exp(
            Quadrature.logBetaExpectation(attrition.a, attrition.b) { p, _ in
                purchase.logPurchasesOfCoin(p, by: time)
            })
    }

    /// P(X(t) = x): equation (8), its sum of negative binomial terms written as an incomplete beta function.
    public func probability(of count: Int, by time: Double) throws -> Double {
        let (a, b, x) = (attrition.a, attrition.b, Double(count))
        let logBeta = try SpecialFunctions.logBeta(a, b)
        let alive = try exp(SpecialFunctions.logBeta(a, b + x) - logBeta) * purchase.probability(of: count, by: time)
        guard count > 0 else { return alive }
        return try alive
            + exp(SpecialFunctions.logBeta(a + 1, b + x - 1) - logBeta) * purchase.tail(count, by: time)
    }

    /// Expected purchases in the next `ahead`, given the history: P(alive) times the model's own expectation for those
    /// who are still there, whose rates are Gamma(r + x, α + T) and whose coins Beta(a, b + x).
    ///
    /// The paper's equation (10), in the form of ``expectedPurchases(by:)``.
    public func expectedPurchases(after history: PurchaseHistory, ahead: Double) throws -> Double {
        let those = BetaGeometricNBD(
            purchase.after(history), BetaGeometric(a: attrition.a, b: attrition.b + Double(history.repeats)))
        return try aliveProbability(history) * those.expectedPurchases(by: ahead)
    }

    /// P(alive | x, t_x, T); 1 without a repeat purchase, since no coin has been tossed.
    ///
    /// Source: P. S. Fader, B. G. S. Hardie, "Computing P(alive) Using the BG/NBD Model", note (2008).
    public func aliveProbability(_ history: PurchaseHistory) -> Double {
        guard history.repeats > 0 else { return 1 }
        let odds = attrition.a / (attrition.b + Double(history.repeats) - 1)
        return 1 / (1 + odds * exp(purchase.logSilence(history)))
    }
}

extension PoissonGamma {
    /// ln of the expected number of purchases by `time` where each is the last with probability `p`:
    /// (1 − (1 + p t / α)^−r) / p.
    func logPurchasesOfCoin(_ p: Double, by time: Double) -> Double {
        let loss = max(p, .leastNormalMagnitude)
        return log(-expm1(-r * log1p(loss * time / alpha))) - log(loss)
    }

    /// ln ((α + T) / (α + t_x))^(r + x): how much likelier the silence since the last purchase is after leaving.
    func logSilence(_ history: PurchaseHistory) -> Double {
        (r + Double(history.repeats)) * log1p((history.age - history.recency) / (alpha + history.recency))
    }
}
