public import LoyaltyModel

/// A company's triangle of redemptions by month of issue and age, in long form (docs/FINANCE.md).
public struct TriangleExtract: Sendable {
    public internal(set) var triangle: RedemptionTriangle
    /// What was seen of points by age, for their survival; why not where it is not known what was issued, or a
    /// cumulative falls.
    public internal(set) var observations: Result<[KaplanMeier.Observation], Problem>
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
    private enum Column: Int, NamedColumn {
        case month, age, redeemed, issued, program, expired, currency

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
        let expired: Int64
        let line: Int
    }

    private struct Cohort {
        let name: String
        let program: String
        /// The month of issue, counted from year 0, or another period's number.
        let issue: IssuePeriod
        var cells: [Cell] = []
        /// Whether a row of it could not be read, so that nothing is said of holes.
        var isBroken = false

        /// The last figure counts for all ages, also where a row has none.
        var issued: Int64? { cells.last { $0.issued != nil }?.issued }
    }

    private static let lastAge: Int64 = 10_000

    private var reader: ColumnReader<Column>
    private let path: String
    private let program: String?
    private let needsIssued: Bool
    private var cohorts: [Cohort] = []
    private var programs: [String] = []
    private var warnings: [String] = []
    /// The first row's that has one.
    private var currency: (code: String, place: String)?

    init(path: String, program: String?, needsIssued: Bool) throws {
        reader = try ColumnReader(path: path)
        (self.path, self.program, self.needsIssued) = (path, program, needsIssued)
    }

    mutating func extract() throws -> TriangleExtract {
        if needsIssued, !reader.has(.issued) {
            reader.problems.report(
                line: 1, found: "no column issued", expected: "points issued, which the method starts from")
        }
        try reader.problems.throwProblems()
        var places: [[String]: Int] = [:]
        while try reader.nextRow() {
            reader.checkCurrency(.currency, listed: "an ISO 4217 code", &currency)
            let (month, cell) = (reader.text(.month, expected: "the month of issue"), cell())
            guard let month, let issue = issue(month) else { continue }
            let name = reader.text(.program) ?? ""
            if programs.last != name, !programs.contains(name) { programs.append(name) }
            let place = places[[name, month]] ?? cohorts.count
            if place == cohorts.count {
                places[[name, month]] = place
                cohorts.append(Cohort(name: month, program: name, issue: issue))
            }
            if let cell { cohorts[place].cells.append(cell) } else { cohorts[place].isBroken = true }
        }
        if cohorts.isEmpty, reader.problems.isEmpty {
            reader.problems.report(line: 1, found: "no rows", expected: "a row for each month of issue and age")
        }
        for place in cohorts.indices where !cohorts[place].isBroken {
            cohorts[place].cells.sort { ($0.age, $0.line) < ($1.age, $1.line) }
            check(cohorts[place])
        }
        checkLengths()
        try reader.problems.throwProblems()
        let chosen = try ProgramColumn.chosen(
            program, among: programs, isThere: reader.has(.program), path: path)
        let own = cohorts.filter { $0.program == chosen }
        return TriangleExtract(
            triangle: RedemptionTriangle(
                own.map { cohort in
                    RedemptionTriangle.Cohort(
                        name: cohort.name, issued: cohort.issued.map(Double.init),
                        cumulative: cohort.cells.map { Double($0.redeemed) },
                        expired: Double(cohort.cells.last?.expired ?? 0))
                }),
            observations: observations(own), warnings: warnings + Self.oddities(own).map { "\(path): \($0)" },
            unreadColumns: reader.unread)
    }

    /// Points redeemed at each age, and those lost from sight: expired, or not seen longer.
    private func observations(_ cohorts: [Cohort]) -> Result<[KaplanMeier.Observation], Problem> {
        func refused(_ cell: Cell, _ column: Column, _ found: String, _ expected: String) -> Problem {
            Problem(file: path, line: cell.line, path: column.name, found: found, expected: expected)
        }
        var observations: [KaplanMeier.Observation] = []
        for cohort in cohorts {
            var (redeemed, expired): (Int64, Int64) = (0, 0)
            for (place, cell) in cohort.cells.enumerated() {
                var lost = cell.expired - expired
                if place == cohort.cells.count - 1 {
                    guard let issued = cohort.issued else {
                        return .failure(refused(cell, .issued, "nothing", "points issued in \(cohort.name)"))
                    }
                    lost += issued - cell.redeemed - cell.expired
                }
                for (now, before, column) in [
                    (cell.redeemed, redeemed, Column.redeemed), (cell.expired, expired, .expired),
                ] where now < before {
                    return .failure(
                        refused(
                            cell, column, "\(now) after \(before)",
                            "a figure that does not fall: a point given back has no age at which it was used"))
                }
                observations.append(
                    KaplanMeier.Observation(age: Double(cell.age), redeemed: cell.redeemed - redeemed, lost: lost))
                (redeemed, expired) = (cell.redeemed, cell.expired)
            }
        }
        return .success(observations)
    }

    // MARK: Cohorts

