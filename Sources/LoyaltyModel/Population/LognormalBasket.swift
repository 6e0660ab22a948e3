import Foundation

/// Lognormal spend: a customer's mean basket varies lognormally, and so does each basket around it.
public struct LognormalBasket: Sendable, Hashable {
    /// Mean basket over all customers, major units.
    public var mean: Double
    /// Standard deviation of the logarithm between customers.
    public var between: Double
    /// Standard deviation of the logarithm within a customer.
    public var within: Double

    public init(mean: Double, between: Double, within: Double) {
        self.mean = mean
        self.between = between
        self.within = within
    }
}

extension LognormalBasket {
    /// A customer's mean basket, major units, drawn from the customer's own stream.
    func customerMean(_ stream: LuckStream, _ sampler: borrowing Sampler) -> Double {
        customerMean(normal: sampler.normal(stream))
    }

    /// The mean basket that a share `u` in (0, 1) of the customers stays below.
    func customerMean(quantile u: Double) -> Double { customerMean(normal: Distribution.normalQuantile(u)) }

    /// Normal law of the logarithm of a customer's mean basket, given so many baskets and their mean, which is taken for
    /// lognormal with the variance that it has.
    func posterior(count: Int, average: Double) -> (mean: Double, variance: Double) {
        let (variance, within) = (between * between, expm1(self.within * self.within))
        guard count > 0, average > 0, variance > 0 else { return (log(mean) - variance / 2, variance) }
        let seen = log(average / mean) + variance / 2
        let weight = variance / (variance + log1p(within / Double(count)))
        return (log(mean) - variance / 2 + weight * seen, variance * (1 - weight))
    }

    /// Expected mean basket of a customer with so many baskets of this mean.
    package func expectedMean(count: Int, average: Double) -> Double {
        let (mean, variance) = posterior(count: count, average: average)
        return exp(mean + variance / 2)
    }

    private func customerMean(normal z: Double) -> Double { mean * exp(between * z - between * between / 2) }
}
