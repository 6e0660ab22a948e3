/// A constant hazard of leaving that varies between customers as Gamma(s, rate β): Pareto attrition.
///
/// Letters: s = shape, β = `beta` = rate parameter, in time units of the population.
public struct ExponentialGamma: Sendable, Hashable {
    public var s: Double
    public var beta: Double

    public init(s: Double, beta: Double) {
        self.s = s
        self.beta = beta
    }
}

extension ExponentialGamma {
    /// A customer's hazard of leaving per time unit, drawn from the customer's own stream.
    func hazard(_ stream: LuckStream, _ sampler: borrowing Sampler) -> Double {
        sampler.gamma(shape: s, scale: 1 / beta, stream)
    }

    /// The hazard that a share `u` in (0, 1) of the customers stays below.
    func hazard(quantile u: Double) -> Double { Distribution.gammaQuantile(u, shape: s, scale: 1 / beta) }
}
