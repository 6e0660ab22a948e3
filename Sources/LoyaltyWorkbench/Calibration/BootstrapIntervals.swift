import Foundation
import LoyaltyModel

/// Intervals of the chosen models' parameters from fits to customers drawn again with replacement.
package struct BootstrapIntervals: Sendable {
    package struct Row: Sendable, Hashable {
        package let model: String
        package let parameter: String
        package let estimate: Double
        package let deviation: Double
        package let low: Double
        package let high: Double
        /// Resamples whose fit converged, which the figures are of.
        package let resamples: Int
    }

    package let rows: [Row]
    package let resamples: Int

    /// Nil where the user stopped.
    init?(
        _ chosen: TimingFit, _ spend: SpendFit?, _ data: PurchaseSummaries, resamples: Int, goesOn: () -> Bool
    ) throws {
        var (timing, spending) = ([[Double]](), [[Double]]())
        let spenders = data.spend.compactMap { $0 }
        for number in 0..<resamples {
            guard goesOn() else { return nil }
            let places = Self.draw(data.histories.count, from: data.histories.count, number, stream: 0)
            let summary = data.timing(of: places)
            if summary.repeats > 0 {
                let fit = try chosen.model.refit(
                    summary, phases: chosen.phases, from: chosen.estimates.values.map { log($0) })
                if fit.estimates.status != .notConverged { timing.append(fit.estimates.values) }
            }
            if spend?.estimates != nil {
                let drawn = Self.draw(spenders.count, from: spenders.count, number, stream: 1).map { spenders[$0] }
                let estimates = try GammaGamma.fit(SpendSummary(drawn))
                if estimates.status != .notConverged { spending.append(estimates.values) }
            }
        }
        self.resamples = resamples
        rows =
            Self.rows(chosen.model.rawValue, chosen.estimates, timing)
            + (spend?.estimates.map { Self.rows("gamma-gamma", $0, spending) } ?? [])
    }

    /// Places drawn with replacement.
    private static func draw(_ count: Int, from most: Int, _ number: Int, stream: Int) -> [Int] {
        let luck = Luck(seed: 1, replication: number)
        var words = luck.stream(.world, .bootstrap, stream)
        return (0..<count).map { _ in Int((UInt64(words.next()) * UInt64(most)) >> 32) }
    }

    private static func rows(_ model: String, _ estimates: Estimates, _ drawn: [[Double]]) -> [Row] {
        guard drawn.count > 1 else { return [] }
        return estimates.names.indices.map { place in
            let sample = SortedSample(drawn.map { $0[place] })
            return Row(
                model: model, parameter: estimates.names[place], estimate: estimates.values[place],
                deviation: Estimate(drawn.map { $0[place] }).standardDeviation ?? 0, low: sample.quantile(0.025),
                high: sample.quantile(0.975), resamples: drawn.count)
        }
    }
}

/// `bootstrap.csv`.
enum BootstrapTable {
    static let description = TableDescription(
        file: "bootstrap.csv",
        meaning: "The chosen models fitted again to as many customers, drawn with replacement.",
        key: ["model", "parameter"],
        columns: [
            .model, TableColumn("parameter", .string, "The literature's letter."),
            TableColumn("estimate", .number, "Maximum-likelihood estimate on the log."),
            TableColumn("standard_deviation", .number, "Of the estimates over the resamples."),
            TableColumn("ci_low", .number, "2.5 % quantile of them (type 7)."),
            TableColumn("ci_high", .number, "97.5 % quantile of them."),
            TableColumn("resamples", .integer, "Resamples whose fit converged."),
        ])

    static func rows(_ intervals: BootstrapIntervals) -> [[TableValue]] {
        intervals.rows.map {
            [
                .text($0.model), .text($0.parameter), .real($0.estimate), .real($0.deviation), .real($0.low),
                .real($0.high), .integer(Int64($0.resamples)),
            ]
        }
    }
}
