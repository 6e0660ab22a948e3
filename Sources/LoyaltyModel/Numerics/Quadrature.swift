import Foundation

/// Logarithms of integrals of positive functions, by double exponential quadrature.
///
/// The substitution makes the integrand fall off doubly exponentially, so that algebraic singularities at the ends do
/// no harm and the trapezoidal rule converges exponentially. Working in logarithms, nothing over- or underflows.
/// Source: H. Takahasi, M. Mori, "Double exponential formulas for numerical integration", Publ. RIMS 9 (1974).
package enum Quadrature {
    /// ln ∫ f(t) dt over [`low`, `high`], given ln f. Minus infinity for an empty interval.
    package static func logIntegral(from low: Double, to high: Double, _ logFunction: (Double) -> Double) -> Double {
        guard high > low else { return -.infinity }
        let logWidth = log(high - low)
        return logTrapezoid { x in
            let (logP, logQ) = logLogistic(.pi * sinh(x))
            return logFunction(low + (high - low) * exp(logP)) + logWidth + logP + logQ + log(.pi * cosh(x))
        }
    }

    /// ln E f(p, 1 − p) for p ~ Beta(a, b), given ln f. Both p and 1 − p are handed over, each to full precision.
    package static func logBetaExpectation(
        _ a: Double, _ b: Double, _ logFunction: (_ p: Double, _ q: Double) -> Double
    ) throws -> Double {
        let logBeta = try SpecialFunctions.logBeta(a, b)
        // Nodes are centred and scaled as the distribution of the logit, so that a narrow peak is not stepped over.
        let (centre, scale) = (log(a / b), (1 / a + 1 / b).squareRoot())
        return logTrapezoid { x in
            let (logP, logQ) = logLogistic(centre + scale * sinh(x))
            return logFunction(exp(logP), exp(logQ)) + a * logP + b * logQ - logBeta + log(scale * cosh(x))
        }
    }

    /// ln p and ln (1 − p) of p = 1 / (1 + exp(−u)).
    private static func logLogistic(_ u: Double) -> (Double, Double) {
        let rest = -log1p(exp(-abs(u)))
        return u < 0 ? (u + rest, rest) : (rest, rest - u)
    }

    /// ln ∫ exp(`logTerm`(x)) dx over the whole line, by the trapezoidal rule with halved steps until two agree to
    /// 10⁻¹³, or as well as the rounding of the terms lets them: errors are squared at each halving, so a change that is
    /// small and no smaller than the one before is noise. The integrand must have one peak and fall off fast.
    private static func logTrapezoid(_ logTerm: (Double) -> Double) -> Double {
        var step = 0.5
        var total = logSum(from: 0, step: step, logTerm) + log(step)
        var lastChange = Double.infinity
        for halving in 1...12 {
            let between = logSum(from: step / 2, step: step, logTerm) + log(step)
            let refined = logAdd(total, between) - log(2)
            let change = abs(refined - total)
            if halving > 2, change <= 1e-13 || (change < 1e-9 && change > lastChange / 4) { return refined }
            lastChange = change
            total = refined
            step /= 2
        }
        return total
    }

    /// ln Σ exp(`logTerm`) over the grid through `origin`, outwards until terms no longer count.
    private static func logSum(from origin: Double, step: Double, _ logTerm: (Double) -> Double) -> Double {
        var total = -Double.infinity
        for (start, stride) in [(origin, step), (origin - step, -step)] {
            var x = start
            var last = -Double.infinity
            while abs(x) < 40 {
                let term = logTerm(x)
                total = logAdd(total, term)
                // 40 below the total is one part in 10¹⁷; a rising tail is on its way to the peak.
                if term < total - 40, term <= last { break }
                last = term
                x += stride
            }
        }
        return total
    }

    /// ln (exp(a) + exp(b)).
    private static func logAdd(_ a: Double, _ b: Double) -> Double {
        let (small, large) = a < b ? (a, b) : (b, a)
        return small == -.infinity ? large : large + log1p(exp(small - large))
    }
}
