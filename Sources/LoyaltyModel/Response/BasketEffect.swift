/// A member's baskets are scaled by exp(elasticity × ln(1 + v)). The evidence finds about none.
public struct BasketEffect: Sendable, Hashable {
    public var elasticity: Double

    public init(elasticity: Double = 0) { self.elasticity = elasticity }
}
