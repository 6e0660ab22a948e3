import LoyaltyModel
import Testing

/// Samplers written here, held to GSL's distribution functions.
@Suite struct SamplerDistributionTests {
    private static let luck = Luck(seed: 11, replication: 1)
    private static let count = 100_000
    /// √n times Kolmogorov's distance exceeds this once in a million samples: 2 exp(−2 · 2.69²) = 1e-6.
    private static let limit = 2.69

    /// √n times the largest distance between the sample's distribution function and the one given.
    private func distance(_ values: [Double], _ probability: (Double) -> Double) -> Double {
        let n = Double(values.count)
        let gaps = values.sorted().enumerated().map { place, value in
            let p = probability(value)
            return max(p - Double(place) / n, Double(place + 1) / n - p)
        }
        return (gaps.max() ?? .infinity) * n.squareRoot()
    }

    @Test(arguments: [0.05, 0.243, 0.5, 0.99, 1, 1.01, 1.5, 2.5, 6.25, 20, 200])
    func gammasAreDistributedAsTheyShouldBe(shape: Double) {
        let sampler = Sampler()
        let values = (0..<Self.count).map {
            sampler.gamma(shape: shape, scale: 3, Self.luck.stream(.base($0), .basket, 0))
        }
        let found = distance(values) { Distribution.gammaProbability($0, shape: shape, scale: 3) }
        #expect(found < Self.limit, "shape \(shape)")
        // The test can fail: a shape 5 % larger is told from this one.
        let wrong = distance(values) { Distribution.gammaProbability($0, shape: shape * 1.05, scale: 3) }
        #expect(wrong > Self.limit, "shape \(shape)")
    }

    /// Most draws come from the first words of an address by a shorter way, which must lead to the same number.
    @Test(arguments: [1, 1.2, 6.25, 300])
    func theShorterWayGivesWhatTheWholeMethodGives(shape: Double) {
        let sampler = Sampler()
        for i in 0..<20_000 {
            let stream = Self.luck.stream(.base(i), .basket, i)
            let (short, whole) = (
                sampler.gamma(shape: shape, scale: 2, stream), sampler.wholeGamma(shape: shape, stream)
            )
            #expect(short == whole * 2, "shape \(shape), address \(i)")
        }
    }

    @Test func normalsAreDistributedAsTheyShouldBe() {
        let sampler = Sampler()
        let values = (0..<10 * Self.count).map { sampler.normal(Self.luck.stream(.base($0), .copula, 1)) }
        #expect(distance(values, Distribution.normalProbability) < Self.limit)
        // The tails, which begin at 3.654, and the slices beside them.
        for edge in [2.0, 3, 3.6, 3.7, 4] {
            for (side, inside) in [("below", values.map { $0 < -edge }), ("above", values.map { $0 > edge })] {
                let errors = standardErrors(inside.map { $0 ? 1 : 0 }, from: Distribution.normalProbability(-edge))
                #expect(errors < 4, "\(side) \(edge): \(errors) standard errors")
            }
        }
    }
}
