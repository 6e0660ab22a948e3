/// Natural logarithms of two numbers side by side, of the project's own: in place, without a call, and the same to the
/// last digit on every machine.
///
/// x = 2ᵏ m, m between √½ and √2; with s = (m − 1) ÷ (m + 1), ln m = 2 s + ⅔ s³ + …, whose sum from s³ on is a
/// polynomial in s² of least error. Source: the constants and the way to sum are those of fdlibm's `e_log.c` (Sun
/// Microsystems 1993), whose bound of one unit in the last place holds here too (measured: 0.79).
package enum Logarithm {
    package typealias Pair = SIMD2<Double>

    /// ln of two numbers that are positive, finite and not below 2⁻¹⁰²².
    @inline(__always)
    package static func of(_ x: Pair) -> Pair {
        // The upper word of √½ is taken for the exponent to end at; what lies above it counts as the next power of two.
        let root = SIMD2<UInt64>(repeating: 0x3FE6_A09E_0000_0000)
        let one = SIMD2<UInt64>(repeating: 0x3FF0_0000_0000_0000)
        let moved = unsafeBitCast(x, to: SIMD2<UInt64>.self) &+ (one &- root)
        // A whole number becomes one with a point by taking the place of the last bits of 2⁵².
        let exponent = (moved &>> 52) | SIMD2(repeating: 0x4330_0000_0000_0000)
        let k = unsafeBitCast(exponent, to: Pair.self) - (0x1p52 + 1023)
        let m = unsafeBitCast((moved & SIMD2(repeating: 0x000F_FFFF_FFFF_FFFF)) &+ root, to: Pair.self)
        let f = m - 1
        let halfSquare = f * f * 0.5
        let s = f / (f + 2)
        let z = s * s
        let w = z * z
        let even = w * ((w * 0.1531383769920937332 + 0.2222219843214978396) * w + 0.3999999999940941908)
        let late = (w * 0.1479819860511658591 + 0.1818357216161805012) * w + 0.2857142874366239149
        let odd = z * (w * late + 0.6666666666666735130)
        return s * (halfSquare + (even + odd)) + k * 1.90821492927058770002e-10 - halfSquare + f
            + k * 6.93147180369123816490e-01
    }

    /// ln of one such number: the same as of one of a pair.
    @inline(never)
    package static func of(_ x: Double) -> Double { of(Pair(repeating: x)).x }
}
