import Foundation
import LoyaltyModel

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
        let purchases = outcomes.reduce(0) { $0 + armPurchases(of: $1) }
        print(
            """
            {"customers": \(options.customers), "arms": \(options.programs + 1), \
            "replications": \(options.replications), "workers": \(options.workers), \
            "purchases": \(purchases), "rewards": \(outcomes.reduce(0) { $0 + rewards(of: $1) }), \
            "seconds": \(seconds), "ns_per_purchase": \(seconds * 1e9 / Double(purchases)), \
            "peak_mib": \(peakMemory())}
            """)
    }

    /// Purchases of all customers in all arms, everyone's first included.
    static func armPurchases(of outcome: Outcome) -> Int64 {
        var sum: Int64 = 0
        for arm in 0..<outcome.shape.arms {
            for segment in 0..<outcome.shape.segments {
                for month in 0..<outcome.shape.months {
                    sum += outcome.purchases(arm: arm, segment: segment, month: month)
                }
            }
        }
        return sum
    }

    /// Rewards given in all arms: shows that the programs did their work.
    static func rewards(of outcome: Outcome) -> Int64 {
        var sum: Int64 = 0
        for arm in 0..<outcome.shape.arms {
            for segment in 0..<outcome.shape.segments { sum += outcome.sum(.rewards, arm: arm, segment: segment) }
        }
        return sum
    }

    /// Largest resident memory of this process so far, in MiB.
    static func peakMemory() -> Double {
        var usage = rusage()
        #if os(Linux)
            getrusage(Int32(RUSAGE_SELF.rawValue), &usage)
            return Double(usage.ru_maxrss) / 1024
        #else
            getrusage(RUSAGE_SELF, &usage)
            return Double(usage.ru_maxrss) / (1024 * 1024)
        #endif
    }
}
