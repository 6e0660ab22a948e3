import LoyaltyModel

/// Says of what is best in a study that it earns less than life without a program, which being best hides.
enum ProfitWords {
    /// The figure that is looked at, whatever the study's own.
    static let metric = "incremental_profit"

    /// Nil where the profit is surely above zero, or as far as one replication tells.
    ///
    /// - Parameter there: where the figure is from, in a sentence: `there`, `at 40`.
    static func sentence(_ profit: Estimate, _ there: String, _ currency: Currency) -> String? {
        let interval = profit.interval()
        let reach = interval.map { " ± " + Humanised.money($0.halfWidth, currency) } ?? ""
        let amount = "\(metric) \(Humanised.money(profit.mean, currency))\(reach)"
        if (interval?.upperBound ?? profit.mean) < 0 {
            return "Even \(there) the program loses money: \(amount); life without it would be better."
        }
        guard let interval, interval.lowerBound < 0 else { return nil }
        return "Whether the program earns more than it costs \(there) is open: \(amount)."
    }
}
