/// Poisson purchases at a rate that varies between customers lognormally.
public struct LognormalRate: Sendable, Hashable {
    /// Mean purchases per time unit of the population.
    public var mean: Double
    /// Standard deviation of the logarithm of the rate.
    public var sigma: Double

    public init(mean: Double, sigma: Double) {
        self.mean = mean
        self.sigma = sigma
    }
}
