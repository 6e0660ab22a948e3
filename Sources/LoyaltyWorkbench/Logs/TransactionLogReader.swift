public import LoyaltyModel

extension TransactionLog {
    /// Reads a log; docs/REPLAY.md says what its columns mean.
    ///
    /// - Parameter currency: how many decimals an amount has.
    /// - Throws: ``Problems`` with everything wrong in the file, ``FileFailure`` where it cannot be read.
    public static func read(path: String, currency: Currency) throws -> TransactionLog {
        var reader = try TransactionLogReader(path: path, currency: currency)
        return try reader.log()
    }
}

/// One pass over a log's file, from rows of text to ``TransactionLog/Row``.
private struct TransactionLogReader: ~Copyable {
    /// The first three must be there. Channel belongs to a log, and no rule looks at it yet.
    private enum Column: Int, CaseIterable {
        case customer, date, amount, kind, refundOf, reward, points, id, category, partner, channel

        static let required = 3

        var name: String {
            switch self {
            case .customer: "customer_id"
            case .refundOf: "refund_of"
            default: "\(self)"
            }
        }
    }

    private enum Kind: String, CaseIterable { case purchase, refund, enrol, redeem }

    /// The largest amount of a row, minor units: what the rules of earning reckon with.
    private static let largestAmount: Int64 = 1_000_000_000_000
    /// Beyond this it is a wrong digit in a year, not the history of a company.
    private static let longestYears = 100

    private let path: String
    private let currency: Currency
    private let header: CSVHeader
    private var reader: CSVReader
    private var problems: ProblemList
    private var contents = TransactionLog.Contents()

    init(path: String, currency: Currency) throws {
        var problems = ProblemList(file: path)
        var reader = try CSVReader(path: path)
        let names = Column.allCases.map(\.name)
        header = try reader.header(
            required: Array(names.prefix(Column.required)), optional: Array(names.dropFirst(Column.required)),
            &problems)
        self.path = path
        self.currency = currency
        self.reader = reader
        self.problems = problems
    }

    mutating func log() throws -> TransactionLog {
        while try reader.nextRow(header, &problems) {
            if let row = row() { contents.rows.append(row) }
        }
        if contents.rows.isEmpty, problems.isEmpty {
            problems.report(found: "no rows", expected: "a row for each purchase")
        }
        try problems.throwProblems()
        let log = TransactionLog(
            contents, path: path, currency: currency, unreadColumns: header.unread)
        if log.dates.lowerBound.adding(months: 12 * Self.longestYears) < log.dates.upperBound {
            problems.report(
                found: "dates from \(log.dates.lowerBound) to \(log.dates.upperBound)",
                expected: "at most \(Self.longestYears) years")
        }
        try problems.throwProblems()
        return log
    }

    /// The row just read; nil, with every problem of it reported, where it is none.
    private mutating func row() -> TransactionLog.Row? {
        let customer = required(.customer, "the customer's id")
        let date = date()
        guard let kind = kind(), let event = event(kind), let customer, let date else { return nil }
        if event == .enrol { contents.hasEnrolments = true }
        return TransactionLog.Row(
            event: event, customer: contents.customers.number(of: reader.text(customer)),
            day: Int32(date.daysSinceEpoch), line: Int32(clamping: reader.recordLine),
            category: field(.category).map { contents.categories.number(of: reader.text($0)) } ?? 0,
            id: field(.id).map { contents.ids.number(of: reader.text($0)) } ?? 0,
            partner: field(.partner).map { contents.partners.number(of: reader.text($0)) } ?? 0)
    }

    private mutating func event(_ kind: Kind) -> TransactionLog.Event? {
        let belongs: [Column]
        switch kind {
        case .purchase, .enrol: belongs = []
        case .refund: belongs = [.refundOf]
        case .redeem: belongs = [.reward, .points]
        }
        for column in [Column.refundOf, .reward, .points] where !belongs.contains(column) {
            if let field = field(column) { report(column, field, "nothing on a row of kind \(kind.rawValue)") }
        }
        switch kind {
        case .purchase: return amount(atLeast: 0).map { .purchase($0) }
        case .refund: return refund()
        case .enrol:
            checkNoAmount(kind)
            return .enrol
        case .redeem:
            checkNoAmount(kind)
            return redemption()
        }
    }

