extension Outcome {
    /// Sets a field month by month; for outcomes that are counted by hand.
    package mutating func set(_ cell: Cell, arm: Int, segment: Int, _ values: [Int64]) {
        precondition(values.count == shape.months, "one value a month")
        for (month, value) in values.enumerated() {
            cells[((arm * shape.segments + segment) * shape.months + month) * Cell.count + cell.rawValue] = value
        }
    }

    /// Sets a field of the whole study; for outcomes that are counted by hand.
    package mutating func set(_ total: Total, arm: Int, segment: Int, _ value: Int64) {
        totals[(arm * shape.segments + segment) * Total.count + total.rawValue] = value
    }

    /// Sets what is counted of a partner month by month.
    package mutating func set(_ flow: PartnerFlow, arm: Int, partner: Int, _ values: [Int64]) {
        precondition(values.count == shape.months, "one value a month")
        for (month, value) in values.enumerated() {
            partners[((arm * shape.partners + partner) * shape.months + month) * PartnerFlow.count + flow.rawValue] =
                value
        }
    }

    /// Sets the number of members who had their first reward this many days after joining.
    package mutating func setFirstRewards(arm: Int, segment: Int, day: Int, _ members: Int64) {
        firstRewardDays[(arm * shape.segments + segment) * (shape.days + 1) + day] = members
    }

    /// Says what was granted of a shared limit in each month; months without a calendar, so years do not begin.
    package mutating func limit(
        _ name: String, _ limit: SharedLimit, arm: Int, granted: [Int64], residuals: [Double]? = nil, passes: Int = 2
    ) {
        let months = granted.enumerated().map { month, granted in
            LimitBook.Month(
                available: limit.amount, granted: granted, next: 0, stays: false, residual: residuals?[month] ?? 0)
        }
        let rules = LimitRules(name, limit, refills: granted.indices.map { limit.every == .month || $0 == 0 })
        limits.append(
            Limit(
                arm: arm, rules, launchMonth: 0, passes: passes, steps: Array(repeating: 0, count: granted.count),
                months))
    }
}
