import Foundation
import LoyaltyModel

/// `sweep_replications.csv`: what every point was in every world, from which another look at the sweep needs no
/// simulation.
enum SweepReplications {
    private static let keys = [
        TableColumn("point", .integer, "Number of the point, from 1; 0 is the scenario as it stands."), .program,
        .replication,
    ]

    static func description(_ sweep: Sweep) -> TableDescription {
        TableDescription(
            file: "sweep_replications.csv",
            meaning: "Every metric at every point in every world; empty where undefined. Worlds of one number have the "
                + "same luck at all points.",
            key: keys.map(\.name),
            columns: keys
                + Metric.all.map {
                    TableColumn($0.name, .number, unit: $0.unit.text(sweep.source.base.currency), $0.meaning)
                })
    }

    static func write(_ result: SweepResult, folder: String) throws(FileFailure) -> String {
        let sweep = result.sweep
        var table = try TableWriter(description(sweep), folder: folder)
        for (point, programs) in result.values.enumerated() {
            for (program, worlds) in zip(sweep.programs, programs) {
                for (world, values) in worlds.enumerated() {
                    try table.row(
                        [
                            .integer(Int64(point)), .text(sweep.source.base.programs[program].name),
                            .integer(Int64(world + 1)),
                        ] + values.map { $0.isNaN ? .empty : .real($0) })
                }
            }
        }
        return try table.finish()
    }
}

extension Sweep {
    /// The fact of a manifest that says which sweep it is of.
    static let stampFact = "stamp"

    /// Takes what an earlier result of the same sweep holds into the memory, so that nothing is simulated again. A folder
    /// that is not there, of another sweep or not as it was written gives nothing.
    ///
    /// - Throws: ``FileFailure`` where the memory cannot be written.
    public func recall(from folder: String, into memo: TrialMemo) throws(FileFailure) {
        guard memo.size == 0, let rows = earlier(folder) else { return }
        let trials = [reference] + self.trials
        let replications = source.base.replications
        guard rows.count == trials.count * programs.count * replications else { return }
        var row = 0
        for trial in trials.joined() {
            // A point may be the scenario as it stands: that is one trial, told twice.
            let isNew = memo.count(trial.key) == 0
            for place in row..<row + replications where isNew { try memo.add(trial.key, rows[place]) }
            row += replications
        }
        try memo.keep()
    }

    /// Values by row of the earlier table; nil without one that is whole.
    private func earlier(_ folder: String) -> [[Double]]? {
        let table = SweepReplications.description(self)
        guard let manifest = FileManager.default.contents(atPath: folder + "/" + ResultFolder.lastFile),
            let facts = try? JSONDecoder().decode(StudyManifest.self, from: manifest),
            facts.facts[Self.stampFact] == stamp,
            let bytes = FileManager.default.contents(atPath: folder + "/" + table.file),
            facts.tables[table.file] == SHA256.hex(of: String(decoding: bytes, as: UTF8.self))
        else { return nil }
        return bytes.split(separator: UInt8(ascii: "\n")).dropFirst().map { line in
            line.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false).dropFirst(3).map {
                Double(String(decoding: $0, as: UTF8.self)) ?? .nan
            }
        }
    }
}
