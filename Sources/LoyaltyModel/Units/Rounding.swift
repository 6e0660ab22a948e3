/// What becomes of the part of a point or of a minor unit that is left over.
public enum Rounding: String, CaseIterable, Sendable {
    /// Down to the whole number below.
    case floor
    /// To the nearest whole number; a tie goes to the even one.
    case halfEven = "half-even"
    /// To the nearest whole number; a tie goes to the larger one.
    case halfUp = "half-up"

    /// `numerator / denominator` as a whole number under this policy. The denominator must be positive.
    @inlinable @inline(__always)
    public func divide<Integer: FixedWidthInteger & SignedInteger>(
        _ numerator: Integer, by denominator: Integer
    ) -> Integer {
        precondition(denominator > 0, "a rounding denominator is positive")
        var (quotient, rest) = numerator.quotientAndRemainder(dividingBy: denominator)
        if rest < 0 {
            rest += denominator
            quotient -= 1
        }
        if self != .floor {
            let excess = rest - (denominator - rest)
            if excess > 0 || (excess == 0 && (self == .halfUp || quotient & 1 == 1)) { quotient += 1 }
        }
        return quotient
    }
}
