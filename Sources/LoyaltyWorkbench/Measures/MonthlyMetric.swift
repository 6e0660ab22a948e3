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

    private init(
        _ name: String, _ unit: MetricUnit, _ meaning: String, series: @escaping @Sendable (ArmView) -> [Int64]
    ) {
        self.name = name
        self.unit = unit
        self.meaning = meaning
        formula = { series($0).map { Double($0) } }
    }

    private init(
        _ name: String, _ unit: MetricUnit, _ meaning: String, month: @escaping @Sendable (ArmView, Int) -> Int64
    ) {
        self.init(name, unit, meaning) { view in view.months.map { month(view, $0) } }
    }

    private init(share name: String, _ meaning: String, formula: @escaping @Sendable (ArmView) -> [Double?]) {
        self.name = name
        unit = .share
        self.meaning = meaning
        self.formula = formula
    }

    /// Sums of the values so far, the month's included.
    private static func running(_ values: [Int64]) -> [Int64] {
        var sum: Int64 = 0
        return values.map {
            sum += $0; return sum
        }
    }

    /// Every monthly metric, in the order of the table. A flow's months add up to the study's metric of that name; a
    /// stock's last month is it.
    public static let all: [MonthlyMetric] = [
        MonthlyMetric("customers", .customers, "Customers whose first purchase lies in the month.") { $0.arrived($1) },
        MonthlyMetric("newcomers", .customers, "Customers whom the program brought, by their first purchase.") {
            $0.value(.newcomers, $1)
        },
        MonthlyMetric("buyers", .customers, "Distinct customers who bought in the month.") { $0.buyers($1) },
        MonthlyMetric("customers_left", .customers, "Customers who left for good in the month (latent).") {
            $0.left($1)
        },
        MonthlyMetric(
            share: "retention_rate",
            "Customers who have come and not left for good by the month's end ÷ customers who have come by then."
        ) { view in
            zip(running(view.months.map { view.arrived($0) }), running(view.months.map { view.left($0) })).map {
                Metric.ratio($0 - $1, $0)
            }
        },
        MonthlyMetric("joined", .customers, "Customers who joined the program in the month.") {
            $0.value(.joined, $1)
        },
        MonthlyMetric("members", .customers, "Customers who have joined by the month's end.") { view in
            running(view.months.map { view.value(.joined, $0) })
        },
        MonthlyMetric(
            "member_buyers", .customers, "Members who bought in the month; members of earlier months only."
        ) { $0.value(.memberBuyers, $1) },
        MonthlyMetric("purchases", .purchases, "Purchases of all customers.") { $0.purchases($1) },
        MonthlyMetric("revenue", .money, "Goods of all purchases at their price before any redemption.") {
            $0.revenue($1)
        },
        MonthlyMetric(
            "gross_margin", .money, "Revenue × the segment's margin, rounded half-even on the total so far."
        ) { $0.grossMargins },
        MonthlyMetric("points_issued", .points, "Points earned or given.") { $0.value(.issued, $1) },
        MonthlyMetric("points_redeemed", .points, "Points redeemed.") { $0.value(.redeemed, $1) },
        MonthlyMetric("points_expired", .points, "Points that expired unused.") { $0.value(.expired, $1) },
        MonthlyMetric("points_outstanding", .points, "Points in balances at the month's end.") { view in
            running(view.months.map { view.pointsFlow($0) })
        },
        MonthlyMetric("rewards_given", .rewards, "Rewards of the catalogue given.") { $0.value(.rewards, $1) },
        MonthlyMetric("reward_cost", .money, "Cost of rewards.") { $0.value(.rewardCost, $1) },
        MonthlyMetric(
            "program_cost", .money, "Program cost; set-up and staff training stand in the month of launch."
        ) { $0.programCosts },
        MonthlyMetric("incremental_revenue", .money, "Revenue less the baseline's.") {
            $0.revenue($1) - $0.baseline.revenue($1)
        },
        MonthlyMetric("incremental_margin", .money, "Gross margin less the baseline's, plus joining fees.") {
            $0.incrementalMargins
        },
        MonthlyMetric("incremental_profit", .money, "Incremental margin less program cost.") {
            $0.incrementalProfits
        },
        MonthlyMetric("cumulative_profit", .money, "Incremental profit from the start to the month's end.") {
            running($0.incrementalProfits)
        },
    ]
}
