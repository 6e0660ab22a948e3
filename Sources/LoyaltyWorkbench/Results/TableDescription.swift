/// One column of a result table: its name, its type, and what it says in which unit.
public struct TableColumn: Hashable, Sendable {
    /// Type names of Frictionless Table Schema.
    public enum Kind: String, Sendable { case string, integer, number, date, yearmonth, boolean }

    public let name: String
    public let kind: Kind
    public let unit: String?
    public let meaning: String

    public init(_ name: String, _ kind: Kind, unit: String? = nil, _ meaning: String) {
        self.name = name
        self.kind = kind
        self.unit = unit
        self.meaning = meaning
    }
}

/// A result table: its file, its columns, and which of them name a row.
public struct TableDescription: Hashable, Sendable {
    public let file: String
    public let meaning: String
    /// Columns whose values together name a row; none where rows have no name.
    public let key: [String]
    public let columns: [TableColumn]

    public init(file: String, meaning: String, key: [String], columns: [TableColumn]) {
        self.file = file
        self.meaning = meaning
        self.key = key
        self.columns = columns
    }
}

/// One value of a row.
public enum TableValue: Hashable, Sendable {
    case text(String)
    case integer(Int64)
    case real(Double)
    case truth(Bool)
    /// Undefined, or not to be had from these replications.
    case empty

    /// A real, or empty where there is none.
    public static func optional(_ value: Double?) -> TableValue { value.map { .real($0) } ?? .empty }
}

extension TableColumn {
    static let program = TableColumn("program", .string, "Name of the program; baseline is life without one.")
    static let replication = TableColumn("replication", .integer, "Number of the simulated world, from 1.")
    static let segment = TableColumn("segment", .string, "Name of the segment; all for the whole population.")
    static let month = TableColumn("month", .yearmonth, "Calendar month, YYYY-MM.")
    static let metric = TableColumn("metric", .string, "Name of the metric; datapackage.json tells its meaning.")
    static let unit = TableColumn("unit", .string, "Unit of the row's figures; EUR minor is a hundredth of a euro.")
    static let replications = TableColumn(
        "replications", .integer, "Number of replications in which the metric is defined.")

    /// A figure in the unit that the row names.
    static func figure(_ name: String, _ meaning: String) -> TableColumn {
        TableColumn(name, .number, unit: "see the column unit", meaning)
    }
}
