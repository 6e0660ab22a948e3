// Stand-in until the model's statistics arrive.
public import LoyaltyModel
public struct Interval: Sendable { public let low: Double; public let high: Double; public var halfWidth: Double { (high - low) / 2 } }
public struct Estimate: Sendable, Hashable {
    public let count: Int
    public let mean: Double
    public let standardDeviation: Double?
    public var standardError: Double? { standardDeviation.map { $0 / Double(count).squareRoot() } }
    public init(_ values: [Double]) {
        count = values.count
        let mean = values.reduce(0, +) / Double(values.count)
        self.mean = mean
        standardDeviation = values.count < 2 ? nil : (values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count - 1)).squareRoot()
    }
    public var interval: Interval? { standardError.map { Interval(low: mean - 2 * $0, high: mean + 2 * $0) } }
}
enum Quantile {
    static func type7(ofSorted s: [Double], _ p: Double) -> Double {
        let h = Double(s.count - 1) * p
        let i = Int(h)
        return i + 1 < s.count ? s[i] + (h - Double(i)) * (s[i + 1] - s[i]) : s[i]
    }
}
enum Holm { static func adjusted(_ p: [Double]) -> [Double] { p } }
struct Best { let share: [Double?]; let probability: [Double?]
    init(_ s: [[Double?]], better: Metric.Better) { share = s.map { _ in nil }; probability = s.map { _ in nil } } }
struct PairedTest {
    let program: Int
    let reference: Int
    let difference: Estimate
    let interval: Interval?
    let p: Double?
    init?(program: Int, reference: Int, _ samples: [[Double?]]) {
        let pairs = zip(samples[program], samples[reference]).compactMap { a, b in a.flatMap { a in b.map { a - $0 } } }
        guard !pairs.isEmpty else { return nil }
        self.program = program
        self.reference = reference
        difference = Estimate(pairs)
        interval = difference.interval
        p = nil
    }
    func verdict(adjustedP: Double) -> Verdict { .oneReplication }
}
