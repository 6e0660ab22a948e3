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
