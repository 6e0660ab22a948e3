/// Poisson purchases at a rate that varies between customers as Gamma(r, rate α): the NBD model.
///
/// Letters: r = shape, α = `alpha` = rate parameter, in time units of the population.
public struct PoissonGamma: Sendable, Hashable {
    public var r: Double
    public var alpha: Double

    public init(r: Double, alpha: Double) {
        self.r = r
        self.alpha = alpha
    }
}
