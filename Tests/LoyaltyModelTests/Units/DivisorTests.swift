import LoyaltyModel
import Testing

@Suite("Division by a multiplication")
struct DivisorTests {
    static let divisors: [Int64] = [
        1, 2, 3, 5, 7, 10, 99, 100, 101, 127, 128, 129, 1000, 65_535, 65_537, 1_000_000, 100_000_000, 6_700_417,
        4_294_967_296, 4_294_967_297, 1 << 61, (1 << 61) + 1, (1 << 62) - 1, 1 << 62, .max,
    ]

    @Test(
        "is the division, of numbers from 0 to the largest, around multiples of the divisor above all",
        arguments: divisors)
    func isTheDivision(divisor: Int64) {
        let division = Divisor(divisor)
        let most = Divisor.limit - 1
        var numerators: [Int64] = [0, 1, 2, most - 1, most, most / 2]
        let luck = Luck(seed: 17, replication: 1)
        for draw in 0..<2000 {
            let multiple = Int64(luck.uniform(.base(draw), .gap, 0) * Double(most / divisor)) * divisor
            numerators += [multiple - 1, multiple, multiple + 1]
            // All sizes alike: as many small numbers as large ones.
            numerators.append(most >> Int64(luck.uniform(.base(draw), .gap, 1) * 62))
        }
        for numerator in numerators where numerator >= 0 && numerator <= most {
            #expect(division.quotient(numerator) == numerator / divisor, "\(numerator) / \(divisor)")
        }
    }
}
