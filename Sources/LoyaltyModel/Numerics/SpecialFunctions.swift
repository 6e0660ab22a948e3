internal import CGSL

/// Special functions of GSL for positive arguments; a status other than success is thrown as ``GSLError``.
package enum SpecialFunctions {
    /// ln Γ(x).
    package static func logGamma(_ x: Double) throws -> Double {
        try value("gsl_sf_lngamma_e") { gsl_sf_lngamma_e(x, &$0) }
    }

    /// ln B(a, b).
    package static func logBeta(_ a: Double, _ b: Double) throws -> Double {
        try value("gsl_sf_lnbeta_e") { gsl_sf_lnbeta_e(a, b, &$0) }
    }

    /// ψ(x), the derivative of ln Γ.
    package static func digamma(_ x: Double) throws -> Double { try value("gsl_sf_psi_e") { gsl_sf_psi_e(x, &$0) } }

    /// ψ₁(x), the derivative of ψ.
    package static func trigamma(_ x: Double) throws -> Double {
        try value("gsl_sf_psi_1_e") { gsl_sf_psi_1_e(x, &$0) }
    }

    /// The regularised incomplete beta function Iₓ(a, b), x in [0, 1].
    package static func incompleteBeta(_ a: Double, _ b: Double, _ x: Double) throws -> Double {
        try value("gsl_sf_beta_inc_e") { gsl_sf_beta_inc_e(a, b, x, &$0) }
    }

    /// (exp(x) − 1) / x, which is 1 at 0.
    package static func relativeExponential(_ x: Double) throws -> Double {
        try value("gsl_sf_exprel_e") { gsl_sf_exprel_e(x, &$0) }
    }

    /// ln Γ(x) and ψ(x) inside a likelihood, for x > 0: whatever GSL gives, without a status.
    static func plainLogGamma(_ x: Double) -> Double {
        var result = gsl_sf_result()
        _ = GSL.prepared
        gsl_sf_lngamma_e(x, &result)
        return result.val
    }

    static func plainDigamma(_ x: Double) -> Double {
        var result = gsl_sf_result()
        _ = GSL.prepared
        gsl_sf_psi_e(x, &result)
        return result.val
    }

    private static func value(_ routine: String, _ call: (inout gsl_sf_result) -> Int32) throws -> Double {
        _ = GSL.prepared
        var result = gsl_sf_result()
        let status = call(&result)
        // A result too small for a Double is the zero that GSL returns with it.
        if status != Int32(GSL_EUNDRFLW) { try GSLError.check(status, routine) }
        return result.val
    }
}
