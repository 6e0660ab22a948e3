import LoyaltyModel

extension SalesLog {
    /// What a log's columns are called, and how it writes dates.
    public struct Layout: Hashable, Sendable {
        /// Columns that can be named otherwise.
        public enum Column: String, CaseIterable, Sendable { case customer, date, amount, kind }

        package var names: [Column: String] = [
            .customer: "customer_id", .date: "date", .amount: "amount", .kind: "kind",
        ]
        /// Name of the column that says which segment a customer is of; nil where none is asked for.
        package var segmentColumn: String?
        package var format = DateFormat.iso

        public init() {}

        /// Names that the user gave.
        var chosenNames: Set<String> {
            let usual = Layout().names
            let own = names.filter { $0.value != usual[$0.key] }.values
            return Set(own).union(segmentColumn.map { [$0] } ?? [])
        }
    }

    /// Reads a log; docs/CALIBRATION.md says what counts as a purchase.
    ///
    /// - Throws: ``Problems`` with everything wrong in the file, ``FileFailure`` where it cannot be read.
    public static func read(path: String, layout: Layout = Layout()) throws -> SalesLog {
        var reader = try SalesLogReader(path: path, layout: layout)
        return try reader.log()
    }
}

/// One pass over a log's file.
private struct SalesLogReader: ~Copyable {
    private enum Kind { case purchase, refund, other }

    /// Beyond this it is a wrong digit in a year, not the history of a company.
    private static let longestYears = 100

    private let path: String
    private let layout: SalesLog.Layout
    private let header: CSVHeader
    private let hasDecimalComma: Bool
    private var reader: CSVReader
    private var problems: ProblemList
    private var names = NameNumbers()
    private var purchases: [SalesLog.Purchase] = []
    private var dropped = SalesLog.Dropped()
    /// By customer: the segment of the row read first, and whether another row says another one.
    private var segments: [(name: String, isMixed: Bool)] = []
    private var rows = 0
    private var firstDay = Int32.max
    private var lastDay = Int32.min
    private var lastName: [UInt8] = []
    private var lastNumber: Int32 = -1

    init(path: String, layout: SalesLog.Layout) throws {
        var problems = ProblemList(file: path)
        var reader = try CSVReader(path: path, separator: .found)
        var columns = [SalesLog.Layout.Column.customer, .date, .amount].map { layout.names[$0] ?? $0.rawValue }
        if let segment = layout.segmentColumn { columns.append(segment) }
        let kind = layout.names[.kind] ?? "kind"
        header = try reader.header(
            required: kind == "kind" ? columns : columns + [kind], optional: kind == "kind" ? [kind] : [], &problems,
            hint: " (--columns customer=NAME,date=NAME,amount=NAME for other names)",
            chosen: layout.chosenNames)
        hasDecimalComma = reader.separator != UInt8(ascii: ",")
        self.path = path
        self.layout = layout
        self.reader = reader
        self.problems = problems
    }

    mutating func log() throws -> SalesLog {
        while try reader.nextRow(header, &problems) { readRow() }
        if rows == 0, problems.isEmpty {
            problems.report(found: "no rows", expected: "a row for each purchase")
        }
        if problems.isEmpty, purchases.isEmpty {
            problems.report(
                found: "no purchase in \(rows) rows", expected: "amounts of 0 or more on rows of kind purchase")
        }
        try problems.throwProblems()
        let log = SalesLog(
            purchases, names: names.names, path: path, rows: rows, dropped: dropped, dates: firstDay...lastDay,
            unreadColumns: header.unread, segments: segments)
        if log.dates.lowerBound.adding(months: 12 * Self.longestYears) < log.dates.upperBound {
            problems.report(
                found: "dates from \(log.dates.lowerBound) to \(log.dates.upperBound)",
                expected: "at most \(Self.longestYears) years")
        }
        try problems.throwProblems()
        return log
    }

    private mutating func readRow() {
        rows += 1
        let customer = required(.customer, 0, "the customer's id")
        let day = day()
        let kind = kind()
        guard kind != .other else {
            dropped.otherKinds += 1
            return
        }
        guard let amount = amount(), let customer, let day else { return }
        (firstDay, lastDay) = (min(firstDay, day), max(lastDay, day))
        if kind == .refund {
            dropped.refunds += 1
        } else if amount < 0 {
            dropped.negative += 1
        } else {
            if amount == 0 { dropped.zero += 1 }
            let number = number(customer)
            purchases.append(SalesLog.Purchase(customer: number, day: day, amount: amount))
            readSegment(of: Int(number))
        }
    }

