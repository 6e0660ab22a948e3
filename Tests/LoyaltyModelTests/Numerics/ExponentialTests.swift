import Foundation
import LoyaltyModel
import Testing

@Suite("The exponential")
struct ExponentialTests {
    @Test(
        "is the C library's to a unit in the last place, of large numbers and of small ones",
        arguments: [1e-12, 1e-3, 0.03125, 0.1, 1, 10, 100, 699.9])
    func agrees(scale: Double) {
        let luck = Luck(seed: 5, replication: 1)
        for draw in 0..<20_000 {
            let x = scale * (2 * luck.uniform(.base(draw), .gap, 0) - 1)
            let (found, expected) = (Exponential.shared.of(x), exp(x))
            #expect(abs(found - expected) <= expected.ulp, "x = \(x): \(found) beside \(expected)")
        }
    }

    @Test("is exactly 1 for 0: an effect of nothing is no effect")
    func one() {
        #expect(Exponential.shared.of(0) == 1)
        #expect(Exponential.shared.of(-0.0) == 1)
    }

    @Test("is the C library's where the result has fewer digits, is infinite, or is no number")
    func far() {
        for x in [700, 709.7, 710, -700, -744, -746, .infinity, -.infinity] {
            #expect(Exponential.shared.of(x) == exp(x), "x = \(x)")
        }
        #expect(Exponential.shared.of(.nan).isNaN)
    }

    @Test("does not fall anywhere along the seams of its table")
    func ascends() {
        for seam in -64...64 {
            let start = (Double(seam) + 0.5) / 32 * 0.6931471805599453
            var (x, before) = (start - 16 * start.ulp, 0.0)
            for _ in 0..<32 {
                let value = Exponential.shared.of(x)
                #expect(value >= before, "x = \(x)")
                (x, before) = (x.nextUp, value)
            }
        }
    }
}
