import Foundation
import LoyaltyModel

/// What it takes to choose the best of 50 candidates rightly with a given probability: as many replications for each, and
/// the two procedures of `loyalty tune`. The data are drawn, not simulated: replications are paired by a common part, as
/// under common random numbers, and candidates have a part of their own. One line of JSON.
@main
struct TuneBench {
    static let usage = "usage: tune-bench peak|slippage [TRIALS]"
    static let confidence = 0.95
    /// First-stage observations, as `loyalty tune` takes them of so many candidates.
    static let first = 20

    static func main() {
        let arguments = CommandLine.arguments.dropFirst()
        guard let problem = arguments.first.flatMap(Problem.init), arguments.count <= 2,
            let trials = arguments.count == 2 ? Int(arguments.last ?? "") : 400, trials > 0
        else {
            FileHandle.standardError.write(Data("\(usage)\n".utf8))
            exit(64)
        }
        let equal = EqualAllocation(problem, trials: trials)
        let sure = Tally(problem, trials: min(trials, 100)) {
            SureEqualAllocation.made(&$0, indifference: Problem.step)
        }
        let kn = Tally(problem, trials: trials) { KNChoice.made(&$0, indifference: Problem.step) }
        let quarter = equal.spent / 4
        let ocba = Tally(problem, trials: trials) { OCBAChoice.made(&$0, budget: quarter) }
        print(
            """
            {"trials": \(trials), "equal_spent": \(equal.spent), "equal_right": \(equal.right), \
            "sure_spent": \(sure.spent), "sure_right": \(sure.right), \
            "kn_spent": \(kn.spent), "kn_right": \(kn.right), "kn_ratio": \(kn.spent / Double(equal.spent)), \
            "ocba_spent": \(ocba.spent), "ocba_right": \(ocba.right), "ocba_ratio": \(ocba.spent / Double(equal.spent))}
            """)
    }
}

/// Where the means of 50 candidates lie.
enum Problem: String {
    /// A threshold swept over its range: one peak, means fall off from it as a parabola.
    case peak
    /// The least favourable: all others equally near to the best.
    case slippage

    static let candidates = 50
    /// The best is so much better than the next, in standard deviations of a candidate's own part.
    static let step = 0.15

    func means(best: Int) -> [Double] {
        (0..<Self.candidates).map { candidate in
            let distance = Double(candidate - best)
            return switch self {
            case .peak: -Self.step * distance * distance
            case .slippage: candidate == best ? 0 : -Self.step
            }
        }
    }
}

/// Replications of one trial, drawn when they are asked for, the same whoever asks.
struct Bench {
    let best: Int
    private let means: [Double]
    private let luck: Luck
    private(set) var rows: [[Double]]

    init(_ problem: Problem, trial: Int) {
        luck = Luck(seed: 50, replication: trial + 1)
        var stream = luck.stream(.world, .design, 0)
        // Anywhere but near the ends, where fewer are close to the best.
        best = 5 + Int(stream.uniform() * Double(Problem.candidates - 10))
        means = problem.means(best: best)
        rows = means.map { _ in [] }
    }

    var spent: Int { rows.reduce(0) { $0 + $1.count } }

    /// A candidate's values, grown to a number of replications.
    mutating func values(_ candidate: Int, _ count: Int) -> [Double] {
        for replication in rows[candidate].count..<max(count, rows[candidate].count) {
            // Twice a candidate's own deviation is common to all.
            let common = 2 * normal(Problem.candidates, replication)
            rows[candidate].append(means[candidate] + common + normal(candidate, replication))
        }
        return rows[candidate]
    }

    /// Box and Muller.
    private func normal(_ row: Int, _ replication: Int) -> Double {
        var stream = luck.stream(.world, .bootstrap, replication * (Problem.candidates + 1) + row)
        return (-2 * log(stream.uniform())).squareRoot() * cos(2 * .pi * stream.uniform())
    }
}

/// How often a procedure is right, and what it spends.
struct Tally {
    let right: Double
    let spent: Double

