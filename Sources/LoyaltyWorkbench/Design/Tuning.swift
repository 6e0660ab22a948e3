public import LoyaltyModel

/// Looks for the best of many candidates: combinations of values of one program's paths, or of what all share.
///
/// Every candidate has a first stage; those that surely break a constraint are out; then replications are given in step
/// until all but one are out (KN, with a guarantee), or where they do most (OCBA, without one), up to a budget.
public struct Tuning: Sendable {
    public enum Procedure: String, CaseIterable, Sendable { case kn, ocba }

    public struct Options: Sendable {
        public var procedure = Procedure.kn
        /// Differences of the objective that do not matter, in its unit; nil for a hundredth of the best mean's size.
        public var indifference: Double?
        /// Chance of a wrong choice.
        public var alpha = 0.05
        /// Observations of every candidate in the first stage.
        public var firstStage = 10
        /// Replications of all candidates together after which no more are given.
        public var budget = 20_000
        /// Candidates taken from the grid; a larger grid is sampled.
        public var candidates = 200

        public init() {}
    }

    public let source: TrialSource
    public let space: DesignSpace
    public let program: Int
    public let objective: StudyMeasure
    public let constraints: [Constraint]
    public let options: Options
    /// Candidates: the whole grid, or a sample of it that fills the space.
    public let points: [DesignSpace.Point]
    let trials: [Trial]

    /// - Throws: ``Problems``, ``UsageProblem``.
    public init(
        _ source: TrialSource, _ space: DesignSpace, program name: String?, objective: StudyMeasure,
        constraints: [Constraint], options: Options
    ) throws {
        self.source = source
        self.space = space
        self.objective = objective
        self.constraints = constraints
        self.options = options
        program = try Self.program(source, space, name)
        let count = space.variations.reduce(1.0) { $0 * Double($1.values.count) }
        points =
            count <= Double(options.candidates)
            ? try space.grid() : try space.sample(.sobol, points: options.candidates, seed: source.base.seed)
        guard points.count > 1 else { throw UsageProblem("--vary: one candidate leaves nothing to choose") }
        let least = points.count * options.firstStage * objective.batch
        guard options.budget >= least else {
            throw UsageProblem(
                "--budget is at least \(least) here, found \(options.budget): \(options.firstStage * objective.batch) "
                    + "replications for each of \(points.count) candidates to begin with")
        }
        trials = try points.flatMap { [program] in try source.trials(space.settings($0), programs: [program]) }
    }

    private static func program(
        _ source: TrialSource, _ space: DesignSpace, _ name: String?
    ) throws(UsageProblem) -> Int {
        let names = source.base.programs.map(\.name)
        if let name {
            if let place = names.firstIndex(of: name) { return place }
            let near = NearestName.of(name, among: names).map { " (did you mean '\($0)'?)" } ?? ""
            throw UsageProblem("--program: no program is called '\(name)'\(near)")
        }
        let changed = try source.programs(changedBy: space.variations.map(\.path))
        guard changed.count == 1 else {
            throw UsageProblem("the paths change \(changed.count) programs; say with --program whose figures count")
        }
        return changed[0]
    }

    /// Names the study, so that an unfinished one is told from another.
    public var stamp: String {
        let words =
            [Workbench.version, source.base.resolvedText, String(program), objective.text, "\(options)"]
            + constraints.map { "\($0)" } + points.flatMap(space.settings)
        return SHA256.hex(of: words.joined(separator: "\n"))
    }

    /// - Throws: ``TrialRunner/Interrupted``, ``FileFailure``, ``UsageProblem`` where a measure is undefined.
    public func result(
        memo: TrialMemo, workers: Int, proceed: @escaping @Sendable (StudyProgress) -> Bool
    ) async throws -> TuningResult {
        var bench = try TuningBench(self, memo: memo, workers: workers, proceed: proceed)
        try await bench.grow(Array(points.indices), to: options.firstStage * objective.batch)
        try await bench.settleConstraints()
        let indifference = options.indifference ?? bench.hundredth(bench.contestants)
        // Further replications may show that one who is left breaks a constraint: then the others compete again.
        repeat {
            let contestants = bench.contestants
            guard contestants.count > 1 else { break }
            switch options.procedure {
            case .kn: try await bench.eliminate(contestants, indifference: indifference)
            case .ocba: try await bench.allocate(contestants)
            }
        } while !bench.survivorsAreContestants
        return bench.result(indifference: indifference)
    }
}

