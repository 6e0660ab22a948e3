extension Problem: CustomStringConvertible {
    /// The facts as one line: `file:line:column: path: found …, expected … (did you mean "…"?)`.
    public var description: String {
        var place = file
        if let line {
            place += ":\(line)"
            if let column { place += ":\(column)" }
        }
        let subject = path.isEmpty ? "" : "\(path): "
        let hint = suggestion.map { " (did you mean \"\($0)\"?)" } ?? ""
        return "\(place): \(subject)found \(found), expected \(expected)\(hint)"
    }
}

extension Problems: CustomStringConvertible {
    /// One problem a line.
    public var lines: [String] { problems.map(\.description) + (more > 0 ? ["and \(more) more"] : []) }

    public var description: String { lines.joined(separator: "\n") }
}
