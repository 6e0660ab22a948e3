public import LoyaltyModel

/// What a run found: the outcomes, and every metric of every arm, segment and replication.
public struct RunResult: Sendable {
    public let scenario: Scenario
    /// One for each replication, replication 1 first.
    public let outcomes: [Outcome]
    /// The points of each replication by cohort; empty where the scenario asks for no books.
    public let flows: [CohortFlows]
    /// The same under each stress of the scenario, indexed [stress][replication].
    public let stressed: [[CohortFlows]]
    /// Where the response's numbers are drawn and books are kept: the same worlds with each number at its value; fewer
    /// after an early stop.
    public let undrawn: FollowedWorlds?
    /// Whether the run was stopped before it had all replications asked for.
    public let interrupted: Bool
    /// Remarks for the manifest and the terminal.
    public let warnings: [String]
    /// Names of the arms, `baseline` first.
    public let arms: [String]
    /// Names of what figures are given for: `all`, then the segments where there is more than one.
    public let segments: [String]
    /// Arms that are not to be called better or worse than others, as a program that is not of the cost that all others
    /// have been set to.
    public private(set) var unranked: Set<Int> = []
    /// Indexed [replication][arm][segment][metric]; NaN where undefined.
    private let values: [Double]
    /// Places of the first replication whose metric has no mean, though some replications have a value.
    private var meansLacking: Set<Int> = []

    public init(
        scenario: Scenario, outcomes: [Outcome], flows: [CohortFlows] = [], stressed: [[CohortFlows]] = [],
        undrawn: FollowedWorlds? = nil,
        interrupted: Bool = false, warnings: [String] = []
    ) {
        self.scenario = scenario
        self.flows = flows
        self.stressed = stressed
        self.undrawn = undrawn
        self.outcomes = outcomes
        self.interrupted = interrupted
        self.warnings = warnings
        arms = ["baseline"] + scenario.programs.map(\.name)
        let names = scenario.population.segments.map(\.name)
        let slots: [Int?] = [nil] + (names.count > 1 ? Array(names.indices) : [])
        segments = slots.map { $0.map { names[$0] } ?? "all" }
        var values: [Double] = []
        values.reserveCapacity(outcomes.count * arms.count * slots.count * Metric.all.count)
        for outcome in outcomes {
            for arm in arms.indices {
                for slot in slots {
                    let view = ArmView(scenario: scenario, outcome: outcome, arm: arm, segment: slot)
                    for metric in Metric.all { values.append(metric.value(view) ?? .nan) }
                }
            }
        }
        self.values = values
        findLackingPaybacks(slots)
    }

    public var replications: Int { outcomes.count }

    /// No mean month of paying back where the mean over the replications has none: that of those which do would mislead.
    private mutating func findLackingPaybacks(_ slots: [Int?]) {
        for arm in arms.indices.dropFirst() {
            for (place, slot) in slots.enumerated() {
                let flows = outcomes.map {
                    ArmView(scenario: scenario, outcome: $0, arm: arm, segment: slot).cashFlow
                }
                for name in CashFlow.paybacks(lackedBy: flows, yearlyRate: scenario.discountRate) {
                    let metric = Metric.place(of: name)
                    meansLacking.insert(self.place(replication: 0, arm: arm, segment: place, metric: metric))
                }
            }
        }
    }

    /// The same with some arms left out of every comparison between programs.
    func ranking(without arms: Set<Int>) -> RunResult {
        var result = self
        result.unranked = arms
        return result
    }

    /// What the metric's mean is of, replication by replication; nil where it is undefined, or there is no mean.
    ///
    /// - Parameters:
    ///   - arm: index into ``arms``.
    ///   - segment: index into ``segments``.
    ///   - metric: index into ``Metric/all``.
    public func values(arm: Int, segment: Int, metric: Int) -> [Double?] {
        guard !meansLacking.contains(place(replication: 0, arm: arm, segment: segment, metric: metric)) else {
            return Array(repeating: nil, count: replications)
        }
        return (0..<replications).map { value(replication: $0, arm: arm, segment: segment, metric: metric) }
    }
}

extension RunResult {
    /// One value; nil where the metric is undefined. It does not depend on other replications.
    public func value(replication: Int, arm: Int, segment: Int, metric: Int) -> Double? {
        let place = place(replication: replication, arm: arm, segment: segment, metric: metric)
        return values[place].isNaN ? nil : values[place]
    }

    private func place(replication: Int, arm: Int, segment: Int, metric: Int) -> Int {
        ((replication * arms.count + arm) * segments.count + segment) * Metric.all.count + metric
    }

    /// A metric's mean over the replications that have it; nil where none has.
    ///
    /// - Parameter segment: index into ``segments``; 0 is all of them together.
    public func estimate(_ metric: String, arm: Int, segment: Int = 0) -> Estimate? {
        guard let index = Metric.index(of: metric) else { return nil }
        let defined = values(arm: arm, segment: segment, metric: index).compactMap { $0 }
        return defined.isEmpty ? nil : Estimate(defined)
    }
}