    private mutating func refund() -> TransactionLog.Event? {
        let amount = amount(atLeast: Int64.min)
        guard let field = required(.refundOf, "the date or the id of the purchase") else { return nil }
        if amount == 0 { reportAmount("the amount given back") }
        guard let amount, amount != 0 else { return nil }
        // Shops write money given back with a sign and without.
        let back = abs(amount)
        if let date = reader.date(field) { return .refund(back, of: .day(Int32(date.daysSinceEpoch))) }
        if header.places[Column.id.rawValue] != nil {
            return .refund(back, of: .id(contents.ids.number(of: reader.text(field))))
        }
        report(.refundOf, field, "the date of the purchase as YYYY-MM-DD, or its id in a log with a column id")
        return nil
    }

    private mutating func redemption() -> TransactionLog.Event? {
        switch (field(.reward), field(.points)) {
        case (let reward?, nil):
            return .redeem(reward: contents.rewards.number(of: reader.text(reward)))
        case (nil, let field?):
            if let points = reader.decimal(field, decimals: 0), points > 0 { return .pay(points: points) }
            report(.points, field, "a whole number of points paid with")
        case (_?, let points?): report(.points, points, "a reward or points on a row of kind redeem, not both")
        case (nil, nil):
            problems.report(
                line: reader.recordLine, path: Column.reward.name, found: "nothing",
                expected: "the reward's name, or in points how many were paid with")
        }
        return nil
    }

    // MARK: Fields

    /// The field of a column; nil where it is empty or the file has no such column.
    private func field(_ column: Column) -> Int? {
        guard let field = header.places[column.rawValue], !reader.isEmpty(field) else { return nil }
        return field
    }

    private mutating func required(_ column: Column, _ expected: String) -> Int? {
        if let field = field(column) { return field }
        let place = header.places[column.rawValue].map { reader.place($0) }
        problems.report(
            line: place?.line ?? reader.recordLine, column: place?.column, path: column.name, found: "nothing",
            expected: expected)
        return nil
    }

    private mutating func date() -> CalendarDate? {
        guard let field = required(.date, "a date as YYYY-MM-DD") else { return nil }
        if let date = reader.date(field) { return date }
        report(.date, field, "a date of the calendar as YYYY-MM-DD")
        return nil
    }

    private mutating func kind() -> Kind? {
        guard let field = field(.kind) else { return .purchase }
        let text = reader.text(field)
        if let kind = Kind(rawValue: text) { return kind }
        let names = Kind.allCases.map(\.rawValue)
        report(.kind, field, NearestName.oneOf(names), suggestion: NearestName.of(text, among: names))
        return nil
    }

    private mutating func amount(atLeast least: Int64) -> Int64? {
        guard let field = required(.amount, "an amount of money") else { return nil }
        guard let amount = reader.decimal(field, decimals: currency.exponent) else {
            let decimals = currency.exponent == 0 ? "no decimals" : "at most \(currency.exponent) decimals"
            let isLong = reader.longDecimal(field, decimals: currency.exponent) != nil || isHuge(reader.text(field))
            report(.amount, field, isLong ? atMost : "an amount in \(currency.code) with \(decimals)")
            return nil
        }
        if amount < least {
            report(.amount, field, "0 or more; what is given back is a row of kind refund with refund_of")
            return nil
        }
        if abs(amount) > Self.largestAmount {
            report(.amount, field, atMost)
            return nil
        }
        return amount
    }

    private var atMost: String { "at most " + ExactDecimal.text(Self.largestAmount, decimals: currency.exponent) }

    /// Whether a field is digits, and more of them than any number read here has.
    private func isHuge(_ text: String) -> Bool {
        text.utf8.count > 36 && text.utf8.allSatisfy { (48...57).contains($0) }
    }

    private mutating func checkNoAmount(_ kind: Kind) {
        guard let field = field(.amount), reader.decimal(field, decimals: currency.exponent) != 0 else { return }
        report(.amount, field, "nothing on a row of kind \(kind.rawValue)")
    }

    private mutating func reportAmount(_ expected: String) {
        if let field = field(.amount) { report(.amount, field, expected) }
    }

    private mutating func report(_ column: Column, _ field: Int, _ expected: String, suggestion: String? = nil) {
        let (line, place) = reader.place(field)
        problems.report(
            line: line, column: place, path: column.name, found: "\"\(reader.text(field))\"", expected: expected,
            suggestion: suggestion)
    }
}
