import Foundation
import LoyaltyModel
import Testing

@Suite("Ranking and selection")
struct SelectionTests {
    /// C.-H. Chen, L. H. Lee, "Stochastic Simulation Optimization" (2011), appendix: the example of the allocation.
    @Test("the published example of the allocation: 48, 38, 11, 2, 1")
    func published() {
        let further = BudgetAllocation.further(
            100, means: [1.2, 2.1, 3.4, 4.87, 6.05], variances: [3.3, 2, 4.5, 5.3, 6.9], counts: [12, 6, 5, 5, 4])
        #expect(further == [48, 38, 11, 2, 1])
    }

    @Test("all replications are given, none taken back, for equal means and for candidates without variance too")
    func budget() {
        var dice = Dice(5)
        for _ in 0..<500 {
            let size = Int(dice.roll(2...12))
            let means = (0..<size).map { _ in Double(dice.roll(0...3)) }
            let variances = (0..<size).map { _ in Double(dice.roll(0...4)) }
            let counts = (0..<size).map { _ in Int(dice.roll(1...30)) }
            let more = Int(dice.roll(1...200))
            let further = BudgetAllocation.further(more, means: means, variances: variances, counts: counts)
            #expect(further.allSatisfy { $0 >= 0 }, "\(means) \(variances) \(counts)")
            #expect(further.reduce(0, +) == more, "\(means) \(variances) \(counts)")
        }
    }

    /// Replications with a common part, so that differences are less noisy than values.
    private func values(_ means: [Double], replications: Int, dice: inout Dice) -> [[Double]] {
        var rows = means.map { _ in [Double]() }
        for _ in 0..<replications {
            let common = dice.normal()
            for (place, mean) in means.enumerated() { rows[place].append(mean + common + dice.normal()) }
        }
        return rows
    }

    @Test("with one candidate better by the indifference, it is chosen in at least 1 − α of trials, less 2 errors")
    func slippage() {
        let (alpha, trials, delta) = (0.05, 1000, 0.5)
        var dice = Dice(11)
        var right = 0
        var spent = 0
        for trial in 0..<trials {
            let best = trial % 10
            let means = (0..<10).map { $0 == best ? delta : 0 }
            var selection = SequentialSelection(
                first: values(means, replications: 10, dice: &dice), indifference: delta, alpha: alpha)
            while !selection.isDone {
                let common = dice.normal()
                selection.add(selection.survivors.map { means[$0] + common + dice.normal() })
            }
            right += selection.survivors == [best] ? 1 : 0
            spent += selection.replications
        }
        let error = (alpha * (1 - alpha) / Double(trials)).squareRoot()
        #expect(Double(right) / Double(trials) >= 1 - alpha - 2 * error, "\(right) of \(trials), \(spent) steps")
        // And it stops well before its limit, which is some 400 here.
        #expect(spent < 250 * trials)
    }

    @Test("among candidates without noise the largest is chosen at once, and among equal ones a choice is made")
    func noiseless() {
        let sure = SequentialSelection(first: [[1, 1, 1], [2, 2, 2], [0, 0, 0]], indifference: 0.1, alpha: 0.05)
        #expect(sure.survivors == [1])
        let equal = SequentialSelection(first: [[1, 2, 3], [1, 2, 3]], indifference: 0.1, alpha: 0.05)
        #expect(equal.isDone)
    }

    @Test("with all means equal somebody is told from the best in at most α of trials, plus 2 errors")
    func allEqual() {
        let (alpha, trials) = (0.05, 1000)
        var dice = Dice(3)
        var wrong = 0
        for _ in 0..<trials {
            let comparison = BestCandidates(
                values([0, 0, 0, 0, 0, 0], replications: 15, dice: &dice), alpha: alpha)
            wrong += comparison.candidates.count < 6 ? 1 : 0
        }
        let error = (alpha * (1 - alpha) / Double(trials)).squareRoot()
        #expect(Double(wrong) / Double(trials) <= alpha + 2 * error, "\(wrong) of \(trials)")
        #expect(wrong > 0, "so conservative that it could not fail")
    }

    @Test("who is clearly behind is told from the best, and with one replication nobody is")
    func clear() {
        var dice = Dice(8)
        let comparison = BestCandidates(values([0, 3, 3.01, 1], replications: 40, dice: &dice))
        #expect(Set(comparison.candidates) == [1, 2])
        #expect(BestCandidates([[1], [5], [2]]).candidates == [0, 1, 2])
        #expect(BestCandidates([[1], [5], [2]]).best == 1)
    }

    @Test("exact bounds of nothing in ten and of one in ten, by hand; they mirror each other")
    func bounds() {
        // No event in ten has probability 0.05 where 1 − p is the tenth root of it.
        let none = ShareInterval(0, of: 10, level: 0.95)
        #expect(none.low == 0 && abs(none.high - (1 - pow(0.05, 0.1))) < 1e-9, "\(none)")
        // One or more in ten: 1 − p is the tenth root of 0.95; one at most: 0.394163 (Clopper and Pearson's chart).
        let one = ShareInterval(1, of: 10, level: 0.95)
        #expect(abs(one.low - (1 - pow(0.95, 0.1))) < 1e-9 && abs(one.high - 0.394163) < 1e-6, "\(one)")
        let nine = ShareInterval(9, of: 10, level: 0.95)
        #expect(abs(nine.low + one.high - 1) < 1e-9 && abs(nine.high + one.low - 1) < 1e-9)
    }

    @Test(
        "a probability at its limit is called beyond it no more often than asked, however small both are",
        arguments: [(10, 0.05, 0.0042), (20, 0.01, 0.00025), (40, 0.05, 1e-4), (100, 0.1, 0.01), (7, 0.5, 0.05)])
    func coverage(trials: Int, probability: Double, alpha: Double) {
        // The exact chance, summed over all that can be seen.
        var (above, below, mass) = (0.0, 0.0, pow(1 - probability, Double(trials)))
        for count in 0...trials {
            let interval = ShareInterval(count, of: trials, level: 1 - alpha)
            above += interval.low > probability ? mass : 0
            below += interval.high < probability ? mass : 0
            let odds = probability / (1 - probability)
            mass *= odds * Double(trials - count) / Double(count + 1)
        }
        #expect(above <= alpha && below <= alpha, "\(above) and \(below) of \(alpha)")
    }

    @Test("paired allocation spends no more than it is given, and the best has as many as any other")
    func paired() {
        var dice = Dice(21)
        let deviations = [1.0, 1, 4, 5]
        let rows = (0..<4).map { candidate in
            (0..<10).map { _ in -Double(candidate) + deviations[candidate] * dice.normal() }
        }
        for further in [0, 1, 7, 200, 5000] {
            let totals = BudgetAllocation.pairedTotals(further, rows: rows)
            let means = rows.map { Estimate($0).mean }
            let best = means.indices.max { means[$0] < means[$1] } ?? 0
            #expect(totals.reduce(0, +) - 40 <= further, "\(totals)")
            #expect(totals[best] == totals.max() && totals.allSatisfy { $0 >= 10 }, "\(totals)")
            // Nearly all of it is used, where it can be.
            if further >= 200 { #expect(totals.reduce(0, +) - 40 > further * 9 / 10, "\(totals)") }
        }
    }
}
