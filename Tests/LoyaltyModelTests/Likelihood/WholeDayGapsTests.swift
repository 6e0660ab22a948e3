import Foundation
import LoyaltyModel
import Testing

@Suite("Gaps in whole days")
struct WholeDayGapsTests {
    /// All ways to write a number as so many positive ones.
    private func ways(_ days: Int, _ gaps: Int) -> [[Int]] {
        if gaps == 1 { return days > 0 ? [[days]] : [] }
        return (1...max(1, days)).flatMap { first in ways(days - first, gaps - 1).map { [first] + $0 } }
    }

    @Test("have probabilities that sum to one over all ways to fill the days, for any number of steps")
    func sums() {
        for (days, gaps) in [(7, 3), (9, 4), (5, 5), (12, 2)] {
            let all = ways(days, gaps).map { way in
                var found = WholeDayGaps(longest: days)
                found.add(way)
                return found.logLikelihoods
            }
            // Of memoryless customers each way is as likely as the next.
            for found in all { #expect(abs(found[0] + log(Double(all.count))) < 1e-12, "\(days) \(gaps): \(found)") }
            for steps in 1...TimingModel.mostPhases {
                let sum = all.reduce(0) { $0 + exp($1[steps - 1]) }
                #expect(abs(sum - 1) < 1e-10, "\(days) days, \(gaps) gaps, \(steps) steps: \(sum)")
            }
        }
    }

    /// So many customers, each with an own chance of a step a day, that long.
    private func phases(steps: Int, chance: ClosedRange<Double>, customers: Int, days: Int) -> Int {
        var luck = SimulatedHistories(40 + steps)
        var found = WholeDayGaps(longest: days)
        for _ in 0..<customers {
            let own = chance.lowerBound + (chance.upperBound - chance.lowerBound) * luck.uniform()
            var (gaps, gap, done) = ([Int](), 1, 0)
            for _ in 0..<days {
                // Each day's coin comes down for as many steps as it does before a tail.
                while done < steps, luck.uniform() < own { done += 1 }
                if done == steps {
                    gaps.append(gap)
                    (gap, done) = (1, 0)
                } else {
                    gap += 1
                }
            }
            found.add(gaps)
        }
        return found.phases
    }

    @Test("tell the number of steps, however often customers buy")
    func recovery() {
        for steps in 1...4 {
            for chance in [0.02...0.1, 0.2...0.6] {
                let found = phases(steps: steps, chance: chance, customers: 400, days: 500)
                #expect(found == steps, "\(steps) steps, chances \(chance): \(found)")
            }
        }
    }
}
