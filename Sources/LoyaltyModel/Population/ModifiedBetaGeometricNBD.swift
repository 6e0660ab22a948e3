import Foundation

/// The MBG/NBD model: as ``BetaGeometricNBD``, with a coin also after the first purchase.
///
/// Sources: E. P. Batislam, M. Denizel, A. Filiztekin, "Empirical validation and comparison of models for customer base
/// analysis", Int. J. Research in Marketing 24 (2007); D. Hoppe, U. Wagner, "Customer base analysis: the case for a
/// central variant of the betageometric/NBD model", Marketing ZFP 29 (2007). Time in units of the population.
public struct ModifiedBetaGeometricNBD: Sendable, Hashable {
    public var purchase: PoissonGamma
    public var attrition: ModifiedBetaGeometric

    public init(_ purchase: PoissonGamma, _ attrition: ModifiedBetaGeometric) {
        self.purchase = purchase
        self.attrition = attrition
    }

    /// E[X(t)]: (1 − p) (1 − exp(−λ p t)) / p with λ and p averaged, the latter by quadrature as in
    /// ``BetaGeometricNBD/expectedPurchases(by:)``.
    public func expectedPurchases(by time: Double) throws -> Double {
        guard time > 0 else { return 0 }
        // E[(1 − p) f(p)] under Beta(a, b) is b / (a + b) E[f(p)] under Beta(a, b + 1).
        let (a, b) = (attrition.a, attrition.b)
        return try b / (a + b)
            * exp(Quadrature.logBetaExpectation(a, b + 1) { p, _ in purchase.logPurchasesOfCoin(p, by: time) })
    }

    /// P(X(t) = x): alive after x + 1 coins with x purchases, or gone at coin x + 1 with time for x or more.
    public func probability(of count: Int, by time: Double) throws -> Double {
        let (a, b, x) = (attrition.a, attrition.b, Double(count))
        let logBeta = try SpecialFunctions.logBeta(a, b)
        let stayed = try exp(SpecialFunctions.logBeta(a, b + x + 1) - logBeta)
        let left = try exp(SpecialFunctions.logBeta(a + 1, b + x) - logBeta)
        return try stayed * purchase.probability(of: count, by: time) + left * purchase.tail(count, by: time)
    }

    /// Expected purchases in the next `ahead`, given the history: as with BG/NBD, after one coin more.
    public func expectedPurchases(after history: PurchaseHistory, ahead: Double) throws -> Double {
        let those = BetaGeometricNBD(
            purchase.after(history), BetaGeometric(a: attrition.a, b: attrition.b + Double(history.repeats) + 1))
        return try aliveProbability(history) * those.expectedPurchases(by: ahead)
    }

    /// P(alive | x, t_x, T); below 1 without a repeat purchase too.
    public func aliveProbability(_ history: PurchaseHistory) -> Double {
        let odds = attrition.a / (attrition.b + Double(history.repeats))
        return 1 / (1 + odds * exp(purchase.logSilence(history)))
    }
}
