import LoyaltyModel
import Testing

@Suite("Estimate")
struct EstimateTests {
    /// Student's sleep data (W. S. Gosset, "The Probable Error of a Mean", Biometrika 6, 1908): hours gained under two
    /// drugs by the same ten patients. R documents t = 4.0621, 9 degrees, p = 0.002833, interval 0.7001142 2.4598858.
    static let first = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0]
    static let second = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4]

    @Test("repeats Student's own paired comparison")
    func sleep() throws {
        let estimate = Estimate(paired: Self.second, minus: Self.first)
        let error = try #require(estimate.standardError)
        let interval = try #require(estimate.interval())
        let p = try #require(estimate.pValue)
        #expect(estimate.count == 10)
        #expect(abs(estimate.mean - 1.58) < 1e-14)
        #expect(abs(estimate.mean / error - 4.0621) < 5e-5)
        #expect(abs(interval.lowerBound - 0.7001142) < 5e-8 && abs(interval.upperBound - 2.4598858) < 5e-8)
        #expect(abs(p - 0.002833) < 5e-7)
        let wide = try #require(estimate.interval(level: 0.99))
        // t(0.995, 9) = 3.250.
        #expect(abs((wide.upperBound - estimate.mean) / error - 3.250) < 5e-4)
    }

    @Test("has the spread with divisor n − 1, also far from zero")
    func spread() {
        #expect(Estimate([2, 4, 4, 4, 5, 5, 7, 9]).standardDeviation == (32.0 / 7).squareRoot())
        let shifted = Estimate([2, 4, 4, 4, 5, 5, 7, 9].map { $0 + 1e9 })
        #expect(shifted.standardDeviation == (32.0 / 7).squareRoot())
    }

    @Test("of a single value claims no certainty")
    func single() {
        let estimate = Estimate([3])
        #expect(estimate.mean == 3)
        #expect(estimate.standardError == nil && estimate.interval() == nil && estimate.pValue == nil)
        #expect(estimate.replicationsToSeparate() == nil)
    }

    @Test("without spread is certain of a difference, and of none")
    func constant() {
        #expect(Estimate([2, 2, 2]).pValue == 0 && Estimate([2, 2, 2]).replicationsToSeparate() == 0)
        #expect(Estimate([0, 0, 0]).pValue == 1 && Estimate([0, 0, 0]).replicationsToSeparate() == nil)
    }

    /// With mean m and deviation s the interval excludes zero once √n > t(n − 1) s / m: checked on both sides of n.
    @Test("says how many more replications would separate two programs", arguments: [0.9, 0.3, 0.05, 0.001])
    func moreReplications(mean: Double) throws {
        let base = [-1.5, -0.5, 0.5, 1.5]
        let estimate = Estimate(base.map { $0 + mean })
        let deviation = try #require(estimate.standardDeviation)
        let more = try #require(estimate.replicationsToSeparate())
        func distance(_ n: Int) -> Double {
            mean * Double(n).squareRoot() / deviation - Distribution.studentQuantile(0.975, degrees: Double(n - 1))
        }
        #expect(more > 0 && distance(4 + more) > 0 && distance(4 + more - 1) <= 0, "\(mean): \(more)")
        // For many replications t is the normal 1.96.
        if mean < 0.01 {
            #expect(abs(Double(more + 4) / (1.959964 * deviation / mean * 1.959964 * deviation / mean) - 1) < 1e-3)
        }
        #expect(Estimate(base.map { 10 * mean + $0 / 100 }).replicationsToSeparate() == 0 || mean < 0.01)
        #expect(Estimate([-1, 1 + 1e-9]).replicationsToSeparate() == nil, "out of reach")
    }
}
