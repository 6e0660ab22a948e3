import Foundation
import LoyaltyModel

/// What a result folder was made from, so that anyone can make it again: `manifest.json`.
public struct Manifest: Codable, Hashable, Sendable {
    public var version: String
    public var gslVersion: String
    /// The command line; the only entry that may differ between two runs of the same study.
    public var command: String
    public var scenario: String
    public var title: String
    public var source: String
    /// SHA-256 of `scenarioText`.
    public var scenarioSha256: String
    /// The scenario with every document it includes and every setting applied.
    public var scenarioText: String
    public var seed: UInt64
    /// Replications in the tables; fewer than asked for where the run was interrupted.
    public var replications: Int
    /// Whether parameter uncertainty is included, in words.
    public var uncertainty: String
    /// Paths of the response's numbers that every replication drew anew.
    public var drawnParameters: [String]
    /// Customers present at the start.
    public var customers: Int
    public var interrupted: Bool
    public var warnings: [String]
    /// What became of stocks, budgets and pools; left out where no program has any.
    public var limits: [LimitRecord]?
    /// Who won seasons by rank; left out where no program has any.
    public var leaderboards: [LeaderboardRecord]?
    /// What common random numbers saved; left out with one replication.
    public var commonRandomNumbers: [VarianceRecord]?
    /// SHA-256 of every table by its file name.
    public var tables: [String: String]
    /// What a study that ends in a run asked and found, by name, as text; left out of other runs.
    public var facts: [String: String]?

    enum CodingKeys: String, CodingKey {
        case version, command, scenario, title, source, seed, replications, customers, interrupted, warnings, tables
        case uncertainty, limits, leaderboards, facts
        case commonRandomNumbers = "common_random_numbers"
        case drawnParameters = "drawn_parameters"
        case gslVersion = "gsl_version"
        case scenarioSha256 = "scenario_sha256"
        case scenarioText = "scenario_text"
    }
}

extension Manifest {
    init(_ result: RunResult, command: String, warnings: [String], tables: [String: String]) {
        let scenario = result.scenario
        self.init(
            version: Workbench.version, gslVersion: GSL.version, command: command, scenario: scenario.name,
            title: scenario.title, source: scenario.source, scenarioSha256: SHA256.hex(of: scenario.resolvedText),
            scenarioText: scenario.resolvedText, seed: scenario.seed, replications: result.replications,
            uncertainty: scenario.uncertainty.rawValue + ": " + UncertaintyWords.manifest(scenario),
            drawnParameters: UncertaintyWords.drawnPaths(scenario),
            customers: scenario.population.customers, interrupted: result.interrupted,
            warnings: result.warnings + warnings, limits: LimitRecord.all(result).nilIfEmpty,
            leaderboards: LeaderboardRecord.all(result).nilIfEmpty,
            commonRandomNumbers: VarianceRecord.all(result).nilIfEmpty, tables: tables)
    }
}

extension Array {
    fileprivate var nilIfEmpty: Self? { isEmpty ? nil : self }
}

/// JSON as result folders hold it: sorted keys, two runs give the same bytes.
enum ResultJSON {
    static func text(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self) + "\n"
    }
}
