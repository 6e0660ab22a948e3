import Foundation

/// How strongly a customer reacts to rewards: multiplies every reward-driven effect. Mean 1 unless stated.
public enum RewardSensitivity: Sendable, Hashable {
    /// The same for everyone.
    case fixed(Double)
    /// Lognormal with this mean and this standard deviation of the logarithm.
    case lognormal(mean: Double, sigma: Double)
}

extension RewardSensitivity {
    /// A customer's sensitivity: from the quantile that a copula chose, or else from the customer's own stream.
    func value(
        of customer: CustomerKey, luck: Luck, sampler: borrowing Sampler, quantile: Double?
    ) -> Double {
        switch self {
        case .fixed(let value):
            return value
        case .lognormal(let mean, let sigma):
            let z =
                if let quantile { Distribution.normalQuantile(quantile) } else {
                    sampler.normal(luck.stream(customer, .rewardSensitivity, 0))
                }
            return min(CustomerTraits.largest, mean * exp(sigma * z - sigma * sigma / 2))
        }
    }
}
