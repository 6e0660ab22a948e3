public import LoyaltyModel

/// The unit that a metric's values are in.
public enum MetricUnit: Hashable, Sendable {
    case customers
    case purchases
    case perCustomerYear
    case share
    case points
    case stamps
    case rewards
    case messages
    case coupons
    case days
    case month
    case money
    case moneyPerPurchase
    case moneyPerCustomer
    case times
    case score

    /// The unit as tables print it: `EUR minor` is one hundredth of a euro. Without a currency it is the currency's
    /// minor unit in general.
    public func text(_ currency: Currency?) -> String {
        let money = currency.map { $0.code + " minor" } ?? "minor units"
        return switch self {
        case .customers: "customers"
        case .purchases: "purchases"
        case .perCustomerYear: "purchases per customer and year"
        case .share: "share"
        case .points: "points"
        case .stamps: "stamps"
        case .rewards: "rewards"
        case .messages: "messages"
        case .coupons: "coupons"
        case .days: "days"
        case .month: "month"
        case .money: money
        case .moneyPerPurchase: money + " per purchase"
        case .moneyPerCustomer: money + " per customer"
        case .times: "times"
        case .score: "score"
        }
    }
}

/// A figure of one arm and one segment in one replication, over the whole study.
public struct Metric: Sendable {
    /// Which way a company wants it to go.
    public enum Better: Sendable { case higher, lower }

    public let name: String
    public let unit: MetricUnit
    public let meaning: String
    /// Nil where neither way is better as such.
    public let better: Better?
    /// Whether programs are compared on it; without a better way none is best.
    public let isCompared: Bool
    private let formula: @Sendable (ArmView) -> Double?

    init(
        _ name: String, _ unit: MetricUnit, better: Better? = nil, isCompared: Bool = false, _ meaning: String,
        _ formula: @escaping @Sendable (ArmView) -> Double?
    ) {
        self.name = name
        self.unit = unit
        self.better = better
        self.isCompared = isCompared || better != nil
        self.meaning = meaning
        self.formula = formula
    }

    /// The value; nil where it is undefined (nothing divided by nothing, a program's figure in the baseline).
    public func value(_ view: ArmView) -> Double? { formula(view) }

    /// Every metric, in the order of the tables.
    public static let all: [Metric] =
        customerMetrics + purchaseMetrics + pointsMetrics + rewardMetrics + playMetrics + messageMetrics + purseMetrics
        + membershipMetrics + limitMetrics + satisfactionMetrics + profitMetrics + liftMetrics + splitMetrics
        + newcomerMetrics

    /// What every metric means, for explaining; with those of months, and the lines of a return that are no metrics.
    public static var explained: [(name: String, unit: String, meaning: String)] {
        let known = Set(all.map(\.meaning))
        return all.map { ($0.name, $0.unit.text(nil), $0.meaning) }
            + MonthlyMetric.all.filter { !known.contains($0.meaning) }.map {
                ($0.name, $0.unit.text(nil), "By month, in timeline.csv: " + $0.meaning)
            }
            + ReturnItem.all.filter { !known.contains($0.meaning) }.map {
                ($0.name, $0.unit.text(nil), "In roi.csv, basis \($0.basis.rawValue): " + $0.meaning)
            }
    }

    /// The place of a metric in ``all``.
    public static func index(of name: String) -> Int? { all.firstIndex { $0.name == name } }

    /// The same for a name that the code itself gives: one that is no metric's is a mistake of the program.
    static func place(of name: String) -> Int {
        guard let place = index(of: name) else { preconditionFailure("no metric is called \(name)") }
        return place
    }
}

extension Metric {
    static func number(_ value: Int64) -> Double { Double(value) }

    /// A ratio; nil where the denominator is zero.
    static func ratio(_ numerator: Int64, _ denominator: Int64) -> Double? {
        denominator == 0 ? nil : Double(numerator) / Double(denominator)
    }

    /// Relative difference a/b − 1; nil where b is zero.
    static func lift(_ value: Int64, _ reference: Int64) -> Double? { ratio(value - reference, reference) }
}
