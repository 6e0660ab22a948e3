import Foundation

/// A factor that differs between customers and multiplies some effect on them; mean 1 unless stated.
public enum Multiplier: Sendable, Hashable {
    /// The same for everyone.
    case fixed(Double)
    /// Lognormal with this mean and this standard deviation of the logarithm.
    case lognormal(mean: Double, sigma: Double)
}

extension Multiplier {
    /// A customer's factor, from the customer's own stream of a decision; where it is fixed, nothing is drawn.
    ///
    /// - Parameter latent: the one that a copula chose; nil to draw it.
    func value(
        of customer: CustomerKey, _ decision: Decision, luck: Luck, sampler: borrowing Sampler, latent: Double? = nil
    ) -> Double {
        switch self {
        case .fixed(let value):
            return value
        case .lognormal(let mean, let sigma):
            let stream = luck.stream(customer, decision, 0)
            return min(CustomerTraits.largest, latent ?? Self.value(mean, sigma, normal: sampler.normal(stream)))
        }
    }

    /// The factor that a share `u` in (0, 1) of the customers stays below.
    func latent(quantile u: Double) -> Double {
        switch self {
        case .fixed(let value): value
        case .lognormal(let mean, let sigma): Self.value(mean, sigma, normal: Distribution.normalQuantile(u))
        }
    }

    private static func value(_ mean: Double, _ sigma: Double, normal z: Double) -> Double {
        mean * exp(sigma * z - sigma * sigma / 2)
    }
}
