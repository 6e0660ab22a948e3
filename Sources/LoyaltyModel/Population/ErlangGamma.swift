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
