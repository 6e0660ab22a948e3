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
