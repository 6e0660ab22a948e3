import LoyaltyModel
import Testing

@Suite("Ranking")
struct RankingTests {
    @Test("counts the worlds in which a program is best, and shares ties")
    func worlds() {
        let ranking = Ranking([[1, 5, 2, 2], [2, 1, 2, 0], [0, 0, 2, 1]])
        // The first wins two worlds and a third of the tied one, the second one and a third.
        let expected: [Double] = [7.0 / 12, 4.0 / 12, 1.0 / 12]
        let found = ranking.shareOfWorldsBest
        #expect(zip(found, expected).allSatisfy { abs($0 - $1) < 1e-15 }, "\(found)")
    }

    @Test("of programs that are the same gives each its equal part")
    func equals() {
        let ranking = Ranking([[3, 1, 4], [3, 1, 4]])
        #expect(ranking.shareOfWorldsBest == [0.5, 0.5])
        #expect(ranking.probabilityMeanBest(seed: 1) == [0.5, 0.5])
    }

    @Test("is certain of a program that is better in every world")
    func dominated() {
        let ranking = Ranking([[3, 1, 4, 9], [3.1, 1.1, 4.1, 9.1]])
        #expect(ranking.shareOfWorldsBest == [0, 1])
        #expect(ranking.probabilityMeanBest(seed: 1) == [0, 1])
    }

    /// With differences −1 and 2 in two worlds, a resample of two draws sums to −2, 1, 1 or 4 with equal chances: the
    /// mean is positive with probability 3/4. Standard error √(3/4 · 1/4 / 20,000).
    @Test("gives the bootstrap probability that can be counted by hand")
    func bootstrap() {
        let found = Ranking([[1, 0], [0, 2]]).probabilityMeanBest(seed: 8, resamples: 20_000)
        let error = (0.75 * 0.25 / 20_000).squareRoot()
        #expect(abs(found[1] - 0.75) < 4 * error, "\(found)")
        #expect(abs(found[0] + found[1] - 1) < 1e-12)
    }

    @Test("draws its luck from the seed alone")
    func seeded() {
        let ranking = Ranking([[1, 0, 4, 2, 2], [0, 2, 3, 3, 1], [1, 1, 1, 4, 2]])
        #expect(ranking.probabilityMeanBest(seed: 5) == ranking.probabilityMeanBest(seed: 5))
        #expect(ranking.probabilityMeanBest(seed: 5) != ranking.probabilityMeanBest(seed: 6))
    }
}
