/// Every value that a document can hold: the one table behind decoding, checking, `--set`, `explain`, the editors'
/// schemas and the reference page.
public struct ParameterCatalogue: Sendable {
    public let rows: [Parameter]
    private let byPath: [String: Int]
    private let childrenOf: [String: [Int]]
    private let keysOf: [String: [String]]

    /// - Precondition: no path occurs twice.
    public init(rows: [Parameter]) {
        self.rows = rows
        byPath = Dictionary(uniqueKeysWithValues: rows.enumerated().map { ($1.path, $0) })
        childrenOf = Dictionary(grouping: rows.indices) { Self.parent(of: rows[$0].path) }
        keysOf = childrenOf.mapValues { $0.map { rows[$0].key } }
    }

    /// The catalogue of this version.
    public static let standard = ParameterCatalogue(
        rows: scenarioRows + populationRows + programRows + responseRows + estimateRows)

    public subscript(path: String) -> Parameter? { byPath[path].map { rows[$0] } }

    /// The rows directly below a block, in the order of the table.
    func children(of path: String) -> [Parameter] { (childrenOf[path] ?? []).map { rows[$0] } }

    /// The keys of a block, in the order of the table.
    func keys(below path: String) -> [String] { keysOf[path] ?? [] }

    /// The key that a former name has become, among the rows below a block.
    func renamed(_ key: String, below path: String) -> String? {
        children(of: path).first { $0.formerNames.contains(key) }?.key
    }

    /// The row path of a key below a row: its own row, or the row of freely chosen names.
    func below(_ path: String, _ key: String) -> String? {
        let direct = path.isEmpty ? key : path + "." + key
        switch self[path]?.kind {
        case .estimate, .durationEstimate: return byPath["estimate." + key] == nil ? nil : "estimate." + key
        case .entries: return path + ".NAME"
        default: return byPath[direct] == nil ? nil : direct
        }
    }

    private static func parent(of path: String) -> String {
        let parts = path.split(separator: ".").dropLast()
        return parts.joined(separator: ".")
    }
}
