/// The known name that a mistyped one most likely stands for.
enum NearestName {
    /// The choices in words: `"drink"`, or `one of near, far`.
    static func oneOf(_ names: [String]) -> String {
        names.count == 1 ? "\"\(names[0])\"" : "one of " + names.joined(separator: ", ")
    }

    /// The nearest of `names` by edit distance, within a third of the name's length and at least 2, or 1 for up to four
    /// letters, of which two are half; else the only one that contains the name as a word (`price` for `points_price`);
    /// else nil.
    static func of(_ name: String, among names: some Sequence<String>) -> String? {
        let limit = name.count < 5 ? 1 : max(2, name.count / 3)
        var best: (name: String, distance: Int)?
        for candidate in names where candidate != name {
            let distance = self.distance(Array(name.utf8), Array(candidate.utf8))
            if distance <= limit, distance < candidate.utf8.count, distance < best?.distance ?? .max {
                best = (candidate, distance)
            }
        }
        if let best { return best.name }
        let containing = names.filter { $0.split(whereSeparator: { "_-.".contains($0) }).contains(Substring(name)) }
        return containing.count == 1 ? containing[0] : nil
    }

    /// Edits (insert, delete, replace, swap of neighbours) between two names: optimal string alignment.
    private static func distance(_ a: [UInt8], _ b: [UInt8]) -> Int {
        var table = Array(repeating: Array(repeating: 0, count: b.count + 1), count: a.count + 1)
        for i in 0...a.count { table[i][0] = i }
        for j in 0...b.count { table[0][j] = j }
        guard !a.isEmpty, !b.isEmpty else { return max(a.count, b.count) }
        for i in 1...a.count {
            for j in 1...b.count {
                let replaced = table[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)
                table[i][j] = min(table[i - 1][j] + 1, table[i][j - 1] + 1, replaced)
                if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] {
                    table[i][j] = min(table[i][j], table[i - 2][j - 2] + 1)
                }
            }
        }
        return table[a.count][b.count]
    }
}
