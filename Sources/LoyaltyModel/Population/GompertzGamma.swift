/// Gompertz lifetimes with survival exp(−η (exp(b t) − 1)), η ~ Gamma(s, rate β): G/G/NBD attrition.
///
/// Letters: b = growth of the hazard per time unit; s, β = `beta` of the scale η.
public struct GompertzGamma: Sendable, Hashable {
    public var b: Double
    public var s: Double
    public var beta: Double

    public init(b: Double, s: Double, beta: Double) {
        self.b = b
        self.s = s
        self.beta = beta
    }
}

extension GompertzGamma {
    /// A customer's scale η, which has no unit, drawn from the customer's own stream.
    func scale(_ stream: LuckStream, _ sampler: borrowing Sampler) -> Double {
        sampler.gamma(shape: s, scale: 1 / beta, stream)
    }

    /// The scale that a share `u` in (0, 1) of the customers stays below.
    func scale(quantile u: Double) -> Double { Distribution.gammaQuantile(u, shape: s, scale: 1 / beta) }
}
