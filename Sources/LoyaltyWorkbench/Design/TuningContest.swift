import LoyaltyModel

/// The candidates of a tuning with what is known of them so far.
struct TuningContest {
    let tuning: Tuning
    let runner: TrialRunner
    /// By candidate, then metric (the objectives', the constraints', profit), then replication.
    private var values: [[[Double]]]
    private var standings: [[Constraint.Standing]]
    /// How often the constraints of a candidate have been judged, and with how many replications at last.
    private var looks: [(count: Int, replications: Int)]
    /// Who is left at the end of the procedure.
    private var survivors: [Int] = []
    /// Whether the procedure ended by itself.
    private var isSettled = true
    /// Whether there was more than one to choose from.
    private var isContested = false

    init(
        _ tuning: Tuning, memo: TrialMemo, workers: Int, proceed: @escaping @Sendable (StudyProgress) -> Bool
    ) throws {
        self.tuning = tuning
        let names =
            tuning.objectives.map(\.metricName) + tuning.constraints.map(\.measure.metricName) + [ProfitWords.metric]
        let metrics = try names.map { name throws(UsageProblem) in try Metric.named(name, option: "--maximise") }
        runner = TrialRunner(metrics: metrics, memo: memo, workers: workers, proceed: proceed)
        values = tuning.points.map { _ in metrics.map { _ in [] } }
        standings = tuning.points.map { _ in tuning.constraints.map { _ in .keptSoFar } }
        looks = tuning.points.map { _ in (0, 0) }
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
            if let metric = runner.metrics.indices.first(where: { metric in rows.contains { $0[metric].isNaN } }) {
                throw UsageProblem(
                    "\(runner.metrics[metric].name) is undefined at \(words(candidate)) in some world; try another measure, "
                        + "or more customers")
            }
            values[candidate] = runner.metrics.indices.map { metric in rows.map { $0[metric] } }
            judge(candidate)
        }
    }

    /// Looks at a candidate's constraints again, once there are half as many replications again; what was sure once
    /// stays so. Between two looks nothing becomes sure: each has its part of the error.
    private mutating func judge(_ candidate: Int) {
        let replications = values[candidate][0].count
        let isLook = replications * 2 >= looks[candidate].replications * 3
        if isLook { looks[candidate] = (looks[candidate].count + 1, replications) }
        let level = tuning.certainty(look: looks[candidate].count)
        for (place, constraint) in tuning.constraints.enumerated() {
            guard ![.kept, .broken].contains(standings[candidate][place]) else { continue }
            let own = values[candidate][tuning.objectives.count + place]
            standings[candidate][place] = isLook ? constraint.standing(own, level: level) : constraint.leaning(own)
        }
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
    private func observations(_ candidate: Int) -> [Double] { observations(candidate, of: 0) }

    private func observations(_ candidate: Int, of objective: Int) -> [Double] {
        tuning.objectives[objective].gains(values[candidate][objective])
    }

    /// A hundredth of the size of the best mean; 1 in its unit where that is nought.
    func hundredth(_ candidates: [Int]) -> Double {
        let best = candidates.map { Estimate(observations($0)).mean }.max() ?? 0
        return best == 0 ? 1 : abs(best) / 100
    }

    /// KN: in step, until all but one are out or the budget is spent.
    mutating func eliminate(_ contestants: [Int], indifference: Double, alpha: Double) async throws {
        (isSettled, isContested) = (true, true)
        let batch = tuning.objective.batch
        let first = tuning.firstStage
        var selection = SequentialSelection(
            first: contestants.map { Array(observations($0).prefix(first)) }, indifference: indifference,
            alpha: alpha)
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

    /// OCBA: a tenth of the budget at a time where it does most to tell the best, until the best is told from all others;
    /// look r at that has its part of α, 1 / (r (r + 1)).
    mutating func allocate(_ contestants: [Int], alpha: Double) async throws {
        isContested = true
        let batch = tuning.objective.batch
        let round = max(contestants.count, (tuning.options.budget - spent) / batch / 10)
        var look = 1
        while true {
            let rows = contestants.map(observations)
            let standing = BestCandidates(rows, alpha: alpha / Double(look * (look + 1)))
            survivors = standing.candidates.map { contestants[$0] }
            isSettled = survivors.count == 1
            let affordable = (tuning.options.budget - spent) / batch
            guard !isSettled, affordable > 0 else { return }
            let totals = BudgetAllocation.pairedTotals(min(round, affordable), rows: rows)
            // What is left is too little for anything.
            guard totals != rows.map(\.count) else { return }
            try await grow(contestants, to: totals.map { $0 * batch })
            look += 1
        }
    }

    /// Two objectives: more replications for all who are not surely dominated, half as many again each time, until all
    /// have their place or the budget is spent.
    ///
    /// Each look at the intervals has its part of α, 1 / (r (r + 1)) in round r, so that all looks together keep to it.
    mutating func front() async throws -> FrontierResult {
        var rounds = FrontRounds(contestants)
        while !rounds.open.isEmpty {
            let open = rounds.open
            rounds.learn(
                ParetoFront(
                    open.map { candidate in tuning.objectives.indices.map { observations(candidate, of: $0) } },
                    alpha: tuning.selectionAlpha(attempt: 1) / Double(rounds.count * (rounds.count + 1)),
                    family: tuning.points.count))
            guard rounds.isContested else { break }
            let target = ((rounds.open.map { values[$0][0].count }.min() ?? 0) / tuning.batch * 3 / 2) * tuning.batch
            let more = rounds.open.reduce(0) { $0 + max(0, target - values[$1][0].count) }
            guard canAfford(more) else { break }
            try await grow(rounds.open, to: rounds.open.map { max(target, values[$0][0].count) })
            let kept = Set(contestants)
            rounds.drop(rounds.open.filter { !kept.contains($0) })
        }
        return FrontierResult(
            tuning: tuning, fronts: tuning.points.indices.map { rounds.standings[$0] },
            dominators: tuning.points.indices.map { rounds.dominators[$0] }, values: values,
            standings: self.standings, spent: spent)
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
            isContested: isContested, values: values, standings: standings, spent: spent)
    }
}
