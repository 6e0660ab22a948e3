import Foundation
package import LoyaltyModel

/// What one customer of the log is expected to do and to be worth.
package struct CustomerValue: Sendable, Hashable {
    package let alive: Double
    /// Purchases in the horizon.
    package let expected: Double
    /// Mean basket given the customer's own, major units; nil without a basket model.
    package let basket: Double?
    /// Discounted spend in the horizon, times the margin where one was given; major units.
    package let value: Double?

    /// Discounting is by quarters of the horizon, at their middles.
    private static let steps = 4

    static func all(
        _ base: CustomerBaseModel, _ spend: SpendFit?, _ data: PurchaseSummaries, _ options: CalibrationOptions
    ) throws -> [CustomerValue] {
        var known: [PurchaseHistory: (alive: Double, expected: Double, discounted: Double)] = [:]
        return try data.histories.indices.map { place in
            let history = data.histories[place]
            let found = try known[history] ?? timing(base, history, data.unit, options)
            known[history] = found
            let basket = spend.map { mean($0, data.spend[place]) }
            return CustomerValue(
                alive: found.alive, expected: found.expected, basket: basket,
                value: basket.map { $0 * found.discounted * (options.margin ?? 1) })
        }
    }

    private static func timing(
        _ base: CustomerBaseModel, _ history: PurchaseHistory, _ unit: TimeUnit, _ options: CalibrationOptions
    ) throws -> (alive: Double, expected: Double, discounted: Double) {
        var (before, discounted) = (0.0, 0.0)
        for step in 1...steps {
            let days = Double(options.horizonDays * step) / Double(steps)
            let until = try base.expectedPurchases(after: history, ahead: days / unit.days)
            let middle = days - Double(options.horizonDays) / Double(2 * steps)
            discounted += (until - before) * pow(1 + options.discountRate, -middle / CalendarDate.meanDaysPerYear)
            before = until
        }
        return (try base.aliveProbability(history), before, discounted)
    }

    private static func mean(_ spend: SpendFit, _ own: SpendSummary.Customer?) -> Double {
        switch spend.basket {
        case .gammaGamma(let model): model.expectedMean(count: own?.purchases ?? 0, average: own?.average ?? 0)
        case .lognormal, .fixed: own?.average ?? spend.mean
        }
    }
}
