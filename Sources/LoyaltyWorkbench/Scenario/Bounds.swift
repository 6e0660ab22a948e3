/// The values that a number may have.
public struct Bounds: Sendable, Hashable {
    public let lower: Double?
    public let upper: Double?
    /// Whether the lower bound itself is not allowed; likewise above.
    public let lowerOpen: Bool
    public let upperOpen: Bool

    private init(_ lower: Double?, _ upper: Double?, lowerOpen: Bool = false, upperOpen: Bool = false) {
        self.lower = lower
        self.upper = upper
        self.lowerOpen = lowerOpen
        self.upperOpen = upperOpen
    }

    public static let any = Bounds(nil, nil)
    public static func from(_ lower: Double, to upper: Double) -> Bounds { Bounds(lower, upper) }
    public static func above(_ lower: Double, to upper: Double) -> Bounds {
        Bounds(lower, upper, lowerOpen: true)
    }
    public static func between(_ lower: Double, _ upper: Double) -> Bounds {
        Bounds(lower, upper, lowerOpen: true, upperOpen: true)
    }

    public func contains(_ value: Double) -> Bool {
        if let lower, lowerOpen ? value <= lower : value < lower { return false }
        if let upper, upperOpen ? value >= upper : value > upper { return false }
        return true
    }

    /// The least and the largest value allowed; infinite where anything goes.
    var least: Double { lower.map { lowerOpen ? $0.nextUp : $0 } ?? -.infinity }
    var most: Double { upper.map { upperOpen ? $0.nextDown : $0 } ?? .infinity }

    /// For example `from 0 to 1` or `above 0 and at most 1000`; empty where anything goes.
    public var words: String {
        guard let lower, let upper else { return "" }
        let from = ExactDecimal.plain(lower)
        let to = ExactDecimal.plain(upper)
        if lowerOpen {
            return upperOpen ? "between \(from) and \(to), neither included" : "above \(from), at most \(to)"
        }
        return "from \(from) to \(to)"
    }
}

extension ExactDecimal {
    /// A bound as a person writes it: 1000000, not 1e6.
    static func plain(_ value: Double) -> String {
        value == value.rounded() && abs(value) < 1e15 ? String(Int(value)) : text(value)
    }
}
