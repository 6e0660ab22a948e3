public import LoyaltyModel

/// A company's triangle of redemptions by month of issue and age, in long form (docs/FINANCE.md).
public struct TriangleExtract: Sendable {
    public internal(set) var triangle: RedemptionTriangle
    /// What is odd and is not wrong, in the order of the file.
    public internal(set) var warnings: [String] = []
    public internal(set) var unreadColumns: [String] = []

    /// Reads a triangle.
    ///
    /// - Parameters:
    ///   - program: which program's, where the file has several.
    ///   - needsIssued: whether a method is meant that asks what was issued.
    /// - Throws: ``Problems`` with everything wrong in the file, ``UsageProblem`` where the program must be named or is
    ///   not there, ``FileFailure``.
    public static func read(path: String, program: String? = nil, needsIssued: Bool = false) throws -> TriangleExtract {
        var reader = try TriangleReader(path: path, program: program, needsIssued: needsIssued)
        return try reader.extract()
    }
}

/// One pass over a triangle's file.
private struct TriangleReader: ~Copyable {
    private enum Column: Int, CaseIterable {
        case month, age, redeemed, issued, program, expired

        static let required = 3

        var name: String {
            switch self {
            case .month: "issue_month"
            case .redeemed: "cum_redeemed"
            case .expired: "cum_expired"
            default: "\(self)"
            }
        }
    }

    private struct Cell {
        let age: Int
        let redeemed: Int64
        let issued: Int64?
        let line: Int
    }

    private struct Cohort {
        let name: String
        let program: String
        var cells: [Cell] = []
    }

    private static let lastAge: Int64 = 10_000

    private var reader: CSVReader
    private var problems: ProblemList
    private let header: CSVHeader
    private let path: String
    private let program: String?
    private let needsIssued: Bool
    private var cohorts: [Cohort] = []
    private var programs: [String] = []
    private var warnings: [String] = []

    init(path: String, program: String?, needsIssued: Bool) throws {
        var problems = ProblemList(file: path)
        var reader = try CSVReader(path: path)
        let names = Column.allCases.map(\.name)
        header = try reader.header(
            required: Array(names.prefix(Column.required)), optional: Array(names.dropFirst(Column.required)),
            &problems)
        self.problems = problems
        self.reader = reader
        (self.path, self.program, self.needsIssued) = (path, program, needsIssued)
    }

    mutating func extract() throws -> TriangleExtract {
        if needsIssued, header.places[Column.issued.rawValue] == nil {
            problems.report(line: 1, found: "no column issued", expected: "points issued, which the method starts from")
        }
        try problems.throwProblems()
        var places: [[String]: Int] = [:]
        while try reader.nextRow(header, &problems) {
            guard let month = text(.month, "the month of issue"), let cell = cell() else { continue }
            let name = header.places[Column.program.rawValue].map { reader.text($0) } ?? ""
            if programs.last != name, !programs.contains(name) { programs.append(name) }
            if let place = places[[name, month]] {
                cohorts[place].cells.append(cell)
            } else {
                places[[name, month]] = cohorts.count
                cohorts.append(Cohort(name: month, program: name, cells: [cell]))
            }
        }
        if cohorts.isEmpty, problems.isEmpty {
            problems.report(line: 1, found: "no rows", expected: "a row for each month of issue and age")
        }
        for place in cohorts.indices {
            cohorts[place].cells.sort { ($0.age, $0.line) < ($1.age, $1.line) }
            check(cohorts[place])
        }
        checkLengths()
        try problems.throwProblems()
        let chosen = try chosen()
        return TriangleExtract(
            triangle: RedemptionTriangle(
                cohorts.filter { $0.program == chosen }.map { cohort in
                    RedemptionTriangle.Cohort(
                        name: cohort.name, issued: cohort.cells.last { $0.issued != nil }?.issued.map(Double.init),
                        cumulative: cohort.cells.map { Double($0.redeemed) })
                }),
            warnings: warnings, unreadColumns: header.unread)
    }

    private func chosen() throws(UsageProblem) -> String {
        let names = programs.map { "'\($0)'" }.joined(separator: ", ")
        guard let program else {
            guard programs.count == 1 else {
                throw UsageProblem("\(path) has the programs \(names); choose one with --program")
            }
            return programs[0]
        }
        guard programs.contains(program), header.places[Column.program.rawValue] != nil else {
            let has = header.places[Column.program.rawValue] == nil ? "no column program" : "the programs \(names)"
            throw UsageProblem("--program: \(path) has \(has), found '\(program)'")
        }
        return program
    }

