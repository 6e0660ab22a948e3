import LoyaltyModel

/// A figure of one arm in one calendar month of one replication.
public struct MonthlyMetric: Sendable {
    public let name: String
    public let unit: MetricUnit
    public let meaning: String
    /// One value a month; nil where it is undefined.
    private let formula: @Sendable (ArmView) -> [Double?]

    /// The metric's values, one a month.
    public func values(_ view: ArmView) -> [Double?] { formula(view) }

    init(
        _ name: String, _ unit: MetricUnit, _ meaning: String, series: @escaping @Sendable (ArmView) -> [Int64]
    ) {
        self.name = name
        self.unit = unit
        self.meaning = meaning
        formula = { series($0).map { Double($0) } }
    }

    init(
        _ name: String, _ unit: MetricUnit, _ meaning: String, month: @escaping @Sendable (ArmView, Int) -> Int64
    ) {
        self.init(name, unit, meaning) { view in view.months.map { month(view, $0) } }
    }

    init(
        ratio name: String, in unit: MetricUnit = .share, _ meaning: String,
        formula: @escaping @Sendable (ArmView) -> [Double?]
    ) {
        self.name = name
        self.unit = unit
        self.meaning = meaning
        self.formula = formula
    }

    /// Sums of the values so far, the month's included.
    static func running(_ values: [Int64]) -> [Int64] {
        var sum: Int64 = 0
        return values.map {
            sum += $0; return sum
        }
    }

    /// Every monthly metric, in the order of the table. A flow's months add up to the study's metric of that name; a
    /// stock's last month is it, for a stock is what a study that ended with the month would say; a ratio of the month's
    /// own flows is neither.
    public static let all: [MonthlyMetric] = customers + sales + points + profit + value

    /// Ratios of sums so far, month by month.
    static func running(_ numerators: [Int64], per denominators: [Int64]) -> [Double?] {
        zip(running(numerators), running(denominators)).map { Metric.ratio($0, $1) }
    }
}
