/// Problems of one file as they are met: the first ones in full, the others counted.
package struct ProblemList: Sendable {
    /// Problems told in full: who has made one mistake a thousand times sees it in twenty.
    package static let limit = 20

    private let file: String
    private var problems: [Problem] = []
    private var more = 0

    package init(file: String) { self.file = file }

    package var isEmpty: Bool { problems.isEmpty }

    /// - Parameter path: name of the column, where one is meant.
    package mutating func report(
        line: Int? = nil, column: Int? = nil, path: String = "", found: String, expected: String,
        suggestion: String? = nil
    ) {
        guard problems.count < Self.limit else {
            more += 1
            return
        }
        problems.append(
            Problem(
                file: file, line: line, column: column, path: path, found: found, expected: expected,
                suggestion: suggestion))
    }

    /// Throws what was met, in the order of the lines.
    package func throwProblems() throws(Problems) {
        guard !isEmpty else { return }
        let sorted = problems.enumerated().sorted { a, b in
            (a.element.line ?? 0, a.element.column ?? 0, a.offset) < (
                b.element.line ?? 0, b.element.column ?? 0, b.offset
            )
        }
        throw Problems(sorted.map(\.element), more: more)
    }
}
