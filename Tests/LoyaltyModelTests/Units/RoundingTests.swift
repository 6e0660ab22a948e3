import LoyaltyModel
import Testing

@Suite struct RoundingTests {
    @Test(
        arguments: [
            (1, 2, 0, 0), (3, 2, 1, 2), (5, 2, 2, 2), (-1, 2, -1, 0), (-3, 2, -2, -2), (-5, 2, -3, -2), (7, 3, 2, 2),
            (8, 3, 2, 3), (-7, 3, -3, -2), (-8, 3, -3, -3), (6, 3, 2, 2), (0, 9, 0, 0),
        ] as [(Int64, Int64, Int64, Int64)])
    func halvesAndThirdsGoWhereTheyShould(numerator: Int64, denominator: Int64, floor: Int64, halfEven: Int64) {
        #expect(Rounding.floor.divide(numerator, by: denominator) == floor)
        #expect(Rounding.halfEven.divide(numerator, by: denominator) == halfEven)
    }

    @Test(arguments: [(1, 2, 1), (3, 2, 2), (-1, 2, 0), (-3, 2, -1), (7, 3, 2), (8, 3, 3), (-7, 3, -2), (0, 9, 0)])
    func `from a half up to the larger number`(_ known: (numerator: Int64, denominator: Int64, nearest: Int64)) {
        #expect(Rounding.halfUp.divide(known.numerator, by: known.denominator) == known.nearest)
    }

    @Test func everySmallFractionLiesNearestItsHalfEvenAndAboveItsFloor() {
        for denominator in Int64(1)...24 {
            for numerator in Int64(-120)...120 { check(numerator, denominator) }
        }
    }

    @Test func theLargestNumbersOverflowNowhere() {
        let extremes: [Int64] = [.min, .min + 1, -9_000_000_000_000_000_000, 9_000_000_000_000_000_000, .max - 1, .max]
        let denominators: [Int64] = [1, 2, 3, 1_000_000, 4_611_686_018_427_387_904, .max - 1, .max]
        for numerator in extremes {
            for denominator in denominators { check(numerator, denominator) }
        }
    }

    /// The definitions, in a wider integer: floor f has f·d ≤ n < (f + 1)·d; half-even h has 2|n − h·d| ≤ d, even on a tie;
    /// half-up u is the floor of n/d + 1/2.
    private func check(_ numerator: Int64, _ denominator: Int64) {
        let (n, d) = (Int128(numerator), Int128(denominator))
        let floor = Int128(Rounding.floor.divide(numerator, by: denominator))
        #expect(floor * d <= n && n < (floor + 1) * d, "floor of \(numerator)/\(denominator)")
        let nearest = Int128(Rounding.halfEven.divide(numerator, by: denominator))
        let twice = 2 * (n - nearest * d).magnitude
        #expect(
            twice < d.magnitude || (twice == d.magnitude && nearest % 2 == 0),
            "half-even of \(numerator)/\(denominator)")
        let up = Int128(Rounding.halfUp.divide(numerator, by: denominator))
        #expect(2 * up * d <= 2 * n + d && 2 * n + d < 2 * (up + 1) * d, "half-up of \(numerator)/\(denominator)")
    }

    @Test func aFineCostIsMultipliedFirstAndRoundedOnce() {
        // Half a cent a message: 1 costs 0 (a tie, to the even), 3 cost 1.5 and so 2, 1001 cost 500.5 and so 500.
        let halfACent = FineMoney(thousandths: 500)
        #expect([1, 2, 3, 1001].map { halfACent.times($0).minor } == [0, 1, 2, 500])
        #expect(FineMoney(thousandths: 15).times(1000) == Money(minor: 15))
    }

    @Test func aFineCostOfManyMembersFits() {
        // 100 000.00 a member and month, 10 000 000 members, 36 months: 10⁷ minor units × 3.6 × 10⁸.
        #expect(FineMoney(thousandths: 10_000_000_000).times(360_000_000) == Money(minor: 3_600_000_000_000_000))
        #expect(FineMoney(thousandths: 10_000_000_000).times(3_600_000_000) == Money(minor: 36_000_000_000_000_000))
    }
}
