/// A document as it was understood, defaults included, in the order in which it was read.
final class ResolvedBlock {
    enum Value {
        /// JSON text of a number, a flag or a string.
        case scalar(String)
        case list([Value])
        case block(ResolvedBlock)
    }

    private var entries: [(key: String, value: Value)] = []

    func add(_ key: String, _ value: Value) { entries.append((key, value)) }

    /// JSON, two spaces a level; JSON is YAML too, so that a reader of YAML reads it.
    var text: String { Self.text(.block(self), indentation: "") + "\n" }

    private static func text(_ value: Value, indentation: String) -> String {
        let inner = indentation + "  "
        switch value {
        case .scalar(let text): return text
        case .list(let values):
            if values.isEmpty { return "[]" }
            let lines = values.map { inner + text($0, indentation: inner) }
            return "[\n" + lines.joined(separator: ",\n") + "\n\(indentation)]"
        case .block(let block):
            if block.entries.isEmpty { return "{}" }
            let lines = block.entries.map { inner + quoted($0.key) + ": " + text($0.value, indentation: inner) }
            return "{\n" + lines.joined(separator: ",\n") + "\n\(indentation)}"
        }
    }

    /// A JSON string.
    static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\t": result += "\\t"
            case "\r": result += "\\r"
            default:
                if scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value) {
                    let digits = String(scalar.value, radix: 16)
                    result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
                } else {
                    result.unicodeScalars.append(scalar)
                }
            }
        }
        return result + "\""
    }
}
