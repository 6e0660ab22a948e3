import LoyaltyModel
import LoyaltyWorkbench
import Testing

/// A log replayed under a program, both written out in a test.
struct ReplayStory {
    /// Rows of `postings.csv` without the header and the columns month and issue_month.
    let postings: [String]
    /// Rows of the other tables, without their headers.
    let balances: [String]
    let rollforward: [String]

    /// - Parameters:
    ///   - points: what stands under `points:` in the program, in braces.
    ///   - program: more lines of the program.
    init(
        _ log: String, points: String, program: String = "", currency: String = "EUR", until: String? = nil
    ) throws {
        let scratch = try Scratch()
        try scratch.make(
            "",
            files: [
                "log.csv": log,
                "p.yaml": "document: program\nname: p\n\(program)\nmechanics:\n  - points: \(points)\n",
            ])
        let currency = try #require(Currency(code: currency))
        let program = try ProgramLoader.load(path: scratch["p.yaml"], currency: currency)
        let log = try TransactionLog.read(path: scratch["log.csv"], currency: currency)
        try scratch.make("out", files: [:])
        let replay = try LogReplay(log, program: program, until: until.flatMap { CalendarDate(iso: $0) })
        _ = try ReplayFolder.write(replay, command: "loyalty replay", to: scratch["out"])
        func rows(_ file: String) throws -> [String] {
            try scratch.text("out/" + file).split(separator: "\n").dropFirst().map(String.init)
        }
        postings = try rows("postings.csv").map { row in
            let fields = row.split(separator: ",", omittingEmptySubsequences: false)
            #expect(fields[2] == fields[1].prefix(7), "\(row)")
            return [0, 1, 3, 4, 5, 6, 8].map { fields[$0] }.joined(separator: ",")
        }
        balances = try rows("balances.csv")
        rollforward = try rows("points_rollforward.csv")
        checkIdentities()
    }

    /// Every month closes, each opens where the one before closed, and the last is the sum of the balances.
    private func checkIdentities() {
        var last: Int64 = 0
        for row in rollforward {
            let n = row.split(separator: ",").dropFirst(3).compactMap { Int64($0) }
            #expect(n[0] == last, "\(row)")
            #expect(n[7] == n[0] + n[1] - n[2] - n[3] - n[4] + n[5] + n[6], "\(row)")
            last = n[7]
        }
        let balances = balances.map { $0.split(separator: ",", omittingEmptySubsequences: false) }
        #expect(balances.reduce(0) { $0 + (Int64($1[2]) ?? .min) } == last)
        for row in balances {
            let n = row[2...8].compactMap { Int64($0) }
            #expect(n[0] == n[2] - n[3] - n[4] - n[5] + n[6], "\(row)")
        }
    }

    /// Every problem that the rules find in a log.
    static func problems(_ log: String, points: String, program: String = "") -> [String] {
        do {
            _ = try ReplayStory(log, points: points, program: program)
            return []
        } catch let problems as Problems {
            return problems.lines.map { line in
                line.firstRange(of: "log.csv").map { String(line[$0.lowerBound...]) } ?? line
            }
        } catch { return ["\(error)"] }
    }
}
