/// Regular buyers: gaps are Erlang(k) with a *phase* rate λ ~ Gamma(r, rate α), the (M)BG/CNBD-k convention.
///
/// Letters: k = number of phases in a gap; r, α as in ``PoissonGamma``, of the phase rate.
public struct ErlangGamma: Sendable, Hashable {
    public var k: Int
    public var r: Double
    public var alpha: Double

    public init(k: Int, r: Double, alpha: Double) {
        self.k = k
        self.r = r
        self.alpha = alpha
    }
}

extension ErlangGamma {
    /// A customer's phases per time unit, drawn from the customer's own stream.
    func phaseRate(_ stream: LuckStream, _ sampler: borrowing Sampler) -> Double {
        sampler.gamma(shape: r, scale: 1 / alpha, stream)
    }

    /// The phase rate that a share `u` in (0, 1) of the customers stays below.
    func phaseRate(quantile u: Double) -> Double { Distribution.gammaQuantile(u, shape: r, scale: 1 / alpha) }
}
