import Foundation
import LoyaltyModel
import LoyaltyWorkbench
import Measured

/// Measures calibration and prints what it did and what it took, as one line of JSON.
///
///     fit-bench fit HISTORIES.csv MODEL    one fit to histories x,t_x,T,customers in days, fitted in weeks
///     fit-bench large MODEL CUSTOMERS      one fit to made-up histories, hardly two of them alike
///     fit-bench read LOG.csv               reading a log
@main
struct FitBench {
    static func main() throws {
        let words = Array(CommandLine.arguments.dropFirst())
        switch words.first {
        case "fit" where words.count == 3:
            try fit(TimingSummary(cells: cells(of: words[1]), logGaps: 0), model: words[2])
        case "large" where words.count == 3:
            try fit(madeUp(Int(words[2]) ?? 0), model: words[1])
        case "read" where words.count == 2:
            let clock = ContinuousClock()
            let start = clock.now
            let log = try SalesLog.read(path: words[1])
            let seconds = (clock.now - start) / .seconds(1)
            print("{\"rows\": \(log.rows), \"seconds\": \(seconds), \"peak_mib\": \(Measured.peakMemory())}")
        default:
            FileHandle.standardError.write(
                Data("usage: fit-bench fit FILE MODEL | large MODEL CUSTOMERS | read FILE\n".utf8))
            exit(64)
        }
    }

    private static func fit(_ summary: TimingSummary, model name: String) throws {
        guard let model = TimingModel(rawValue: name) else {
            FileHandle.standardError.write(Data("no model \(name)\n".utf8))
            exit(64)
        }
        let clock = ContinuousClock()
        let start = clock.now
        let estimates = try model.fit(summary).estimates
        let seconds = (clock.now - start) / .seconds(1)
        print(
            """
            {"histories": \(summary.cells.count), "log_likelihood": \(estimates.logLikelihood), \
            "iterations": \(estimates.iterations), "seconds": \(seconds)}
            """)
    }

    private static func cells(of path: String) throws -> [TimingSummary.Cell] {
        try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").dropFirst().map { line in
            let numbers = line.split(separator: ",").map { Double($0) ?? 0 }
            return TimingSummary.Cell(
                history: PurchaseHistory(
                    repeats: Int(numbers[0]), recency: numbers[1] / 7, age: numbers[2] / 7),
                customers: numbers[3])
        }
    }

    /// Customers with hazards and rates of their own, from addressed luck.
    private static func madeUp(_ customers: Int) -> TimingSummary {
        var stream = Luck(seed: 1, replication: 0).stream(.world, .bootstrap, 0)
        func exponential() -> Double { -log((Double(stream.next()) + 0.5) / 4_294_967_296) }
        let histories = (0..<customers).map { _ -> PurchaseHistory in
            let age = 26 + 78 * exp(-exponential())
            let (rate, life) = (0.1 * exponential(), 30 * exponential() / exponential())
            var (time, repeats) = (0.0, 0)
            while true {
                let next = time + exponential() / rate
                guard next < min(age, life) else { break }
                (time, repeats) = (next, repeats + 1)
            }
            return PurchaseHistory(repeats: repeats, recency: time, age: age)
        }
        return TimingSummary(histories, logGaps: 0)
    }
}
