public import LoyaltyModel

/// One arm of one replication, seen over one segment or over all of them: what a metric is computed from.
public struct ArmView: Sendable {
    /// What all views of a replication share: in one place, because figures make many views of one another and a copy of a
    /// scenario counts dozens of references.
    private final class Replication: Sendable {
        let scenario: Scenario
        let outcome: Outcome

        init(_ scenario: Scenario, _ outcome: Outcome) { (self.scenario, self.outcome) = (scenario, outcome) }
    }

    private let replication: Replication
    /// 0 is the baseline; arm k + 1 is `scenario.programs[k]`.
    public let arm: Int
    public let segments: Range<Int>

    /// - Parameter segment: the index of one segment; nil for all.
    public init(scenario: Scenario, outcome: Outcome, arm: Int, segment: Int? = nil) {
        replication = Replication(scenario, outcome)
        self.arm = arm
        segments = segment.map { $0..<$0 + 1 } ?? 0..<outcome.shape.segments
    }

    public var scenario: Scenario { replication.scenario }
    public var outcome: Outcome { replication.outcome }

    /// The same segments of the baseline.
    public var baseline: ArmView { ArmView(self, arm: 0) }

    private init(_ view: ArmView, arm: Int) {
        replication = view.replication
        segments = view.segments
        self.arm = arm
    }

    private init(_ view: ArmView, segments: Range<Int>) {
        replication = view.replication
        arm = view.arm
        self.segments = segments
    }

    /// Amounts that are rounded, or shared out, so that those of single segments add up to those of all of them: what
    /// they come to up to the last segment in view, less what they come to before the first.
    func adding(_ amounts: (ArmView) -> [Int64]) -> [Int64] {
        let all = amounts(ArmView(self, segments: 0..<segments.upperBound))
        guard segments.lowerBound > 0 else { return all }
        return zip(all, amounts(ArmView(self, segments: 0..<segments.lowerBound))).map { $0 - $1 }
    }

    /// The part of amounts that all segments cause together that falls on those in view, by their customers.
    func shared(_ amounts: [Int64]) -> [Int64] {
        if isWhole || amounts.allSatisfy({ $0 == 0 }) { return amounts }
        let everybody = ArmView(self, segments: 0..<outcome.shape.segments).baseline.sum(.customers)
        let here = baseline.sum(.customers)
        return amounts.map { everybody > 0 ? Int64(Int128($0) * Int128(here) / Int128(everybody)) : 0 }
    }

    /// The program's rules; nil in the baseline.
    public var program: Program? { arm == 0 ? nil : scenario.programs[arm - 1] }

    /// Whether all segments are in view.
    public var isWhole: Bool { segments.count == outcome.shape.segments }

    public var months: Range<Int> { 0..<outcome.shape.months }

    /// The month that the launch lies in; 0 in the baseline.
    public var launchMonth: Int {
        let calendar = scenario.calendar
        return Int(calendar.monthOfDay[min(max(program?.launchDay ?? 0, 0), calendar.days)])
    }
}

extension ArmView {
    /// A field of a month.
    public func value(_ cell: Outcome.Cell, _ month: Int) -> Int64 {
        segments.reduce(0) { $0 + outcome.value(cell, arm: arm, segment: $1, month: month) }
    }

    /// A field over all months.
    public func sum(_ cell: Outcome.Cell) -> Int64 {
        segments.reduce(into: 0) { $0.gain(outcome.sum(cell, arm: arm, segment: $1)) }
    }

    /// A field of the whole study.
    public func total(_ total: Outcome.Total) -> Int64 {
        segments.reduce(0) { $0 + outcome.value(total, arm: arm, segment: $1) }
    }

    /// Customers whose first purchase lies in a month: those of every arm, and those whom the arm's program brought.
    public func arrived(_ month: Int) -> Int64 { baseline.value(.customers, month) + value(.newcomers, month) }

    public func purchases(_ month: Int) -> Int64 {
        segments.reduce(0) { $0 + outcome.purchases(arm: arm, segment: $1, month: month) }
    }

    public func revenue(_ month: Int) -> Int64 {
        segments.reduce(0) { $0 + outcome.revenue(arm: arm, segment: $1, month: month) }
    }

    public func buyers(_ month: Int) -> Int64 {
        segments.reduce(0) { $0 + outcome.buyers(arm: arm, segment: $1, month: month) }
    }

    public func left(_ month: Int) -> Int64 {
        segments.reduce(0) { $0 + outcome.left(arm: arm, segment: $1, month: month) }
    }

    /// Those of every arm, and those whom the arm's program brought.
    public var customers: Int64 { baseline.sum(.customers) + sum(.newcomers) }
    public var members: Int64 { sum(.joined) }
    /// Of those whom the program brought, their first purchases included.
    public var newcomerRevenue: Int64 { sum(.newcomerJoiningRevenue) + sum(.newcomerRevenue) }
    public var purchases: Int64 { months.reduce(0) { $0 + purchases($1) } }
    public var revenue: Int64 { months.reduce(0) { $0 + revenue($1) } }
    public var left: Int64 { months.reduce(0) { $0 + left($1) } }

    /// Customers of the arm with a purchase in the last 90 days: those of the baseline, with members in place of
    /// their twins.
    public var activeCustomers: Int64 { whole(.active, twins: .activeTwins) }

    /// Members with a purchase in the last 90 days whose membership still means something.
    public var activeMembers: Int64 { arm == 0 ? 0 : total(.active) - total(.activeOutside) }

    /// Customers of the arm with at least two purchases.
    public var repeaters: Int64 { whole(.repeaters, twins: .repeaterTwins) }

    private func whole(_ count: Outcome.Total, twins: Outcome.Total) -> Int64 {
        arm == 0 ? total(count) : baseline.total(count) - total(twins) + total(count)
    }

    /// Points in balances at a month's end, by the roll-forward of flows.
    public func pointsOutstanding(_ month: Int) -> Int64 {
        (0...month).reduce(0) { $0 + pointsFlow($1) }
    }

    /// What a month adds to the points in balances.
    public func pointsFlow(_ month: Int) -> Int64 {
        value(.issued, month) - value(.redeemed, month) - value(.expired, month) - value(.reversed, month)
            + value(.reinstated, month) + value(.transferred, month)
    }
}
