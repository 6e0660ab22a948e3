import LoyaltyModel
import Testing

@Suite("Distribution")
struct DistributionTests {
    static let probabilities = [1e-300, 1e-30, 1e-12, 1e-4, 0.01, 0.3, 0.5, 0.9, 0.9999, 1 - 1e-12, 1 - 0x1p-53]

    /// A quantile is right when its probability is the one asked for, or when the next Double straddles it: in a
    /// steep tail no Double comes closer.
    func expectQuantile(
        _ x: Double, _ u: Double, _ what: String, _ probability: (Double) -> Double
    ) {
        let found = probability(x)
        let straddles = probability(x.nextDown) <= u && u <= probability(x.nextUp)
        #expect(abs(found - u) <= 1e-6 * u || straddles, "\(what) at \(u): \(x), whose probability is \(found)")
    }

    @Test("has gamma quantiles that its distribution function takes back")
    func gamma() {
        for shape in [1e-3, 0.01, 0.243, 1, 3.7, 100, 1e4] {
            for u in Self.probabilities {
                let x = Distribution.gammaQuantile(u, shape: shape, scale: 2)
                expectQuantile(x, u, "shape \(shape)") { Distribution.gammaProbability($0, shape: shape, scale: 2) }
                let upper = Distribution.gammaUpperQuantile(u, shape: shape, scale: 2)
                #expect(upper >= 0 && upper.isFinite, "shape \(shape) at \(u): \(upper)")
                if u == 0.5, x > 1e-300 { #expect(abs(upper / x - 1) < 1e-6, "the median has as much above as below") }
            }
        }
    }

    @Test("has beta quantiles that its distribution function takes back")
    func beta() {
        for (a, b) in [(0.01, 0.01), (0.793, 2.426), (1, 1), (0.05, 30), (30, 0.05), (400, 2), (1e4, 1e4)] {
            var last = 0.0
            for u in Self.probabilities {
                let x = Distribution.betaQuantile(u, a, b)
                #expect(x >= last && x <= 1, "\(a), \(b): quantiles rise, \(x) after \(last)")
                last = x
                if x > 0, x < 1 { expectQuantile(x, u, "\(a), \(b)") { Distribution.betaProbability($0, a, b) } }
            }
        }
    }

    /// Upper quantiles as printed in any table of Student's t; with 1 degree the last is tan(0.499 π).
    @Test("has the tabled quantiles of Student's t")
    func student() {
        let table: [(degrees: Double, p: Double, t: Double)] = [
            (1, 0.975, 12.706), (2, 0.975, 4.303), (5, 0.95, 2.015), (9, 0.975, 2.262), (10, 0.995, 3.169),
            (29, 0.975, 2.045), (99, 0.975, 1.984), (30, 0.9, 1.310), (1, 0.999, 318.309),
        ]
        for (degrees, p, t) in table {
            let found = Distribution.studentQuantile(p, degrees: degrees)
            #expect(abs(found - t) <= 0.0006, "\(degrees) degrees, \(p): \(found)")
            #expect(abs(Distribution.studentProbability(found, degrees: degrees) - p) < 1e-9)
            #expect(abs(Distribution.studentQuantile(1 - p, degrees: degrees) + found) < 1e-9 * found)
        }
    }

    @Test("has the tabled quantiles of the normal")
    func normal() {
        for (p, z) in [(0.5, 0.0), (0.975, 1.959964), (0.995, 2.575829), (0.05, -1.644854)] {
            #expect(abs(Distribution.normalQuantile(p) - z) < 5e-7)
            #expect(abs(Distribution.normalProbability(z) - p) < 1e-7)
        }
    }
}
