import Foundation
import LoyaltyModel
import Testing

@Suite("SplitNormal")
struct SplitNormalTests {
    /// Distances of low and high from the mode: alike, unlike, very unlike, none on one side.
    static let sides: [(Double, Double)] = [
        (1, 1), (0.4, 0.5), (0.2, 2), (2, 0.2), (1e-3, 10), (10, 1e-6), (0, 0.1), (0.1, 0), (185, 365),
    ]

    @Test("has its 5 % and 95 % points where it was told, to 1e-12 of their distance", arguments: sides)
    func points(below: Double, above: Double) {
        let split = SplitNormal(mode: 2, low: 2 - below, high: 2 + above)
        let width = below + above
        #expect(abs(split.quantile(0.05) - (2 - below)) <= 1e-12 * width, "\(split)")
        #expect(abs(split.quantile(0.95) - (2 + above)) <= 1e-12 * width, "\(split)")
    }

    @Test("is the normal distribution where both sides are alike")
    func symmetric() {
        let z = Distribution.normalQuantile(0.95)
        let split = SplitNormal(mode: 3, low: 3 - 2 * z, high: 3 + 2 * z)
        for u in [1e-9, 0.01, 0.3, 0.5, 0.8, 0.999] {
            let normal = 3 + 2 * Distribution.normalQuantile(u)
            #expect(abs(split.quantile(u) - normal) <= 1e-9, "\(u): \(split.quantile(u)), \(normal)")
        }
    }

    /// The density is √(2/π) ÷ (σ₁ + σ₂) × exp(−(x − mode)² ÷ 2σ²), highest at the mode; the trapezoid rule over
    /// 20,000 steps is exact to about 1e-7 on a bell.
    @Test("has the probabilities that its density integrates to", arguments: sides)
    func density(below: Double, above: Double) {
        let split = SplitNormal(mode: 0, low: -below, high: above)
        func integral(to end: Double, sigma: Double) -> Double {
            let steps = 20_000
            let step = end / Double(steps)
            let heights = (0...steps).map { place in
                let x = Double(place) * step
                return exp(-x * x / (2 * sigma * sigma)) * (place == 0 || place == steps ? 0.5 : 1)
            }
            return heights.reduce(0, +) * step * (2 / Double.pi).squareRoot() / (split.below + split.above)
        }
        for multiple in [0.3, 1, 2.5] {
            let left = integral(to: multiple * split.below, sigma: split.below)
            let right = integral(to: multiple * split.above, sigma: split.above)
            let middle = split.probability(multiple * split.above) - split.probability(-multiple * split.below)
            #expect(abs(middle - left - right) <= 1e-6, "\(split), \(multiple)")
        }
    }

    @Test("takes its quantiles back, and they rise", arguments: sides)
    func inverse(below: Double, above: Double) {
        let split = SplitNormal(mode: 0, low: -below, high: above)
        var last = -Double.infinity
        for u in [1e-12, 1e-4, 0.03, 0.05, 0.2, 0.5, 0.8, 0.95, 0.97, 1 - 1e-9] {
            let x = split.quantile(u)
            #expect(x > last, "\(split) at \(u)")
            #expect(abs(split.probability(x) - u) <= 1e-9, "\(split) at \(u): \(split.probability(x))")
            last = x
        }
    }

    @Test("a cut leaves the shape between the bounds and nothing beyond them")
    func cut() {
        let split = SplitNormal(mode: 0.05, low: 0, high: 0.15)
        let (least, most) = (0.0, 0.12)
        let kept = split.probability(most) - split.probability(least)
        #expect(split.quantile(0x1p-53, least: least, most: most) >= least)
        #expect(split.quantile(1 - 0x1p-53, least: least, most: most) <= most)
        for u in [0.001, 0.2, 0.7, 0.999] {
            let x = split.quantile(u, least: least, most: most)
            let share = (split.probability(x) - split.probability(least)) / kept
            #expect(abs(share - u) <= 1e-9, "\(u): \(share)")
        }
    }

    @Test("a number without width is its value")
    func known() {
        let split = SplitNormal(mode: 0.3, low: 0.3, high: 0.3)
        for u in [1e-12, 0.5, 1 - 1e-12] { #expect(split.quantile(u, least: 0, most: 1) == 0.3) }
    }
}
