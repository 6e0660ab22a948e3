import LoyaltyModel

/// `tuning.csv`: every candidate, what is known of it, and what became of it.
enum TuningTable {
    static func description(_ tuning: Tuning) -> TableDescription {
        TableDescription(
            file: "tuning.csv",
            meaning:
                "Every candidate of a tuning. Those that fell behind early have had fewer replications, so means are of "
                + "different worlds; differences are paired. A last row, refined, is a point between those tried: its "
                + "mean and difference are of worlds that it was not found in.",
            key: ["candidate"],
            columns: [TableColumn("candidate", .integer, "Number of the candidate, from 1.")]
                + tuning.space.columns + [
                    TableColumn(
                        "status", .string,
                        "winner; not separated (cannot be told from the best); behind; broken (a constraint, surely); broken, "
                            + "not surely; or refined."),
                    TableColumn("objective", .string, "What is to be large or small."), .unit,
                    .figure("mean", "Mean of the objective's observations."),
                    .figure("standard_error", "Its standard error."),
                    .figure("difference", "Mean of the paired differences from the winner, in worlds that both had."),
                    .figure("ci_low", "Lower end of the difference's 95 % t interval."),
                    .figure("ci_high", "Upper end of the difference's 95 % t interval."),
                    TableColumn("replications", .integer, "Replications that the candidate has had."),
                ]
                + constraintColumns(tuning))
    }

    static func constraintColumns(_ tuning: Tuning) -> [TableColumn] {
        tuning.constraints.flatMap { constraint in
            let words = TuningResult.words(constraint)
            return [
                TableColumn(words, .number, unit: "the metric's", "The constraint's measure over all replications."),
                TableColumn(
                    words + " standing", .string,
                    "kept, or broken: surely, with all candidates together; or not surely."),
            ]
        }
    }

    static func write(_ result: TuningResult, folder: String) throws(FileFailure) -> String {
        let tuning = result.tuning
        var table = try TableWriter(description(tuning), folder: folder)
        let unit = Metric.index(of: tuning.objective.metricName).map {
            Metric.all[$0].unit.text(tuning.source.base.currency)
        }
        for candidate in tuning.points.indices {
            let standing = constraintCells(
                tuning.constraints.indices.map { result.constrained(candidate, $0) }, result.standings[candidate])
            try table.row(
                [.integer(Int64(candidate + 1))]
                    + tuning.space.cells(tuning.space.values(tuning.points[candidate]))
                    + figures(
                        tuning, status: result.status(candidate), unit, result.objective(candidate),
                        result.difference(candidate), result.replications(candidate)) + standing)
        }
        if let refined = result.refined {
            try table.row(
                [.integer(Int64(tuning.points.count + 1))] + tuning.space.cells(refined.values)
                    + figures(
                        tuning, status: "refined", unit, refined.objective, refined.difference, 2 * refined.worlds)
                    + constraintCells(refined.constrained, refined.standings))
        }
        return try table.finish()
    }

    static func constraintCells(_ values: [Double], _ standings: [Constraint.Standing]) -> [TableValue] {
        zip(values, standings).flatMap { value, standing -> [TableValue] in [.real(value), .text(standing.rawValue)] }
    }

    private static func figures(
        _ tuning: Tuning, status: String, _ unit: String?, _ objective: Estimate, _ difference: Estimate?,
        _ replications: Int
    ) -> [TableValue] {
        let interval = difference?.interval()
        return [
            .text(status), .text(tuning.objective.text), .text(unit ?? ""), .real(objective.mean),
            .optional(objective.standardError), .optional(difference?.mean), .optional(interval?.lowerBound),
            .optional(interval?.upperBound), .integer(Int64(replications)),
        ]
    }
}
