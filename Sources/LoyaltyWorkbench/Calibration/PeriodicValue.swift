import Foundation
import LoyaltyModel

/// What a customer of a contract or of occasions is expected to do at the next dates.
struct PeriodicOutlook: Sendable {
    /// Renewals or purchases.
    let expected: Double
    /// 95 % interval of `expected` for not knowing the parameters exactly; nil where they have no covariance.
    let interval: ClosedRange<Double>?
    /// The same, each worth less the later it comes.
    let discounted: Double

    static let ofThoseWhoLeft = PeriodicOutlook(expected: 0, interval: nil, discounted: 0)

    /// Step of the logarithm of a parameter for a derivative by it.
    private static let width = 1e-3

    /// - Parameters:
    ///   - dates: how many may come, which no interval passes.
    ///   - expected: by the model with the given parameters, and a discount from one date to the next.
    init(_ estimates: Estimates, dates: Int, discount: Double, _ expected: ([Double], Double) -> Double) {
        let mean = expected(estimates.values, 1)
        self.expected = mean
        discounted = expected(estimates.values, discount)
        interval = Self.variance(estimates) { expected($0, 1) }
            .flatMap { ExpectationInterval.around(mean, variance: $0) }
            .map { $0.lowerBound...max($0.lowerBound, min($0.upperBound, Double(dates))) }
    }

    private init(expected: Double, interval: ClosedRange<Double>?, discounted: Double) {
        (self.expected, self.interval, self.discounted) = (expected, interval, discounted)
    }

    /// By the delta method.
    private static func variance(_ estimates: Estimates, _ expected: ([Double]) -> Double) -> Double? {
        guard let covariance = estimates.logCovariance else { return nil }
        let slopes = estimates.values.indices.map { place in
            func moved(_ step: Double) -> Double {
                var values = estimates.values
                values[place] *= exp(step)
                return expected(values)
            }
            return (moved(width) - moved(-width)) / (2 * width)
        }
        return slopes.indices.reduce(0) { sum, i in
            sum + slopes.indices.reduce(0) { $0 + slopes[i] * covariance[i][$1] * slopes[$1] }
        }
    }

    /// For a table: the expectation, its interval, and what it is worth at a mean amount each.
    ///
    /// - Parameter scale: times the amount; the margin, and what time takes until the next date.
    func columns(amount: Double?, scale: Double) -> [TableValue] {
        [
            .real(expected), .optional(interval?.lowerBound), .optional(interval?.upperBound),
            .optional(amount.map { $0 * discounted * scale }),
        ]
    }
}

/// A 95 % interval of what is expected, symmetric for the logarithm.
enum ExpectationInterval {
    /// Nil where there is none.
    static func around(_ expected: Double, variance: Double) -> ClosedRange<Double>? {
        guard variance.isFinite, variance >= 0, expected > 0 else { return nil }
        let reach = Distribution.normalQuantile(0.975) * variance.squareRoot() / expected
        let spread = exp(min(600, reach))
        return expected / spread...expected * spread
    }
}

/// What customers spend at an occasion at which they buy.
struct OccasionSpend {
    /// Gamma-gamma estimates; nil where nothing was spent, or all spend alike.
    let estimates: Estimates?
    /// What is to be said of it; nil where no amounts are known.
    let sentence: String?
    private let model: GammaGamma?
    private let mean: Double?

    init(_ customers: [OccasionSummaries.Customer]) throws {
        let spend = customers.compactMap(\.spend)
        let averages = spend.map(\.average)
        mean = averages.isEmpty ? nil : averages.reduce(0, +) / Double(averages.count)
        guard spend.count > 1, let least = averages.min(), let most = averages.max(), most > least * 1.001 else {
            (estimates, model) = (nil, nil)
            sentence = mean.map { _ in
                "Mean spend hardly differs between customers: value takes each one's own, or all's."
            }
            return
        }
        let estimates = try GammaGamma.fit(SpendSummary(spend))
        self.estimates = estimates
        let model = GammaGamma(p: estimates.values[0], q: estimates.values[1], gamma: estimates.values[2])
        let isKnown = estimates.status == .converged && model.q > 1
        self.model = isKnown ? model : nil
        sentence =
            isKnown
            ? "Spend at an occasion: gamma-gamma, \(estimates.list); value weighs each customer's own mean with everybody's."
            : "Mean spend does not tell a gamma-gamma: value takes each customer's own mean, or all's where there is none."
    }

    /// Mean spend at an occasion with a purchase, major units; nil where nobody's amounts are known.
    func expectedMean(_ own: SpendSummary.Customer?) -> Double? {
        model?.expectedMean(count: own?.purchases ?? 0, average: own?.average ?? 0) ?? own?.average ?? mean
    }
}

extension CalibrationOptions {
    /// Dates of contracts, or occasions, within the horizon.
    var periodsAhead: Int { max(1, Int((Double(horizonDays) / unit.days).rounded())) }

    /// Them in words.
    func periods(_ what: String) -> String {
        periodsAhead == 1 ? "the next \(what)" : "the next \(periodsAhead) \(what)s, a \(unit.rawValue) apart"
    }

    /// What money is worth after so many days.
    func discount(days: Double) -> Double { pow(1 + discountRate, -days / CalendarDate.meanDaysPerYear) }

    /// Where the unit of a contract or of occasions is nobody's choice.
    ///
    /// - Parameter what: what is a unit long.
    func unitRemark(_ what: String) -> String? {
        isUnitGiven
            ? nil : "\(what) is taken for a \(unit.rawValue), the default; --unit day, month or year says another."
    }
}

extension TableColumn {
    /// The columns of ``PeriodicOutlook/columns(amount:scale:)``.
    ///
    /// - Parameter what: what is expected, and where.
    static func outlook(
        _ name: String, unit: String, _ what: String, _ options: CalibrationOptions, value: String
    ) -> [TableColumn] {
        let share = options.margin.map { "times the margin of \(NumberText.text($0))" } ?? "(no margin was given)"
        return [
            TableColumn(name, .number, unit: unit, what),
            TableColumn(
                "expected_low", .number, unit: unit,
                "Lower end of a 95 % interval of this expectation, because the parameters are estimates; what the customer then "
                    + "does varies more. Empty where the estimates have no covariance, as at a boundary."),
            TableColumn("expected_high", .number, unit: unit, "Upper end."),
            TableColumn(
                "value", .number, unit: options.currency.code,
                "\(value) \(share), discounted at an effective \(NumberText.text(options.discountRate)) a year; empty where no "
                    + "amounts are known."),
        ]
    }
}
