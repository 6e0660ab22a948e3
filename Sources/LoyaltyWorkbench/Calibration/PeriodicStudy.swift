import LoyaltyModel

/// What a log of a contract or of occasions was found to say.
public struct PeriodicResult: Sendable {
    let model: String
    let path: String
    let options: CalibrationOptions
    let estimates: Estimates
    /// Of gamma-gamma, where spend was fitted.
    var spend: Estimates?
    let customers: Int
    let holdout: (actual: Int, expected: Double, error: Double)?
    let tracking: (description: TableDescription, rows: [[TableValue]])
    let customerTable: (description: TableDescription, rows: [[TableValue]])
    /// Of the holdout; empty without one.
    let validation: [[TableValue]]
    /// Nil where the simulator has no model of the kind.
    let population: String?
    let sentences: [String]
    let dropped: [(String, Int)]
    let dates: (first: String, until: String, end: String?)
    let rows: Int
    public let unreadColumns: [String]
}

/// Calibrates logs whose customers act once a period: contracts (sBG) and occasions (BG/BB).
public enum PeriodicStudy {
    /// - Throws: ``Problems`` where nothing can be said, ``UsageProblem`` for dates outside of the log.
    public static func result(
        path: String, layout: SalesLog.Layout, _ options: CalibrationOptions
    ) throws -> PeriodicResult {
        if options.kind == .occasions, let table = try OccasionSummaries.table(path: path) {
            guard options.until == nil else {
                throw UsageProblem("--calibrate-until: a table of counts has no dates")
            }
            return try occasions(table, path: path, log: nil, options)
        }
        let log = try SalesLog.read(path: path, layout: layout)
        guard options.kind == .occasions else {
            let until = options.until ?? log.dates.upperBound
            try log.check(until)
            return try contract(RenewalSummaries(log, unit: options.unit, until: until), log, until, options)
        }
        let window = try OccasionWindow(log, unit: options.unit, until: options.until)
        return try occasions(OccasionSummaries(log, window), path: path, log: (log, window), options)
    }

    /// Reads a log of purchases; a table of counts, which is no such log, is told apart from other files that are none.
    ///
    /// - Throws: ``Problems`` with everything wrong in the file, ``FileFailure`` where it cannot be read.
    public static func purchases(path: String, layout: SalesLog.Layout) throws -> SalesLog {
        do {
            return try SalesLog.read(path: path, layout: layout)
        } catch let problems as Problems {
            guard (try? OccasionSummaries.table(path: path)) != nil else { throw problems }
            throw refuse(path, "a table of counts by x, t_x, n", "a row for each purchase, or --kind occasions")
        }
    }

    static func refuse(_ path: String, _ found: String, _ expected: String) -> Problems {
        Problems([Problem(file: path, path: "", found: found, expected: expected)])
    }

    static func late(_ customers: Int) -> [(String, Int)] {
        customers > 0 ? [("customers first seen after calibration", customers)] : []
    }

    static func sentence(_ holdout: (actual: Int, expected: Double, error: Double)?, _ what: String) -> String {
        guard let holdout else { return "Nothing was held out, so no forecast was tested." }
        return FitVerdict.holdout(expected: holdout.expected, actual: holdout.actual, what)
    }
}