    private mutating func readSegment(of customer: Int) {
        guard layout.segmentColumn != nil, let field = header.places[3] else { return }
        let name = reader.text(field)
        if customer == segments.count {
            segments.append((name, false))
        } else if segments[customer].name != name {
            segments[customer].isMixed = true
        }
    }

    /// Rows of a customer often follow each other; a look at the bytes is quicker than one into a dictionary.
    private mutating func number(_ field: Int) -> Int32 {
        if reader.parse(field, { $0.elementsEqual(lastName) }) { return lastNumber }
        lastNumber = names.number(of: reader.text(field))
        lastName.removeAll(keepingCapacity: true)
        reader.parse(field) { lastName.append(contentsOf: $0) }
        return lastNumber
    }

    private mutating func required(
        _ column: SalesLog.Layout.Column, _ place: Int, _ expected: String
    ) -> Int? {
        guard let field = header.places[place] else { return nil }
        if !reader.isEmpty(field) { return field }
        let (line, character) = reader.place(field)
        problems.report(
            line: line, column: character, path: layout.names[column] ?? "", found: "nothing", expected: expected)
        return nil
    }

    private mutating func day() -> Int32? {
        guard let field = required(.date, 1, "a date as \(layout.format.text)") else { return nil }
        if let date = reader.parse(field, { layout.format.date($0) }) { return Int32(date.daysSinceEpoch) }
        report(
            .date, field,
            "a date as \(layout.format.text)" + (layout.format == .iso ? " (--date-format for others)" : ""))
        return nil
    }

    private mutating func kind() -> Kind {
        let place = layout.segmentColumn == nil ? 3 : 4
        guard let field = header.places[place], !reader.isEmpty(field) else { return .purchase }
        switch reader.text(field) {
        case "purchase": return .purchase
        case "refund": return .refund
        case "enrol", "redeem": return .other
        default:
            report(.kind, field, "one of purchase, refund, enrol, redeem")
            return .other
        }
    }

    private mutating func amount() -> Double? {
        guard let field = required(.amount, 2, "an amount of money") else { return nil }
        if let amount = reader.parse(field, { Self.amount($0, hasDecimalComma: hasDecimalComma) }) { return amount }
        let marks = hasDecimalComma ? "one decimal point or comma" : "one decimal point"
        report(.amount, field, "an amount of money below 10^15: a sign, digits, \(marks)")
        return nil
    }

    /// A sign, digits and at most one mark before decimals, read exactly as far as a Double goes.
    private static func amount(_ bytes: ArraySlice<UInt8>, hasDecimalComma: Bool) -> Double? {
        var rest = bytes
        while rest.first == 32 { rest.removeFirst() }
        while rest.last == 32 { rest.removeLast() }
        let isNegative = rest.first == UInt8(ascii: "-")
        if isNegative || rest.first == UInt8(ascii: "+") { rest.removeFirst() }
        var (value, scale, digits) = (0.0, 1.0, 0)
        var isFraction = false
        for byte in rest {
            if !isFraction, byte == UInt8(ascii: ".") || (hasDecimalComma && byte == UInt8(ascii: ",")) {
                guard digits > 0 else { return nil }
                isFraction = true
                continue
            }
            guard (48...57).contains(byte) else { return nil }
            digits += 1
            // 15 digits and a power of ten below 10¹⁶ are exact; further decimals do not count.
            if isFraction, scale >= 1e15 || value >= 1e14 { continue }
            value = value * 10 + Double(byte - 48)
            if isFraction { scale *= 10 }
        }
        guard digits > 0, value / scale < 1e15 else { return nil }
        return (isNegative ? -value : value) / scale
    }

    private mutating func report(_ column: SalesLog.Layout.Column, _ field: Int, _ expected: String) {
        let (line, place) = reader.place(field)
        problems.report(
            line: line, column: place, path: layout.names[column] ?? "", found: "\"\(reader.text(field))\"",
            expected: expected)
    }
}
