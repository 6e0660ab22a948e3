/// A coin at each renewal, its probability of leaving θ ~ Beta(α, β): the shifted beta-geometric model (sBG).
///
/// Letters: α = `alpha`, β = `beta`.
public struct ContractRenewal: Sendable, Hashable {
    public var alpha: Double
    public var beta: Double
    /// Time units of the population between renewals.
    public var period: Double

    public init(alpha: Double, beta: Double, period: Double) {
        self.alpha = alpha
        self.beta = beta
        self.period = period
    }
}

extension ContractRenewal {
    /// A customer's probability θ of leaving at one renewal, drawn from the customer's own stream.
    func probability(_ stream: LuckStream, _ sampler: borrowing Sampler) -> Double {
        sampler.beta(alpha, beta, stream)
    }

    /// The probability that a share `u` in (0, 1) of the customers stays below.
    func probability(quantile u: Double) -> Double { Distribution.betaQuantile(u, alpha, beta) }
}
