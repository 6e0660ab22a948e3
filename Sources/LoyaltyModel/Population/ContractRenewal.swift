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
