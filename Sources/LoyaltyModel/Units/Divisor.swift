/// A positive number to divide by again and again: a multiplication and a shift in place of a division.
///
/// With d < 2ˡ, l the least such number from 1 on, and m = ⌊2^(62 + l) ÷ d⌋ + 1, ⌊n m ÷ 2^(62 + l)⌋ is ⌊n ÷ d⌋ for every n
/// below 2⁶², because 2^(62 + l) < m d ≤ 2^(62 + l) + 2ˡ (T. Granlund, P. L. Montgomery, "Division by Invariant Integers
/// using Multiplication", PLDI 1994, theorem 4.2). m is below 2⁶⁴; the product's upper word takes 64 of the shift. So
/// that there is always as much to shift, both are held two places further to the left.
package struct Divisor: Sendable {
    /// Numerators lie below this.
    package static let limit: Int64 = 1 << 62

    private let multiplier: UInt64
    private let shift: UInt64

    package init(_ divisor: Int64) {
        precondition(divisor > 0, "a divisor is positive")
        let bits = Int64.bitWidth - divisor.leadingZeroBitCount
        multiplier = UInt64((UInt128(1) << UInt128(62 + bits)) / UInt128(divisor) + 1)
        shift = UInt64(bits)
    }

    /// ⌊numerator ÷ divisor⌋ of a numerator from 0 on, below ``limit``.
    @inline(__always)
    package func quotient(_ numerator: Int64) -> Int64 {
        // Two places of the shift are taken before the multiplication: the numerator leaves room for them.
        let product = (UInt64(bitPattern: numerator) &<< 2).multipliedFullWidth(by: multiplier)
        return Int64(bitPattern: product.high &>> shift)
    }
}
