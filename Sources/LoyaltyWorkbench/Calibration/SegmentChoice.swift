/// How a log's customers are told apart.
public enum SegmentChoice: Sendable, Hashable {
    /// All are one segment.
    case one
    /// So many by recency, frequency and money together.
    case rfm(Int)
    /// By what a column of the log says.
    case column(String)
    /// As many latent classes as the least BIC has.
    case latent

    /// Most segments by recency, frequency and money, and most latent classes tried.
    public static let mostQuantiles = 10
    public static let mostClasses = 4

    /// - Parameter text: `rfm:3`, `column:NAME` or `latent`.
    public init(_ text: String) throws(UsageProblem) {
        let parts = text.split(separator: ":", maxSplits: 1).map(String.init)
        switch parts.first {
        case "latent" where parts.count == 1: self = .latent
        case "column" where parts.count == 2: self = .column(parts[1])
        case "rfm":
            guard let count = parts.count == 2 ? Int(parts[1]) : 3, (2...Self.mostQuantiles).contains(count) else {
                throw UsageProblem("--segments rfm:N takes 2 to \(Self.mostQuantiles) segments, found '\(text)'")
            }
            self = .rfm(count)
        default: throw UsageProblem("--segments is rfm:3, column:NAME or latent, found '\(text)'")
        }
    }
}
