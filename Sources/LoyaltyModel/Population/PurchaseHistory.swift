/// What a customer-base model needs to know of a customer's past, in time units of the population.
public struct PurchaseHistory: Sendable, Hashable {
    /// Repeat purchases: the first is not counted. The literature's x.
    public var repeats: Int
    /// Time from the first to the last purchase; 0 where there is no repeat. The literature's t_x.
    public var recency: Double
    /// Time from the first purchase to the end of observation. The literature's T.
    public var age: Double

    public init(repeats: Int, recency: Double, age: Double) {
        self.repeats = repeats
        self.recency = recency
        self.age = age
    }
}
