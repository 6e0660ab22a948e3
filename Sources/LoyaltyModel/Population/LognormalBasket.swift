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

    private func customerMean(normal z: Double) -> Double { mean * exp(between * z - between * between / 2) }
}
