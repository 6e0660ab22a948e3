import LoyaltyModel

/// All files of a run's folder.
public enum ResultTables {
    static let descriptions = [
        SummaryTable.description, ComparisonTable.description, TimelineTable.description,
        ReplicationsTable.description, PointsRollforwardTable.description, AssumptionsTable.description,
        SettlementTable.description, ReturnTable.description, JournalTables.reconciliation,
    ]

    /// Tables of a run that was asked for books.
    private static let bookTables = BooksTables.all + LiabilityTables.all + [JournalTables.journal]

    /// Writes the tables, the data dictionary and, last, the manifest into a folder.
    ///
    /// - Throws: ``FileFailure`` where the system refuses; another error means that the figures contradict each other.
    public static func write(_ result: RunResult, command: String, to folder: String) throws {
        let books = Books(result)
        var digests = [
            SummaryTable.description.file: try SummaryTable.write(result, folder: folder),
            ComparisonTable.description.file: try ComparisonTable.write(result, folder: folder),
            TimelineTable.description.file: try TimelineTable.write(result, folder: folder),
            ReplicationsTable.description.file: try ReplicationsTable.write(result, folder: folder),
            JournalTables.reconciliation.file: try JournalTables.writeReconciliation(result, books, folder: folder),
            ReturnTable.description.file: try ReturnTable.write(result, folder: folder),
            SettlementTable.description.file: try SettlementTable.write(result, folder: folder),
            PointsRollforwardTable.description.file: try PointsRollforwardTable.write(result, folder: folder),
            AssumptionsTable.description.file: try AssumptionsTable.write(result, folder: folder),
        ]
        var tables = descriptions
        if let books {
            for table in bookTables {
                tables.append(table.description)
                digests[table.description.file] = try write(table, result, books, to: folder)
            }
        }
        let package = DataPackage(scenario: result.scenario, tables: tables)
        try ResultFile.create(folder + "/datapackage.json", text: ResultJSON.text(package))
        let manifest = Manifest(result, command: command, tables: digests)
        try ResultFile.create(folder + "/" + ResultFolder.lastFile, text: ResultJSON.text(manifest))
    }

    private static func write(
        _ table: BooksTables.Table, _ result: RunResult, _ books: Books, to folder: String
    ) throws(FileFailure) -> String {
        var writer = try TableWriter(table.description, folder: folder)
        try table.rows(result, books) { row throws(FileFailure) in try writer.row(row) }
        return try writer.finish()
    }
}
