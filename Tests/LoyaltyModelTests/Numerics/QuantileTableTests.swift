import Foundation
import LoyaltyModel
import Testing

@Suite("Quantile table")
struct QuantileTableTests {
    /// Between nodes and on them, out to 6 standard deviations: beyond, Φ itself has no more than seven digits left.
    static let normals = (0...997).map { -6 + 12 * Double($0) / 997 }

    @Test("is within a relative 10⁻⁷ of the quantile it tabulates")
    func accuracy() {
        let distributions: [(String, @Sendable (Double) -> Double)] = [
            ("gamma 0.243", { Distribution.gammaQuantile($0, shape: 0.243, scale: 0.2) }),
            ("gamma 40", { Distribution.gammaQuantile($0, shape: 40, scale: 3) }),
            ("inverse gamma 3.74", { 6.25 / Distribution.gammaUpperQuantile($0, shape: 3.74, scale: 0.06) }),
            ("beta 0.793, 2.426", { Distribution.betaQuantile($0, 0.793, 2.426) }),
            ("beta 2, 0.5", { Distribution.betaQuantile($0, 2, 0.5) }),
            ("lognormal", { exp(0.9 * Distribution.normalQuantile($0)) }),
        ]
        for (name, quantile) in distributions {
            let table = QuantileTable(quantile)
            for z in Self.normals {
                let (found, expected) = (table.value(atNormal: z), quantile(Distribution.normalProbability(z)))
                #expect(abs(found - expected) <= 1e-7 * expected, "\(name) at \(z): \(found), \(expected)")
            }
        }
    }

    @Test("stays finite and positive where the quantile is zero or infinite, and at any normal")
    func ends() {
        for quantile in [0.0, 1, .infinity] {
            let table = QuantileTable { _ in quantile }
            for z in [-40, -8, 0, 3.3, 8, 40, -Double.infinity, .infinity] {
                let value = table.value(atNormal: z)
                #expect(value > 0 && value.isFinite, "\(quantile) at \(z): \(value)")
            }
        }
    }
}
