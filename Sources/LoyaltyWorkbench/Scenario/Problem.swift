/// One mistake in a document: where it stands, what was found and what would be right.
public struct Problem: Error, Hashable, Sendable {
    /// The file as the user named it, or as the including document did.
    public var file: String
    /// Line and column from 1; nil where the file as a whole is wrong.
    public var line: Int?
    public var column: Int?
    /// Dotted path inside the document, list elements by name: `mechanics.points.rewards.drink.points_price`.
    public var path: String
    public var found: String
    public var expected: String
    /// The nearest known name, where a name was not known.
    public var suggestion: String?

    public init(
        file: String, line: Int? = nil, column: Int? = nil, path: String, found: String, expected: String,
        suggestion: String? = nil
    ) {
        self.file = file
        self.line = line
        self.column = column
        self.path = path
        self.found = found
        self.expected = expected
        self.suggestion = suggestion
    }
}

extension Problem {
    /// How a name that leads nowhere is found.
    static let unknownName = "the unknown name"

    /// Whether a path led nowhere.
    var isUnknownName: Bool { found.hasPrefix(Self.unknownName) }
}

/// All problems of a document and of what it includes, in the order of their places.
public struct Problems: Error, Sendable {
    public var problems: [Problem]
    /// How many more there are that are not told.
    public var more: Int

    public init(_ problems: [Problem], more: Int = 0) {
        self.problems = problems
        self.more = more
    }
}
