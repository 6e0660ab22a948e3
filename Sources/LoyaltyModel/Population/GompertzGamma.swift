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
