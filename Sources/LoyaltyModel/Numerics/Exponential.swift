internal import Foundation

/// e to a power, of the project's own: in place, without a call, and the same to the last digit on every machine.
///
/// With n the whole number nearest to 32 x ÷ ln 2, eˣ = 2^(n/32) · e^r, where r = x − n ln 2 ÷ 32 is at most 0.011 either
/// way: 2^(i/32) comes from a table with what rounding it has left, e^r from seven terms of its series, of which the
/// next is below 4 · 10⁻¹⁸. The result is within 0.56 units in the last place (measured beside 160-bit numbers; a test
/// holds it to one unit of the C library's). Small numbers, as nearly all effects are, take the series itself, in
/// fewer instructions, which wait less for each other: within 0.59 units.
/// Source of the method: P. T. P. Tang, "Table-Driven Implementation of the Exponential Function in IEEE Floating-Point
/// Arithmetic", ACM Transactions on Mathematical Software 15(2) (1989).
///
/// Unsafe, measured: one table for all workers, never freed or changed; a Swift array would be retained at each use.
package struct Exponential: @unchecked Sendable {
    /// 2^(i/32): the nearest number, and what it lacks, as a share of it.
    private struct Power {
        let bits: UInt64
        let rest: Double
    }

    package static let shared = Exponential()

    private let powers: UnsafePointer<Power>

    private init() {
        let powers = UnsafeMutablePointer<Power>.allocate(capacity: 32)
        for (place, power) in Self.table.enumerated() {
            (powers + place).initialize(to: Power(bits: power.value.bitPattern, rest: power.rest))
        }
        self.powers = UnsafePointer(powers)
    }

    /// eˣ; exactly 1 for 0.
    @inline(__always)
    package func of(_ x: Double) -> Double {
        if abs(x) <= 0.125 { return Self.near(x) }
        // Beyond these bounds lie numbers with fewer digits, and infinity; not-a-number fails the comparison too.
        guard abs(x) < 700 else { return Self.far(x) }
        // Adding 1.5 · 2⁵² rounds to a whole number, which is then in the last bits.
        let shifted = x * (32 / Double.ln2) + 0x1.8p52
        let n = shifted - 0x1.8p52
        let bits = shifted.bitPattern
        // ln 2 ÷ 32 in two parts: the product with the first, of 27 bits, is exact.
        let r = (x - n * 0x1.62e42fcp-6) - n * 0x1.7d1cf79abc9e4p-33
        let place = bits & 31
        let power = powers[Int(place)]
        let scale = Double(bitPattern: power.bits &+ (bits &- place) &<< 47)
        // In three parts that need not wait for each other.
        let square = r * r
        let early = square * (r * (1.0 / 6) + 0.5)
        let late = square * square * ((square * (1.0 / 720) + 1.0 / 24) + r * (1.0 / 120))
        let series = ((r + power.rest) + early) + late
        return scale + scale * series
    }

    /// Twelve terms of the series, of which the next is below 4 · 10⁻²⁰ of the result for |x| ≤ ⅛: those with even
    /// powers beside those with odd ones, each in pieces that need not wait for each other.
    @inline(__always)
    private static func near(_ x: Double) -> Double {
        let square = x * x
        let fourth = square * square
        let early = SIMD2(1.0 / 2, 1.0 / 6) + SIMD2(1.0 / 24, 1.0 / 120) * square
        let middle = SIMD2(1.0 / 720, 1.0 / 5_040) + SIMD2(1.0 / 40_320, 1.0 / 362_880) * square
        let late = middle + SIMD2(1.0 / 3_628_800, 1.0 / 39_916_800) * fourth
        let rest = (early + late * fourth) * SIMD2(square, square * x)
        return 1 + (x + (rest.x + rest.y))
    }

    /// eˣ, not inlined: for what is asked once for a member.
    @inline(never)
    func seldom(_ x: Double) -> Double { of(x) }

    /// The same where no table is at hand.
    static func seldom(_ x: Double) -> Double { shared.seldom(x) }

    @inline(never)
    private static func far(_ x: Double) -> Double { exp(x) }

    /// Worked out with 60 decimal digits.
    private static let table: [(value: Double, rest: Double)] = [
        (1.0, 0.0), (1.0218971486541166, 4.9997448722726326e-17),
        (1.0442737824274138, 8.189317638195514e-17), (1.0671404006768237, -7.402825309426177e-17),
        (1.0905077326652577, -2.7939114859515733e-17), (1.1143867425958924, 9.341710609905044e-17),
        (1.1387886347566916, 7.826573258636075e-17), (1.1637248587775775, 3.2904726646008416e-17),
        (1.189207115002721, 3.3484623336251524e-17), (1.215247359980469, -6.346552106729484e-17),
        (1.241857812073484, 3.7508542013031266e-17), (1.2690509571917332, 2.1023049675215714e-18),
        (1.2968395546510096, 1.9572585293112036e-17), (1.3252366431597413, -2.1571477251208756e-17),
        (1.3542555469368927, 5.68648095791174e-17), (1.383909881963832, -4.8923067513522756e-17),
        (1.4142135623730951, -6.835808657661923e-17), (1.4451808069770467, -2.092304381843353e-17),
        (1.4768261459394993, -2.3591094770850053e-17), (1.5091644275934228, -6.735219232374683e-17),
        (1.5422108254079407, 5.1548301170786783e-17), (1.5759808451078865, -6.432131775424189e-18),
        (1.6104903319492543, 1.5341410053603723e-17), (1.645755478153965, -6.152602891550265e-17),
        (1.681792830507429, 4.875160526227061e-17), (1.718619298122478, -1.0772487078934056e-17),
        (1.7562521603732995, 1.685487290628973e-17), (1.7947090750031072, 1.01562190116415e-17),
        (1.8340080864093424, 1.790126907604513e-17), (1.8741676341103, -3.266924100901318e-17),
        (1.9152065613971474, -5.5450656186394274e-17), (1.9571441241754002, 4.578491527706009e-17),
    ]
}

extension Double {
    fileprivate static let ln2 = 0.6931471805599453
}
