import Foundation

/// How strongly a customer reacts to rewards: multiplies every reward-driven effect. Mean 1 unless stated.
public enum RewardSensitivity: Sendable, Hashable {
    /// The same for everyone.
    case fixed(Double)
    /// Lognormal with this mean and this standard deviation of the logarithm.
    case lognormal(mean: Double, sigma: Double)
}

extension RewardSensitivity {
    /// A customer's sensitivity.
    ///
    /// - Parameter latent: the one that a copula chose; nil to draw it from the customer's own stream.
    func value(of customer: CustomerKey, luck: Luck, sampler: borrowing Sampler, latent: Double?) -> Double {
        switch self {
        case .fixed(let value):
            return value
        case .lognormal(let mean, let sigma):
            let stream = luck.stream(customer, .rewardSensitivity, 0)
            return min(CustomerTraits.largest, latent ?? Self.value(mean, sigma, normal: sampler.normal(stream)))
        }
    }

    /// The sensitivity that a share `u` in (0, 1) of the customers stays below.
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
