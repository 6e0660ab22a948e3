/// Poisson purchases at the same rate for every customer.
public struct FixedRate: Sendable, Hashable {
    /// Purchases per time unit of the population.
    public var rate: Double

    public init(rate: Double) { self.rate = rate }
}
