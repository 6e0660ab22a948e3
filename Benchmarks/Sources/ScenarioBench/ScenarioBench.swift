import Foundation
import LoyaltyModel
import LoyaltyWorkbench
import Measured

/// Runs a scenario's engine once, with one worker and one replication, and prints what it did and what it took, as one
/// line of JSON. Reading the scenario and writing tables are not timed.
@main
struct ScenarioBench {
    static let usage = "usage: scenario-bench SCENARIO CUSTOMERS"

    static func main() async throws {
        let arguments = CommandLine.arguments
        guard arguments.count == 3, let customers = Int(arguments[2]), customers > 0 else {
            FileHandle.standardError.write(Data("\(usage)\n".utf8))
            exit(64)
        }
        let simulation = try ScenarioOverrides(customers: customers).load(path: arguments[1]).simulation
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
}