/// The candidates of a tuning with what is known of them so far.
struct TuningBench {
    let tuning: Tuning
    private let runner: TrialRunner
    /// By candidate, then metric (the objective's first), then replication.
    private var values: [[[Double]]]
    private var standings: [[Constraint.Standing]]
    /// Who is left at the end of the procedure.
    private var survivors: [Int] = []
    /// Whether the procedure ended by itself.
    private var isSettled = true

    init(
        _ tuning: Tuning, memo: TrialMemo, workers: Int, proceed: @escaping @Sendable (StudyProgress) -> Bool
    ) throws {
        self.tuning = tuning
        let names = [tuning.objective.metricName] + tuning.constraints.map(\.measure.metricName)
        let metrics = try names.map { name throws(UsageProblem) in try Metric.named(name, option: "--maximise") }
        runner = TrialRunner(metrics: metrics, memo: memo, workers: workers, proceed: proceed)
        values = tuning.points.map { _ in metrics.map { _ in [] } }
        standings = tuning.points.map { _ in tuning.constraints.map { _ in .keptSoFar } }
    }

    /// Replications given so far, over all candidates.
    var spent: Int { values.reduce(0) { $0 + $1[0].count } }

    private func canAfford(_ more: Int) -> Bool { spent + more <= tuning.options.budget }

    /// Has each of some candidates simulated up to a number of replications.
    mutating func grow(_ candidates: [Int], to replications: Int) async throws {
        try await grow(candidates, to: candidates.map { _ in replications })
    }

    mutating func grow(_ candidates: [Int], to replications: [Int]) async throws {
        let rows = try await runner.values(candidates.map { tuning.trials[$0] }, replications: replications)
        for (candidate, rows) in zip(candidates, rows) {
            guard rows.allSatisfy({ $0.allSatisfy { !$0.isNaN } }) else {
                throw UsageProblem("a measure is undefined at \(words(candidate)); try another, or more customers")
            }
            values[candidate] = runner.metrics.indices.map { metric in rows.map { $0[metric] } }
            for (place, constraint) in tuning.constraints.enumerated() {
                standings[candidate][place] = constraint.standing(values[candidate][1 + place], level: certainty)
            }
        }
    }

    /// So that all constraints of all candidates are judged rightly with probability 1 − α.
    private var certainty: Double {
        1 - tuning.options.alpha / Double(max(1, tuning.points.count * tuning.constraints.count))
    }

    /// Replicates candidates whose constraints are open, twice as often each time, a fourth of the budget at most.
    mutating func settleConstraints() async throws {
        while true {
            let open = tuning.points.indices.filter { candidate in
                !standings[candidate].contains(.broken)
                    && standings[candidate].contains { $0 == .keptSoFar || $0 == .brokenSoFar }
            }
            let more = open.reduce(0) { $0 + values[$1][0].count }
            guard !open.isEmpty, spent + more <= tuning.options.budget / 4 else { return }
            try await grow(open, to: open.map { values[$0][0].count * 2 })
        }
    }

    /// Candidates that keep every constraint, so far at least.
    var contestants: [Int] {
        tuning.points.indices.filter { candidate in
            standings[candidate].allSatisfy { $0 == .kept || $0 == .keptSoFar }
        }
    }

    /// Whether all who are left still keep the constraints.
    var survivorsAreContestants: Bool { Set(contestants).isSuperset(of: survivors) }

    /// Observations of the objective, larger being better.
    private func observations(_ candidate: Int) -> [Double] {
        let values = tuning.objective.observations(values[candidate][0])
        return tuning.objective.isHigherBetter ? values : values.map { -$0 }
    }

