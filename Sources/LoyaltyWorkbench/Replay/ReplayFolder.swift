import LoyaltyModel

/// What a replay's folder was made from: its `manifest.json`.
public struct ReplayManifest: Codable, Hashable, Sendable {
    public var version: String
    /// The command line; the only entry that may differ between two replays of the same log.
    public var command: String
    public var program: String
    public var title: String
    public var source: String
    /// SHA-256 of `programText`.
    public var programSha256: String
    /// The program with what it derives from and every default filled in.
    public var programText: String
    /// The log as the user named it.
    public var log: String
    public var rows: Int
    public var customers: Int
    public var members: Int
    public var currency: String
    public var firstDate: String
    /// The last date; the tables show its end.
    public var until: String
    /// Columns of the log that were not read.
    public var unreadColumns: [String]
    /// SHA-256 of every table by its file name.
    public var tables: [String: String]

    enum CodingKeys: String, CodingKey {
        case version, command, program, title, source, log, rows, customers, members, currency, until, tables
        case programSha256 = "program_sha256"
        case programText = "program_text"
        case firstDate = "first_date"
        case unreadColumns = "unread_columns"
    }
}

/// A log replayed into a folder.
public struct ReplayResult: Sendable {
    public let manifest: ReplayManifest
    let totals: ReplayWriter.Totals

    /// What the terminal shows.
    ///
    /// - Parameter folder: the folder as the user named it.
    public func text(folder: String) -> String {
        func line(_ label: String, _ digits: String) -> String {
            label + String(repeating: " ", count: max(1, 40 - label.count - digits.count)) + digits
        }
        func line(_ label: String, _ value: Int64) -> String { line(label, Self.grouped(value)) }
        let cost = Currency(code: manifest.currency).map {
            ExactDecimal.text(totals.rewardCost, decimals: $0.exponent)
        }
        var lines = [
            manifest.title.isEmpty ? manifest.program : manifest.title,
            "\(Self.grouped(Int64(manifest.rows))) rows, \(manifest.firstDate) to \(manifest.until); "
                + "money in \(manifest.currency)",
            "", line("customers", Int64(totals.customers)), line("members", Int64(totals.members)),
            line("points issued", totals.points(.issued)), line("points redeemed", totals.points(.redeemed)),
            line("points expired", totals.points(.expired)), line("points reversed", totals.points(.reversed)),
            line("points reinstated", totals.points(.reinstated)), line("points outstanding", totals.balance),
            line("reward cost", cost ?? ""),
        ]
        if totals.debtors > 0 {
            lines.append(line("members who owe points", Int64(totals.debtors)))
            lines.append(line("points owed", totals.owed))
        }
        lines += [
            "",
            "Tables: \(folder) (postings.csv, balances.csv, benefits.csv, points_rollforward.csv, cohort_triangle.csv and "
                + "more; datapackage.json explains them).",
        ]
        return lines.joined(separator: "\n") + "\n"
    }

    /// Digits in threes.
    private static func grouped(_ value: Int64) -> String {
        let digits = Array(String(value.magnitude))
        let groups = stride(from: digits.count, to: 0, by: -3).map { String(digits[max(0, $0 - 3)..<$0]) }
        return (value < 0 ? "-" : "") + groups.reversed().joined(separator: ",")
    }
}

/// All files of a replay's folder.
public enum ReplayFolder {
    static func descriptions(_ currency: Currency) -> [TableDescription] {
        [
            PostingsTable.description, BalancesTable.description, BenefitsTable(currency: currency).description,
            PointsRollforwardTable.description,
        ] + ReplayCohortTables.descriptions
    }

    /// Applies a program's rules to a log and writes the tables, the data dictionary and, last, the manifest.
    ///
    /// - Parameter goesOn: asked between customers; after a no nothing more is written, and the result is nil.
    /// - Throws: ``Problems`` with the rows that the rules refuse, ``FileFailure`` where the system refuses.
    package static func write(
        _ replay: consuming LogReplay, command: String, to folder: String, goesOn: () -> Bool = { true }
    ) throws -> ReplayResult? {
        let (log, program) = (replay.log, replay.program)
        var writer = try ReplayWriter(calendar: replay.calendar, currency: log.currency, folder: folder)
        for customer in log.customers.indices {
            guard goesOn() else { return nil }
            let part = replay.play(customer: customer)
            if replay.problems.isEmpty { try writer.write(part) }
        }
        try replay.problems.throwProblems()
        let digests = try writer.finish(program.program, folder: folder)
        let package = DataPackage(
            name: program.program.name, title: program.document.title, tables: descriptions(log.currency),
            currency: log.currency)
        try ResultFile.create(folder + "/datapackage.json", text: ResultJSON.text(package))
        let manifest = ReplayManifest(
            version: Workbench.version, command: command, program: program.program.name,
            title: program.document.title, source: program.document.source,
            programSha256: SHA256.hex(of: program.resolvedText), programText: program.resolvedText, log: log.path,
            rows: log.rows.count, customers: writer.totals.customers, members: writer.totals.members,
            currency: log.currency.code, firstDate: log.dates.lowerBound.description,
            until: replay.until.description, unreadColumns: log.unreadColumns, tables: digests)
        try ResultFile.create(folder + "/" + ResultFolder.lastFile, text: ResultJSON.text(manifest))
        return ReplayResult(manifest: manifest, totals: writer.totals)
    }
}
