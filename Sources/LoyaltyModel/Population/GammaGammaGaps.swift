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