    /// A hundredth of the size of the best mean; 1 in its unit where that is nought.
    func hundredth(_ candidates: [Int]) -> Double {
        let best = candidates.map { Estimate(observations($0)).mean }.max() ?? 0
        return best == 0 ? 1 : abs(best) / 100
    }

    /// KN: in step, until all but one are out or the budget is spent.
    mutating func eliminate(_ contestants: [Int], indifference: Double) async throws {
        isSettled = true
        let batch = tuning.objective.batch
        let first = tuning.options.firstStage
        var selection = SequentialSelection(
            first: contestants.map { Array(observations($0).prefix(first)) }, indifference: indifference,
            alpha: tuning.options.alpha)
        // Observations that are simulated ahead of their turn.
        let step = 5
        while !selection.isDone {
            let left = selection.survivors.map { contestants[$0] }
            let needed = (selection.replications + 1) * batch
            if left.contains(where: { values[$0][0].count < needed }) {
                guard canAfford(left.count * batch) else {
                    isSettled = false
                    break
                }
                let target =
                    canAfford(left.count * batch * step) ? selection.replications + step : selection.replications + 1
                try await grow(left, to: left.map { max(values[$0][0].count, target * batch) })
            }
            let place = selection.replications
            selection.add(left.map { observations($0)[place] })
        }
        survivors = selection.survivors.map { contestants[$0] }
    }

    /// OCBA: a tenth of the budget at a time where it does most to tell the best.
    mutating func allocate(_ contestants: [Int]) async throws {
        let batch = tuning.objective.batch
        let round = max(contestants.count, (tuning.options.budget - spent) / batch / 10)
        while canAfford(round * batch), BestCandidates(contestants.map(observations)).candidates.count > 1 {
            let rows = contestants.map(observations)
            let means = rows.map { -Estimate($0).mean }
            let best = means.indices.min { means[$0] < means[$1] } ?? 0
            let variances = rows.indices.map { place -> Double in
                let other = place == best ? Self.runnerUp(means, best) : best
                let both = min(rows[place].count, rows[other].count)
                let deviation = Estimate(
                    paired: Array(rows[place].prefix(both)), minus: Array(rows[other].prefix(both))
                ).standardDeviation
                return (deviation ?? 0) * (deviation ?? 0)
            }
            var counts = zip(
                rows.map(\.count),
                BudgetAllocation.further(round, means: means, variances: variances, counts: rows.map(\.count))
            ).map { $0 + $1 }
            // The best is compared with all others, so it has as many as any of them.
            counts[best] = counts.max() ?? counts[best]
            try await grow(contestants, to: counts.map { $0 * batch })
        }
        let standing = BestCandidates(contestants.map(observations))
        survivors = standing.candidates.map { contestants[$0] }
        isSettled = survivors.count == 1
    }

    private static func runnerUp(_ means: [Double], _ best: Int) -> Int {
        means.indices.filter { $0 != best }.min { means[$0] < means[$1] } ?? best
    }

    private func words(_ candidate: Int) -> String {
        tuning.space.values(tuning.points[candidate]).joined(separator: " and ")
    }

    /// What the tuning comes to.
    func result(indifference: Double) -> TuningResult {
        let contestants = contestants
        let rows = tuning.points.indices.map(observations)
        var winner: Int?
        var open: [Int] = []
        if !contestants.isEmpty {
            // What the procedure has left; of several, the one with the largest mean.
            let last = survivors.isEmpty || !survivorsAreContestants ? contestants : survivors
            winner = last.max { Estimate(rows[$0]).mean < Estimate(rows[$1]).mean }
            let standing = BestCandidates(contestants.map { rows[$0] }, alpha: tuning.options.alpha)
            open = standing.candidates.map { contestants[$0] }.filter { $0 != winner }
        }
        return TuningResult(
            tuning: tuning, winner: winner, notSeparated: open, indifference: indifference, isSettled: isSettled,
            values: values, standings: standings, spent: spent)
    }
}
