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
        /// The mark before decimals, where the user says it.
        var decimalMark: AmountText.Mark?

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
    private var style = AmountStyle()
    /// The decimal mark where no amount tells it: a file with commas between its fields has points in its numbers.
    private let standardMark: AmountText.Mark?
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
            chosen: layout.chosenNames, isSpreadsheet: true)
        standardMark = layout.decimalMark ?? (reader.separator == UInt8(ascii: ",") ? .point : nil)
        if let mark = layout.decimalMark { style = AmountStyle(mark: mark) }
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
        if let open = style.undecided(standard: standardMark) {
            problems.report(
                line: open.line, column: open.column, path: layout.names[.amount] ?? "", found: "\"\(open.text)\"",
                expected: "a decimal mark that can be told from thousands, here or in another row "
                    + "(--decimal-mark comma or point)")
        }
        try problems.throwProblems()
        let (thousands, remark) = style.settled(standard: standardMark)
        for place in thousands {
            purchases[Int(place)].amount = (purchases[Int(place)].amount * 1000).rounded()
        }
        let log = SalesLog(
            purchases, names: names.names, path: path, rows: rows, dropped: dropped, dates: firstDay...lastDay,
            unreadColumns: header.unread, segments: segments, remark: remark)
        if log.dates.lowerBound.adding(months: 12 * Self.longestYears) < log.dates.upperBound {
            problems.report(
                found: "dates from \(log.dates.lowerBound) to \(log.dates.upperBound)",
                expected: "at most \(Self.longestYears) years")
        }
        try problems.throwProblems()
        return log
    }

    private mutating func readRow() {
        // Spreadsheets end a table in rows of nothing.
        if isBlankRow() { return }
        rows += 1
        let customer = required(.customer, 0, "the customer's id")
        let day = day()
        let kind = kind()
        guard kind != .other else {
            dropped.otherKinds += 1
            return
        }
        guard let field = required(.amount, 2, "an amount of money"), let text = amountText(field) else { return }
        let amount = text.value
        if case .either(let mark) = text.evidence {
            let isPurchase = kind == .purchase && amount >= 0 && customer != nil && day != nil
            style.addOpen(
                mark, purchase: isPurchase ? purchases.count : nil, reader.place(field), reader.trimmedText(field))
        }
        guard let customer, let day else { return }
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
        let name = reader.trimmedText(field)
        if customer == segments.count {
            segments.append((name, false))
        } else if segments[customer].name != name {
            segments[customer].isMixed = true
        }
    }

    /// Rows of a customer often follow each other; a look at the bytes is quicker than one into a dictionary.
    private mutating func number(_ field: Int) -> Int32 {
        if reader.parse(field, { CSVReader.trimmed($0).elementsEqual(lastName) }) { return lastNumber }
        lastNumber = names.number(of: reader.trimmedText(field))
        lastName.removeAll(keepingCapacity: true)
        reader.parse(field) { lastName.append(contentsOf: CSVReader.trimmed($0)) }
        return lastNumber
    }

    private mutating func required(
        _ column: SalesLog.Layout.Column, _ place: Int, _ expected: String
    ) -> Int? {
        guard let field = header.places[place] else { return nil }
        if !trimmedIsEmpty(field) { return field }
        let (line, character) = reader.place(field)
        problems.report(
            line: line, column: character, path: layout.names[column] ?? "", found: "nothing", expected: expected)
        return nil
    }

    private mutating func day() -> Int32? {
        guard let field = required(.date, 1, "a date as \(layout.format.text)") else { return nil }
        if let date = reader.parse(field, { layout.format.date(CSVReader.trimmed($0)) }) {
            return Int32(date.daysSinceEpoch)
        }
        report(
            .date, field,
            "a date as \(layout.format.text)" + (layout.format == .iso ? " (--date-format for others)" : ""))
        return nil
    }

    private mutating func kind() -> Kind {
        let place = layout.segmentColumn == nil ? 3 : 4
        guard let field = header.places[place], !trimmedIsEmpty(field) else { return .purchase }
        switch reader.trimmedText(field).lowercased() {
        case "purchase": return .purchase
        case "refund": return .refund
        case "enrol", "redeem": return .other
        default:
            report(.kind, field, "one of purchase, refund, enrol, redeem")
            return .other
        }
    }

    private mutating func amountText(_ field: Int) -> AmountText? {
        guard let text = reader.parse(field, { AmountText(CSVReader.trimmed($0)) }) else {
            report(
                .amount, field,
                "an amount of money below 10^15: a sign, digits, one decimal mark, and no currency beside them")
            return nil
        }
        if let other = style.add(text, line: reader.recordLine) {
            report(
                .amount, field, "a decimal \(other.kind.rawValue)" + (other.line > 0 ? " as on line \(other.line)" : "")
            )
            return nil
        }
        return text
    }

    private func trimmedIsEmpty(_ field: Int) -> Bool {
        if reader.isEmpty(field) { return true }
        return reader.parse(field) { CSVReader.trimmed($0).isEmpty }
    }

    private func isBlankRow() -> Bool {
        if let customer = header.places[0] { guard trimmedIsEmpty(customer) else { return false } }
        for field in 0..<reader.count { guard trimmedIsEmpty(field) else { return false } }
        return true
    }

    private mutating func report(_ column: SalesLog.Layout.Column, _ field: Int, _ expected: String) {
        let (line, place) = reader.place(field)
        problems.report(
            line: line, column: place, path: layout.names[column] ?? "", found: "\"\(reader.text(field))\"",
            expected: expected)
    }
}
