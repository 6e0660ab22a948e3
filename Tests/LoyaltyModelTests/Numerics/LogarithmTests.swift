import Foundation
import LoyaltyModel
import Testing

@Suite("The logarithm")
struct LogarithmTests {
    @Test("of two numbers is the C library's to a unit in the last place, near 1, near 0 and far out")
    func agrees() {
        let luck = Luck(seed: 6, replication: 1)
        for draw in 0..<50_000 {
            let u = luck.uniform(.base(draw), .gap, 0)
            let wide = exp(1400 * (luck.uniform(.base(draw), .gap, 1) - 0.5))
            for pair in [SIMD2(u, 1 - u * 1e-4), SIMD2(wide, 1 + u * 1e-4), SIMD2(u * 1e-15, 1 / wide)] {
                let found = Logarithm.of(pair)
                for lane in 0..<2 {
                    let expected = log(pair[lane])
                    #expect(
                        abs(found[lane] - expected) <= expected.ulp,
                        "x = \(pair[lane]): \(found[lane]) beside \(expected)")
                }
            }
        }
    }

    @Test("of one number is that of a pair's lane, and of 1 is exactly 0")
    func one() {
        for x in [1, 0.5, 2, 1e-300, 0.7071067811865475, 0.7071067811865476, 1.4142135623730951, 5e-17] {
            #expect(Logarithm.of(x) == Logarithm.of(SIMD2(3, x)).y, "x = \(x)")
        }
        #expect(Logarithm.of(1.0) == 0)
    }

    @Test("of the least and the largest uniform number is finite and no more than 0")
    func ends() {
        for u in [0x1p-53, 1 - 0x1p-53] {
            let value = Logarithm.of(u)
            #expect(value.isFinite && value < 0, "u = \(u): \(value)")
        }
    }
}
