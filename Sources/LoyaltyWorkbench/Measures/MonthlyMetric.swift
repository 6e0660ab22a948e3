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

    private init(
        ratio name: String, in unit: MetricUnit = .share, _ meaning: String,
        formula: @escaping @Sendable (ArmView) -> [Double?]
    ) {
        self.name = name
        self.unit = unit
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
    /// stock's last month is it; a ratio of the month's own flows is neither.
    public static let all: [MonthlyMetric] = customers + sales + points + profit

    private static let customers: [MonthlyMetric] = [
        MonthlyMetric(
            "customers", .customers,
            "Customers whose first purchase lies in the month; in the first month those of a known base who are still there."
        ) { $0.arrived($1) },
        MonthlyMetric("newcomers", .customers, "Customers whom the program brought, by their first purchase.") {
            $0.value(.newcomers, $1)
        },
        MonthlyMetric("buyers", .customers, "Distinct customers who bought in the month.") { $0.buyers($1) },
        MonthlyMetric(
            "customers_left", .customers, "Customers who left for good in the month, less those won back (latent)."
        ) {
            $0.left($1)
        },
        MonthlyMetric(
            ratio: "active_share", "Observable: customers who bought in the month ÷ customers who have come by its end."
        ) { view in
            zip(view.months, running(view.months.map { view.arrived($0) })).map { Metric.ratio(view.buyers($0), $1) }
        },
        MonthlyMetric(
            ratio: "month_churn_rate",
            "Latent: customers who left for good in the month ÷ customers who have come by its end and had not left "
                + "before it."
        ) { view in
            let gone = running(view.months.map { view.left($0) })
            return zip(view.months, running(view.months.map { view.arrived($0) })).map { month, come in
                Metric.ratio(view.left(month), come - gone[month] + view.left(month))
            }
        },
        MonthlyMetric(
            ratio: "retention_rate",
            "Customers who have come and not left for good by the month's end ÷ customers who have come by then."
        ) { view in
            zip(running(view.months.map { view.arrived($0) }), running(view.months.map { view.left($0) })).map {
                Metric.ratio($0 - $1, $0)
            }
        },
        MonthlyMetric("joined", .customers, "Customers who joined the program in the month.") {
            $0.value(.joined, $1)
        },
        MonthlyMetric("memberships_ended", .customers, "Paid memberships that ended in the month.") {
            $0.value(.ended, $1)
        },
        MonthlyMetric("members", .customers, "Customers who have joined by the month's end.") { view in
            running(view.months.map { view.value(.joined, $0) })
        },
        MonthlyMetric(
            ratio: "enrolment_rate", "Members at the month's end ÷ customers who have come by then."
        ) { view in
            zip(
                running(view.months.map { view.value(.joined, $0) }), running(view.months.map { view.arrived($0) })
            ).map { Metric.ratio($0, $1) }
        },
        MonthlyMetric(
            "member_buyers", .customers, "Members who bought in the month; members of earlier months only."
        ) { $0.value(.memberBuyers, $1) },
        MonthlyMetric(
            ratio: "active_member_share", "member_buyers ÷ members of earlier months."
        ) { view in
            let members = running(view.months.map { view.value(.joined, $0) })
            return view.months.map {
                Metric.ratio(view.value(.memberBuyers, $0), members[$0] - view.value(.joined, $0))
            }
        },
    ]

    private static let sales: [MonthlyMetric] = [
        MonthlyMetric("purchases", .purchases, "Purchases of all customers.") { $0.purchases($1) },
        MonthlyMetric("revenue", .money, "Goods of all purchases at their price before any redemption.") {
            $0.revenue($1)
        },
        MonthlyMetric(ratio: "average_basket", in: .moneyPerPurchase, "Revenue ÷ purchases of the month.") { view in
            view.months.map { Metric.ratio(view.revenue($0), view.purchases($0)) }
        },
        MonthlyMetric(
            ratio: "member_revenue_share",
            "Revenue of members, from the purchase at which they joined on, ÷ revenue; both of the month."
        ) { view in
            view.months.map {
                Metric.ratio(view.value(.memberRevenue, $0) + view.value(.joiningRevenue, $0), view.revenue($0))
            }
        },
        MonthlyMetric(
            "gross_margin", .money, "Revenue × the segment's margin, rounded half-even on the total so far."
        ) { $0.grossMargins },
        MonthlyMetric(
            ratio: "population_lift", "Purchases of all customers ÷ those of their twins in the same month − 1."
        ) { view in
            guard view.arm > 0 else { return view.months.map { _ in nil } }
            return view.months.map { Metric.lift(view.purchases($0), view.baseline.purchases($0)) }
        },
        MonthlyMetric(
            ratio: "members_true_lift",
            "Members' purchases after joining ÷ their own twins' after the same instants, both in this month, − 1. "
                + "Customers whom the program brought have no twin and are not in it."
        ) { view in
            view.months.map {
                Metric.lift(
                    view.value(.memberPurchases, $0) - view.value(.newcomerPurchases, $0),
                    view.value(.twinPurchases, $0))
            }
        },
    ]

    private static let points: [MonthlyMetric] = [
        MonthlyMetric("points_issued", .points, "Points earned or given.") { $0.value(.issued, $1) },
        MonthlyMetric("points_redeemed", .points, "Points redeemed.") { $0.value(.redeemed, $1) },
        MonthlyMetric("points_expired", .points, "Points that expired unused.") { $0.value(.expired, $1) },
        MonthlyMetric("points_outstanding", .points, "Points in balances at the month's end.") { view in
            running(view.months.map { view.pointsFlow($0) })
        },
        MonthlyMetric(
            "liability", .money,
            "What the points in balances at the month's end would cost at the most, as over the study."
        ) { view in
            running(view.months.map { view.pointsFlow($0) }).map { view.dearestCost(ofPoints: $0) }
        },
        MonthlyMetric(ratio: "redemption_rate", "Points redeemed ÷ points issued, from the start to the month's end.") {
            rate(of: .redeemed, $0)
        },
        MonthlyMetric(ratio: "breakage_rate", "Points expired ÷ points issued, from the start to the month's end.") {
            rate(of: .expired, $0)
        },
        MonthlyMetric("rewards_given", .rewards, "Rewards of the catalogue given.") { $0.value(.rewards, $1) },
        MonthlyMetric("messages_sent", .messages, "Messages sent to members.") { $0.value(.messages, $1) },
        MonthlyMetric("members_won_back", .customers, "Members who had left for good and came back in the month.") {
            $0.value(.revived, $1)
        },
        MonthlyMetric("reward_cost", .money, "Cost of rewards.") { $0.value(.rewardCost, $1) },
        MonthlyMetric(
            ratio: "reward_cost_on_baseline", in: .money, "The part of it on purchases that the twins make too."
        ) { view in view.months.map { Double(view.value(.rewardCostOnTwin, $0)) / 1000 } },
    ]

    /// A flow of points ÷ points issued, so far.
    private static func rate(of cell: Outcome.Cell, _ view: ArmView) -> [Double?] {
        zip(running(view.months.map { view.value(cell, $0) }), running(view.months.map { view.value(.issued, $0) }))
            .map { Metric.ratio($0, $1) }
    }

    private static let profit: [MonthlyMetric] = [
        MonthlyMetric(
            "program_cost", .money, "Program cost; set-up and staff training stand in the month of launch."
        ) { $0.programCosts },
        MonthlyMetric("fee_income", .money, "Fees that members paid, refunds taken off.") { $0.fees($1) },
        MonthlyMetric("incremental_revenue", .money, "Revenue less the baseline's.") {
            $0.revenue($1) - $0.baseline.revenue($1)
        },
        MonthlyMetric("incremental_margin", .money, "Gross margin less the baseline's, plus fees.") {
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
