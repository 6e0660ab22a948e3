public import LoyaltyModel

/// The triangle that a roll-forward of points by month makes when points used are attributed to months of issue.
public struct AttributedTriangle: Sendable {
    /// As CSV, in the form that `loyalty reserve` reads.
    public let table: [UInt8]
    public let unreadColumns: [String]

    private static let columns = ["issue_month", "age", "issued", "cum_redeemed", "cum_expired"]

    /// Reads a roll-forward and attributes what it says.
    ///
    /// Within a month points are issued first, then redeemed, then expire; what expires is the oldest that is left. What is
    /// taken back beyond the month's own issue was never issued in the months that the rule names, and what is given back
    /// beyond the month's own use was never used of them.
    /// - Parameter program: which program's, where the file has several; of several replications the first counts.
    /// - Throws: ``Problems`` with everything wrong in the file, ``UsageProblem`` where the program must be named or is
    ///   not there, ``FileFailure``.
    public init(path: String, program: String?, _ rule: Attribution) throws {
        var reader = try RollforwardReader(path: path)
        let months = try reader.months(of: program)
        unreadColumns = reader.unreadColumns
        var cohorts: [Cohort] = []
        for month in months {
            cohorts.append(Cohort(issued: max(0, month.issued)))
            Cohort.turn(&cohorts, month, rule)
        }
        var table: [UInt8] = []
        TableText.append(Self.columns.map { .text($0) }, to: &table)
        for (month, cohort) in zip(months, cohorts) where cohort.issued > 0 {
            for (age, end) in cohort.ends.enumerated() {
                TableText.append(
                    [
                        .text(month.name), .integer(Int64(age + 1)), .integer(cohort.issued), .integer(end.redeemed),
                        .integer(end.expired),
                    ], to: &table)
            }
        }
        self.table = table
    }
}

/// The points of one month of issue.
private struct Cohort {
    private(set) var issued: Int64
    private var redeemed: Int64 = 0
    private var expired: Int64 = 0
    /// What has been redeemed and has expired by the end of its own month and of each later one.
    private(set) var ends: [(redeemed: Int64, expired: Int64)] = []

    init(issued: Int64) { self.issued = issued }

    private var left: Int64 { issued - redeemed - expired }

    /// One month passes, of which the last cohort is.
    static func turn(_ cohorts: inout [Cohort], _ month: RollforwardReader.Month, _ rule: Attribution) {
        let back = rule.parts(of: max(0, -month.issued), from: cohorts.map(\.left))
        for place in cohorts.indices { cohorts[place].issued -= back[place] }
        let unused = rule.parts(of: max(0, -month.redeemed), from: cohorts.map(\.redeemed))
        for place in cohorts.indices { cohorts[place].redeemed -= unused[place] }
        let redeemed = rule.parts(of: max(0, month.redeemed), from: cohorts.map(\.left))
        for place in cohorts.indices { cohorts[place].redeemed += redeemed[place] }
        let expired = Attribution.fifo.parts(of: month.expired, from: cohorts.map(\.left))
        for place in cohorts.indices {
            cohorts[place].expired += expired[place]
            cohorts[place].ends.append((cohorts[place].redeemed, cohorts[place].expired))
        }
    }
}

/// One pass over a roll-forward's file.
private struct RollforwardReader: ~Copyable {
    private enum Column: Int, NamedColumn {
        case month, issued, redeemed, expired, reversed, reinstated, transferred, opening, program, replication

        static let required = 3

        var name: String { "\(self)" }
    }

    /// A month's flows: issued less what was taken back, redeemed less what was given back; either may be negative.
    struct Month {
        let name: String
        let number: Int
        let line: Int
        let issued: Int64
        let redeemed: Int64
        let expired: Int64
    }

    private var reader: ColumnReader<Column>
    private let path: String

    init(path: String) throws {
        reader = try ColumnReader(path: path)
        self.path = path
    }

    var unreadColumns: [String] { reader.unread }

