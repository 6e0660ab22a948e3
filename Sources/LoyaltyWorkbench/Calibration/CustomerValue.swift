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

    /// Of all customers by place, each seen with the models of the group; with those of all groups, by the chances of
    /// being of them, where nobody knows who is of which.
    static func all(
        _ found: CustomerGroups, _ data: PurchaseSummaries, _ options: CalibrationOptions
    ) throws -> [CustomerValue] {
        var sums = Array(repeating: Sum(), count: data.customers.count)
        for (number, group) in found.groups.enumerated() {
            let outlook = try Outlook(group.fit, data, options)
            var known: [PurchaseHistory: Outlook.Timing] = [:]
            for place in found.chances.isEmpty ? group.members : Array(data.customers.indices) {
                let history = data.histories[place]
                let timing = try known[history] ?? outlook.timing(history)
                known[history] = timing
                let basket = group.spend.map { mean($0, data.spend[place]) }
                sums[place].add(timing, basket, chance: found.chances.isEmpty ? 1 : found.chances[place][number])
            }
        }
        return sums.map { $0.value(margin: options.margin ?? 1) }
    }

    /// What is expected of a customer, over the groups that the customer may be of.
    private struct Sum {
        private var (alive, expected, basket, spend) = (0.0, 0.0, 0.0, 0.0)
        /// Of `expected`; the groups' estimates are taken for independent.
        private var variance = 0.0
        /// What is expected by groups whose estimates have no covariance.
        private var unknown = 0.0
        /// Up to this share of the expectation such groups are taken for known.
        private static let mostUnknown = 0.01
        private var hasBasket = true

        mutating func add(_ timing: Outlook.Timing, _ mean: Double?, chance: Double) {
            alive += chance * timing.alive
            expected += chance * timing.expected
            if let own = timing.variance {
                variance += chance * chance * own
            } else {
                unknown += chance * timing.expected
            }
            hasBasket = hasBasket && mean != nil
            basket += chance * (mean ?? 0)
            spend += chance * (mean ?? 0) * timing.discounted
        }

        func value(margin: Double) -> CustomerValue {
            CustomerValue(
                alive: alive, expected: expected, interval: interval, basket: hasBasket ? basket : nil,
                value: hasBasket ? spend * margin : nil)
        }

        private var interval: ClosedRange<Double>? {
            unknown <= Self.mostUnknown * expected
                ? ExpectationInterval.around(expected, variance: variance) : nil
        }
    }

    /// What a fit says of histories.
    private struct Outlook {
        struct Timing {
            let alive: Double
            let expected: Double
            let discounted: Double
            /// Of `expected`, for not knowing the parameters; nil where they have no covariance.
            let variance: Double?
        }

        private let fit: TimingFit
        /// Time units ahead at the ends of the steps.
        private let ends: [Double]
        private let options: CalibrationOptions
        /// Models a little off the estimates, for derivatives by the logarithms of the parameters.
        private let beside: [(up: CustomerBaseModel, down: CustomerBaseModel)]
        private static let width = 1e-3

        init(_ fit: TimingFit, _ data: PurchaseSummaries, _ options: CalibrationOptions) throws {
            (self.fit, self.options) = (fit, options)
            ends = (1...CustomerValue.steps).map {
                data.ahead(Double(options.horizonDays * $0) / Double(CustomerValue.steps))
            }
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
            for (step, end) in ends.enumerated() {
                let until = try base.expectedPurchases(after: history, ahead: end)
                let middle = Double(options.horizonDays) * (Double(step) + 0.5) / Double(CustomerValue.steps)
                discounted += (until - before) * pow(1 + options.discountRate, -middle / CalendarDate.meanDaysPerYear)
                before = until
            }
            return Timing(
                alive: try base.aliveProbability(history), expected: before, discounted: discounted,
                variance: try variance(history))
        }

        /// By the delta method.
        private func variance(_ history: PurchaseHistory) throws -> Double? {
            guard let covariance = fit.estimates.logCovariance else { return nil }
            let ahead = ends[ends.count - 1]
            let slopes = try beside.map { pair in
                let up = try pair.up.expectedPurchases(after: history, ahead: ahead)
                let down = try pair.down.expectedPurchases(after: history, ahead: ahead)
                return (up - down) / (2 * Self.width)
            }
            var variance = 0.0
            for (i, row) in covariance.enumerated() {
                for (j, value) in row.enumerated() { variance += slopes[i] * value * slopes[j] }
            }
            return variance
        }
    }

    private static func mean(_ spend: SpendFit, _ own: SpendSummary.Customer?) -> Double {
        if let model = spend.model {
            return model.expectedMean(count: own?.purchases ?? 0, average: own?.average ?? 0)
        }
        return switch spend.basket {
        case .gammaGamma(let model): model.expectedMean(count: own?.purchases ?? 0, average: own?.average ?? 0)
        case .lognormal(let model): model.expectedMean(count: own?.purchases ?? 0, average: own?.average ?? 0)
        case .fixed: own?.average ?? spend.mean
        }
    }
}
