/// Whether a member whom a cause moves gives a block of points to it on a visit. Nobody has published a figure.
public struct Giving: Sendable, Hashable {
    /// Probability on a visit on which a block of points is usable.
    public var propensity: Double

    public init(propensity: Double = 0) { self.propensity = propensity }
}
