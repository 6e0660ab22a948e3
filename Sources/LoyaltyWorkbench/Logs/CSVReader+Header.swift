/// Where a table's columns stand in its file.
package struct CSVHeader: Sendable {
    /// For each known column, in the order asked for, its place in the row; nil where the file does not have it.
    package let places: [Int?]
    /// Number of fields in a row.
    package let count: Int
    /// Columns of the file that are not known, in its order.
    package let unread: [String]
}

extension CSVReader {
    /// Reads the header row, in which columns stand in any order. Columns that are not known are left unread, unless
    /// one of them looks like a known one mistyped.
    ///
    /// - Parameters:
    ///   - hint: said behind the columns that are expected.
    ///   - chosen: required columns that the user gave the name of. Where one is not there the user's word is wrong, not
    ///     the file's.
    ///   - isSpreadsheet: spaces around names are taken off, and columns without a name passed over.
    /// - Throws: ``Problems`` with everything wrong about the header, ``FileFailure``.
    package mutating func header(
        required: [String], optional: [String], _ problems: inout ProblemList, hint: String = "",
        chosen: Set<String> = [], isSpreadsheet: Bool = false
    ) throws -> CSVHeader {
        let known = required + optional
        let expected = "a header row with the columns " + required.joined(separator: ", ") + hint
        let isThere = try next(&problems)
        try problems.throwProblems()
        guard isThere else {
            problems.report(line: 1, found: "an empty file", expected: expected)
            try problems.throwProblems()
            return CSVHeader(places: [], count: 0, unread: [])
        }
        let names = (0..<count).map { isSpreadsheet ? trimmedText($0) : text($0) }
        var places: [Int?] = Array(repeating: nil, count: known.count)
        var unread: [Int] = []
        for (field, name) in names.enumerated() where !(isSpreadsheet && name.isEmpty) {
            if names[..<field].contains(name) {
                report(field, "the column \"\(name)\" again", "each column once", &problems)
            } else if let column = known.firstIndex(of: name) {
                places[column] = field
            } else {
                unread.append(field)
            }
        }
        var absent = known.indices.filter { places[$0] == nil }
        let unmet = absent.map { known[$0] }.filter(chosen.contains)
        for name in unmet {
            problems.report(
                line: recordLine, found: "no column \"\(name)\", as which it is asked for",
                expected: NearestName.oneOf(names), suggestion: NearestName.of(name, among: names))
        }
        absent.removeAll { unmet.contains(known[$0]) }
        for field in unread {
            let candidates = absent.map { known[$0] }
            guard let meant = Self.meant(names[field], among: candidates) else { continue }
            absent.removeAll { known[$0] == meant }
            report(
                field, "an unknown column \"\(names[field])\"", NearestName.oneOf(candidates), suggestion: meant,
                &problems)
        }
        let missing = absent.filter { $0 < required.count }.map { known[$0] }
        if !missing.isEmpty {
            let separated =
                names.count == 1 && names[0].contains { ";\t|".contains($0) } && separator == UInt8(ascii: ",")
            problems.report(
                line: recordLine,
                found: "no column " + missing.joined(separator: ", ")
                    + (isSpreadsheet && names.count > 1 ? " among " + Self.list(names) : ""),
                expected: expected + (separated ? ", separated by commas" : ""))
        }
        try problems.throwProblems()
        return CSVHeader(places: places, count: names.count, unread: unread.map { names[$0] })
    }

    /// Names of columns, the first ones of very many.
    private static func list(_ names: [String]) -> String {
        let told = names.filter { !$0.isEmpty }
        return told.prefix(12).joined(separator: ", ") + (told.count > 12 ? ", …" : "")
    }

    /// The known column that a name is a slip of. `channel_id` is no slip of `channel` but something else.
    private static func meant(_ name: String, among candidates: [String]) -> String? {
        if let same = candidates.first(where: { $0 == name.lowercased() }) { return same }
        return NearestName.of(name, among: candidates.filter { !name.hasPrefix($0 + "_") })
    }

    private func report(
        _ field: Int, _ found: String, _ expected: String, suggestion: String? = nil, _ problems: inout ProblemList
    ) {
        let (line, column) = place(field)
        problems.report(line: line, column: column, found: found, expected: expected, suggestion: suggestion)
    }

    /// Goes to the next row with as many fields as the header; others are reported and left out.
    package mutating func nextRow(_ header: CSVHeader, _ problems: inout ProblemList) throws(FileFailure) -> Bool {
        while try next(&problems) {
            if count == header.count { return true }
            problems.report(
                line: recordLine, found: count == 1 ? "1 field" : "\(count) fields",
                expected: "\(header.count) as in the header")
        }
        return false
    }
}
