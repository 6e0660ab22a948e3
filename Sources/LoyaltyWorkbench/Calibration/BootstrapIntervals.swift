import Foundation
import LoyaltyModel

/// Intervals of the chosen models' parameters from fits to customers drawn again with replacement.
package struct BootstrapIntervals: Sendable {
    package struct Row: Sendable, Hashable {
        package let model: String
        package let parameter: String
        package let estimate: Double
        /// Over the resamples that identify the parameters.
        package let deviation: Double?
        package let low: Double
        package let high: Double
        /// Resamples whose fit converged, and how many of these are at a boundary or on a ridge.
        package let resamples: Int
        package let unidentified: Int
    }

    package let rows: [Row]

    init(_ chosen: TimingFit, _ spend: SpendFit?, _ data: PurchaseSummaries, resamples: Int) throws {
        var (timing, spending) = ([Estimates](), [Estimates]())
        for number in 0..<resamples {
            let places = Self.draw(data.histories.count, number)
            let summary = data.timing(of: places)
            if summary.repeats > 0 {
                let fit = try chosen.model.refit(
                    summary, phases: chosen.phases, from: chosen.estimates.values.map { log($0) })
                timing.append(fit.estimates)
            }
            let spenders = places.compactMap { data.spend[$0] }
            if spend?.estimates != nil, !spenders.isEmpty {
                spending.append(try GammaGamma.fit(SpendSummary(spenders)))
            }
        }
        rows =
            Self.rows(chosen.model.rawValue, chosen.estimates, timing)
            + (spend?.estimates.map { Self.rows("gamma-gamma", $0, spending) } ?? [])
    }

    /// Places drawn with replacement.
    private static func draw(_ count: Int, _ number: Int) -> [Int] {
        let luck = Luck(seed: 1, replication: number)
        var words = luck.stream(.world, .bootstrap, 0)
        return (0..<count).map { _ in Int((UInt64(words.next()) * UInt64(count)) >> 32) }
    }

    private static func rows(_ model: String, _ estimates: Estimates, _ drawn: [Estimates]) -> [Row] {
        let settled = drawn.filter { $0.status != .notConverged }
        let inner = settled.filter { $0.status == .converged }
        guard settled.count > 1 else { return [] }
        return estimates.names.indices.map { place in
            let sample = SortedSample(settled.map { $0.values[place] })
            return Row(
                model: model, parameter: estimates.names[place], estimate: estimates.values[place],
                deviation: inner.count > 1 ? Estimate(inner.map { $0.values[place] }).standardDeviation : nil,
                low: sample.quantile(0.025), high: sample.quantile(0.975), resamples: settled.count,
                unidentified: settled.count - inner.count)
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
            TableColumn(
                "standard_deviation", .number,
                "Of the estimates over the resamples that identify the parameters; empty where these are not two."),
            TableColumn(
                "ci_low", .number,
                "2.5 % quantile over all resamples (type 7); those at a boundary lie far out on the way to it."),
            TableColumn("ci_high", .number, "97.5 % quantile over all of them."),
            TableColumn("resamples", .integer, "Resamples whose fit converged, at a boundary or on a ridge included."),
            TableColumn("unidentified", .integer, "Of these, at a boundary or on a ridge."),
        ])

    static func rows(_ intervals: BootstrapIntervals) -> [[TableValue]] {
        intervals.rows.map {
            [
                .text($0.model), .text($0.parameter), .real($0.estimate), .optional($0.deviation), .real($0.low),
                .real($0.high), .integer(Int64($0.resamples)), .integer(Int64($0.unidentified)),
            ]
        }
    }
}
