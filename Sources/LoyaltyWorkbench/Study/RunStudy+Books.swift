import LoyaltyModel

extension RunStudy {
    /// Simulates, and follows every world beyond the study's end: as things are, and under each stress.
    ///
    /// Where numbers of the response are drawn, the worlds are walked and followed once more with each number at its
    /// value, the same luck otherwise: what is owed stands with and without that uncertainty side by side.
    ///
    /// Books are of all worlds: a run that is stopped before they are done has its replications, and no books.
    func result(
        followed finance: FinanceTerms, workers: Int, proceed: @escaping @Sendable (StudyProgress) -> Bool
    ) async -> RunResult {
        let isDrawn = scenario.simulation.uncertainty.map { !$0.numbers.isEmpty } ?? false
        let stages = Stages(scenario, finance, isDrawn: isDrawn, proceed)
        let counted = await counted(workers: workers) { stages.tell(0, $0) }
        var walks: [[CohortFlows]] = []
        for (place, stress) in ([nil] + finance.stress.map(Optional.some)).enumerated()
        where !counted.interrupted {
            let flows = await follow(counted.outcomes, finance, stress, workers) { stages.tell(1 + place, $0) }
            guard flows.count == counted.outcomes.count else { break }
            walks.append(flows)
        }
        guard walks.count == 1 + finance.stress.count else {
            return RunResult(
                scenario: scenario, outcomes: counted.outcomes, interrupted: true,
                warnings: counted.warnings + ["stopped before the books were done: there are none"])
        }
        var undrawn: FollowedWorlds?
        var isWhole = true
        if isDrawn {
            var known = scenario
            (known.uncertainty, known.replications) = (.none, counted.outcomes.count)
            let study = RunStudy(scenario: known)
            let outcomes = await study.counted(workers: workers) { stages.tell(stages.count - 2, $0) }.outcomes
            let flows = await study.follow(outcomes, finance, nil, workers) { stages.tell(stages.count - 1, $0) }
            undrawn = FollowedWorlds(outcomes: Array(outcomes.prefix(flows.count)), flows: flows)
            isWhole = flows.count == counted.outcomes.count
        }
        return RunResult(
            scenario: scenario, outcomes: counted.outcomes, flows: walks[0], stressed: Array(walks.dropFirst()),
            undrawn: undrawn, interrupted: !isWhole, warnings: counted.warnings)
    }

    /// Follows worlds beyond the study's end; those that are complete, unless stopped all of them.
    private func follow(
        _ outcomes: [Outcome], _ finance: FinanceTerms, _ stress: Stress?, _ workers: Int,
        _ proceed: @escaping @Sendable (StudyProgress) -> Bool
    ) async -> [CohortFlows] {
        let later = stress.map { stress in
            scenario.programs.map { stress.applied(to: $0, studyEnd: scenario.calendar) }
        }
        return await scenario.simulation.cohortFlows(
            of: outcomes, runOff: finance.runOff, programs: later, workers: workers
        ) { share in
            proceed(
                StudyProgress(share: share, replicationsDone: outcomes.count, replicationsAsked: outcomes.count))
        }
    }
}

/// The walks of a study with books, one after the other, told as one progress.
private struct Stages: Sendable {
    /// Of all work, the part done before each stage, and at the end.
    private let before: [Double]
    private let proceed: @Sendable (StudyProgress) -> Bool

    init(
        _ scenario: Scenario, _ finance: FinanceTerms, isDrawn: Bool,
        _ proceed: @escaping @Sendable (StudyProgress) -> Bool
    ) {
        self.proceed = proceed
        let months = Double(scenario.calendar.months)
        // A walk for the books goes further than the one before it.
        let long = months + Double(finance.runOff)
        let followed = Array(repeating: long, count: 1 + finance.stress.count)
        let works = [months] + followed + (isDrawn ? [months, long] : [])
        let all = works.reduce(0, +)
        before = works.indices.map { works[..<$0].reduce(0, +) / all } + [1]
    }

    var count: Int { before.count - 1 }

    func tell(_ stage: Int, _ progress: StudyProgress) -> Bool {
        proceed(
            StudyProgress(
                share: before[stage] + (before[stage + 1] - before[stage]) * progress.share,
                replicationsDone: progress.replicationsDone, replicationsAsked: progress.replicationsAsked))
    }
}
