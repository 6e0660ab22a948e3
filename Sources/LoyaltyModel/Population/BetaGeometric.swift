/// A coin after each *repeat* purchase; its probability varies between customers as Beta(a, b): BG/NBD attrition.
public struct BetaGeometric: Sendable, Hashable {
    public var a: Double
    public var b: Double

    public init(a: Double, b: Double) {
        self.a = a
        self.b = b
    }
}
