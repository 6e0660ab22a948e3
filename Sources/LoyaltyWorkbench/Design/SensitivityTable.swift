import LoyaltyModel

/// `sensitivity.csv`: what each path does to the figure, by each method.
enum SensitivityTable {
    static let description = TableDescription(
        file: "sensitivity.csv",
        meaning:
            "What each path does to one metric over its range, a row for each measure: low_end and high_end (tornado: the "
            + "paired difference from the scenario as it stands with the path alone at that end), mean_effect, "
            + "mean_size and effect_deviation (morris: elementary effects over the whole range), first_order and "
            + "total (sobol: shares of variance; noise taken out).",
        key: ["program", "path", "measure"],
        columns: [
            .program, TableColumn("path", .string, "Path of the number that varies."),
            TableColumn("low", .string, "Lower end of its range."),
            TableColumn("high", .string, "Upper end of its range."),
            .metric, TableColumn("method", .string, "tornado, morris or sobol."),
            TableColumn("measure", .string, "What the value is."), .unit,
            .figure("value", "The measure."),
            .figure("ci_low", "Lower end of its 95 % interval: t over replications or paths, bootstrap for sobol."),
            .figure("ci_high", "Upper end of its 95 % interval."),
        ])

    private typealias Row = (method: Sensitivity.Method, measure: String, value: Double, interval: ClosedRange<Double>?)

    static func write(_ result: SensitivityResult, folder: String) throws(FileFailure) -> String {
        let study = result.study
        var table = try TableWriter(description, folder: folder)
        let unit = study.metric.unit.text(study.source.base.currency)
        for (program, answer) in zip(study.programs, result.answers) {
            for (place, scale) in study.scales.enumerated() {
                for row in rows(answer, place) {
                    try table.row([
                        .text(study.source.base.programs[program].name), .text(scale.path),
                        .text(scale.text(scale.range.lowerBound)), .text(scale.text(scale.range.upperBound)),
                        .text(study.metric.name), .text(row.method.rawValue), .text(row.measure),
                        .text(row.method == .sobol ? "share of variance" : unit), .real(row.value),
                        .optional(row.interval?.lowerBound), .optional(row.interval?.upperBound),
                    ])
                }
            }
        }
        return try table.finish()
    }

    private static func rows(_ answer: SensitivityResult.Answer, _ place: Int) -> [Row] {
        var rows: [Row] = []
        if !answer.ends.isEmpty {
            let ends = answer.ends[place]
            rows.append((.tornado, "low_end", ends.low.mean, ends.low.interval()))
            rows.append((.tornado, "high_end", ends.high.mean, ends.high.interval()))
        }
        if !answer.effects.isEmpty {
            let effect = answer.effects[place]
            rows.append((.morris, "mean_effect", effect.mean.mean, effect.mean.interval()))
            rows.append((.morris, "mean_size", effect.size.mean, effect.size.interval()))
            if let deviation = effect.deviation { rows.append((.morris, "effect_deviation", deviation, nil)) }
        }
        if let indices = answer.indices, let first = indices.first, let total = indices.total {
            let (first, total) = (first[place], total[place])
            rows.append((.sobol, "first_order", first.value, first.low...first.high))
            rows.append((.sobol, "total", total.value, total.low...total.high))
        }
        return rows
    }
}
