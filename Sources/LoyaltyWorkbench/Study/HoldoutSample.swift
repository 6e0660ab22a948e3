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

        fileprivate init(_ pairs: [(with: Double, without: Double)]) {
            let (a, b) = (Estimate(pairs.map(\.with)), Estimate(pairs.map(\.without)))
            let squares = [a, b].reduce(0) { $0 + ($1.standardDeviation ?? 0) * ($1.standardDeviation ?? 0) }
            deviation = (squares / 2).squareRoot()
            pairedDeviation =
                Estimate(paired: pairs.map(\.with), minus: pairs.map(\.without)).standardDeviation ?? 0
        }
    }

    /// Customers looked at, the first of those present at the start: enough to know a deviation to 2 %, and the size of
    /// a test to 4 %, where figures have a kurtosis κ of 9 at most (an exponential's).
    ///
    /// A sample's deviation has a relative standard error of √((κ − 1) ÷ 4n), by the delta method: √(8 ÷ 20,000) = 0.02.
    public static let size = 5000

    private let figures: [[Measure: Spread]]

    /// Looks at replication 1 of a study.
    ///
    /// - Parameter outcome: of that replication, with what became of its shared limits.
    public init(_ scenario: Scenario, _ outcome: Outcome) {
        let simulation = scenario.simulation
        let count = min(Self.size, simulation.population.customers)
        // Indexed [measure][program], a figure of each customer with the program and without it.
        let none = [[(with: Double, without: Double)]](repeating: [], count: simulation.programs.count)
        var pairs = [Measure: [[(with: Double, without: Double)]]](
            uniqueKeysWithValues: Measure.allCases.map { ($0, none) })
        simulation.visitSpending(ofBase: 0..<count, replication: 1, in: outcome) { customer in
            for measure in Measure.allCases {
                for (program, pair) in customer.enumerated() {
                    pairs[measure]?[program].append((measure.value(pair.with), measure.value(pair.without)))
                }
            }
        }
        figures = simulation.programs.indices.map { program in
            pairs.compactMapValues { programs in count > 1 ? Spread(programs[program]) : nil }
        }
    }

    /// Nil in the baseline, and with fewer than two customers present at the start.
    public func spread(_ measure: Measure, arm: Int) -> Spread? { arm == 0 ? nil : figures[arm - 1][measure] }
}

extension HoldoutSample.Measure {
    fileprivate func value(_ sum: SpendingPair.Sum) -> Double {
        switch self {
        case .purchases: Double(sum.purchases)
        case .revenue: Double(sum.revenue)
        }
    }
}
