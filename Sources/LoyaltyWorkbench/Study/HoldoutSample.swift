public import LoyaltyModel

/// What customers differ by, from a sample of them: what the size of a test on real customers depends on.
///
/// A company's test gives the program to one group of customers and holds another out. All eligible customers count,
/// whether they join or not; each one's figure is what he does from the launch to the end of the study.
public struct HoldoutSample: Sendable {
    /// What is measured for each customer.
    public enum Measure: String, CaseIterable, Sendable { case purchases, revenue }

    /// Figures of one arm and measure.
    public struct Spread: Sendable, Hashable {
        /// Standard deviation between customers, with the program and without it pooled.
        public let deviation: Double
        /// Standard deviation of the differences between customers and their twins.
        public let pairedDeviation: Double
    }

    /// Customers looked at, the first of those present at the start: enough to know a deviation to 2 %.
    public static let size = 5000

    private let figures: [[Measure: Spread]]

    /// Looks at replication 1 of a study.
    ///
    /// - Parameter limits: what became of its shared limits.
    public init(_ scenario: Scenario, limits: [Outcome.Limit]) {
        let simulation = scenario.simulation
        let count = min(Self.size, simulation.population.customers)
        let lives = simulation.livesOfBase(replication: 1, customers: 0..<count, limits: limits)
        figures = simulation.programs.enumerated().map { arm, program in
            var spreads: [Measure: Spread] = [:]
            for measure in Measure.allCases where count > 1 {
                let twins = lives.map { measure.value($0[0], from: program.launchDay) }
                let members = lives.map { measure.value($0[arm + 1], from: program.launchDay) }
                let (without, with) = (Estimate(twins), Estimate(members))
                let (a, b) = (without.standardDeviation ?? 0, with.standardDeviation ?? 0)
                spreads[measure] = Spread(
                    deviation: ((a * a + b * b) / 2).squareRoot(),
                    pairedDeviation: Estimate(paired: members, minus: twins).standardDeviation ?? 0)
            }
            return spreads
        }
    }

    /// Nil in the baseline, and with fewer than two customers present at the start.
    public func spread(_ measure: Measure, arm: Int) -> Spread? { arm == 0 ? nil : figures[arm - 1][measure] }
}

extension HoldoutSample.Measure {
    /// A customer's figure from the launch on.
    fileprivate func value(_ life: Life, from launch: Int) -> Double {
        let purchases = life.purchases.filter { $0.instant >= Double(launch) }
        return switch self {
        case .purchases: Double(purchases.count)
        case .revenue: Double(purchases.reduce(0) { $0 + $1.amount })
        }
    }
}
