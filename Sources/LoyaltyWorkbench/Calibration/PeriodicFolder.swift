import LoyaltyModel

extension FitFolder {
    /// Writes what a contract's or occasions' fit has to tell; the population document where there is one.
    ///
    /// - Throws: ``FileFailure`` where the system refuses.
    public static func write(_ result: PeriodicResult, command: String, to folder: String) throws {
        var files = FitFiles(folder)
        let estimates = result.estimates
        let spend = result.spend.map { FitTable.rows("gamma-gamma", phases: nil, $0) } ?? []
        try files.table(FitTable.description, FitTable.rows(result.model, phases: nil, estimates) + spend)
        let summary = FitSummaryTable.row(
            result.model, parameters: estimates.values.count, estimates, holdout: result.holdout)
        try files.table(FitSummaryTable.description, [summary])
        try files.table(result.tracking.description, result.tracking.rows)
        try files.table(result.customerTable.description, result.customerTable.rows)
        if !result.validation.isEmpty { try files.table(ValidationTable.description, result.validation) }
        if let population = result.population { try files.document("population.yaml", population) }
        let manifest = FitManifest(
            version: Workbench.version, gslVersion: GSL.version, command: command, log: result.path,
            rows: result.rows, unit: result.options.unit.rawValue, currency: result.options.currency.code,
            firstDate: result.dates.first, calibrateUntil: result.dates.until, holdoutUntil: result.dates.end,
            customers: result.customers, repeatPurchases: nil,
            dropped: Dictionary(uniqueKeysWithValues: result.dropped), unreadColumns: result.unreadColumns,
            chosenModel: result.model, status: [result.model: FitVerdict.status(estimates) ?? "Converged."],
            verdict: result.sentences, tables: files.digests)
        try files.finish(manifest)
    }
}

extension PeriodicResult {
    /// What the terminal shows.
    ///
    /// - Parameter folder: the folder as the user named it.
    public func text(folder: String) -> String {
        var lines = [
            "\(PopulationText.fileName(path)): \(Humanised.count(Double(customers))) customers"
                + (dates.first.isEmpty ? "" : ", \(dates.first) to \(dates.until)")
                + (dates.end.map { ", holdout to \($0)" } ?? "")
                + (dates.first.isEmpty ? "; counts of occasions" : "; unit \(options.unit.rawValue)")
        ]
        if !dropped.isEmpty {
            lines.append(
                "dropped: " + dropped.map { "\(Humanised.count(Double($0.1))) \($0.0)" }.joined(separator: "; "))
        }
        lines += [
            "", "\(model): log-likelihood \(FitVerdict.decimal(estimates.logLikelihood, 1)), \(estimates.list)", "",
        ]
        lines += sentences
        if population != nil {
            if options.margin == nil { lines.append("The document's margin is 0 until you set it: no log tells it.") }
            lines.append("Population: \(folder)/population.yaml.")
        }
        lines.append(
            "Tables: \(folder) (fit.csv, fit_summary.csv, tracking.csv, customers.csv"
                + (validation.isEmpty ? "" : ", validation.csv") + "; datapackage.json explains them)."
        )
        return lines.joined(separator: "\n") + "\n"
    }
}
