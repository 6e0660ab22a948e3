import LoyaltyModel

/// All files of a run's folder.
public enum ResultTables {
    static let descriptions = [
        SummaryTable.description, ComparisonTable.description, TimelineTable.description,
        ReplicationsTable.description, PointsRollforwardTable.description, AssumptionsTable.description,
        SettlementTable.description, ReturnTable.description,
    ]

    /// Writes the tables, the data dictionary and, last, the manifest into a folder.
    ///
    /// - Throws: ``FileFailure`` where the system refuses; another error means that the figures contradict each other.
    public static func write(_ result: RunResult, command: String, to folder: String) throws {
        let digests = [
            SummaryTable.description.file: try SummaryTable.write(result, folder: folder),
            ComparisonTable.description.file: try ComparisonTable.write(result, folder: folder),
            TimelineTable.description.file: try TimelineTable.write(result, folder: folder),
            ReplicationsTable.description.file: try ReplicationsTable.write(result, folder: folder),
            ReturnTable.description.file: try ReturnTable.write(result, folder: folder),
            SettlementTable.description.file: try SettlementTable.write(result, folder: folder),
            PointsRollforwardTable.description.file: try PointsRollforwardTable.write(result, folder: folder),
            AssumptionsTable.description.file: try AssumptionsTable.write(result, folder: folder),
        ]
        let package = DataPackage(scenario: result.scenario, tables: descriptions)
        try ResultFile.create(folder + "/datapackage.json", text: ResultJSON.text(package))
        let manifest = Manifest(result, command: command, tables: digests)
        try ResultFile.create(folder + "/" + ResultFolder.lastFile, text: ResultJSON.text(manifest))
    }
}
