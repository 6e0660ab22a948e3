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

extension PoissonGamma {
    /// A customer's purchases per time unit, drawn from the customer's own stream.
    func rate(_ stream: LuckStream, _ sampler: borrowing Sampler) -> Double {
        sampler.gamma(shape: r, scale: 1 / alpha, stream)
    }

    /// The rate that a share `u` in (0, 1) of the customers stays below.
    func rate(quantile u: Double) -> Double { Distribution.gammaQuantile(u, shape: r, scale: 1 / alpha) }
}
