public import LoyaltyModel

/// Programs set to the same cost, each by its own lever, and then compared.
///
/// Levers are found in worlds of their own (another seed), so that the cost that the comparison shows is a check.
public struct EqualCost: Sendable {
    public let source: TrialSource
    /// Program cost as a share of the baseline's revenue.
    public let target: Double
    /// In the end levers are judged in so many times the replications of the comparison, so that what is left of the
    /// search's own error adds an eighth to that of the comparison.
    static let searchWorlds = 4
    /// With one world nobody could tell how near a cost is.
    private var replications: Int { max(2, source.base.replications) }
    /// One for each program.
    let scales: [LeverScale]
    /// The scenario in the worlds that levers are found in.
    private let search: TrialSource

    /// Where a program's lever ends.
    public struct Setting: Sendable {
        public enum Status: String, Sendable {
            /// The cost meets the target as well as it can be told.
            case met
            /// The lever goes in steps: the target lies between this value and the next one.
            case between
            /// No value of the lever's range has so much, or so little, cost: this one is nearest.
            case unreachable
        }

        public let path: String
        /// As a document would write it.
        public let value: String
        public let status: Status
        /// The value on the other side of the target, where there is one.
        public let other: String?
        /// Cost share at `value`, and at `other`, in the worlds of the search.
        public let found: Estimate
        public let foundOther: Estimate?
    }

    /// - Throws: ``Problems``, ``UsageProblem`` where programs have no lever or a target that is no share.
    public init(_ source: TrialSource, target: Double) throws {
        guard target > 0, target < 1 else {
            throw UsageProblem("--equal-cost is a share of sales such as 0.01, found \(ExactDecimal.text(target))")
        }
        let documents = source.base.programDocuments
        let without = zip(source.base.programs, documents).filter { $1.lever == nil }.map(\.0.name)
        guard without.isEmpty else {
            throw UsageProblem(
                "--equal-cost: no lever in \(without.joined(separator: ", ")); a program document says which number to "
                    + "turn: lever: { path: points.earn.per_money, from: 0.5, to: 2 }")
        }
        self.source = source
        self.target = target
        var overrides = source.overrides
        // "equalc" in letters: worlds that no run with the scenario's own seed sees.
        overrides.seed = source.base.seed ^ 0x6571_7561_6C63
        search = try TrialSource(path: source.path, overrides: overrides, option: "lever")
        scales = try zip(source.base.programs, documents).compactMap { program, document in
            try document.lever.map {
                try LeverScale("programs.\(program.name).\($0.path)", from: $0.from, to: $0.to, in: source)
            }
        }
    }

    /// Names the study, so that an unfinished one is told from another.
    public var stamp: String {
        SHA256.hex(of: [Workbench.version, source.base.resolvedText, "equal cost \(target)"].joined(separator: "\n"))
    }

    /// Replications in which levers are judged in the end, and their seed.
    var mostReplications: Int { replications * Self.searchWorlds }
    var searchSeed: UInt64 { search.base.seed }

    /// Turns every lever.
    ///
    /// - Throws: ``TrialRunner/Interrupted``, ``FileFailure``, ``Problems`` where a value between the ends is none that
    ///   the documents take.
    public func settings(
        memo: TrialMemo, workers: Int, proceed: @escaping @Sendable (StudyProgress) -> Bool
    ) async throws -> [Setting] {
        let metric = try Metric.named("cost_share", option: "--equal-cost")
        let runner = TrialRunner(metrics: [metric], memo: memo, workers: workers, proceed: proceed)
        var crossings = scales.map(Crossing.init)
        try await settle(&crossings, replications: replications, runner)
        crossings = crossings.map(\.sharpened)
        try await settle(&crossings, replications: mostReplications, runner)
        return crossings.compactMap(setting)
    }

    /// Tries values until every crossing is settled.
    private func settle(_ crossings: inout [Crossing], replications: Int, _ runner: TrialRunner) async throws {
        while crossings.contains(where: { !$0.next.isEmpty }) {
            let asked = crossings.indices.flatMap { program in crossings[program].next.map { (program, $0) } }
            let trials = try asked.flatMap { program, units in
                try search.trials([scales[program].setting(units)], programs: [program])
            }
            let values = try await runner.values(trials, replications: replications)
            guard values.allSatisfy({ $0.allSatisfy { !$0[0].isNaN } }) else {
                throw UsageProblem(
                    "--equal-cost: cost_share is undefined, since the baseline of some world sells nothing")
            }
            let excess = values.map { rows in Estimate(rows.map { $0[0] - target }) }
            for program in crossings.indices where !crossings[program].next.isEmpty {
                crossings[program].learn(zip(asked, excess).filter { $0.0.0 == program }.map(\.1))
            }
        }
    }

    private func setting(_ crossing: Crossing) -> Setting? {
        guard let best = crossing.best else { return nil }
        let bracket = crossing.bracket
        let other = bracket.map { $0.low.units == best.units ? $0.high : $0.low }
        let isStep = bracket.map { $0.high.units - $0.low.units == 1 } ?? false
        let status: Setting.Status = crossing.isClose ? .met : isStep ? .between : .unreachable
        return Setting(
            path: crossing.scale.path, value: crossing.scale.text(best.units), status: status,
            other: status == .between ? other.map { crossing.scale.text($0.units) } : nil,
            found: best.excess.shifted(by: target),
            foundOther: status == .between ? other?.excess.shifted(by: target) : nil)
    }

    /// The scenario with every lever where it ends.
    ///
    /// - Throws: ``Problems``.
    public func scenario(_ settings: [Setting]) throws -> Scenario {
        try source.scenario(settings.map { "\($0.path)=\($0.value)" })
    }
}
