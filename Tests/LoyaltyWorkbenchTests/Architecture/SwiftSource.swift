/// What the tests of the architecture see in a Swift file: its words without comments and string literals.
///
/// A word inside a string interpolation is not seen.
struct SwiftSource {
    let code: String

    init(_ text: String) { code = Self.withoutCommentsAndStrings(text) }

    /// Names that stand in the code with a capital first: types, in this project.
    var typesNamed: Set<String> {
        Set(code.matches(of: /\b[A-Z][A-Za-z0-9_]*\b/).map { String($0.output) })
    }

    /// Types declared here at file level.
    var topLevelTypes: Set<String> { declared(indented: false) }

    /// Types declared here at any level.
    var allTypes: Set<String> { declared(indented: true) }

    private func declared(indented: Bool) -> Set<String> {
        let keywords = ["struct", "enum", "class", "actor", "protocol", "typealias"]
        let found = code.split(whereSeparator: \.isNewline).compactMap { line -> String? in
            if !indented, line.first == " " { return nil }
            let words = line.split { !($0.isLetter || $0.isNumber || $0 == "_") }.map(String.init)
            return zip(words, words.dropFirst()).first { keywords.contains($0.0) }?.1
        }
        return Set(found)
    }

    private static func withoutCommentsAndStrings(_ text: String) -> String {
        var result = ""
        var rest = text[...]
        while let first = rest.first {
            if rest.hasPrefix("//") {
                rest = rest.drop { !$0.isNewline }
            } else if rest.hasPrefix("/*") {
                rest = after("*/", in: rest.dropFirst(2))
            } else if rest.hasPrefix("\"\"\"") {
                rest = after("\"\"\"", in: rest.dropFirst(3))
            } else if first == "\"" {
                rest = after("\"", in: rest.dropFirst())
            } else {
                result.append(first)
                rest.removeFirst()
            }
        }
        return result
    }

    /// What follows the first `end`, backslashed characters passed over.
    private static func after(_ end: String, in text: Substring) -> Substring {
        var rest = text
        while !rest.isEmpty {
            if rest.hasPrefix(end) { return rest.dropFirst(end.count) }
            rest = rest.dropFirst(rest.first == "\\" ? 2 : 1)
        }
        return rest
    }
}
