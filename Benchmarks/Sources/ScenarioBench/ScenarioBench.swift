import Foundation
import LoyaltyModel
import LoyaltyWorkbench
import Measured

/// Runs a scenario's engine once, or sweeps a path of it, with one worker and one replication, and prints what it did and
/// what it took, as one line of JSON. Reading the scenario and writing tables are not timed.
@main
struct ScenarioBench {
    static let usage = "usage: scenario-bench SCENARIO CUSTOMERS [PATH=A:B:STEP]"

    static func main() async throws {
        let arguments = CommandLine.arguments
        guard arguments.count == 3 || arguments.count == 4, let customers = Int(arguments[2]), customers > 0 else {
            FileHandle.standardError.write(Data("\(usage)\n".utf8))
            exit(64)
        }
        if arguments.count == 4 {
            try await sweep(arguments[1], customers, arguments[3])
        } else {
            try await run(arguments[1], customers)
        }
    }

    private static func run(_ path: String, _ customers: Int) async throws {
        let simulation = try ScenarioOverrides(customers: customers).load(path: path).simulation
        let clock = ContinuousClock()
        let start = clock.now
        let outcomes = await simulation.outcomes(replications: 1...1, workers: 1) { _ in true }
        let seconds = (clock.now - start) / .seconds(1)
        let purchases = outcomes.reduce(0) { $0 + Measured.armPurchases(of: $1) }
        let passes = outcomes.flatMap(\.limits).map(\.passes).max() ?? 1
        print(
            """
            {"customers": \(customers), "arms": \(simulation.programs.count + 1), "passes": \(passes), \
            "purchases": \(purchases), "seconds": \(seconds), \
            "ns_per_purchase": \(seconds * 1e9 / Double(purchases))}
            """)
    }

    /// The work of `loyalty sweep`; only purchases of its points count, and those of the scenario as it stands, not those
    /// of the baseline that walks along.
    private static func sweep(_ path: String, _ customers: Int, _ vary: String) async throws {
        let source = try TrialSource(path: path, overrides: ScenarioOverrides(customers: customers, replications: 1))
        let space = try DesignSpace([try Variation(parsing: vary)])
        let sweep = try Sweep(source, space, layout: .grid, points: nil, shown: [])
        let clock = ContinuousClock()
        let start = clock.now
        let result = try await sweep.result(memo: TrialMemo(), workers: 1) { _ in true }
        let seconds = (clock.now - start) / .seconds(1)
        guard let metric = Metric.index(of: "purchases") else { preconditionFailure("a metric that exists") }
        let purchases = (0...sweep.points.count).reduce(0.0) { sum, point in
            sweep.programs.indices.reduce(sum) {
                $0 + (result.estimate(point, program: $1, metric: metric)?.mean ?? 0)
            }
        }
        print(
            """
            {"customers": \(customers), "points": \(sweep.points.count), "purchases": \(purchases), \
            "seconds": \(seconds), "ns_per_purchase": \(seconds * 1e9 / purchases)}
            """)
    }
}