    init(_ problem: Problem, trials: Int, _ choose: (inout Bench) -> Int) {
        var (rights, spent) = (0, 0)
        for trial in 0..<trials {
            var bench = Bench(problem, trial: trial)
            rights += choose(&bench) == bench.best ? 1 : 0
            spent += bench.spent
        }
        right = Double(rights) / Double(trials)
        self.spent = Double(spent) / Double(trials)
    }
}

/// As many replications for every candidate, the largest mean being chosen.
struct EqualAllocation {
    /// The fewest replications of all together with which the choice is right as often as asked, here and further on.
    let spent: Int
    let right: Double

    init(_ problem: Problem, trials: Int) {
        // More than the normal approximation asks for in either problem.
        let most = Int(30 / (Problem.step * Problem.step))
        var rights = [Int](repeating: 0, count: most)
        for trial in 0..<trials {
            var bench = Bench(problem, trial: trial)
            let rows = (0..<Problem.candidates).map { bench.values($0, most) }
            var sums = rows.map { _ in 0.0 }
            for replication in 0..<most {
                for (candidate, row) in rows.enumerated() { sums[candidate] += row[replication] }
                let best = sums.indices.max { sums[$0] < sums[$1] }
                rights[replication] += best == bench.best ? 1 : 0
            }
        }
        let needed = Int((TuneBench.confidence * Double(trials)).rounded(.up))
        let last = rights.lastIndex { $0 < needed } ?? -1
        let enough = min(last + 1, most - 1)
        spent = (enough + 1) * Problem.candidates
        right = Double(rights[enough]) / Double(trials)
    }
}

/// As many replications for every candidate, so many that the choice is right with the probability asked for whatever the
/// means, as long as the best is better by the indifference: what equal allocation needs without knowing the answer.
///
/// Source: G. M. Clark, W.-N. Yang, "A Bonferroni selection procedure when using common random numbers with unknown
/// variances", Proceedings of the Winter Simulation Conference (1986).
enum SureEqualAllocation {
    static func made(_ bench: inout Bench, indifference: Double) -> Int {
        let rows = (0..<Problem.candidates).map { bench.values($0, TuneBench.first) }
        let alpha = (1 - TuneBench.confidence) / Double(Problem.candidates - 1)
        // t standard errors of the first stage, in units of the indifference.
        var reach = 0.0
        for (place, row) in rows.enumerated() {
            for other in rows.prefix(place) {
                let interval = Estimate(paired: row, minus: other).interval(level: 1 - 2 * alpha)
                reach = max(reach, interval.map { ($0.upperBound - $0.lowerBound) / 2 / indifference } ?? 0)
            }
        }
        let count = max(TuneBench.first, Int((reach * reach * Double(TuneBench.first)).rounded(.up)))
        let means = (0..<Problem.candidates).map { Estimate(bench.values($0, count)).mean }
        return means.indices.max { means[$0] < means[$1] } ?? 0
    }
}

/// The sequential procedure with a guarantee, as `loyalty tune` steps it.
enum KNChoice {
    static func made(_ bench: inout Bench, indifference: Double) -> Int {
        var selection = SequentialSelection(
            first: (0..<Problem.candidates).map { bench.values($0, TuneBench.first) }, indifference: indifference,
            alpha: 1 - TuneBench.confidence)
        while !selection.isDone {
            let place = selection.replications
            // Five at a time are simulated.
            let ahead = (place - TuneBench.first) / 5 * 5 + TuneBench.first + 5
            selection.add(selection.survivors.map { bench.values($0, ahead)[place] })
        }
        return selection.survivors[0]
    }
}

/// The allocation that sends replications where they tell most, as `loyalty tune` rounds it.
enum OCBAChoice {
    static func made(_ bench: inout Bench, budget: Int) -> Int {
        for candidate in 0..<Problem.candidates { _ = bench.values(candidate, TuneBench.first) }
        while bench.spent < budget {
            let round = min(max(Problem.candidates, budget / 10), budget - bench.spent)
            let totals = BudgetAllocation.pairedTotals(round, rows: bench.rows)
            guard totals != bench.rows.map(\.count) else { break }
            for (candidate, total) in totals.enumerated() { _ = bench.values(candidate, total) }
        }
        let means = bench.rows.map { Estimate($0).mean }
        return means.indices.max { means[$0] < means[$1] } ?? 0
    }
}
