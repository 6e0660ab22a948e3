import Foundation

/// Names of segments, as a document takes them, for the values of a log's column: letters, digits and hyphens.
enum SegmentName {
    /// What tells one value from another: not case, nor space around it.
    static func value(_ text: String) -> String {
        text.lowercased().trimmingCharacters(in: .whitespaces)
    }

    /// A name for each value, in the order of the values; no two are the same.
    static func all(_ values: some Sequence<String>) -> [(name: String, value: String)] {
        var taken: Set<String> = []
        return values.sorted().map { value in
            let plain = plain(value)
            var (name, number) = (plain, 1)
            while !taken.insert(name).inserted {
                number += 1
                name = "\(plain)-\(number)"
            }
            return (name, value)
        }
    }

    /// Whether a reader sees at once which value a name stands for.
    static func isPlain(_ name: String, of value: String) -> Bool {
        func letters(_ text: String) -> String { text.filter { $0.isLetter || $0.isNumber } }
        return value.isEmpty ? name == "segment-none" : letters(name) == letters(value)
    }

    private static func plain(_ value: String) -> String {
        // Other alphabets are spelt in letters a to z as far as that goes.
        let latin = value.applyingTransform(StringTransform("Any-Latin; Latin-ASCII"), reverse: false) ?? value
        var name = ""
        for scalar in latin.lowercased().unicodeScalars {
            if ("a"..."z").contains(scalar) || ("0"..."9").contains(scalar) {
                name.unicodeScalars.append(scalar)
            } else if !name.isEmpty, !name.hasSuffix("-") {
                name += "-"
            }
        }
        name = String(name.prefix(60))
        while name.hasSuffix("-") { name.removeLast() }
        // "all" means the sum of the segments.
        return name.isEmpty ? value.isEmpty ? "segment-none" : "segment" : name == "all" ? "segment-all" : name
    }
}
