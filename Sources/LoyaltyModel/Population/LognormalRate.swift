import Foundation

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

extension LognormalRate {
    /// A customer's purchases per time unit, drawn from the customer's own stream.
    func rate(_ stream: LuckStream, _ sampler: borrowing Sampler) -> Double { rate(normal: sampler.normal(stream)) }

    /// The rate that a share `u` in (0, 1) of the customers stays below.
    func rate(quantile u: Double) -> Double { rate(normal: Distribution.normalQuantile(u)) }

    private func rate(normal z: Double) -> Double { mean * exp(sigma * z - sigma * sigma / 2) }
}
