extension Problem: CustomStringConvertible {
    /// The facts as one line: `file:line:column: path: found …, expected … (did you mean "…"?)`.
    public var description: String {
        var place = file
        if let line {
            place += ":\(line)"
            if let column { place += ":\(column)" }
        }
        let subject = path.isEmpty ? "" : "\(Self.printable(path)): "
        let hint = suggestion.map { " (did you mean \"\(Self.printable($0))\"?)" } ?? ""
        return "\(Self.printable(place)): \(subject)found \(Self.printable(found)), expected \(expected)\(hint)"
    }

    /// Control characters of a file as numbers, for a terminal would obey them.
    private static func printable(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) else { return text }
        return text.unicodeScalars.reduce(into: "") { line, scalar in
            if scalar.properties.generalCategory == .control {
                line += "\\u{\(String(scalar.value, radix: 16))}"
            } else {
                line.unicodeScalars.append(scalar)
            }
        }
    }
}

extension Problems: CustomStringConvertible {
    /// One problem a line.
    public var lines: [String] { problems.map(\.description) + (more > 0 ? ["and \(more) more"] : []) }

    public var description: String { lines.joined(separator: "\n") }
}
