import LoyaltyModel

/// `timeline.csv`: what happens month by month, all segments together.
enum TimelineTable {
    static let description = TableDescription(
        file: "timeline.csv",
        meaning: "Monthly figures of all customers over the replications. Flows are the month's own and add up to "
            + "summary.csv; stocks are at the month's end.",
        key: ["program", "month", "metric"],
        columns: [
            .program, .month, .metric, .unit,
            .figure("mean", "Mean over the replications."),
            .figure("p05", "5 % quantile over the replications (type 7)."),
            .figure("p50", "Median over the replications."),
            .figure("p95", "95 % quantile over the replications (type 7)."),
        ])

    static func write(_ result: RunResult, folder: String) throws(FileFailure) -> String {
        var table = try TableWriter(description, folder: folder)
        let calendar = result.scenario.calendar
        for (arm, program) in result.arms.enumerated() {
            // Indexed [replication][metric][month].
            let series = result.outcomes.map { outcome in
                let view = ArmView(scenario: result.scenario, outcome: outcome, arm: arm)
                return MonthlyMetric.all.map { $0.values(view) }
            }
            for month in 0..<calendar.months {
                for (index, metric) in MonthlyMetric.all.enumerated() {
                    let values = series.compactMap { $0[index][month] }
                    guard !values.isEmpty else { continue }
                    let spread = Spread(values)
                    try table.row([
                        .text(program), .text(calendar.label(ofMonth: month)), .text(metric.name),
                        .text(metric.unit.text(result.scenario.currency)), .real(Estimate(values).mean),
                        .real(spread.p05), .real(spread.p50), .real(spread.p95),
                    ])
                }
            }
        }
        return try table.finish()
    }
}
