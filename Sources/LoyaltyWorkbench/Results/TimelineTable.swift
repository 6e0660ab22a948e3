import LoyaltyModel

/// `timeline.csv`: what happens month by month, all segments together; and the same by segment.
enum TimelineTable {
    static let description = TableDescription(
        file: "timeline.csv",
        meaning: "Monthly figures of all customers over the replications. Flows are the month's own and add up to "
            + "summary.csv; stocks are at the month's end.",
        key: ["program", "month", "metric"],
        columns: [.program, .month, .metric, .unit] + figures)

    /// Written where there is more than one segment.
    static let bySegment = TableDescription(
        file: "timeline_segments.csv",
        meaning:
            "The figures of timeline.csv by segment. A metric that is 0 in every month of a program's segment, in all "
            + "replications, is left out.",
        key: ["program", "segment", "month", "metric"],
        columns: [.program, .segment, .month, .metric, .unit] + figures)

    private static let figures: [TableColumn] = [
        .figure("mean", "Mean over the replications."),
        .figure("p05", "5 % quantile over the replications (type 7)."),
        .figure("p50", "Median over the replications."),
        .figure("p95", "95 % quantile over the replications (type 7)."),
    ]

    static func write(_ result: RunResult, folder: String) throws(FileFailure) -> String {
        var table = try TableWriter(description, folder: folder)
        for arm in result.arms.indices {
            let months = Months(result, arm: arm, segment: nil)
            for month in 0..<result.scenario.calendar.months {
                for (index, metric) in MonthlyMetric.all.enumerated() {
                    guard let row = months.row(metric: index, month: month) else { continue }
                    try table.row(
                        [.text(result.arms[arm]), .text(result.scenario.calendar.label(ofMonth: month))]
                            + Self.name(metric, result) + row)
                }
            }
        }
        return try table.finish()
    }

    static func writeSegments(_ result: RunResult, folder: String) throws(FileFailure) -> String {
        var table = try TableWriter(bySegment, folder: folder)
        let segments = result.scenario.population.segments
        for arm in result.arms.indices {
            for (segment, name) in segments.map(\.name).enumerated() {
                let months = Months(result, arm: arm, segment: segment)
                let told = MonthlyMetric.all.indices.filter { !months.isZero(metric: $0) }
                for month in 0..<result.scenario.calendar.months {
                    for index in told {
                        guard let row = months.row(metric: index, month: month) else { continue }
                        try table.row(
                            [
                                .text(result.arms[arm]), .text(name),
                                .text(result.scenario.calendar.label(ofMonth: month)),
                            ] + Self.name(MonthlyMetric.all[index], result) + row)
                    }
                }
            }
        }
        return try table.finish()
    }

    private static func name(_ metric: MonthlyMetric, _ result: RunResult) -> [TableValue] {
        [.text(metric.name), .text(metric.unit.text(result.scenario.currency))]
    }
}

/// Every monthly metric of one arm and one segment, or all of them, in every replication.
private struct Months {
    /// Indexed [replication][metric][month].
    private let series: [[[Double?]]]

    init(_ result: RunResult, arm: Int, segment: Int?) {
        series = result.outcomes.map { outcome in
            let view = ArmView(scenario: result.scenario, outcome: outcome, arm: arm, segment: segment)
            return MonthlyMetric.all.map { $0.values(view) }
        }
    }

    func isZero(metric: Int) -> Bool { series.allSatisfy { $0[metric].allSatisfy { ($0 ?? 0) == 0 } } }

    /// Mean and quantiles of a month; nil where no replication has a value.
    func row(metric: Int, month: Int) -> [TableValue]? {
        let values = series.compactMap { $0[metric][month] }
        guard !values.isEmpty else { return nil }
        let spread = Spread(values)
        return [.real(Estimate(values).mean), .real(spread.p05), .real(spread.p50), .real(spread.p95)]
    }
}
