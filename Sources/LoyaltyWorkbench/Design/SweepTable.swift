import LoyaltyModel

/// `sweep.csv`: every metric at every point, and how it differs from the scenario as it stands.
enum SweepTable {
    static func description(_ sweep: Sweep) -> TableDescription {
        TableDescription(
            file: "sweep.csv",
            meaning: "Every metric at every point; point 0 is the scenario as it stands, where the varied paths are "
                + "left empty. All points live the same luck, so differences are paired by replication.",
            key: ["point", "program", "metric"],
            columns: [TableColumn("point", .integer, "Number of the point, from 1; 0 is the scenario as it stands.")]
                + sweep.space.columns + [
                    .program, .metric, .unit,
                    .figure("mean", "Mean over the replications."),
                    .figure("standard_error", "Standard error of the mean; empty with one replication."),
                    .figure("difference", "Mean of the paired differences from point 0."),
                    .figure("difference_standard_error", "Its standard error; empty with one replication."),
                    .figure("ci_low", "Lower end of the difference's 95 % t interval."),
                    .figure("ci_high", "Upper end of the difference's 95 % t interval."),
                    .replications,
                ])
    }

    static func write(_ result: SweepResult, folder: String) throws(FileFailure) -> String {
        let sweep = result.sweep
        var table = try TableWriter(description(sweep), folder: folder)
        for point in 0...sweep.points.count {
            let values =
                point == 0
                ? sweep.space.variations.map { _ in TableValue.empty }
                : sweep.space.cells(sweep.space.values(sweep.points[point - 1]))
            for (place, program) in sweep.programs.enumerated() {
                for (index, metric) in Metric.all.enumerated() {
                    guard let estimate = result.estimate(point, program: place, metric: index) else { continue }
                    let difference = result.difference(point, program: place, metric: index)
                    let interval = difference?.interval()
                    try table.row(
                        [.integer(Int64(point))] + values + [
                            .text(sweep.source.base.programs[program].name), .text(metric.name),
                            .text(metric.unit.text(sweep.source.base.currency)), .real(estimate.mean),
                            .optional(estimate.standardError), .optional(difference?.mean),
                            .optional(difference?.standardError), .optional(interval?.lowerBound),
                            .optional(interval?.upperBound), .integer(Int64(estimate.count)),
                        ])
                }
            }
        }
        return try table.finish()
    }
}

extension DesignSpace {
    /// A column for each path.
    var columns: [TableColumn] {
        variations.map {
            TableColumn($0.path, $0.numbers == nil ? .string : .number, unit: "as in a document", "Value of the path.")
        }
    }

    /// Values of the paths, in the order of the variations.
    func cells(_ values: [String]) -> [TableValue] {
        zip(variations, values).map { variation, text in
            variation.numbers == nil ? .text(text) : .optional(ExactDecimal.number(text))
        }
    }
}
