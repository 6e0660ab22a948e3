/// How strongly a customer reacts to rewards: multiplies every reward-driven effect. Mean 1 unless stated.
public enum RewardSensitivity: Sendable, Hashable {
    /// The same for everyone.
    case fixed(Double)
    /// Lognormal with this mean and this standard deviation of the logarithm.
    case lognormal(mean: Double, sigma: Double)
}
