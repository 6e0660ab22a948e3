import LoyaltyModel

/// Members beside non-members, month by month: what a company without twins sees.
extension ArmView {
    /// Purchases per member-day ÷ repeat purchases per non-member-day − 1; nil in months that begin before the launch,
    /// where either side has no time, and where non-members buy nothing.
    ///
    /// Who is a member counts from the instant of joining. Time is whole minutes, rounded once for each customer's part of
    /// a month.
    var naiveLifts: [Double?] {
        guard let program else { return months.map { _ in nil } }
        let starts = scenario.calendar.monthStart
        var (customers, members, newcomers): (Int64, Int64, Int64) = (0, 0, 0)
        return months.map { month in
            let minutes = Int64(starts[month + 1] - starts[month]) * 1440
            let eligible = customers * minutes + baseline.value(.arrivalMinutes, month)
            let inside = members * minutes + value(.joiningMinutes, month)
            let brought = newcomers * minutes + value(.newcomerJoiningMinutes, month)
            let come = baseline.value(.customers, month)
            customers += come
            members += value(.joined, month) - value(.newcomers, month)
            newcomers += value(.newcomers, month)
            // Of a known base nobody's first purchase lies in the study.
            let first = month == 0 && scenario.population.present != nil ? nil : come
            guard Int(starts[month]) >= program.launchDay, let first else { return nil }
            let repeats = baseline.purchases(month) - first - value(.twinPurchases, month)
            guard let rate = Metric.ratio(value(.memberPurchases, month), inside + brought),
                let outside = Metric.ratio(repeats, eligible - inside), outside > 0
            else { return nil }
            return rate / outside - 1
        }
    }
}
