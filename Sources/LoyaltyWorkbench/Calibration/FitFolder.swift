import LoyaltyModel

/// What a fit's folder was made from: its `manifest.json`.
public struct FitManifest: Codable, Hashable, Sendable {
    public var version: String
    public var gslVersion: String
    /// The command line; the only entry that may differ between two fits of the same log.
    public var command: String
    /// The log as the user named it.
    public var log: String
    public var rows: Int
    public var unit: String
    public var currency: String
    public var firstDate: String
    public var calibrateUntil: String
    /// Last date of the holdout; none where nothing was held out.
    public var holdoutUntil: String?
    public var customers: Int
    /// None for contracts and occasions.
    public var repeatPurchases: Int?
    /// What is no purchase, or was left out, and how often: reasons and counts.
    public var dropped: [String: Int]
    public var unreadColumns: [String]
    /// The model that population.yaml and customers.csv use.
    public var chosenModel: String
    /// Status of every model's fit in words.
    public var status: [String: String]
    public var verdict: [String]
    /// SHA-256 of every table by its file name, and of the documents.
    public var tables: [String: String]

    enum CodingKeys: String, CodingKey {
        case version, command, log, rows, unit, currency, customers, dropped, status, verdict, tables
        case gslVersion = "gsl_version"
        case firstDate = "first_date"
        case calibrateUntil = "calibrate_until"
        case holdoutUntil = "holdout_until"
        case repeatPurchases = "repeat_purchases"
        case unreadColumns = "unread_columns"
        case chosenModel = "chosen_model"
    }
}

/// All files of a fit's folder.
public enum FitFolder {
    /// Writes the tables, the population, a scenario to begin with, the data dictionary and, last, the manifest.
    ///
    /// - Throws: ``FileFailure`` where the system refuses.
    public static func write(_ result: CalibrationResult, command: String, to folder: String) throws {
        var files = FitFiles(folder)
        try files.table(FitTable.description, fit(result))
        try files.table(FitSummaryTable.description, summary(result))
        try files.table(TrackingTable.description, tracking(result))
        try files.table(FrequencyTable.description, frequencies(result))
        try files.table(CustomersTable.description(result), values(result))
        try files.table(ValidationTable.description, validation(result.validation))
        try files.table(PresentTable.description(result), PresentTable.rows(result))
        try files.table(SegmentsTable.description, SegmentsTable.rows(result))
        let months = HoldoutTable.rows(result.data, result.options.currency)
        if !months.isEmpty { try files.table(HoldoutTable.description, months) }
        if let bootstrap = result.bootstrap {
            try files.table(BootstrapTable.description, BootstrapTable.rows(bootstrap))
        }
        try files.document("population.yaml", PopulationText.text(result))
        try files.document("points.yaml", PointsScenario.text(result))
        try files.finish(FitManifest(result, command: command, tables: files.digests))
    }

    private static func fit(_ result: CalibrationResult) -> [[TableValue]] {
        let timing = result.candidates.flatMap { candidate in
            FitTable.rows(
                candidate.fit.model.rawValue, phases: candidate.fit.model.choosesPhases ? candidate.fit.phases : nil,
                candidate.fit.estimates)
        }
        return timing + (result.spend?.estimates.map { FitTable.rows("gamma-gamma", phases: nil, $0) } ?? [])
    }

    private static func summary(_ result: CalibrationResult) -> [[TableValue]] {
        let timing = result.candidates.map { candidate in
            let holdout = candidate.expectedHeldOut.map {
                (actual: result.data.actualHeldOut, expected: $0, error: candidate.meanError ?? 0)
            }
            return FitSummaryTable.row(
                candidate.fit.model.rawValue, parameters: candidate.fit.parameterCount, candidate.fit.estimates,
                holdout: holdout)
        }
        return timing
            + (result.spend?.estimates.map { [FitSummaryTable.row("gamma-gamma", parameters: 3, $0)] } ?? [])
    }

    private static func tracking(_ result: CalibrationResult) -> [[TableValue]] {
        result.candidates.flatMap { candidate in
            var (actual, expected) = (0, 0.0)
            return candidate.curve.periods.enumerated().map { number, period -> [TableValue] in
                actual += period.actual
                expected += period.expected
                return [
                    .text(candidate.fit.model.rawValue), .integer(Int64(number + 1)), .text(period.end.description),
                    .text(window(period.isHeldOut)), .integer(Int64(period.actual)), .real(period.expected),
                    .integer(Int64(actual)), .real(expected),
                ]
            }
        }
    }

    private static func frequencies(_ result: CalibrationResult) -> [[TableValue]] {
        result.candidates.flatMap { candidate in
            let fit = candidate.frequencies
            return fit.actual.indices.map { repeats -> [TableValue] in
                [
                    .text(candidate.fit.model.rawValue),
                    .text("\(repeats)" + (repeats == FrequencyFit.most ? "+" : "")),
                    .integer(Int64(fit.actual[repeats])), .real(fit.expected[repeats]),
                ]
            }
        }
    }

    private static func values(_ result: CalibrationResult) -> some Sequence<[TableValue]> {
        let data = result.data
        return data.customers.indices.lazy.map { place -> [TableValue] in
            let (history, value) = (data.calendarHistory(place), result.customerValues[place])
            return [
                .text(data.log.customers[data.customers[place]]), .integer(Int64(history.repeats)),
                .real(history.recency), .real(history.age), .optional(data.spend[place]?.average),
                .real(value.alive), .real(value.expected), .optional(value.interval?.lowerBound),
                .optional(value.interval?.upperBound), .optional(value.basket), .optional(value.value),
            ]
        }
    }

    private static func validation(_ validation: Validation) -> [[TableValue]] {
        validation.rows.map { row in
            [
                .text(row.isPresent ? "present" : "first-purchase"), .text(window(row.isHeldOut)), .text(row.measure),
                .text(row.unit), .real(row.actual),
                .real(row.simulated), .real(row.deviation), .integer(Int64(validation.worlds)),
            ]
        }
    }

    private static func window(_ isHeldOut: Bool) -> String { isHeldOut ? "holdout" : "calibration" }
}

extension FitManifest {
    init(_ result: CalibrationResult, command: String, tables: [String: String]) {
        let data = result.data
        var status = Dictionary(
            uniqueKeysWithValues: result.candidates.map {
                ($0.fit.model.rawValue, FitVerdict.status($0.fit.estimates) ?? "Converged.")
            })
        if let spend = result.spend?.estimates { status["gamma-gamma"] = FitVerdict.status(spend) ?? "Converged." }
        self.init(
            version: Workbench.version, gslVersion: GSL.version, command: command, log: data.log.path,
            rows: data.log.rows, unit: data.unit.rawValue, currency: result.options.currency.code,
            firstDate: data.log.dates.lowerBound.description, calibrateUntil: data.until.description,
            holdoutUntil: data.holdoutEnd?.description, customers: data.customers.count, repeatPurchases: data.repeats,
            dropped: Dictionary(uniqueKeysWithValues: data.dropped), unreadColumns: data.log.unreadColumns,
            chosenModel: result.chosen.fit.model.rawValue, status: status, verdict: FitVerdict(result).sentences,
            tables: tables)
    }
}

extension PurchaseSummaries {
    /// What is no purchase of its own, or was left out: reasons and counts, those that occur.
    var dropped: [(String, Int)] {
        log.droppedRows
            + (lateCustomers > 0 ? [("customers first seen after calibration", lateCustomers)] : [])
    }
}
