/// One row of the catalogue: everything that is to be known about one value of a document.
public struct Parameter: Sendable {
    /// Path from the scenario, `NAME` standing for any name and `N` for a number in a list:
    /// `programs.NAME.mechanics.points.rewards.NAME.points_price`.
    public let path: String
    public let kind: Kind
    /// Unit of the value as written; empty where it has none.
    public let unit: String
    public let defaultValue: Default
    /// One sentence or two.
    public let meaning: String
    /// Where a default or a form comes from; empty for a plain rule.
    public let source: String
    /// How far the default can be trusted, where it says how people behave.
    public let confidence: Confidence?
    /// Keys that this one was called by in earlier versions.
    public let formerNames: [String]

    public init(
        _ path: String, _ kind: Kind, unit: String = "", _ defaultValue: Default, _ meaning: String,
        source: String = "", confidence: Confidence? = nil, formerNames: [String] = []
    ) {
        self.path = path
        self.kind = kind
        self.unit = unit
        self.defaultValue = defaultValue
        self.meaning = meaning
        self.source = source
        self.confidence = confidence
        self.formerNames = formerNames
    }

    /// The last part of the path.
    public var key: String { path.split(separator: ".").last.map(String.init) ?? "" }

    /// What holds where a document says nothing.
    public enum Default: Sendable, Hashable {
        /// The document must say.
        case required
        /// Then there is none.
        case absent
        /// As it would be written.
        case value(String)
        /// Follows from other values, as described.
        case derived(String)
    }

    /// What is written, and within which bounds.
    public enum Kind: Sendable, Hashable {
        case text
        /// Matches `[a-z0-9-]+`.
        case name
        case flag
        case whole(Bounds)
        case number(Bounds)
        /// An exact decimal of at most six decimals.
        case factor(Bounds)
        /// An exact amount with the currency's decimals.
        case money(Bounds)
        /// An exact amount with three decimals more than the currency's.
        case fineMoney(Bounds)
        case currency
        case date
        /// A whole number of time units.
        case duration(TimeUnit, Bounds)
        case choice([String])
        /// A list of some of the words, each once.
        case choices([String])
        /// A list of names that stand elsewhere.
        case names
        /// A list of so many numbers.
        case numbers(count: ClosedRange<Int>, Bounds)
        /// A number, alone or as `{ value, low, high, source, confidence }`.
        case estimate(Bounds)
        /// Likewise, for a number of days written as a duration.
        case durationEstimate(Bounds)
        /// A mapping of the rows below.
        case block
        /// A list of blocks that have a `name`.
        case namedList
        /// A list of blocks without names.
        case plainList
        /// A mapping of freely chosen names to the values of the row below.
        case entries
        /// One of the words, or a mapping with exactly one of the rows below.
        case oneOf(words: [String])
        /// One of the words, or a mapping of the rows below.
        case wordOrBlock(words: [String])
        /// A list of mappings with exactly one of the rows below.
        case oneKeyList
        /// A path of another file, or its contents in place.
        case document(DocumentKind)
        /// A path of another file.
        case file
        /// A mapping of paths to values.
        case settings
    }

    /// Units in which a duration is counted, and the words that a document may use for it.
    public enum TimeUnit: String, Sendable, Hashable {
        case days, months, years

        /// Accepted words with their worth in this unit.
        var words: [(singular: String, worth: Int)] {
            switch self {
            case .days: [("day", 1), ("week", 7)]
            case .months: [("month", 1), ("year", 12)]
            case .years: [("year", 1)]
            }
        }

        var example: String {
            switch self {
            case .days: "30 days"
            case .months: "6 months"
            case .years: "1 year"
            }
        }
    }
}

/// How far a number about people's behaviour can be trusted.
public enum Confidence: String, CaseIterable, Sendable { case high, medium, low }

/// The kinds of documents, as their first line names them.
public enum DocumentKind: String, CaseIterable, Sendable {
    case scenario, population, program, response

    /// Where the catalogue's rows of this kind begin; empty for the scenario itself.
    public var root: String {
        switch self {
        case .scenario: ""
        case .population: "population"
        case .program: "programs.NAME"
        case .response: "response"
        }
    }
}
