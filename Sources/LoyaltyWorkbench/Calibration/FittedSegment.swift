import LoyaltyModel

/// A fit as the models of a population's segment, inside the ranges that a document has.
struct FittedSegment {
    let purchase: PurchaseTiming
    let attrition: Attrition

    /// Where the likelihood is highest for a simpler model, that one is taken.
    init(_ fit: TimingFit) {
        let (values, names) = (fit.estimates.values, Self.unidentified(fit.estimates))
        let (r, alpha) = (values[0], values[1])
        if names.contains("r"), fit.phases == 1 {
            purchase = .fixed(FixedRate(rate: r / alpha))
        } else if fit.phases > 1 {
            let (r, alpha) = Self.inRange(r, alpha)
            purchase = .erlangGamma(ErlangGamma(k: fit.phases, r: r, alpha: alpha))
        } else {
            let (r, alpha) = Self.inRange(r, alpha)
            purchase = .poissonGamma(PoissonGamma(r: r, alpha: alpha))
        }
        attrition = Self.attrition(
            fit, nobodyLeaves: Self.nobodyLeaves(fit.estimates), isPareto: names.contains("b") && names.contains("beta")
        )
    }

    private static func unidentified(_ estimates: Estimates) -> [String] {
        if case .atBoundary(_, let names) = estimates.status { names } else { [] }
    }

    static func nobodyLeaves(_ estimates: Estimates) -> Bool {
        if case .atBoundary(let meaning, _) = estimates.status {
            meaning.contains("attrition not identified")
        } else {
            false
        }
    }

    private static func attrition(_ fit: TimingFit, nobodyLeaves: Bool, isPareto: Bool) -> Attrition {
        let values = fit.estimates.values
        if nobodyLeaves { return .none }
        switch fit.model {
        case .nbd: return .none
        case .betaGeometric, .betaGeometricErlang:
            let (a, b) = inRange(values[2], values[3])
            return .betaGeometric(BetaGeometric(a: a, b: b))
        case .modifiedBetaGeometric, .modifiedBetaGeometricErlang:
            let (a, b) = inRange(values[2], values[3])
            return .modifiedBetaGeometric(ModifiedBetaGeometric(a: a, b: b))
        case .pareto:
            let (s, beta) = inRange(values[2], values[3])
            return .exponentialGamma(ExponentialGamma(s: s, beta: beta))
        case .gompertz:
            guard isPareto else {
                return .gompertzGamma(GompertzGamma(b: values[2], s: values[3], beta: min(1e6, values[4])))
            }
            let (s, beta) = inRange(values[3], values[4] / values[2])
            return .exponentialGamma(ExponentialGamma(s: s, beta: beta))
        }
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