    /// Looks at what only all ages of a cohort show.
    private mutating func check(_ cohort: Cohort) {
        let issued = cohort.issued
        let whose = (cohort.program.isEmpty ? "" : "\(cohort.program), ") + "issue_month \(cohort.name)"
        for (place, cell) in cohort.cells.enumerated() {
            let before = place > 0 ? cohort.cells[place - 1] : nil
            if let before, before.age == cell.age {
                reader.problems.report(
                    line: cell.line, path: Column.age.name, found: "\(whose), age \(cell.age) again",
                    expected: "each age once; it stands on line \(before.line)")
            } else if case let last = before?.age ?? 0, cell.age > last + 1 {
                let hole = cell.age == last + 2 ? "age \(last + 1)" : "ages \(last + 1) to \(cell.age - 1)"
                reader.problems.report(
                    line: cell.line, path: Column.age.name, found: "\(whose) without \(hole)",
                    expected: "every age from 1 up to \(cell.age), as a triangle has no holes")
            }
            if let least = [cell.issued, issued].compactMap({ $0 }).min(), cell.redeemed > least {
                reader.problems.report(
                    line: cell.line, path: Column.redeemed.name, found: "\(cell.redeemed) redeemed of \(least) issued",
                    expected: "no more redeemed than issued")
            } else if let issued, cell.redeemed + cell.expired > issued {
                reader.problems.report(
                    line: cell.line, path: Column.expired.name,
                    found: "\(cell.redeemed) redeemed and \(cell.expired) expired of \(issued) issued",
                    expected: "no more redeemed and expired than issued")
            }
            guard let before, before.age < cell.age else { continue }
            if cell.redeemed < before.redeemed {
                warnings.append(
                    "\(path): line \(cell.line): \(whose), age \(cell.age): cum_redeemed falls from "
                        + "\(before.redeemed) to \(cell.redeemed)")
            }
            if cell.expired < before.expired {
                warnings.append(
                    "\(path): line \(cell.line): \(whose), age \(cell.age): cum_expired falls from \(before.expired) "
                        + "to \(cell.expired)")
            }
            if let issued = cell.issued, let earlier = before.issued, issued != earlier {
                warnings.append(
                    "\(path): line \(cell.line): \(whose), age \(cell.age): issued changes from \(earlier) to "
                        + "\(issued); the last one counts")
            }
        }
        if needsIssued, !cohort.cells.contains(where: { $0.issued != nil }) {
            reader.problems.report(
                line: cohort.cells[0].line, path: Column.issued.name, found: "nothing",
                expected: "points issued in \(cohort.name), which the method starts from")
        }
    }

    /// An older cohort has been seen at least as long as a younger one.
    private mutating func checkLengths() {
        for program in programs {
            let own = cohorts.filter { $0.program == program && !$0.isBroken }
            var longest: Cohort?
            for cohort in own.sorted(by: { $0.issue.place > $1.issue.place }) {
                guard let last = cohort.cells.last else { continue }
                if let longest, let other = longest.cells.last, other.age > last.age {
                    reader.problems.report(
                        line: last.line, path: Column.age.name,
                        found: "issue_month \(cohort.name) without ages \(last.age + 1) to \(other.age)",
                        expected: "to be seen as long as the younger \(longest.name), as a triangle has no holes")
                } else {
                    longest = cohort
                }
            }
        }
    }

    /// Months of issue that are missing, and cohorts whose last figure is not of the month that the others' are of.
    ///
    /// A cohort that has come to the triangle's last age is complete, however long ago.
    private static func oddities(_ cohorts: [Cohort]) -> [String] {
        let issues = cohorts.map(\.issue.place)
        let ages = cohorts.map { $0.cells.last?.age ?? 0 }
        let steps = IssueSteps(cohorts.map(\.issue), ages: ages)
        var found = steps.oddities(what: "no rows of issue_month")
        let ends = zip(issues, ages).map { $0 + steps.step * ($1 - 1) }
        // A name between the steps has no end that could be compared.
        guard steps.isEven, let end = ends.max(), let longest = ages.max() else { return found }
        let early = cohorts.indices.filter { ages[$0] < longest && ends[$0] < end }
        if let one = early.first {
            found.append(
                "line \(cohorts[one].cells.last?.line ?? 0): issue_month \(cohorts[one].name) ends in \(steps.name(ends[one])), "
                    + "others in \(steps.name(end))" + (early.count > 1 ? "; \(early.count - 1) more end early" : "")
                    + ": latest figures of different dates make a total of none")
        }
        return found
    }

    // MARK: Fields

    /// Nil with a problem reported: months and other periods do not stand in one file either.
    private mutating func issue(_ name: String) -> IssuePeriod? {
        let issue = IssuePeriod(name)
        if let issue, (cohorts.first?.issue.isMonth ?? issue.isMonth) == issue.isMonth { return issue }
        let expected = issue == nil ? "a month as YYYY-MM, or a year" : "the same kind of period as \(cohorts[0].name)"
        reader.report(.month, "\"\(name)\"", expected)
        return nil
    }

    private mutating func cell() -> Cell? {
        let most = ExactMoney.mostPoints
        let age = reader.whole(.age, from: 1, to: Self.lastAge, "the age in whole periods, 1 being that of issue")
        let redeemed = reader.whole(.redeemed, from: 0, to: most, "a whole number of points redeemed so far")
        var issued: Int64?
        if reader.text(.issued) != nil {
            issued = reader.whole(.issued, from: 0, to: most, "a whole number of points issued")
            if issued == nil { return nil }
        }
        var expired: Int64? = 0
        if reader.text(.expired) != nil {
            expired = reader.whole(.expired, from: 0, to: most, "a whole number of points expired so far")
        }
        guard let age, let redeemed, let expired else { return nil }
        return Cell(age: Int(age), redeemed: redeemed, issued: issued, expired: expired, line: reader.line)
    }
}
