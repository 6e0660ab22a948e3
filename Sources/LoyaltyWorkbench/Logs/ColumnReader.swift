import LoyaltyModel

/// The columns that a table of one's own may have, the required ones first.
protocol NamedColumn: RawRepresentable, CaseIterable, Sendable where RawValue == Int {
    /// As the header row has it.
    var name: String { get }
    /// How many must be there.
    static var required: Int { get }
}

/// One pass over a CSV table whose columns are known beforehand; every mistake is told at its place.
struct ColumnReader<Column: NamedColumn>: ~Copyable {
    private var reader: CSVReader
    var problems: ProblemList
    private let header: CSVHeader

    /// - Throws: ``Problems`` with everything wrong about the header, ``FileFailure``.
    init(path: String) throws {
        var problems = ProblemList(file: path)
        var reader = try CSVReader(path: path)
        let names = Column.allCases.map(\.name)
        header = try reader.header(
            required: Array(names.prefix(Column.required)), optional: Array(names.dropFirst(Column.required)),
            &problems)
        self.problems = problems
        self.reader = reader
    }

    /// Columns of the file that are not known.
    var unread: [String] { header.unread }

    /// Of the current row.
    var line: Int { reader.recordLine }

    func has(_ column: Column) -> Bool { header.places[column.rawValue] != nil }

    /// Goes to the next row with as many fields as the header.
    mutating func nextRow() throws(FileFailure) -> Bool { try reader.nextRow(header, &problems) }

    /// A field's text; nil where it is empty, or the file has no such column.
    func text(_ column: Column) -> String? {
        header.places[column.rawValue].flatMap { reader.isEmpty($0) ? nil : reader.text($0) }
    }

    /// A field's text that must be there.
    mutating func text(_ column: Column, expected: String) -> String? {
        if let text = text(column) { return text }
        report(column, "nothing", expected)
        return nil
    }

    /// A decimal number times 10^`decimals`, exactly, from `least` to `most`; nil with a problem reported.
    mutating func number(
        _ column: Column, decimals: Int = 0, from least: Int128, to most: Int128, _ expected: String
    ) -> Int128? {
        guard let field = header.places[column.rawValue] else { return nil }
        if let number = reader.longDecimal(field, decimals: decimals), number >= least, number <= most { return number }
        report(column, text(column).map { "\"\($0)\"" } ?? "nothing", expected)
        return nil
    }

    /// A whole number from `least` to `most`; nil with a problem reported, which names these where it is beyond them.
    mutating func whole(_ column: Column, from least: Int64, to most: Int64, _ expected: String) -> Int64? {
        let digits = text(column).map { $0.hasPrefix("-") || $0.hasPrefix("+") ? $0.dropFirst() : $0[...] } ?? ""
        let isWhole = !digits.isEmpty && digits.allSatisfy { $0.isASCII && $0.isWholeNumber }
        let limits = isWhole ? "\(expected), from \(least) to \(most)" : expected
        return number(column, from: Int128(least), to: Int128(most), limits).map { Int64($0) }
    }

    /// Looks at the current row's code of a table of one currency, and keeps the first one with its place.
    ///
    /// - Parameter listed: what is expected of a code that ISO 4217 does not have; nil where any will do.
    mutating func checkCurrency(_ column: Column, listed: String?, _ first: inout (code: String, place: String)?) {
        guard let code = text(column) else { return }
        if Currency(code: code) == nil {
            report(column, "\"\(code)\"", "an ISO 4217 code such as EUR, three capital letters")
            return
        }
        if let listed, !Currency.listed.contains(code) {
            report(column, "\"\(code)\"", listed, suggestion: NearestName.of(code, among: Currency.listed))
        }
        guard let other = first else { return first = (code, "on line \(line)") }
        if other.code != code {
            report(column, "\"\(code)\"", "one currency, \"\(other.code)\" as \(other.place)")
        }
    }

    /// Reports a problem of a field of the current row.
    mutating func report(_ column: Column, _ found: String, _ expected: String, suggestion: String? = nil) {
        let place = header.places[column.rawValue].map { reader.place($0) }
        problems.report(
            line: place?.line ?? line, column: place?.column, path: column.name, found: found, expected: expected,
            suggestion: suggestion)
    }
}
