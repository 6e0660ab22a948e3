import Foundation
import Testing

/// An example of what points cost and are worth whose figures are published, or follow from arithmetic alone.
///
/// `finance_vectors.json` beside this file has them, each with its source. They are facts: figures of accounting
/// standards, textbooks, regulators' filings and the actuarial literature, not the words around them.
struct FinanceVector: Decodable, Sendable, CustomTestStringConvertible {
    let id: String
    let inputs: Figures
    let expected: Figures

    var testDescription: String { id }
    /// The part of the id before its name.
    var number: Substring { id.prefix { $0 != "_" } }

    static let all: [FinanceVector] = {
        let path = Loyalty.packageFile("Tests/LoyaltyWorkbenchTests/FinanceVectors/finance_vectors.json")
        let data = FileManager.default.contents(atPath: path) ?? Data()
        return (try? JSONDecoder().decode([FinanceVector].self, from: data)) ?? []
    }()
}

/// A value of a vector.
indirect enum Figures: Decodable, Sendable {
    case none
    case number(Double)
    case text(String)
    case list([Figures])
    case block([String: Figures])

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .none
        } else if let number = try? container.decode(Double.self) {
            self = .number(number)
        } else if let text = try? container.decode(String.self) {
            self = .text(text)
        } else if let list = try? container.decode([Figures].self) {
            self = .list(list)
        } else {
            self = .block(try container.decode([String: Figures].self))
        }
    }

    /// The value under a key; `none` where there is none.
    subscript(key: String) -> Figures {
        if case .block(let block) = self { block[key] ?? .none } else { .none }
    }

    subscript(place: Int) -> Figures { list[place] }

    var isNone: Bool { if case .none = self { true } else { false } }
    var list: [Figures] { if case .list(let list) = self { list } else { [] } }
    var keys: [String] { if case .block(let block) = self { block.keys.sorted() } else { [] } }

    /// As a file would have it: whole numbers without a point.
    var text: String {
        switch self {
        case .text(let text): text
        case .number(let number): Int64(exactly: number).map(String.init) ?? String(number)
        default: ""
        }
    }

    /// Also of a number that stands there as text, such as "0.009" or "96/5".
    var value: Double {
        switch self {
        case .number(let number): return number
        case .text(let text):
            let parts = text.split(separator: "/").compactMap { Double($0) }
            return parts.count == 2 ? parts[0] / parts[1] : parts.first ?? .nan
        default: return .nan
        }
    }

    var values: [Double] { list.map(\.value) }
}
