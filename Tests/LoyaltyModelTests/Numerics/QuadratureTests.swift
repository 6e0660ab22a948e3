import Foundation
import LoyaltyModel
import Testing

@Suite("Quadrature")
struct QuadratureTests {
    @Test("integrates singular, steep and narrow functions to full precision")
    func integrals() throws {
        let pairs: [(String, Double, Double)] = try [
            ("∫ 1/√t over (0, 4)", Quadrature.logIntegral(from: 0, to: 4) { -log($0) / 2 }, log(4)),
            ("∫ exp(−1000 t) over (0, 1)", Quadrature.logIntegral(from: 0, to: 1) { -1000 * $0 }, -log(1000)),
            ("∫ exp(−5000 t)", Quadrature.logIntegral(from: 2, to: 3) { -5000 * $0 }, -10_000 - log(5000)),
            (
                "a peak of width 0.001",
                Quadrature.logIntegral(from: 0, to: 1) { -pow(($0 - 0.3) / 0.001, 2) / 2 },
                log(0.001) + log(2 * Double.pi) / 2
            ),
            ("E p under Beta(2, 5)", Quadrature.logBetaExpectation(2, 5) { p, _ in log(p) }, log(2.0 / 7)),
            (
                "E (1 − p) under Beta(1e5, 0.02)", Quadrature.logBetaExpectation(1e5, 0.02) { _, q in log(q) },
                log(0.02 / 100_000.02)
            ),
            ("a certainty", Quadrature.logBetaExpectation(0.05, 0.1) { _, _ in 0 }, 0),
        ]
        for (what, found, expected) in pairs {
            #expect(abs(found - expected) <= 1e-11 * max(1, abs(expected)), "\(what): \(found), \(expected)")
        }
        #expect(Quadrature.logIntegral(from: 1, to: 1) { $0 } == -.infinity)
    }

    @Test("stops where rounding ends what can be gained, with parameters far apart as well")
    func effort() throws {
        for (a, b) in [(4.5e-5, 2.2e4), (3e4, 7e4), (1e-4, 1e-3), (2e8, 6e8)] {
            var calls = 0
            let value = try Quadrature.logBetaExpectation(a, b) { p, _ in
                calls += 1
                return log(max(p, 1e-300))
            }
            #expect(agree(exp(value), a / (a + b), within: 1e-6), "\(a), \(b): \(exp(value))")
            // Twelve halvings of the step would take half a million.
            #expect(calls < 100_000, "\(a), \(b): \(calls)")
        }
    }
}
