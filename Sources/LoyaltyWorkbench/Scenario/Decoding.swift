import LoyaltyModel

/// What one reading of documents shares: the catalogue, the problems met, the rows read.
final class Decoding {
    let catalogue: ParameterCatalogue
    /// Documents that were read before, for who reads the same ones again and again.
    let shelf: DocumentShelf?
    /// Nil while a document is checked without a scenario: then decimals of money are not judged.
    var currency: Currency?
    private(set) var problems: [Problem] = []
    /// What is sound, and yet worth telling: a sentence each, with its place.
    private(set) var remarks: [String] = []
    /// Paths of the catalogue's rows that were asked for, so that a test can find rows that no code reads.
    private(set) var rowsRead: Set<String> = []
    /// Files in the order in which they were met.
    private var files: [String] = []

    init(catalogue: ParameterCatalogue = .standard, shelf: DocumentShelf? = nil) {
        self.catalogue = catalogue
        self.shelf = shelf
    }

    /// The row of a path, noted as read.
    /// - Precondition: the catalogue has it; code that reads a value without a row is wrong.
    func row(_ path: String) -> Parameter {
        guard let row = catalogue[path] else { preconditionFailure("the catalogue has no row \(path)") }
        rowsRead.insert(path)
        return row
    }

    func met(file: String) {
        if !files.contains(file) { files.append(file) }
    }

    func report(
        _ place: DocumentNode.Place, path: String, found: String, expected: String, suggestion: String? = nil
    ) {
        problems.append(
            Problem(
                file: place.file, line: place.line, column: place.column, path: path, found: found,
                expected: expected, suggestion: suggestion))
    }

    func remark(_ place: DocumentNode.Place, path: String, _ sentence: String) {
        let numbers = [place.line, place.column].compactMap { $0.map(String.init) }
        remarks.append(([place.file] + numbers).joined(separator: ":") + ": \(path): \(sentence)")
    }

    func report(_ more: Problems) { problems += more.problems }

    /// All problems by place: files in the order they were met, then line and column; each once.
    var sortedProblems: [Problem] {
        var seen: Set<Problem> = []
        let order = Dictionary(uniqueKeysWithValues: files.enumerated().map { ($1, $0) })
        return problems.filter { seen.insert($0).inserted }.enumerated().sorted { a, b in
            func key(_ item: (offset: Int, element: Problem)) -> (Int, Int, Int, Int) {
                let problem = item.element
                return (order[problem.file] ?? -1, problem.line ?? 0, problem.column ?? 0, item.offset)
            }
            return key(a) < key(b)
        }.map(\.element)
    }

    func throwProblems() throws {
        if !problems.isEmpty { throw Problems(sortedProblems) }
    }
}
