import LoyaltyModel

/// What a gallery's folder was made from: its `manifest.json`.
public struct GalleryManifest: Codable, Hashable, Sendable {
    /// One scenario of the gallery.
    public struct Entry: Codable, Hashable, Sendable {
        public var scenario: String
        public var seed: UInt64
        public var replications: Int
        /// Customers present at the start.
        public var customers: Int
        public var uncertainty: String
        /// SHA-256 of `scenarioText`.
        public var scenarioSha256: String
        /// The scenario with every document it includes.
        public var scenarioText: String

        enum CodingKeys: String, CodingKey {
            case scenario, seed, replications, customers, uncertainty
            case scenarioSha256 = "scenario_sha256"
            case scenarioText = "scenario_text"
        }
    }

    public var version: String
    public var gslVersion: String
    /// The command line; the only entry that may differ between two runs of the same gallery.
    public var command: String
    public var scenarios: [Entry]
    /// SHA-256 of every table by its file name.
    public var tables: [String: String]

    enum CodingKeys: String, CodingKey {
        case version, command, scenarios, tables
        case gslVersion = "gsl_version"
    }
}

/// All files of a gallery's folder.
public enum GalleryFolder {
    static let descriptions = [FindingTable.description, ClaimTable.description]

    /// Writes the tables, the data dictionary and, last, the manifest.
    ///
    /// - Throws: ``FileFailure`` where the system refuses.
    public static func write(_ result: GalleryResult, command: String, to folder: String) throws {
        let digests = [
            FindingTable.description.file: try FindingTable.write(result, folder: folder),
            ClaimTable.description.file: try ClaimTable.write(result, folder: folder),
        ]
        let package = DataPackage(name: "gallery", title: "Published findings and claims", tables: descriptions)
        try ResultFile.create(folder + "/datapackage.json", text: ResultJSON.text(package))
        let manifest = GalleryManifest(
            version: Workbench.version, gslVersion: GSL.version, command: command,
            scenarios: result.scenarios.map { scenario in
                GalleryManifest.Entry(
                    scenario: scenario.name, seed: scenario.seed, replications: scenario.replications,
                    customers: scenario.population.customers, uncertainty: scenario.uncertainty.rawValue,
                    scenarioSha256: SHA256.hex(of: scenario.resolvedText), scenarioText: scenario.resolvedText)
            }, tables: digests)
        try ResultFile.create(folder + "/" + ResultFolder.lastFile, text: ResultJSON.text(manifest))
    }
}
