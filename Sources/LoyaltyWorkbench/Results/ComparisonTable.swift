import LoyaltyModel

/// `comparison.csv`: programs against the baseline and against each other.
enum ComparisonTable {
    static let description = TableDescription(
        file: "comparison.csv",
        meaning:
            "Every program against the baseline and every pair of programs, as differences paired by replication, on "
            + "every metric that has a better way and some that have none. A program's own figures, as roi, are compared "
            + "between programs only: the baseline has none.",
        key: ["program", "reference", "segment", "metric"],
        columns: [
            .program,
            TableColumn("reference", .string, "Name of the arm that it is compared with."),
            .segment, .metric, .unit,
            .figure("difference", "Mean over the replications of program less reference."),
            .figure("standard_error", "Standard error of the difference; empty with one replication."),
            .figure("ci_low", "Lower end of the 95 % t interval of the difference."),
            .figure("ci_high", "Upper end of the 95 % t interval of the difference."),
            TableColumn(
                "p_adjusted", .number,
                "Two-sided p-value of no difference, Holm-adjusted over the comparisons of this metric and segment with "
                    + "the baseline, or over those between programs."),
            TableColumn(
                "share_of_worlds_best", .number, unit: "share",
                "Replications in which the program is the best of all arms on the metric, the baseline included where it "
                    + "has one. Empty where neither way is better."),
            TableColumn(
                "probability_mean_best", .number, unit: "share",
                "Probability that the program's mean is the best of all arms, by paired bootstrap."),
            TableColumn(
                "verdict", .string,
                "higher or lower where p_adjusted is below 0.05; otherwise that they cannot be separated, and about how "
                    + "many more replications would."),
        ])

    static func write(_ result: RunResult, folder: String) throws(FileFailure) -> String {
        var table = try TableWriter(description, folder: folder)
        for (segment, name) in result.segments.enumerated() {
            for (index, metric) in Metric.all.enumerated() {
                for row in result.comparisons(metric: index, segment: segment) {
                    try table.row([
                        .text(result.arms[row.program]), .text(result.arms[row.reference]), .text(name),
                        .text(metric.name), .text(metric.unit.text(result.scenario.currency)),
                        .real(row.difference.mean), .optional(row.difference.standardError),
                        .optional(row.interval?.lowerBound), .optional(row.interval?.upperBound),
                        .optional(row.adjustedP),
                        .optional(row.shareOfWorldsBest), .optional(row.probabilityMeanBest),
                        .text("\(row.verdict)"),
                    ])
                }
            }
        }
        return try table.finish()
    }
}
