import LoyaltyModel

/// One line of a program's return: what it brings and costs, on one of three bases.
public struct ReturnItem: Sendable {
    /// How what the program brings is measured.
    public enum Basis: String, CaseIterable, Sendable {
        /// Against each customer's own twin: the answer.
        case measured = "true"
        /// As if members without the program bought like non-members.
        case naive
        /// As if members without the program bought as before it.
        case beforeAfter = "before-after"
    }

    public let basis: Basis
    public let name: String
    public let unit: MetricUnit
    public let meaning: String
    private let formula: @Sendable (ArmView) -> Double?

    /// The figure of one replication, all segments together; nil where it is undefined.
    public func value(_ view: ArmView) -> Double? { formula(view) }

    /// In the order of the table: the answer first.
    public static let all: [ReturnItem] =
        ["incremental_revenue", "incremental_margin", "program_cost", "incremental_profit", "roi"].map(metric)
        + CostKind.allCases.map(cost)
        + ["reward_cost_on_baseline", "npv", "payback_month", "discounted_payback_month", "clv", "clv_uplift"].map(
            metric)
        + attributed(.naive, "naive_lift") + attributed(.beforeAfter, "before_after_lift")

    private static func metric(_ name: String) -> ReturnItem {
        let metric = Metric.all[Metric.place(of: name)]
        return ReturnItem(basis: .measured, name: name, unit: metric.unit, meaning: metric.meaning) {
            metric.value($0)
        }
    }

    private static func cost(_ kind: CostKind) -> ReturnItem {
        ReturnItem(basis: .measured, name: "cost_" + kind.rawValue, unit: .money, meaning: kind.meaning) { view in
            Double(view.costs(kind).reduce(0, +))
        }
    }

    /// What one would book by taking a lift as the program's effect on members' revenue.
    private static func attributed(_ basis: Basis, _ lift: String) -> [ReturnItem] {
        let index = Metric.place(of: lift)
        let revenue: @Sendable (ArmView) -> Double? = { view in
            Metric.all[index].value(view).flatMap { lift in
                lift > -1 ? Double(view.sum(.memberRevenue)) * lift / (1 + lift) : nil
            }
        }
        let margin: @Sendable (ArmView) -> Double? = { view in
            guard let revenue = revenue(view), view.revenue > 0 else { return nil }
            let fees = view.months.reduce(0) { $0 + view.fees($1) }
            return revenue * Double(view.grossMargins.reduce(0, +)) / Double(view.revenue) + Double(fees)
        }
        let profit: @Sendable (ArmView) -> Double? = { view in
            margin(view).map { $0 - Double(view.programCosts.reduce(0, +)) }
        }
        return [
            ReturnItem(
                basis: basis, name: "incremental_revenue", unit: .money,
                meaning: "Members' revenue after joining × lift ÷ (1 + lift), the lift being \(lift).", formula: revenue
            ),
            ReturnItem(
                basis: basis, name: "incremental_margin", unit: .money,
                meaning: "That revenue at the program's mean margin, plus fees.", formula: margin),
            ReturnItem(
                basis: basis, name: "incremental_profit", unit: .money, meaning: "That margin less program cost.",
                formula: profit),
            ReturnItem(basis: basis, name: "roi", unit: .share, meaning: "That profit ÷ program cost.") { view in
                let cost = view.programCosts.reduce(0, +)
                return cost == 0 ? nil : profit(view).map { $0 / Double(cost) }
            },
        ]
    }

    private init(
        basis: Basis, name: String, unit: MetricUnit, meaning: String,
        formula: @escaping @Sendable (ArmView) -> Double?
    ) {
        (self.basis, self.name, self.unit, self.meaning, self.formula) = (basis, name, unit, meaning, formula)
    }
}
