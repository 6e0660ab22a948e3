import LoyaltyModel

/// `summary.csv`: every metric of every program and segment over the replications.
enum SummaryTable {
    static let description = TableDescription(
        file: "summary.csv",
        meaning: "Every metric over the whole study: its mean over the replications, how well that is known, and how "
            + "far worlds differ. Counts and money are totals a replication. Metrics undefined throughout have no row.",
        key: ["program", "segment", "metric"],
        columns: [
            .program, .segment, .metric, .unit,
            .figure("mean", "Mean over the replications."),
            .figure("standard_error", "Standard error of the mean; empty with one replication."),
            .figure("p05", "5 % quantile over the replications (type 7)."),
            .figure("p50", "Median over the replications."),
            .figure("p95", "95 % quantile over the replications (type 7)."),
            .replications,
        ])

    static func write(_ result: RunResult, folder: String) throws(FileFailure) -> String {
        var table = try TableWriter(description, folder: folder)
        for (arm, program) in result.arms.enumerated() {
            for (segment, name) in result.segments.enumerated() {
                for (index, metric) in Metric.all.enumerated() {
                    let values = result.values(arm: arm, segment: segment, metric: index).compactMap { $0 }
                    guard !values.isEmpty else { continue }
                    let estimate = Estimate(values)
                    let spread = Spread(values)
                    try table.row([
                        .text(program), .text(name), .text(metric.name),
                        .text(metric.unit.text(result.scenario.currency)), .real(estimate.mean),
                        .optional(estimate.standardError), .real(spread.p05), .real(spread.p50), .real(spread.p95),
                        .integer(Int64(values.count)),
                    ])
                }
            }
        }
        return try table.finish()
    }
}

/// How far worlds differ: three quantiles.
struct Spread {
    let p05: Double
    let p50: Double
    let p95: Double

    init(_ values: [Double]) {
        let sample = SortedSample(values)
        p05 = sample.quantile(0.05)
        p50 = sample.quantile(0.5)
        p95 = sample.quantile(0.95)
    }
}
