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

extension SensitivityResult {
    /// Writes all files of the study.
    ///
    /// - Throws: ``FileFailure`` where the system refuses.
    public func write(command: String, to folder: String) throws {
        let table = StudyTable(description: SensitivityTable.description) { folder in
            try SensitivityTable.write(self, folder: folder)
        }
        try StudyFolder.write(
            "sensitivity", of: study.source.base,
            facts: [
                "methods": study.methods.map(\.rawValue).joined(separator: ", "),
                "rows": "\(study.rows.sobol) of sobol, \(study.rows.morris) of morris",
                "metric": study.metric.name, "replications": String(study.source.base.replications),
            ], tables: [table], command: command, to: folder)
    }

    /// What the terminal shows: for each program its paths, those that matter most first.
    ///
    /// - Parameter folder: the result folder as the user named it.
    public func text(folder: String) -> String {
        let scenario = study.source.base
        let heading = [
            scenario.title.isEmpty ? scenario.name : scenario.title,
            "What \(study.metric.name) owes to \(study.scales.count) numbers over their ranges, "
                + "\(scenario.replications) replications with the same luck; money in \(scenario.currency.code)",
        ]
        let parts = zip(study.programs, answers).flatMap { program, answer in
            ["", title(program, answer)] + TextLines.grid(rows(answer), left: 1)
        }
        let tail = ["", "Tables: \(folder) (sensitivity.csv; datapackage.json explains it)."]
        return (heading + parts + tail).joined(separator: "\n") + "\n"
    }

    private func title(_ program: Int, _ answer: Answer) -> String {
        let asItStands = answer.reference.map { " (as it stands: \(amount($0)))" } ?? ""
        return study.source.base.programs[program].name + asItStands
    }

    private func rows(_ answer: Answer) -> [[String]] {
        var header = ["path", "range"]
        if !answer.ends.isEmpty { header += ["at the low end", "at the high end"] }
        if !answer.effects.isEmpty { header += ["mean effect", "mean size", "deviation"] }
        if answer.indices != nil { header += ["first-order", "total"] }
        let order = study.scales.indices.sorted { (weight(answer, $0), $1) > (weight(answer, $1), $0) }
        return [header] + order.map { row(answer, $0) }
    }

    private func row(_ answer: Answer, _ place: Int) -> [String] {
        let scale = study.scales[place]
        var cells = [
            scale.path, "\(scale.text(scale.range.lowerBound)) to \(scale.text(scale.range.upperBound))",
        ]
        if !answer.ends.isEmpty { cells += [amount(answer.ends[place].low), amount(answer.ends[place].high)] }
        if !answer.effects.isEmpty {
            let effect = answer.effects[place]
            cells += [text(effect.mean.mean), text(effect.size.mean), effect.deviation.map(text) ?? "-"]
        }
        if let indices = answer.indices {
            cells += [indices.first?[place], indices.total?[place]].map { index in
                index.map { "\(percent($0.value)) (\(percent($0.low)) to \(percent($0.high)))" } ?? "-"
            }
        }
        return cells
    }

    /// How much a path matters, by the strictest method there is.
    private func weight(_ answer: Answer, _ place: Int) -> Double {
        if let total = answer.indices?.total { return total[place].value }
        if !answer.effects.isEmpty { return answer.effects[place].size.mean }
        return answer.ends.isEmpty ? 0 : abs(answer.ends[place].high.mean - answer.ends[place].low.mean)
    }

    private func amount(_ estimate: Estimate) -> String {
        text(estimate.mean) + (estimate.interval().map { " ± " + text($0.halfWidth) } ?? "")
    }

    private func percent(_ share: Double) -> String { "\(Int((share * 100).rounded())) %" }

    private func text(_ value: Double) -> String {
        Humanised.text(value, study.metric.unit, study.source.base.currency)
    }
}
