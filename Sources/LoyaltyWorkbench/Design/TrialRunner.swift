import LoyaltyModel

/// Simulates trials side by side: those that differ in programs only are arms of one walk and share their luck.
public struct TrialRunner {
    /// A study that was asked to stop.
    public struct Interrupted: Error { public init() {} }

    /// Arms beside the baseline walked at once; more would save little and take memory.
    static let mostArms = 32
    /// Lives walked between two looks at the memory, about.
    private static let livesAtATime = 400_000

    /// What is taken of every trial.
    public let metrics: [Metric]
    private let memo: TrialMemo
    private let workers: Int
    private let proceed: @Sendable (StudyProgress) -> Bool

    public init(
        metrics: [Metric], memo: TrialMemo, workers: Int, proceed: @escaping @Sendable (StudyProgress) -> Bool
    ) {
        self.metrics = metrics
        self.memo = memo
        self.workers = workers
        self.proceed = proceed
    }

    /// The values of trials, by trial, replication and metric; NaN where undefined.
    ///
    /// - Parameter replications: of each trial, from the first on.
    /// - Throws: ``Interrupted``, or ``FileFailure`` where the memory cannot be written.
    public func values(_ trials: [Trial], replications: [Int]) async throws -> [[[Double]]] {
        try await simulate(missing(trials, replications))
        return zip(trials, replications).map { Array(memo.values($0.key).prefix($1)) }
    }

    /// As many replications of every trial.
    public func values(_ trials: [Trial], replications: Int) async throws -> [[[Double]]] {
        try await values(trials, replications: trials.map { _ in replications })
    }

    /// Trials that are walked together, from one replication through another.
    private struct Company {
        var trials: [Trial]
        let range: ClosedRange<Int>
    }

    private func missing(_ trials: [Trial], _ replications: [Int]) -> [Company] {
        var companies: [Company] = []
        var open: [String: Int] = [:]
        var seen: Set<String> = []
        for (trial, replications) in zip(trials, replications) {
            let known = memo.count(trial.key)
            guard known < replications, seen.insert(trial.key).inserted else { continue }
            let word = "\(known) \(replications) \(trial.company)"
            if let place = open[word], companies[place].trials.count < Self.mostArms {
                companies[place].trials.append(trial)
            } else {
                open[word] = companies.count
                companies.append(Company(trials: [trial], range: known + 1...replications))
            }
        }
        return companies
    }

    private func simulate(_ companies: [Company]) async throws {
        let total = companies.reduce(0) { $0 + $1.trials.count * $1.range.count }
        var done = 0
        for company in companies {
            var scenario = company.trials[0].scenario
            scenario.programs = company.trials.map(\.program)
            let arms = scenario.programs.count
            let batch = max(1, Self.livesAtATime / max(1, scenario.population.customers * arms))
            var next = company.range.lowerBound
            while next <= company.range.upperBound {
                let last = min(next + batch - 1, company.range.upperBound)
                try await simulate(scenario, next...last, company.trials, (done, total))
                done += (last - next + 1) * arms
                next = last + 1
            }
        }
    }

    private func simulate(
        _ scenario: Scenario, _ range: ClosedRange<Int>, _ trials: [Trial], _ counted: (done: Int, total: Int)
    ) async throws {
        let proceed = proceed
        let weight = Double(range.count * trials.count)
        let outcomes = await scenario.simulation.outcomes(replications: range, workers: workers) { part in
            let walked = Double(part.done) / Double(max(part.total, 1)) * weight
            return proceed(
                StudyProgress(
                    share: (Double(counted.done) + walked) / Double(counted.total),
                    replicationsDone: counted.done + part.replicationsDone * trials.count,
                    replicationsAsked: counted.total))
        }
        for outcome in outcomes {
            for (place, trial) in trials.enumerated() {
                let view = ArmView(scenario: scenario, outcome: outcome, arm: place + 1)
                try memo.add(trial.key, metrics.map { $0.value(view) ?? .nan })
            }
        }
        try memo.keep()
        if outcomes.count < range.count { throw Interrupted() }
    }
}
