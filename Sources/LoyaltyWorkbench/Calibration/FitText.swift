import LoyaltyModel

extension CalibrationResult {
    /// What the terminal shows.
    ///
    /// - Parameter folder: the folder as the user named it.
    public func text(folder: String) -> String {
        var lines = [
            "\(PopulationText.fileName(data.log.path)): \(Humanised.count(Double(data.customers.count))) customers, "
                + "\(Humanised.count(Double(data.repeats))) repeat purchase days, \(data.log.dates.lowerBound) to \(data.until)"
                + (data.holdoutEnd.map { ", holdout to \($0)" } ?? "") + "; unit \(data.unit.rawValue)"
        ]
        if !data.dropped.isEmpty {
            lines.append(
                "dropped: " + data.dropped.map { "\(Humanised.count(Double($0.1))) \($0.0)" }.joined(separator: "; "))
        }
        lines += [""] + Self.aligned(grid) + [""] + FitVerdict(self).sentences
        if options.margin == nil {
            lines.append("The document's margin is 0 until you set it, by --margin or in the file: no log tells it.")
        }
        lines += [
            "",
            "Next: loyalty run \(folder)/points.yaml (these customers, with and without a points program; edit it).",
            "Population: \(folder)/population.yaml; it begins with these customers as the log leaves them (present.csv). "
                + "A scenario of your own takes it with",
            "  --set population=\(folder)/population.yaml --set currency=\(options.currency.code) "
                + "--set start=\(data.until.adding(days: 1))",
            "Tables: \(folder) (fit.csv, fit_summary.csv, tracking.csv, frequency.csv, customers.csv, segments.csv, "
                + "validation.csv; datapackage.json explains them).",
        ]
        return lines.joined(separator: "\n") + "\n"
    }

    /// A row for each model, the chosen one marked.
    private var grid: [[String]] {
        let head = ["", "log-likelihood", "BIC", "holdout", "error", "status", "estimates"]
        let timing = candidates.enumerated().map { place, candidate -> [String] in
            let estimates = candidate.fit.estimates
            return [
                (place == best ? "* " : "  ") + candidate.fit.model.rawValue,
                FitVerdict.decimal(estimates.logLikelihood, 1),
                FitVerdict.decimal(candidate.fit.bic, 1),
                candidate.expectedHeldOut.map {
                    data.actualHeldOut > 0 ? Self.signed($0 / Double(data.actualHeldOut) - 1) : "-"
                } ?? "-",
                candidate.meanError.map { FitVerdict.decimal($0) } ?? "-", Self.word(estimates.status),
                (candidate.fit.model.choosesPhases ? "k \(candidate.fit.phases), " : "") + estimates.list,
            ]
        }
        let spending = spend?.estimates.map {
            [
                [
                    "  gamma-gamma", FitVerdict.decimal($0.logLikelihood, 1), "", "", "", Self.word($0.status),
                    $0.list,
                ]
            ]
        }
        return [head] + timing + (spending ?? [])
    }

    private static func signed(_ share: Double) -> String { (share < 0 ? "" : "+") + Humanised.percent(share) }

    private static func word(_ status: Estimates.Status) -> String {
        switch status {
        case .converged: "converged"
        case .atBoundary: "at boundary"
        case .flatRidge: "flat ridge"
        case .notConverged: "NOT converged"
        }
    }

    /// Columns as wide as their widest cell: names and words to the left, numbers to the right.
    private static func aligned(_ rows: [[String]]) -> [String] {
        let widths = rows[0].indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
        return rows.map { row in
            let cells = row.enumerated().map { column, cell -> String in
                let space = String(repeating: " ", count: widths[column] - cell.count)
                return (1...4).contains(column) ? space + cell : cell + space
            }
            var line = cells.joined(separator: "  ")
            while line.last == " " { line.removeLast() }
            return line
        }
    }
}

extension Estimates {
    /// Estimates with two standard errors.
    var list: String {
        names.indices.map { i in
            let error = standardError(i).map { " ±" + Humanised.short(2 * $0) } ?? ""
            return "\(names[i]) \(Self.figures(values[i]))\(error)"
        }.joined(separator: ", ")
    }

    private static func figures(_ value: Double) -> String {
        value >= 1000 || value < 0.001 ? PopulationText.number(value) : FitVerdict.decimal(value, 3)
    }
}
