/// An amount of money known exactly, as a fraction of minor units: what an allocation is before it is booked.
///
/// Parts of it are rounded half-even to minor units once, from the exact fraction. Products are taken in 256 bits, so
/// nothing within the limits is lost on the way.
public struct ExactMoney: Hashable, Sendable {
    /// Largest amount, minor units.
    public static let largest: Int64 = 10_000_000_000_000_000
    /// Largest number of points.
    public static let mostPoints: Int64 = 1_000_000_000_000_000
    /// Decimals of a minor unit that a price or an allocation may have.
    public static let decimals = 4

    private let numerator: UInt128
    private let denominator: UInt128

    /// Units of ``decimals`` in a minor unit.
    public static let perMinor = (0..<decimals).reduce(Int128(1)) { product, _ in product * 10 }

    /// The largest size that ``part(_:of:)`` gives, so that sums and differences of a few of them still fit.
    public static let largestPart = Int64.max / 4

    /// - Parameter scaled: minor units × 10^``decimals``, not negative, at most ``largest``.
    public init(scaled: Int128) {
        precondition(scaled >= 0 && scaled <= Int128(Self.largest) * Self.perMinor, "an amount is within its limits")
        numerator = UInt128(scaled)
        denominator = UInt128(Self.perMinor)
    }

    public init(_ money: Money) { self.init(scaled: Int128(money.minor) * Self.perMinor) }

    /// The part of a price that falls to one of two goods by their stand-alone selling prices: price × own ÷ (own +
    /// other).
    ///
    /// - Parameters:
    ///   - own: stand-alone selling price of what the part is for; with `other`, in the same unit, whatever it is.
    ///   - other: that of the rest.
    /// - Precondition: prices not negative, one of them positive, each at most ``largest`` × 10^``decimals``.
    /// - Source: IFRS 15 paragraphs 74 to 80; ASC 606-10-32-31 to 34.
    public init(_ price: Money, own: Int128, other: Int128) {
        let limit = Int128(Self.largest) * Self.perMinor
        precondition(price.minor >= 0 && price.minor <= Self.largest, "a price is within its limits")
        precondition(own >= 0 && other >= 0 && own + other > 0, "stand-alone selling prices are positive together")
        precondition(own <= limit && other <= limit, "stand-alone selling prices are within their limits")
        numerator = UInt128(price.minor) * UInt128(own)
        denominator = UInt128(own + other)
    }

    /// Rounded half-even to minor units.
    public var rounded: Money { part(1, of: 1) }

    /// The amount × `part` ÷ `whole`, rounded half-even to minor units; negative where `part` is. A part many times the
    /// whole is held at ``largestPart``.
    ///
    /// - Precondition: `whole` is positive and at most ``mostPoints``, as is the size of `part`.
    public func part(_ part: Int64, of whole: Int64) -> Money {
        precondition(whole > 0 && whole <= Self.mostPoints, "a whole is within its limits")
        precondition(part.magnitude <= UInt64(Self.mostPoints), "a part is within its limits")
        let divisor = denominator * UInt128(whole)
        let product = numerator.multipliedFullWidth(by: UInt128(part.magnitude))
        // Within the limits the quotient takes less than 110 bits, so the division does not overflow.
        var (quotient, rest) = divisor.dividingFullWidth(product)
        if rest > divisor - rest || (rest == divisor - rest && quotient & 1 == 1) { quotient += 1 }
        let size = Int64(clamping: min(quotient, UInt128(Self.largestPart)))
        return Money(minor: part < 0 ? -size : size)
    }
}
