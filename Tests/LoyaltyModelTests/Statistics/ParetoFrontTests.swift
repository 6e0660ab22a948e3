import LoyaltyModel
import Testing

@Suite("Pareto front")
struct ParetoFrontTests {
    @Test("without noise the front is that of the values, and equals are on it together")
    func exact() {
        func rows(_ points: [(Double, Double)]) -> [[[Double]]] {
            points.map { [[$0.0, $0.0, $0.0], [$0.1, $0.1, $0.1]] }
        }
        let front = ParetoFront(rows([(1, 3), (2, 2), (3, 1), (1, 1), (2, 2), (1, 2.5)]))
        #expect(front.standings == [.front, .front, .front, .dominated, .front, .dominated])
        #expect(front.dominators[0] == nil)
        #expect(front.dominators[5] == 0)
        #expect(ParetoFront(rows([(5, 5)])).standings == [.front])
    }

    @Test("one observation says nothing surely")
    func single() {
        #expect(ParetoFront([[[1], [1]], [[2], [2]]]).standings == [.dominatedSoFar, .frontSoFar])
    }

    /// Observations of two objectives with noise that candidates share in part.
    private func values(_ means: [(Double, Double)], observations: Int, dice: inout Dice) -> [[[Double]]] {
        var rows = means.map { _ in [[Double]](repeating: [], count: 2) }
        for _ in 0..<observations {
            let common = (dice.normal(), dice.normal())
            for (place, mean) in means.enumerated() {
                rows[place][0].append(mean.0 + common.0 + dice.normal())
                rows[place][1].append(mean.1 + common.1 + dice.normal())
            }
        }
        return rows
    }

    @Test("no candidate that the means dominate is ever on the front, and every other one is")
    func byMeans() {
        var dice = Dice(21)
        for _ in 0..<200 {
            let points = (0..<8).map { _ in (dice.normal(), dice.normal()) }
            let rows = values(points, observations: 6, dice: &dice)
            let means = rows.map { $0.map { Estimate($0).mean } }
            let standings = ParetoFront(rows).standings
            for own in means.indices {
                let isDominated = means.contains { $0[0] > means[own][0] && $0[1] > means[own][1] }
                let isOn = standings[own] == .front || standings[own] == .frontSoFar
                #expect(isOn == !isDominated, "\(means)")
            }
        }
    }

    @Test("a sure word is wrong in at most α of trials, plus 2 errors, where candidates lie on the edge")
    func sure() {
        // The second and the first trade off; the third is as good as the second on one objective and the same on the
        // other, so neither dominates; the fourth is dominated by all but the first.
        let truth: [(Double, Double)] = [(3, 0), (1, 1), (1, 1), (0, 0)]
        let (alpha, trials) = (0.1, 1000)
        var dice = Dice(22)
        var wrong = 0
        var told = 0
        for _ in 0..<trials {
            let standings = ParetoFront(values(truth, observations: 25, dice: &dice), alpha: alpha).standings
            let isWrong = standings[0...2].contains(.dominated) || standings[3] == .front
            wrong += isWrong ? 1 : 0
            told += standings[0] == .front ? 1 : 0
        }
        let error = (alpha * (1 - alpha) / Double(trials)).squareRoot()
        #expect(Double(wrong) / Double(trials) <= alpha + 2 * error, "\(wrong) of \(trials)")
        #expect(told > trials / 2, "so careful that nothing is ever told: \(told) of \(trials)")
    }
}
