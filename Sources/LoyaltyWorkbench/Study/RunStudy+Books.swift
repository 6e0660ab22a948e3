import LoyaltyModel

extension RunStudy {
    /// Simulates, and follows every world beyond the study's end.
    ///
    /// Where numbers of the response are drawn, the worlds are walked and followed a second time with each number at its
    /// value, the same luck otherwise: what is owed stands with and without that uncertainty side by side.
    func result(
        followed finance: FinanceTerms, workers: Int, proceed: @escaping @Sendable (StudyProgress) -> Bool
    ) async -> RunResult {
        let isDrawn = scenario.simulation.uncertainty.map { !$0.numbers.isEmpty } ?? false
        let progress = Stages(scenario, finance, walks: isDrawn ? 2 : 1, proceed)
        let counted = await counted(workers: workers) { progress.tell(0, $0) }
        let worlds = await follow(counted.outcomes, finance, workers) { progress.tell(1, $0) }
        var isInterrupted = counted.interrupted || worlds.flows.count < counted.outcomes.count
        var undrawn: FollowedWorlds?
        if isDrawn, !isInterrupted {
            var known = scenario
            (known.uncertainty, known.replications) = (.none, worlds.outcomes.count)
            let study = RunStudy(scenario: known)
            let outcomes = await study.counted(workers: workers) { progress.tell(2, $0) }.outcomes
            let followed = await study.follow(outcomes, finance, workers) { progress.tell(3, $0) }
            isInterrupted = followed.outcomes.count < worlds.outcomes.count
            undrawn = followed
        }
        return RunResult(
            scenario: scenario, outcomes: worlds.outcomes, flows: worlds.flows, undrawn: undrawn,
            interrupted: isInterrupted, warnings: counted.warnings)
    }

    /// Follows worlds beyond the study's end; those that are complete, unless stopped all of them.
    private func follow(
        _ outcomes: [Outcome], _ finance: FinanceTerms, _ workers: Int,
        _ proceed: @escaping @Sendable (StudyProgress) -> Bool
    ) async -> FollowedWorlds {
        let flows = await scenario.simulation.cohortFlows(
            of: outcomes, runOff: finance.runOff, workers: workers
        ) { share in
            proceed(
                StudyProgress(share: share, replicationsDone: outcomes.count, replicationsAsked: outcomes.count))
        }
        return FollowedWorlds(outcomes: Array(outcomes.prefix(flows.count)), flows: flows)
    }
}

/// The walks of a study with books, one after the other, told as one progress.
private struct Stages: Sendable {
    /// Of all work, the part done before each stage, and at the end.
    private let before: [Double]
    private let proceed: @Sendable (StudyProgress) -> Bool

    /// - Parameter walks: how often worlds are walked and followed.
    init(
        _ scenario: Scenario, _ finance: FinanceTerms, walks: Int,
        _ proceed: @escaping @Sendable (StudyProgress) -> Bool
    ) {
        self.proceed = proceed
        let months = Double(scenario.calendar.months)
        // The walk for the books goes further than the one before it.
        let works = (0..<walks).flatMap { _ in [months, months + Double(finance.runOff)] }
        let all = works.reduce(0, +)
        before = works.indices.map { works[..<$0].reduce(0, +) / all } + [1]
    }

    func tell(_ stage: Int, _ progress: StudyProgress) -> Bool {
        proceed(
            StudyProgress(
                share: before[stage] + (before[stage + 1] - before[stage]) * progress.share,
                replicationsDone: progress.replicationsDone, replicationsAsked: progress.replicationsAsked))
    }
}
