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
