import LoyaltyModel

/// What a study's folder was made from: its `manifest.json`.
public struct StudyManifest: Codable, Hashable, Sendable {
    public var version: String
    public var gslVersion: String
    /// The command line; the only entry that may differ between two runs of the same study.
    public var command: String
    /// Which kind of study it is: `sweep`, `tune` and so on.
    public var study: String
    public var scenario: String
    public var title: String
    public var source: String
    /// SHA-256 of `scenarioText`.
    public var scenarioSha256: String
    /// The scenario as it stands, with every document it includes and every setting applied.
    public var scenarioText: String
    public var seed: UInt64
    /// Whether parameter uncertainty is included, in words.
    public var uncertainty: String
    /// Customers present at the start.
    public var customers: Int
    /// What was asked, and what was spent: by name, as text.
    public var facts: [String: String]
    /// SHA-256 of every table by its file name.
    public var tables: [String: String]

    enum CodingKeys: String, CodingKey {
        case version, command, study, scenario, title, source, seed, uncertainty, customers, facts, tables
        case gslVersion = "gsl_version"
        case scenarioSha256 = "scenario_sha256"
        case scenarioText = "scenario_text"
    }
}

/// All files of a study's folder.
enum StudyFolder {
    /// Writes the tables, the data dictionary and, last, the manifest.
    ///
    /// - Throws: ``FileFailure`` where the system refuses.
    static func write(
        _ study: String, of scenario: Scenario, facts: [String: String], tables: [StudyTable], command: String,
        to folder: String
    ) throws {
        var digests: [String: String] = [:]
        for table in tables { digests[table.description.file] = try table.write(folder) }
        let package = DataPackage(scenario: scenario, tables: tables.map(\.description))
        try ResultFile.create(folder + "/datapackage.json", text: ResultJSON.text(package))
        let manifest = StudyManifest(
            version: Workbench.version, gslVersion: GSL.version, command: command, study: study,
            scenario: scenario.name, title: scenario.title, source: scenario.source,
            scenarioSha256: SHA256.hex(of: scenario.resolvedText), scenarioText: scenario.resolvedText,
            seed: scenario.seed,
            uncertainty: scenario.uncertainty.rawValue + ": " + UncertaintyWords.manifest(scenario),
            customers: scenario.population.customers, facts: facts, tables: digests)
        try ResultFile.create(folder + "/" + ResultFolder.lastFile, text: ResultJSON.text(manifest))
    }
}

extension SweepResult {
    /// Writes all files of the study.
    ///
    /// - Throws: ``FileFailure`` where the system refuses.
    public func write(command: String, to folder: String) throws {
        let tables = [
            StudyTable(description: SweepTable.description(sweep)) { try SweepTable.write(self, folder: $0) },
            StudyTable(description: SweepReplications.description(sweep)) {
                try SweepReplications.write(self, folder: $0)
            },
        ]
        let variations = sweep.space.variations.map { "\($0.path) (\($0.values.count) values)" }
        try StudyFolder.write(
            "sweep", of: sweep.source.base,
            facts: [
                "points": String(sweep.points.count), "varied": variations.joined(separator: ", "),
                "replications": String(sweep.source.base.replications), Sweep.stampFact: sweep.stamp,
            ], tables: tables, command: command, to: folder)
    }
}
