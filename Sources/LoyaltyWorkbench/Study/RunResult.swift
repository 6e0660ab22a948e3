public import LoyaltyModel

/// What a run found: the outcomes, and every metric of every arm, segment and replication.
public struct RunResult: Sendable {
    public let scenario: Scenario
    /// One for each replication, replication 1 first.
    public let outcomes: [Outcome]
    /// Whether the run was stopped before it had all replications asked for.
    public let interrupted: Bool
    /// Remarks for the manifest and the terminal.
    public let warnings: [String]
    /// Indexed [replication][arm][slot][metric]; NaN where undefined.
    private let values: [Double]

    public init(scenario: Scenario, outcomes: [Outcome], interrupted: Bool = false, warnings: [String] = []) {
        self.scenario = scenario
        self.outcomes = outcomes
        self.interrupted = interrupted
        self.warnings = warnings
        let slots = Self.slots(scenario)
        var values: [Double] = []
        values.reserveCapacity(outcomes.count * (scenario.programs.count + 1) * slots.count * Metric.all.count)
        for outcome in outcomes {
            for arm in 0...scenario.programs.count {
                for slot in slots {
                    let view = ArmView(scenario: scenario, outcome: outcome, arm: arm, segment: slot)
                    for metric in Metric.all { values.append(metric.value(view) ?? .nan) }
                }
            }
        }
        self.values = values
    }

    public var replications: Int { outcomes.count }

    /// Names of the arms, `baseline` first.
    public var arms: [String] { ["baseline"] + scenario.programs.map(\.name) }

    /// Names of what figures are given for: `all`, then the segments where there is more than one.
    public var segments: [String] {
        Self.slots(scenario).map { $0.map { scenario.population.segments[$0].name } ?? "all" }
    }

    /// The metric's value in each replication; nil where it is undefined.
    ///
    /// - Parameters:
    ///   - arm: index into ``arms``.
    ///   - segment: index into ``segments``.
    ///   - metric: index into ``Metric/all``.
    public func values(arm: Int, segment: Int, metric: Int) -> [Double?] {
        let slots = segments.count
        return (0..<replications).map { replication in
            let value = values[((replication * arms.count + arm) * slots + segment) * Metric.all.count + metric]
            return value.isNaN ? nil : value
        }
    }

    private static func slots(_ scenario: Scenario) -> [Int?] {
        let segments = scenario.population.segments.count
        return [nil] + (segments > 1 ? (0..<segments).map { $0 } : [])
    }
}
