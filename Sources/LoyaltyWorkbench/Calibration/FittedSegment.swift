import LoyaltyModel

/// A fit as the models of a population's segment, inside the ranges that a document has.
struct FittedSegment {
    let purchase: PurchaseTiming
    let attrition: Attrition

    /// Where the likelihood is highest for a simpler model, that one is taken.
    init(_ fit: TimingFit) {
        let ends = fit.estimates.ends
        let (r, alpha) = (fit.estimates.values[0], fit.estimates.values[1])
        if ends.contains(.samePurchaseRate), fit.phases == 1 {
            purchase = .fixed(FixedRate(rate: r / alpha))
        } else if fit.phases > 1 {
            let (r, alpha) = Self.inRange(r, alpha)
            purchase = .erlangGamma(ErlangGamma(k: fit.phases, r: r, alpha: alpha))
        } else {
            let (r, alpha) = Self.inRange(r, alpha)
            purchase = .poissonGamma(PoissonGamma(r: r, alpha: alpha))
        }
        attrition = Self.attrition(fit, ends)
    }

    private static func attrition(_ fit: TimingFit, _ ends: [Boundary]) -> Attrition {
        let values = fit.estimates.values
        if ends.contains(.nobodyLeaves) { return .none }
        switch fit.model {
        case .nbd: return .none
        case .betaGeometric, .betaGeometricErlang:
            let (a, b) = inRange(values[2], values[3])
            return .betaGeometric(BetaGeometric(a: a, b: b))
        case .modifiedBetaGeometric, .modifiedBetaGeometricErlang:
            let (a, b) = inRange(values[2], values[3])
            return .modifiedBetaGeometric(ModifiedBetaGeometric(a: a, b: b))
        case .pareto:
            return exponential(fit, s: values[2], beta: values[3])
        case .gompertz:
            let isPareto = [.hazardWithoutAge, .sameHazard, .leavingAtOnceOrNever].contains { ends.contains($0) }
            if isPareto { return exponential(fit, s: values[3], beta: values[4] / values[2]) }
            // Of s and β, where they are huge, only the quotient matters.
            let scale = min(1, 1e5 / values[3])
            return .gompertzGamma(GompertzGamma(b: values[2], s: values[3] * scale, beta: values[4] * scale))
        }
    }

    private static func exponential(_ fit: TimingFit, s: Double, beta: Double) -> Attrition {
        if let chance = fit.chanceOfLeavingAtOnce { return .modifiedBetaGeometric(.atOnceOrNever(chance)) }
        let (s, beta) = inRange(s, beta)
        return .exponentialGamma(ExponentialGamma(s: s, beta: beta))
    }

    /// Two parameters whose quotient matters, below a million: beyond that the law is the same in the digits of a
    /// document.
    static func inRange(_ a: Double, _ b: Double) -> (Double, Double) {
        let most = max(a, b)
        if most > 1e5 { return (a * 1e5 / most, b * 1e5 / most) }
        let least = min(a, b)
        return least < 1e-6 && most < 1e-2 ? (a * 1e-3 / most, b * 1e-3 / most) : (a, b)
    }
}
