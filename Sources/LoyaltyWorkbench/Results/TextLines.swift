/// Lines of an answer on the terminal.
enum TextLines {
    /// Columns of a terminal that answers keep to.
    static let width = 120

    /// Breaks a sentence at spaces.
    static func wrapped(_ sentence: String) -> [String] {
        var lines = [""]
        for word in sentence.split(separator: " ") {
            let line = lines[lines.count - 1]
            if line.isEmpty {
                lines[lines.count - 1] = String(word)
            } else if line.count + 1 + word.count <= width {
                lines[lines.count - 1] += " " + word
            } else {
                lines.append(String(word))
            }
        }
        return lines
    }

    /// Columns two spaces apart, as wide as their widest cell; the first `left` begin at the left, others end at
    /// the right.
    static func grid(_ rows: [[String]], left: Int) -> [String] {
        guard let first = rows.first else { return [] }
        let widths = first.indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
        return rows.map { row in
            let cells = zip(row, widths).enumerated().map { column, cell in
                let space = String(repeating: " ", count: cell.1 - cell.0.count)
                return column < left ? cell.0 + space : space + cell.0
            }
            var line = "  " + cells.joined(separator: "  ")
            while line.last == " " { line.removeLast() }
            return line
        }
    }
}