    // MARK: Cohorts

    /// Looks at what only all ages of a cohort show.
    private mutating func check(_ cohort: Cohort) {
        let whose = (cohort.program.isEmpty ? "" : "\(cohort.program), ") + "issue_month \(cohort.name)"
        for (place, cell) in cohort.cells.enumerated() {
            let before = place > 0 ? cohort.cells[place - 1] : nil
            if let before, before.age == cell.age {
                problems.report(
                    line: cell.line, path: Column.age.name, found: "\(whose), age \(cell.age) again",
                    expected: "each age once; it stands on line \(before.line)")
            } else if case let last = before?.age ?? 0, cell.age > last + 1 {
                let hole = cell.age == last + 2 ? "age \(last + 1)" : "ages \(last + 1) to \(cell.age - 1)"
                problems.report(
                    line: cell.line, path: Column.age.name, found: "\(whose) without \(hole)",
                    expected: "every age from 1 up to \(cell.age), as a triangle has no holes")
            }
            if let issued = cell.issued, cell.redeemed > issued {
                problems.report(
                    line: cell.line, path: Column.redeemed.name, found: "\(cell.redeemed) redeemed of \(issued) issued",
                    expected: "no more redeemed than issued")
            }
            guard let before, before.age < cell.age else { continue }
            if cell.redeemed < before.redeemed {
                warnings.append(
                    "\(path): line \(cell.line): \(whose), age \(cell.age): cum_redeemed falls from "
                        + "\(before.redeemed) to \(cell.redeemed)")
            }
            if let issued = cell.issued, let earlier = before.issued, issued != earlier {
                warnings.append(
                    "\(path): line \(cell.line): \(whose), age \(cell.age): issued changes from \(earlier) to "
                        + "\(issued); the last one counts")
            }
        }
        if needsIssued, !cohort.cells.contains(where: { $0.issued != nil }) {
            problems.report(
                line: cohort.cells[0].line, path: Column.issued.name, found: "nothing",
                expected: "points issued in \(cohort.name), which the method starts from")
        }
    }

    /// An older cohort has been seen at least as long as a younger one, where names tell which is older.
    private mutating func checkLengths() {
        for program in programs {
            let own = cohorts.filter { $0.program == program && !$0.cells.isEmpty }
            guard own.allSatisfy({ $0.name.wholeMatch(of: /\d{4}(-\d\d)?/) != nil }) else { continue }
            var longest: Cohort?
            for cohort in own.sorted(by: { $0.name > $1.name }) {
                guard let last = cohort.cells.last else { continue }
                if let longest, let other = longest.cells.last, other.age > last.age {
                    problems.report(
                        line: last.line, path: Column.age.name,
                        found: "issue_month \(cohort.name) without ages \(last.age + 1) to \(other.age)",
                        expected: "to be seen as long as the younger \(longest.name), as a triangle has no holes")
                } else {
                    longest = cohort
                }
            }
        }
    }

    // MARK: Fields

    private mutating func cell() -> Cell? {
        let age = number(.age, from: 1, to: Self.lastAge, "the age in whole periods, 1 being that of issue")
        let redeemed = number(
            .redeemed, from: 0, to: ExactMoney.mostPoints, "a whole number of points redeemed so far")
        var issued: Int64?
        if let field = header.places[Column.issued.rawValue], !reader.isEmpty(field) {
            issued = number(.issued, from: 0, to: ExactMoney.mostPoints, "a whole number of points issued")
            if issued == nil { return nil }
        }
        guard let age, let redeemed else { return nil }
        return Cell(age: Int(age), redeemed: redeemed, issued: issued, line: reader.recordLine)
    }

    private mutating func text(_ column: Column, _ expected: String) -> String? {
        guard let field = header.places[column.rawValue], !reader.isEmpty(field) else {
            report(column, "nothing", expected)
            return nil
        }
        return reader.text(field)
    }

    private mutating func number(
        _ column: Column, from least: Int64, to most: Int64, _ expected: String
    ) -> Int64? {
        guard let field = header.places[column.rawValue] else { return nil }
        if let number = reader.decimal(field, decimals: 0), number >= least, number <= most { return number }
        report(column, reader.isEmpty(field) ? "nothing" : "\"\(reader.text(field))\"", expected)
        return nil
    }

    private mutating func report(_ column: Column, _ found: String, _ expected: String) {
        let place = header.places[column.rawValue].map { reader.place($0) }
        problems.report(
            line: place?.line ?? reader.recordLine, column: place?.column, path: column.name, found: found,
            expected: expected)
    }
}
