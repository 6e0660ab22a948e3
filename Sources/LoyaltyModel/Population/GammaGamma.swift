import Foundation

/// Gamma-gamma spend: a basket is Gamma(p, rate ν), ν ~ Gamma(q, rate γ) between customers; mean p γ / (q − 1).
///
/// Letters: p = shape within a customer, q = shape between customers, γ = `gamma`, in major units of money.
public struct GammaGamma: Sendable, Hashable {
    public var p: Double
    public var q: Double
    public var gamma: Double

    public init(p: Double, q: Double, gamma: Double) {
        self.p = p
        self.q = q
        self.gamma = gamma
    }
}

extension GammaGamma {
    /// A customer's mean basket p / ν, major units, drawn from the customer's own stream. Infinite where ν underflows.
    func customerMean(_ stream: LuckStream, _ sampler: borrowing Sampler) -> Double {
        p / sampler.gamma(shape: q, scale: 1 / gamma, stream)
    }

    /// The mean basket that a share `u` in (0, 1) of the customers stays below: a large basket is a small ν.
    func customerMean(quantile u: Double) -> Double {
        p / Distribution.gammaUpperQuantile(u, shape: q, scale: 1 / gamma)
    }
}

/// Closed forms. Source: P. S. Fader, B. G. S. Hardie, "The Gamma-Gamma Model of Monetary Value", note (2013);
/// moments of the logarithm from ln Z = ln Gamma(p, 1) − ln ν.
extension GammaGamma {
    /// E[Z] = p γ / (q − 1), major units; infinite for q ≤ 1.
    public var mean: Double { q > 1 ? p * gamma / (q - 1) : .infinity }

    /// E[ln Z] = ψ(p) − ψ(q) + ln γ.
    public func logMean() throws -> Double {
        try SpecialFunctions.digamma(p) - SpecialFunctions.digamma(q) + log(gamma)
    }

    /// Var[ln Z] = ψ₁(p) + ψ₁(q).
    public func logVariance() throws -> Double { try SpecialFunctions.trigamma(p) + SpecialFunctions.trigamma(q) }

    /// A customer's expected mean basket after `count` purchases that averaged `average`:
    /// p (γ + x z̄) / (p x + q − 1). With no purchase it is ``mean``.
    public func expectedMean(count: Int, average: Double) -> Double {
        let weight = p * Double(count) + q - 1
        return weight > 0 ? p * (gamma + Double(count) * average) / weight : .infinity
    }
}
