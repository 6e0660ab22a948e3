/// A coin after *every* purchase, the first included; its probability varies as Beta(a, b): MBG/NBD attrition.
public struct ModifiedBetaGeometric: Sendable, Hashable {
    public var a: Double
    public var b: Double

    public init(a: Double, b: Double) {
        self.a = a
        self.b = b
    }
}

extension ModifiedBetaGeometric {
    /// A customer's probability of leaving at one toss, drawn from the customer's own stream.
    func probability(_ stream: LuckStream, _ sampler: borrowing Sampler) -> Double { sampler.beta(a, b, stream) }

    /// The probability that a share `u` in (0, 1) of the customers stays below.
    func probability(quantile u: Double) -> Double { Distribution.betaQuantile(u, a, b) }
}
