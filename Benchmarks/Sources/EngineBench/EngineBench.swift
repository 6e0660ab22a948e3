import Foundation
import LoyaltyModel
import Measured

/// Runs one study of the benchmark population and prints what it did and what it took, as one line of JSON.
@main
struct EngineBench {
    static func main() async {
        let options: Options
        do {
            options = try Options(Array(CommandLine.arguments.dropFirst()))
        } catch {
            FileHandle.standardError.write(Data("\(error)\n\(Options.usage)\n".utf8))
            exit(64)
        }
        let simulation = BenchmarkStudy.simulation(options)
        let clock = ContinuousClock()
        let start = clock.now
        let outcomes = await simulation.outcomes(replications: 1...options.replications, workers: options.workers) {
            _ in true
        }
        let seconds = (clock.now - start) / .seconds(1)
        let purchases = outcomes.reduce(0) { $0 + Measured.armPurchases(of: $1) }
        print(
            """
            {"customers": \(options.customers), "arms": \(options.programs + 1), \
            "replications": \(options.replications), "workers": \(options.workers), \
            "purchases": \(purchases), "rewards": \(outcomes.reduce(0) { $0 + Measured.rewards(of: $1) }), \
            "seconds": \(seconds), "ns_per_purchase": \(seconds * 1e9 / Double(purchases)), \
            "peak_mib": \(Measured.peakMemory())}
            """)
    }
}
