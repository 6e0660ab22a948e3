import Foundation
import LoyaltyModel
import Testing

@Suite("Sampler")
struct SamplerTests {
    static let luck = Luck(seed: 4, replication: 1)
    static let count = 50_000

    /// The mean within 4 standard errors, and the mean squared distance from it.
    func expectMoments(_ values: [Double], mean: Double, variance: Double, _ what: String) {
        let squares = values.map { ($0 - mean) * ($0 - mean) }
        let found = (standardErrors(values, from: mean), standardErrors(squares, from: variance))
        #expect(found.0 < 4 && found.1 < 4, "\(what): \(found) standard errors from \(mean) and \(variance)")
    }

    @Test("draws gammas of the stated mean and variance", arguments: [0.1, 0.243, 1, 2.5, 40])
    func gamma(shape: Double) {
        let sampler = Sampler()
        let values = (0..<Self.count).map {
            sampler.gamma(shape: shape, scale: 3, Self.luck.stream(.base($0), .purchaseRate, 0))
        }
        expectMoments(values, mean: shape * 3, variance: shape * 9, "shape \(shape)")
    }

    @Test("draws betas of the stated mean and variance")
    func beta() {
        let sampler = Sampler()
        for (a, b) in [(0.2, 0.3), (0.793, 2.426), (1, 1), (5, 40)] {
            let values = (0..<Self.count).map { sampler.beta(a, b, Self.luck.stream(.base($0), .attritionTrait, 0)) }
            let mean = a / (a + b)
            expectMoments(values, mean: mean, variance: mean * (1 - mean) / (a + b + 1), "\(a), \(b)")
        }
    }

    @Test("draws normals and Poisson counts of the stated mean and variance")
    func normalAndPoisson() {
        let sampler = Sampler()
        let normals = (0..<Self.count).map { sampler.normal(Self.luck.stream(.base($0), .copula, 0)) }
        expectMoments(normals, mean: 0, variance: 1, "normal")
        for mean in [0.3, 8, 400] {
            let counts = (0..<Self.count).map {
                Double(sampler.poisson(mean: mean, Self.luck.stream(.world, .arrivalCount, $0)))
            }
            expectMoments(counts, mean: mean, variance: mean, "Poisson \(mean)")
        }
    }

    @Test("gives an address the same draw whatever was drawn before, by whichever sampler")
    func addressed() {
        let fresh = Sampler()
        let used = Sampler()
        for i in 0..<200 {
            let stream = Self.luck.stream(.base(i), .basket, i)
            // An odd number of unrelated draws in between.
            _ = used.poisson(mean: 30, Self.luck.stream(.base(i), .arrivalCount, 0))
            _ = used.beta(0.5, 0.5, Self.luck.stream(.base(i), .attritionTrait, 0))
            _ = used.normal(Self.luck.stream(.base(i), .copula, 0))
            #expect(fresh.gamma(shape: 6.25, scale: 1, stream) == used.gamma(shape: 6.25, scale: 1, stream))
            #expect(fresh.normal(stream) == used.normal(stream))
        }
    }

    @Test("ends every draw under hostile luck", arguments: Luck.Opening.allCases)
    func hostile(opening: Luck.Opening) {
        let sampler = Sampler()
        let stream = Luck(seed: 1, replication: 1, opening: opening).stream(.base(0), .gap, 0)
        for shape in [1e-3, 0.5, 1, 7, 1e6] {
            #expect(sampler.gamma(shape: shape, scale: 1, stream).isFinite, "shape \(shape)")
            #expect((0...1).contains(sampler.beta(shape, 0.3, stream)), "shape \(shape)")
        }
        #expect(sampler.normal(stream).isFinite)
        for mean in [0.1, 9, 1e5] { #expect(sampler.poisson(mean: mean, stream) >= 0, "mean \(mean)") }
    }
}
