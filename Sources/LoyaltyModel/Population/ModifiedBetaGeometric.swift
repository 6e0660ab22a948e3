/// A coin after *every* purchase, the first included; its probability varies as Beta(a, b): MBG/NBD attrition.
public struct ModifiedBetaGeometric: Sendable, Hashable {
    public var a: Double
    public var b: Double

    public init(a: Double, b: Double) {
        self.a = a
        self.b = b
    }
}
