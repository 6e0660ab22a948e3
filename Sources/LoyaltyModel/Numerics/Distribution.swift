internal import CGSL

/// Quantiles and distribution functions of GSL, for arguments that are already checked.
///
/// GSL's inverse gamma and beta functions give up (NaN) or answer 0 or infinity for some small shapes; such an
/// answer is found again by bisection on the logarithm, so a quantile is never NaN.
package enum Distribution {
    /// Standard normal distribution function.
    package static func normalProbability(_ x: Double) -> Double { gsl_cdf_ugaussian_P(x) }

    /// Standard normal quantile at `u` in (0, 1).
    package static func normalQuantile(_ u: Double) -> Double { gsl_cdf_ugaussian_Pinv(u) }

    /// P(T ≤ x) of Student's t with `degrees` of freedom.
    package static func studentProbability(_ x: Double, degrees: Double) -> Double { gsl_cdf_tdist_P(x, degrees) }

    /// Student's t quantile at `u` in (0, 1) with `degrees` of freedom.
    package static func studentQuantile(_ u: Double, degrees: Double) -> Double {
        _ = GSL.prepared
        return gsl_cdf_tdist_Pinv(u, degrees)
    }

    /// P(X ≤ x) of a gamma variable with mean `shape * scale`.
    package static func gammaProbability(_ x: Double, shape: Double, scale: Double) -> Double {
        _ = GSL.prepared
        return gsl_cdf_gamma_P(x, shape, scale)
    }

    /// P(X ≤ x) of a beta variable with mean `a / (a + b)`.
    package static func betaProbability(_ x: Double, _ a: Double, _ b: Double) -> Double {
        _ = GSL.prepared
        return gsl_cdf_beta_P(x, a, b)
    }

    /// The x that a gamma variable with mean `shape * scale` stays below with probability `u` in (0, 1).
    /// The least positive Double where it is smaller still.
    package static func gammaQuantile(_ u: Double, shape: Double, scale: Double) -> Double {
        _ = GSL.prepared
        let x = gsl_cdf_gamma_Pinv(u, shape, 1)
        if holds(gsl_cdf_gamma_P(x, shape, 1), u) { return scale * x }
        return scale * bisected(above: 1e300) { gsl_cdf_gamma_P($0, shape, 1) < u }
    }

    /// The x that a gamma variable with mean `shape * scale` exceeds with probability `u` in (0, 1).
    package static func gammaUpperQuantile(_ u: Double, shape: Double, scale: Double) -> Double {
        _ = GSL.prepared
        let x = gsl_cdf_gamma_Qinv(u, shape, 1)
        if holds(gsl_cdf_gamma_Q(x, shape, 1), u) { return scale * x }
        return scale * bisected(above: 1e300) { gsl_cdf_gamma_Q($0, shape, 1) > u }
    }

    /// The x that a beta variable with mean `a / (a + b)` stays below with probability `u` in (0, 1).
    package static func betaQuantile(_ u: Double, _ a: Double, _ b: Double) -> Double {
        _ = GSL.prepared
        let x = gsl_cdf_beta_Pinv(u, a, b)
        if holds(gsl_cdf_beta_P(x, a, b), u) { return x }
        return bisected(above: 1) { gsl_cdf_beta_P($0, a, b) < u }
    }

    /// Whether GSL's answer reproduces the probability asked for; false for NaN.
    private static func holds(_ found: Double, _ asked: Double) -> Bool { abs(found - asked) <= 1e-7 * asked }

    /// The least x in [0, `largest`] that is not `below` the target, to a relative precision of 2⁻⁵².
    private static func bisected(above largest: Double, _ below: (Double) -> Bool) -> Double {
        var low = Double(0).bitPattern
        var high = largest.bitPattern
        // Positive doubles are ordered as their bit patterns, so halving the patterns ends within 64 steps.
        while high - low > 1 {
            let middle = low + (high - low) / 2
            if below(Double(bitPattern: middle)) { low = middle } else { high = middle }
        }
        return Double(bitPattern: high)
    }
}
