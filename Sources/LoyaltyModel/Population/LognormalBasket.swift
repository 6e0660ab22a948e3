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
