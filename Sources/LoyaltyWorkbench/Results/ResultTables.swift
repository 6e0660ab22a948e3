import LoyaltyModel

/// A table of a study, and how it is written.
struct StudyTable {
    let description: TableDescription
    /// Writes it into a folder and returns its SHA-256.
    let write: (String) throws -> String
}

/// All files of a run's folder.
public enum ResultTables {
    static let descriptions = [
        SummaryTable.description, ComparisonTable.description, TimelineTable.description,
        ReplicationsTable.description, PointsRollforwardTable.description, AssumptionsTable.description,
        SettlementTable.description, ReturnTable.description, ReconciliationTable.description,
    ]

    /// Writes a run's folder.
    ///
    /// - Returns: warnings beyond the result's own, which stand in the manifest too.
    /// - Throws: ``FileFailure`` where the system refuses; another error means that the figures contradict each other.
    @discardableResult
    public static func write(_ result: RunResult, command: String, to folder: String) throws -> [String] {
        try write(result, further: [], command: command, to: folder)
    }

    /// Writes the tables, the data dictionary and, last, the manifest into a folder.
    ///
    /// - Parameters:
    ///   - further: tables that a study adds to those of every run.
    ///   - remarks: warnings that go with them.
    ///   - facts: what it says in the manifest.
    /// - Throws: ``FileFailure`` where the system refuses; another error means that the figures contradict each other.
    @discardableResult
    static func write(
        _ result: RunResult, further: [StudyTable], remarks: [String] = [], facts: [String: String]? = nil,
        command: String, to folder: String
    ) throws -> [String] {
        let sample = result.arms.count > 1 ? HoldoutSample(result.scenario, result.outcomes[0]) : nil
        let books = Books(result)
        let reconciliation = try ReconciliationTable.write(result, books, folder: folder)
        let warnings =
            remarks + ReturnTable.warnings(result, sample) + (books?.warnings(arms: result.arms) ?? [])
            + reconciliation.warnings
        let beside =
            further + BaselineValidation.tables(result) + (books.map { bookTables($0, result) } ?? [])
            + laboratory(result) + segments(result)
        var digests = [
            SummaryTable.description.file: try SummaryTable.write(result, folder: folder),
            ComparisonTable.description.file: try ComparisonTable.write(result, folder: folder),
            TimelineTable.description.file: try TimelineTable.write(result, folder: folder),
            ReplicationsTable.description.file: try ReplicationsTable.write(result, folder: folder),
            ReconciliationTable.description.file: reconciliation.digest,
            ReturnTable.description.file: try ReturnTable.write(result, sample, folder: folder),
            SettlementTable.description.file: try SettlementTable.write(result, folder: folder),
            PointsRollforwardTable.description.file: try PointsRollforwardTable.write(result, folder: folder),
            AssumptionsTable.description.file: try AssumptionsTable.write(result, books, folder: folder),
        ]
        for table in beside { digests[table.description.file] = try table.write(folder) }
        let tables = descriptions + beside.map(\.description)
        let package = DataPackage(scenario: result.scenario, tables: tables)
        try ResultFile.create(folder + "/datapackage.json", text: ResultJSON.text(package))
        var manifest = Manifest(result, command: command, warnings: warnings, tables: digests)
        manifest.facts = facts
        try ResultFile.create(folder + "/" + ResultFolder.lastFile, text: ResultJSON.text(manifest))
        return warnings
    }

    /// The table of a run with more than one segment.
    private static func segments(_ result: RunResult) -> [StudyTable] {
        guard result.scenario.population.segments.count > 1 else { return [] }
        return [
            StudyTable(description: TimelineTable.bySegment) { folder in
                try TimelineTable.writeSegments(result, folder: folder)
            }
        ]
    }

    /// The table of a run that was asked to try reserving methods.
    private static func laboratory(_ result: RunResult) -> [StudyTable] {
        guard let terms = result.scenario.finance?.laboratory, !result.interrupted else { return [] }
        return [
            StudyTable(description: LaboratoryTable.description) { folder in
                try LaboratoryTable.write(result, terms, folder: folder)
            }
        ]
    }

    /// Tables of a run that was asked for books.
    private static func bookTables(_ books: Books, _ result: RunResult) -> [StudyTable] {
        (BooksTables.all + LiabilityTables.all + [ObligationTable.table, JournalTables.journal, StressTable.table]).map
        { table in
            StudyTable(description: table.description) { folder in
                var writer = try TableWriter(table.description, folder: folder)
                try table.rows(result, books) { row throws(FileFailure) in try writer.row(row) }
                return try writer.finish()
            }
        }
    }
}
