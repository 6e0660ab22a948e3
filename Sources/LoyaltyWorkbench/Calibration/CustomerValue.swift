import Foundation
import LoyaltyModel

/// What one customer of the log is expected to do and to be worth.
package struct CustomerValue: Sendable, Hashable {
    package let alive: Double
    /// Purchases in the horizon.
    package let expected: Double
    /// 95 % interval of `expected` for not knowing the parameters exactly; nil where they have no covariance.
    package let interval: ClosedRange<Double>?
    /// Mean basket given the customer's own, major units; nil without a basket model.
    package let basket: Double?
    /// Discounted spend in the horizon, times the margin where one was given; major units.
    package let value: Double?

    /// Discounting is by quarters of the horizon, at their middles.
    private static let steps = 4

    /// Of all customers by place, each seen with the models of the group.
    static func all(
        _ groups: [CustomerGroup], _ data: PurchaseSummaries, _ options: CalibrationOptions
    ) throws -> [CustomerValue] {
        let nobody = CustomerValue(alive: 0, expected: 0, interval: nil, basket: nil, value: nil)
        var values = Array(repeating: nobody, count: data.customers.count)
        for group in groups {
            let outlook = try Outlook(group.fit, data.unit, options)
            var known: [PurchaseHistory: Outlook.Timing] = [:]
            for place in group.members {
                let history = data.histories[place]
                let found = try known[history] ?? outlook.timing(history)
                known[history] = found
                let basket = group.spend.map { mean($0, data.spend[place]) }
                values[place] = CustomerValue(
                    alive: found.alive, expected: found.expected, interval: found.interval, basket: basket,
                    value: basket.map { $0 * found.discounted * (options.margin ?? 1) })
            }
        }
        return values
    }

    /// What a fit says of histories.
    private struct Outlook {
        struct Timing {
            let alive: Double
            let expected: Double
            let discounted: Double
            let interval: ClosedRange<Double>?
        }

        private let fit: TimingFit
        private let unit: TimeUnit
        private let options: CalibrationOptions
        /// Models a little off the estimates, for derivatives by the logarithms of the parameters.
        private let beside: [(up: CustomerBaseModel, down: CustomerBaseModel)]
        private static let width = 1e-3

        init(_ fit: TimingFit, _ unit: TimeUnit, _ options: CalibrationOptions) throws {
            (self.fit, self.unit, self.options) = (fit, unit, options)
            let values = fit.estimates.values
            beside =
                fit.estimates.logCovariance == nil
                ? []
                : values.indices.map { place in
                    func moved(_ step: Double) -> CustomerBaseModel {
                        var moved = values
                        moved[place] *= exp(step)
                        return fit.customerBase(moved)
                    }
                    return (moved(Self.width), moved(-Self.width))
                }
        }

        func timing(_ history: PurchaseHistory) throws -> Timing {
            let base = fit.customerBase
            var (before, discounted) = (0.0, 0.0)
            for step in 1...CustomerValue.steps {
                let days = Double(options.horizonDays * step) / Double(CustomerValue.steps)
                let until = try base.expectedPurchases(after: history, ahead: days / unit.days)
                let middle = days - Double(options.horizonDays) / Double(2 * CustomerValue.steps)
                discounted += (until - before) * pow(1 + options.discountRate, -middle / CalendarDate.meanDaysPerYear)
                before = until
            }
            return Timing(
                alive: try base.aliveProbability(history), expected: before, discounted: discounted,
                interval: try interval(history, before))
        }

        /// By the delta method on the logarithm of the expectation.
        private func interval(_ history: PurchaseHistory, _ expected: Double) throws -> ClosedRange<Double>? {
            guard let covariance = fit.estimates.logCovariance, expected > 0 else { return nil }
            let ahead = Double(options.horizonDays) / unit.days
            let slopes = try beside.map { pair in
                let up = try pair.up.expectedPurchases(after: history, ahead: ahead)
                let down = try pair.down.expectedPurchases(after: history, ahead: ahead)
                return (up - down) / (2 * Self.width * expected)
            }
            var variance = 0.0
            for (i, row) in covariance.enumerated() {
                for (j, value) in row.enumerated() { variance += slopes[i] * value * slopes[j] }
            }
            guard variance.isFinite, variance >= 0 else { return nil }
            let spread = exp(min(600, 1.959_963_985 * variance.squareRoot()))
            return expected / spread...expected * spread
        }
    }

    private static func mean(_ spend: SpendFit, _ own: SpendSummary.Customer?) -> Double {
        switch spend.basket {
        case .gammaGamma(let model): model.expectedMean(count: own?.purchases ?? 0, average: own?.average ?? 0)
        case .lognormal, .fixed: own?.average ?? spend.mean
        }
    }
}
