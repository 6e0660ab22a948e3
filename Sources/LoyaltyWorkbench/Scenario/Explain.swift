/// The catalogue and the metrics as text for a person.
public enum Explain {
    /// Every row whose path holds the asked parts in a row, with the metrics of that name; all of them without a path.
    ///
    /// Names of programs, segments and rewards stand for `NAME`, and a mechanic may be left out:
    /// `programs.near.rewards.drink.points_price` and `points_price` explain the same. Whatever else speaks of the words
    /// asked for is named below, in a line each.
    /// - Throws: ``Problems`` with the nearest known name where nothing matches.
    public static func text(
        path: String?, metrics: [(name: String, unit: String, meaning: String)] = []
    ) throws -> String {
        let catalogue = ParameterCatalogue.standard
        guard let path else {
            return text(catalogue.rows, metrics)
        }
        let asked = path.split(separator: ".").map(String.init)
        let rows = catalogue.rows.filter { matches($0, asked) }
        let named = metrics.filter { $0.name == path }
        let others = mentions(of: path, but: Set(rows.map(\.path) + named.map(\.name)), metrics)
        if rows.isEmpty, named.isEmpty, !others.isEmpty {
            return "Nothing is called \"\(path)\". These speak of it:\n" + list(others)
        }
        guard !rows.isEmpty || !named.isEmpty else {
            let known = catalogue.rows.map(\.path) + catalogue.rows.map(\.key) + metrics.map(\.name)
            throw Problems([
                Problem(
                    file: "explain", path: "", found: "the unknown path \"\(path)\"",
                    expected: "a path of a parameter, a part of one, or a metric",
                    suggestion: NearestName.of(path, among: known))
            ])
        }
        return (overview(rows, asked) ?? text(rows, named)) + (others.isEmpty ? "" : "See also:\n" + list(others))
    }

    /// A block with more below it than a person reads: what it is, and a line for each of its keys.
    private static func overview(_ rows: [Parameter], _ asked: [String]) -> String? {
        let blocks = rows.filter { row in
            let parts = row.path.split(separator: ".").map(String.init)
            return parts.count >= asked.count && holds(parts.suffix(asked.count), asked)
        }
        guard rows.count > longest, blocks.count == 1, let block = blocks.first else { return nil }
        let children = ParameterCatalogue.standard.children(of: block.path)
        return text([block], []) + "\(rows.count - 1) keys lie below it. Ask for one of:\n"
            + list(children.map { (name: $0.key, meaning: $0.meaning) })
    }

    /// Rows that are told in full.
    private static let longest = 60

    /// What holds words that begin as those asked for do, in its name or its meaning. Nothing of a path with dots: who
    /// knows that knows what it is about.
    private static func mentions(
        of asked: String, but known: Set<String>, _ metrics: [(name: String, unit: String, meaning: String)]
    ) -> [(name: String, meaning: String)] {
        // Who writes a key as documents do has found it.
        if !known.isEmpty, asked.contains("_") { return [] }
        let asked = words(asked)
        guard !asked.isEmpty, asked.allSatisfy({ $0.count > 2 }) else { return [] }
        let all =
            ParameterCatalogue.standard.rows.map { (name: $0.path, meaning: $0.meaning) }
            + metrics.map { (name: "metric " + $0.name, meaning: $0.meaning) }
        return all.filter { row in
            let words = words(row.name.split(separator: ".").last ?? "") + words(row.meaning)
            return !known.contains(row.name.replacing("metric ", with: ""))
                && asked.allSatisfy { asked in words.contains { $0.hasPrefix(asked) } }
        }
    }

    private static func words(_ text: some StringProtocol) -> [String] {
        if text.contains("."), !text.contains(" ") { return [] }
        return text.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
    }

    private static func list(_ rows: [(name: String, meaning: String)]) -> String {
        rows.map { "  \($0.name): \($0.meaning)\n" }.joined()
    }

    private static func text(
        _ rows: [Parameter], _ metrics: [(name: String, unit: String, meaning: String)]
    ) -> String {
        let parameters = rows.map { row in
            var lines = [row.path, "    " + row.meaning]
            let facts = [row.range, row.unit.isEmpty ? nil : "unit: \(row.unit)", row.defaultWords].compactMap { $0 }
            lines.append("    " + facts.joined(separator: "; "))
            if !row.sourceWords.isEmpty { lines.append("    source: " + row.sourceWords) }
            if !row.formerNames.isEmpty { lines.append("    formerly: " + row.formerNames.joined(separator: ", ")) }
            return lines.joined(separator: "\n")
        }
        let described = metrics.map { "metric \($0.name)\n    \($0.meaning)\n    unit: \($0.unit)" }
        return (parameters + described).joined(separator: "\n") + "\n"
    }

    /// Whether the asked parts occur in a row in the row's path, the first of them by name.
    private static func matches(_ row: Parameter, _ asked: [String]) -> Bool {
        let parts = row.path.split(separator: ".").map(String.init)
        var variants = [parts]
        if let index = parts.firstIndex(of: "mechanics") {
            variants.append(Array(parts[..<index] + parts[(index + 1)...]))
            variants.append(Array(parts[..<index] + parts.dropFirst(index + 2)))
        }
        return variants.contains { holds($0, asked) }
    }

    private static func holds(_ parts: some Sequence<String>, _ asked: [String]) -> Bool {
        let parts = Array(parts)
        guard !asked.isEmpty, parts.count >= asked.count else { return false }
        return (0...(parts.count - asked.count)).contains { start in
            parts[start] == asked[0]
                && zip(parts[start...], asked).allSatisfy { $0 == $1 || $0 == "NAME" || $0 == "N" }
        }
    }
}
