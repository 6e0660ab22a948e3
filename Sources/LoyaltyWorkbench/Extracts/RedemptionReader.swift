import LoyaltyModel

/// One pass over a file of redemptions by cohort and period.
struct RedemptionReader: ~Copyable {
    private enum Column: Int, NamedColumn {
        case cohort, period, redeemed, expected, currency

        static let required = 4
        var name: String { self == .expected ? "expected_total" : "\(self)" }
    }

    /// Beyond this it is a date or a year, not the number of a period.
    private static let lastPeriod: Int64 = 100_000

    private var reader: ColumnReader<Column>
    private let path: String
    /// Names of the cohorts; nil where they could not be read, and nothing is said about names then.
    private let cohorts: [String]?
    private var known: Set<String>
    /// Lines of the cohorts' periods.
    private var lines: [String: [Int: Int]] = [:]
    /// The cohorts' where they name one, then the first row's that does.
    private(set) var currency: (code: String, place: String)?
    /// What is expected of a code that ISO 4217 does not have; nil where any will do.
    private let listed: String?

    /// - Parameter decimals: of the currency, where they are given apart from its code.
    init(
        path: String, cohorts: [String]?, currency: (code: String, place: String)?, decimals: Int?
    ) throws {
        reader = try ColumnReader(path: path)
        self.currency = currency
        listed = currency == nil && decimals == nil ? CohortExtract.listedCurrency : nil
        self.path = path
        self.cohorts = cohorts
        known = Set(cohorts ?? [])
    }

    /// Reads all rows: what was redeemed by cohort, in order of the periods.
    mutating func read() throws -> (
        redemptions: [String: [CohortExtract.Redemption]], warnings: [String], unread: [String]
    ) {
        var redemptions: [String: [CohortExtract.Redemption]] = [:]
        var order: [String] = []
        while try reader.nextRow() {
            reader.checkCurrency(.currency, listed: listed, &currency)
            guard let (cohort, row) = row() else { continue }
            if let earlier = lines[cohort, default: [:]].updateValue(row.line, forKey: row.period) {
                reader.report(
                    .period, "period \(row.period) again",
                    "each period of a cohort once; it stands on line \(earlier)")
                continue
            }
            if redemptions[cohort] == nil { order.append(cohort) }
            redemptions[cohort, default: []].append(row)
        }
        var warnings: [String] = []
        for cohort in order {
            redemptions[cohort]?.sort { $0.period < $1.period }
            check(cohort, redemptions[cohort] ?? [], &warnings)
        }
        try reader.problems.throwProblems()
        return (redemptions, warnings, reader.unread)
    }

    private mutating func row() -> (cohort: String, row: CohortExtract.Redemption)? {
        let cohort = cohort()
        let period = reader.whole(.period, from: 1, to: Self.lastPeriod, "the period's number")
        let points = ExactMoney.mostPoints
        let redeemed = reader.whole(
            .redeemed, from: -points, to: points, "a whole number of points redeemed in the period")
        let expected = reader.whole(
            .expected, from: 0, to: points, "a whole number: all points that will ever be redeemed")
        guard let cohort, let period, let redeemed, let expected else { return nil }
        return (
            cohort,
            CohortExtract.Redemption(
                period: Int(period), redeemed: redeemed, expectedTotal: expected, line: reader.line)
        )
    }

    /// Looks at what only all periods of a cohort show.
    private mutating func check(
        _ cohort: String, _ redemptions: [CohortExtract.Redemption], _ warnings: inout [String]
    ) {
        var sum: Int64 = 0
        for (place, row) in redemptions.enumerated() {
            sum += row.redeemed
            if sum < 0 || sum > ExactMoney.mostPoints {
                reader.problems.report(
                    line: row.line, path: Column.redeemed.name, found: "\(sum) points redeemed so far",
                    expected: "from 0 to \(ExactMoney.mostPoints)")
                return
            }
            if row.redeemed < 0 {
                warnings.append(
                    "\(path): line \(row.line): cohort \(cohort), period \(row.period): \(-row.redeemed) points more given "
                        + "back than redeemed; their revenue is taken back")
            }
            if place > 0, case let last = redemptions[place - 1].period, row.period > last + 1 {
                warnings.append(
                    "\(path): line \(row.line): cohort \(cohort) has no row between periods \(last) and \(row.period); "
                        + "nothing is taken as redeemed and no estimate as changed there")
            }
        }
    }

    private mutating func cohort() -> String? {
        guard let name = reader.text(.cohort, expected: "a cohort's name") else { return nil }
        if cohorts == nil || known.contains(name) { return name }
        reader.report(
            .cohort, "\"\(name)\"", "a cohort of the file of cohorts",
            suggestion: NearestName.of(name, among: cohorts ?? []))
        return nil
    }
}
