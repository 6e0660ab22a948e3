/// An amount of one currency in minor units (cents for EUR, yen for JPY).
///
/// Money is an integer: sums do not depend on their order and ledgers close exactly.
/// Which currency it is, and how many decimals that has, the scenario's ``Currency`` knows.
public struct Money: Hashable, Comparable, Sendable {
    /// Minor units.
    public var minor: Int64

    @inlinable
    public init(minor: Int64) { self.minor = minor }

    public static let zero = Money(minor: 0)

    @inlinable
    public static func + (a: Money, b: Money) -> Money { Money(minor: a.minor + b.minor) }
    @inlinable
    public static func - (a: Money, b: Money) -> Money { Money(minor: a.minor - b.minor) }
    @inlinable
    public static func < (a: Money, b: Money) -> Bool { a.minor < b.minor }
    @inlinable
    public static func += (a: inout Money, b: Money) { a.minor += b.minor }
    @inlinable
    public static func -= (a: inout Money, b: Money) { a.minor -= b.minor }
}

/// A cost too small for one minor unit (half a cent a message), in thousandths of a minor unit.
///
/// It is multiplied by a count first and rounded half-even to minor units once.
public struct FineMoney: Hashable, Sendable {
    /// Thousandths of a minor unit.
    public var thousandths: Int64

    public init(thousandths: Int64) { self.thousandths = thousandths }

    public static let zero = FineMoney(thousandths: 0)

    /// The cost of `count` units, rounded half-even to minor units.
    public func times(_ count: Int64) -> Money {
        // In 128 bits: the product may not fit into 64 where the money does.
        Money(minor: Int64(Rounding.halfEven.divide(Int128(thousandths) * Int128(count), by: 1000)))
    }
}
