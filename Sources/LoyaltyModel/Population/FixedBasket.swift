/// The same basket every time, for everyone.
public struct FixedBasket: Sendable, Hashable {
    /// Major units.
    public var amount: Double

    public init(amount: Double) { self.amount = amount }
}
