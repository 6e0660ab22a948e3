import Foundation
import Yams

/// Turns a YAML file into ``DocumentNode``s, or says where it is not YAML.
package enum DocumentReader {
    /// Longest text that is read; a scenario with a hundred programs is a tenth of it.
    static let byteLimit = 1_000_000
    /// Most aliases: twenty that nest stand for some thousand copies at most.
    static let aliasLimit = 20
    /// Most nodes after aliases are followed.
    static let nodeLimit = 100_000
    /// Deepest nesting; the parser's own recursion is not tried beyond it.
    static let depthLimit = 100

    /// - Parameters:
    ///   - file: the name that problems carry.
    /// - Throws: ``Problems``, the places counted from line 1 and column 1.
    package static func read(_ text: String, file: String) throws -> DocumentNode {
        func refuse(_ found: String, _ expected: String, line: Int? = nil, column: Int? = nil) -> Problems {
            Problems([
                Problem(
                    file: file, line: line, column: column, path: "", found: found, expected: expected)
            ])
        }
        guard text.utf8.count <= byteLimit else {
            throw refuse("a document of \(text.utf8.count) bytes", "at most \(byteLimit)")
        }
        if let excess = tooMuch(text) {
            throw refuse(excess.found, excess.expected, line: excess.line, column: excess.column)
        }
        do {
            // The basic resolver leaves every scalar as text: what it means, the catalogue says.
            guard let root = try compose(yaml: text, .basic) else {
                throw refuse("an empty document", "a first line such as \"document: scenario\"")
            }
            var converter = Converter(file: file)
            let node = converter.convert(root, depth: 0)
            if !converter.problems.isEmpty { throw Problems(converter.problems) }
            return node
        } catch let error as YamlError {
            throw Self.problem(error, text: text, refuse)
        }
    }

    private static func problem(
        _ error: YamlError, text: String, _ refuse: (String, String, Int?, Int?) -> Problems
    ) -> Problems {
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            let tab = line(mark.line, of: text).prefix { $0 == " " || $0 == "\t" }.contains("\t")
            let advice = tab ? "YAML indented with spaces: this line begins with a tab" : "correct YAML"
            return refuse("a YAML error (\(problem))", advice, mark.line, mark.column)
        case .duplicatedKeysInMapping(let keys, let context):
            let names = keys.map { "\"\($0)\"" }.joined(separator: ", ")
            let again = repetition(of: keys.first ?? "", after: context.mark, in: text)
            let (line, column) = again.map { ($0, context.mark.column) } ?? (context.mark.line, context.mark.column)
            return refuse(
                "the key \(names) again", "each key once in a block (first in line \(context.mark.line))", line, column)
        case .reader(let problem, let offset, _, _):
            let before = offset.map { text.prefix($0) }
            let line = before.map { $0.count(where: \.isNewline) + 1 }
            return refuse("a character that YAML does not allow (\(problem))", "UTF-8 text", line, nil)
        default:
            return refuse("no YAML document", "correct YAML", nil, nil)
        }
    }

    /// The line in which a block's key is written again; nil where the block is in flow style.
    ///
    /// The parser tells the place of the first only. The next line with the same key in the same column is the
    /// second: a key of another block cannot come before the end of this one.
    private static func repetition(of key: String, after first: Mark, in text: String) -> Int? {
        let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        return lines.indices.dropFirst(first.line).first { index in
            let head = lines[index].prefix(first.column - 1)
            let rest = lines[index].dropFirst(first.column - 1)
            return head.allSatisfy { " -".contains($0) }
                && [key, "\"\(key)\"", "'\(key)'"].contains {
                    rest.hasPrefix($0 + ":")
                }
        }.map { $0 + 1 }
    }

    private static func line(_ number: Int, of text: String) -> Substring {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        return lines.indices.contains(number - 1) ? lines[number - 1] : ""
    }

    /// What would cost the recursive parser its stack or its time, found by a plain count on the way: nesting of
    /// brackets and dashes, and aliases (as keys of a mapping the parser itself would follow them without end).
    /// Quoted text can only make the counts too large.
    private static func tooMuch(_ text: String) -> (found: String, expected: String, line: Int, column: Int)? {
        var (lineNumber, open, aliases) = (0, 0, 0)
        for line in text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
            lineNumber += 1
            var (dashes, column, indentation) = (0, 0, true)
            var last = UInt8(ascii: " ")
            for byte in line {
                column += 1
                switch byte {
                case UInt8(ascii: "["), UInt8(ascii: "{"): open += 1
                case UInt8(ascii: "]"), UInt8(ascii: "}"): open = max(0, open - 1)
                case UInt8(ascii: "-"), UInt8(ascii: "?"): dashes += indentation ? 1 : 0
                case UInt8(ascii: "*"): aliases += " [{,".utf8.contains(last) ? 1 : 0
                default: break
                }
                indentation = indentation && " -?".utf8.contains(byte)
                last = byte
                if open > depthLimit || dashes > depthLimit {
                    let found = "more than \(depthLimit) nested blocks or lists"
                    return (found, "a document a person can read", lineNumber, column)
                }
                if aliases > aliasLimit {
                    return ("more than \(aliasLimit) aliases", "values written out", lineNumber, column)
                }
            }
        }
        return nil
    }

    /// Walks the parser's tree, following aliases up to the limit.
    private struct Converter {
        let file: String
        var problems: [Problem] = []
        var visited = 0

        mutating func convert(_ node: Node, depth: Int) -> DocumentNode {
            let place = place(node.mark)
            visited += 1
            guard visited <= nodeLimit, depth <= depthLimit else {
                if problems.last?.found != Self.tooMuch {
                    report(place, Self.tooMuch, "at most \(nodeLimit) values, \(depthLimit) deep")
                }
                return DocumentNode(.scalar(text: "", quoted: false), at: place)
            }
            switch node {
            case .scalar(let scalar):
                return DocumentNode(
                    .scalar(text: scalar.string, quoted: scalar.style != .plain && scalar.style != .any), at: place)
            case .sequence(let sequence):
                return DocumentNode(.list(sequence.map { convert($0, depth: depth + 1) }), at: place)
            case .mapping(let mapping):
                return DocumentNode(.mapping(mapping.compactMap { entry($0, depth: depth) }), at: place)
            case .alias:
                report(place, "an alias", "a value")
                return DocumentNode(.scalar(text: "", quoted: false), at: place)
            }
        }

        private mutating func entry(_ pair: (key: Node, value: Node), depth: Int) -> DocumentNode.Entry? {
            let keyPlace = place(pair.key.mark)
            guard visited <= nodeLimit else { return nil }
            guard case .scalar(let key) = pair.key else {
                report(keyPlace, "a block or a list as a key", "a name")
                return nil
            }
            guard key.string != "<<" else {
                report(keyPlace, "the merge key \"<<\"", "each key written out")
                return nil
            }
            return DocumentNode.Entry(
                key: key.string, keyPlace: keyPlace, value: convert(pair.value, depth: depth + 1))
        }

        private static let tooMuch = "more than can be read (do aliases repeat aliases?)"

        private mutating func report(_ place: DocumentNode.Place, _ found: String, _ expected: String) {
            problems.append(
                Problem(
                    file: place.file, line: place.line, column: place.column, path: "", found: found,
                    expected: expected))
        }

        private func place(_ mark: Mark?) -> DocumentNode.Place {
            DocumentNode.Place(file: file, line: mark?.line, column: mark?.column)
        }
    }
}
