/// The catalogue and the metrics as text for a person.
public enum Explain {
    /// Every row whose path holds the asked parts in a row, with the metrics of that name; all of them without a path.
    ///
    /// Names of programs, segments and rewards stand for `NAME`, and a mechanic may be left out:
    /// `programs.near.rewards.drink.points_price` and `points_price` explain the same.
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
        guard !rows.isEmpty || !named.isEmpty else {
            let known = catalogue.rows.map(\.path) + catalogue.rows.map(\.key) + metrics.map(\.name)
            throw Problems([
                Problem(
                    file: "explain", path: "", found: "the unknown path \"\(path)\"",
                    expected: "a path of a parameter, a part of one, or a metric",
                    suggestion: NearestName.of(path, among: known))
            ])
        }
        return text(rows, named)
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

    private static func holds(_ parts: [String], _ asked: [String]) -> Bool {
        guard !asked.isEmpty, parts.count >= asked.count else { return false }
        return (0...(parts.count - asked.count)).contains { start in
            parts[start] == asked[0]
                && zip(parts[start...], asked).allSatisfy { $0 == $1 || $0 == "NAME" || $0 == "N" }
        }
    }
}
