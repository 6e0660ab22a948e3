/// Pareto/GGG timing: gaps Gamma(k, rate k λ) with mean 1/λ; regularity k ~ Gamma(t, rate γ), λ ~ Gamma(r, rate α).
///
/// Letters: t, γ = `gamma` of the regularity; r, α = `alpha` of the purchase rate.
public struct GammaGammaGaps: Sendable, Hashable {
    public var t: Double
    public var gamma: Double
    public var r: Double
    public var alpha: Double

    public init(t: Double, gamma: Double, r: Double, alpha: Double) {
        self.t = t
        self.gamma = gamma
        self.r = r
        self.alpha = alpha
    }
}

extension GammaGammaGaps {
    /// Least regularity. A smaller one would put more purchases into one instant than a study can hold, and gaps
    /// and rate that both underflow have no quotient.
    static let leastRegularity = 1e-6

    /// A customer's regularity k, drawn from the customer's own stream. No copula reaches it.
    func regularity(_ stream: LuckStream, _ sampler: borrowing Sampler) -> Double {
        max(Self.leastRegularity, sampler.gamma(shape: t, scale: 1 / gamma, stream))
    }

    /// A customer's purchases per time unit, drawn from the customer's own stream.
    func rate(_ stream: LuckStream, _ sampler: borrowing Sampler) -> Double {
        sampler.gamma(shape: r, scale: 1 / alpha, stream)
    }

    /// The rate that a share `u` in (0, 1) of the customers stays below.
    func rate(quantile u: Double) -> Double { Distribution.gammaQuantile(u, shape: r, scale: 1 / alpha) }
}