    /// The months of a program, one after the other, each with no more used than there is.
    mutating func months(of program: String?) throws -> [Month] {
        var rows: [(program: String, month: Month)] = []
        var programs: [String] = []
        var broken = Set<String>()
        while try reader.nextRow() {
            if let replication = reader.text(.replication), replication != "1" { continue }
            let name = reader.text(.program) ?? ""
            let isFirst = !rows.contains { $0.program == name }
            guard let month = month(isFirst: isFirst) else {
                broken.insert(name)
                continue
            }
            if !programs.contains(name) { programs.append(name) }
            rows.append((name, month))
        }
        if rows.isEmpty, reader.problems.isEmpty {
            reader.problems.report(
                line: 1, found: "no rows", expected: "a row for each month, from the program's first on")
        }
        for name in programs where !broken.contains(name) {
            check(rows.filter { $0.program == name }.map(\.month))
        }
        try reader.problems.throwProblems()
        let chosen = try ProgramColumn.chosen(program, among: programs, isThere: reader.has(.program), path: path)
        return rows.filter { $0.program == chosen }.map(\.month)
    }

    /// What the months show together.
    private mutating func check(_ months: [Month]) {
        var (left, redeemed) = (Int64(0), Int64(0))
        for (place, month) in months.enumerated() {
            if place > 0, month.number != months[place - 1].number + 1 {
                reader.problems.report(
                    line: month.line, path: Column.month.name, found: "\(month.name) after \(months[place - 1].name)",
                    expected: "the month that follows, as a roll-forward has no holes")
                return
            }
            guard left + month.issued >= 0, redeemed + month.redeemed >= 0 else {
                let column = left + month.issued < 0 ? Column.reversed : .reinstated
                reader.problems.report(
                    line: month.line, path: column.name,
                    found: "\(column == .reversed ? -month.issued : -month.redeemed) more than in the month itself",
                    expected: "at most the \(column == .reversed ? left : redeemed) of the months before")
                return
            }
            left += month.issued
            redeemed += month.redeemed
            guard left <= ExactMoney.mostPoints else {
                reader.problems.report(
                    line: month.line, path: Column.issued.name, found: "\(left) points outstanding",
                    expected: "at most \(ExactMoney.mostPoints)")
                return
            }
            guard month.redeemed + month.expired <= left else {
                reader.problems.report(
                    line: month.line, path: Column.redeemed.name,
                    found: "\(month.redeemed) redeemed and \(month.expired) expired of \(left) outstanding",
                    expected: "no more used than there is")
                return
            }
            left -= month.redeemed + month.expired
        }
    }

    private mutating func month(isFirst: Bool) -> Month? {
        let name = reader.text(.month, expected: "a month as YYYY-MM")
        let date = name.flatMap { CalendarDate(iso: $0 + "-01") }
        if name != nil, date == nil || name?.utf8.count != 7 {
            reader.report(.month, "\"\(name ?? "")\"", "a month as YYYY-MM")
        }
        if isFirst, let opening = flow(.opening), opening != 0 {
            reader.report(
                .opening, "\(opening)", "0, since points of months before the first row are of no month of issue here")
        }
        guard let issued = flow(.issued), let redeemed = flow(.redeemed), let expired = flow(.expired),
            let reversed = flow(.reversed), let reinstated = flow(.reinstated), let transferred = flow(.transferred),
            let name, let date, name.utf8.count == 7
        else { return nil }
        return Month(
            name: name, number: Int(date.year) * 12 + Int(date.month), line: reader.line,
            issued: issued - reversed + transferred, redeemed: redeemed - reinstated, expired: expired)
    }

    /// A whole number of points; 0 where an optional column is not there or empty.
    private mutating func flow(_ column: Column) -> Int64? {
        if column.rawValue >= Column.required, reader.text(column) == nil { return 0 }
        let most = ExactMoney.mostPoints
        let least = [.transferred, .opening].contains(column) ? -most : 0
        return reader.whole(column, from: least, to: most, "a whole number of points")
    }
}

/// The column `program` of an extract that may have several.
enum ProgramColumn {
    /// The program that is meant.
    ///
    /// - Throws: ``UsageProblem`` where it must be named or is not there.
    static func chosen(
        _ program: String?, among programs: [String], isThere: Bool, path: String
    ) throws(UsageProblem) -> String {
        let names = programs.map { "'\($0)'" }.joined(separator: ", ")
        guard let program else {
            guard programs.count == 1 else {
                throw UsageProblem("\(path) has the programs \(names); choose one with --program")
            }
            return programs[0]
        }
        guard programs.contains(program), isThere else {
            let has = isThere ? "the programs \(names)" : "no column program"
            throw UsageProblem("--program: \(path) has \(has), found '\(program)'")
        }
        return program
    }
}
