import Foundation
import LoyaltyModel

/// A fit as a population document: numbers with six figures, and in comments what they rest on.
enum PopulationText {
    static func text(_ result: CalibrationResult) -> String {
        let (data, chosen) = (result.data, result.chosen)
        let segment = result.population.segments[0]
        let until = data.until
        var lines = [
            "document: population",
            "title: Customers of \(quoted(fileName(data.log.path))), fitted",
            "source: >",
            "  Maximum likelihood on \(data.customers.count) customers and \(data.repeats) repeat purchase days from",
            "  \(data.log.dates.lowerBound) to \(until), model \(chosen.fit.model.rawValue); written by `loyalty fit`.",
            "description: >",
        ]
        lines += FitVerdict(result).sentences.map { "  " + $0 }
        lines += ["unit: \(data.unit.rawValue)", "customers: \(data.customers.count)", "segments:"]
        lines += ["  - name: \(segment.name)", "    share: 1"]
        lines.append("    purchase: { \(purchase(segment.purchase)) }")
        lines.append("    attrition: \(attrition(segment.attrition))")
        lines.append("    basket: { \(basket(segment.basket, result)) }")
        let margin = result.options.margin
        let comment = margin == nil ? "        # no log tells it: put in yours" : ""
        lines.append("    margin: \(NumberText.text(margin ?? 0))\(comment)")
        if let dependence = segment.dependence {
            lines.append("    dependence: { purchase_basket: \(number(dependence.purchaseBasket)) }")
        }
        if let factors = result.season.factors {
            lines.append("season: [" + factors.map { NumberText.text($0) }.joined(separator: ", ") + "]")
        }
        lines += arrivals(data) + covariance(chosen.fit.estimates, "timing")
        if let spend = result.spend?.estimates { lines += covariance(spend, "spend") }
        return lines.joined(separator: "\n") + "\n"
    }

    /// Six significant figures.
    static func number(_ value: Double) -> String {
        guard value != 0 else { return "0" }
        let power = 5 - floor(log10(abs(value)))
        // Powers of ten with a negative exponent are not exact, so neither is multiplied by.
        let rounded =
            power >= 0
            ? (value * pow(10, power)).rounded() / pow(10, power)
            : (value / pow(10, -power)).rounded() * pow(10, -power)
        return NumberText.text(rounded.isFinite ? rounded : value)
    }

    private static func purchase(_ timing: PurchaseTiming) -> String {
        switch timing {
        case .poissonGamma(let model): "poisson-gamma: { r: \(number(model.r)), alpha: \(number(model.alpha)) }"
        case .erlangGamma(let model):
            "erlang-gamma: { k: \(model.k), r: \(number(model.r)), alpha: \(number(model.alpha)) }"
        case .fixed(let model): "fixed: { rate: \(number(model.rate)) }"
        case .gammaGammaGaps, .lognormal: preconditionFailure("no fit gives these")
        }
    }

    private static func attrition(_ attrition: Attrition) -> String {
        switch attrition {
        case .none: "none"
        case .exponentialGamma(let model):
            "{ exponential-gamma: { s: \(number(model.s)), beta: \(number(model.beta)) } }"
        case .betaGeometric(let model): "{ beta-geometric: { a: \(number(model.a)), b: \(number(model.b)) } }"
        case .modifiedBetaGeometric(let model):
            "{ modified-beta-geometric: { a: \(number(model.a)), b: \(number(model.b)) } }"
        case .gompertzGamma(let model):
            "{ gompertz-gamma: { b: \(number(model.b)), s: \(number(model.s)), beta: \(number(model.beta)) } }"
        case .contract(let model):
            "{ contract: { alpha: \(number(model.alpha)), beta: \(number(model.beta)), period: \(number(model.period)) } }"
        }
    }

    private static func basket(_ basket: Basket, _ result: CalibrationResult) -> String {
        switch basket {
        case .gammaGamma(let model):
            return "gamma-gamma: { p: \(number(model.p)), q: \(number(model.q)), gamma: \(number(model.gamma)) }"
        case .lognormal(let model):
            return "lognormal: { mean: \(number(model.mean)), between: \(number(model.between)), within: "
                + "\(number(model.within)) }"
        case .fixed(let model):
            let scale = Double(result.options.currency.minorPerMajor)
            let minor = Int64((model.amount * scale).rounded())
            return "fixed: { amount: \(ExactDecimal.text(minor, decimals: result.options.currency.exponent)) }"
        }
    }

    /// New customers a month are told and not switched on: a log's first months are full of customers who were there
    /// before it.
    private static func arrivals(_ data: PurchaseSummaries) -> [String] {
        let last = Int32(data.until.daysSinceEpoch)
        let recent = data.firstDays.count { $0 > last - 91 }
        let span = min(91, Double(Int(last) - data.log.dates.lowerBound.daysSinceEpoch + 1))
        let perMonth = Double(recent) / span * CalendarDate.meanDaysPerMonth
        return [
            "# New customers in the last three months: \(number(perMonth)) a month. To let as many come:",
            "# arrivals: { per_month: \(number(perMonth)) }",
        ]
    }

    private static func covariance(_ estimates: Estimates, _ name: String) -> [String] {
        guard let rows = estimates.logCovariance else {
            return ["# Covariance of the \(name) estimates: none at a boundary or on a ridge."]
        }
        let head =
            "# Covariance of the logarithms of the \(name) estimates (\(estimates.names.joined(separator: ", "))):"
        return [head] + rows.map { "#   [" + $0.map(number).joined(separator: ", ") + "]" }
    }

    static func fileName(_ path: String) -> String { path.split(separator: "/").last.map(String.init) ?? path }

    /// A name as YAML takes it inside a sentence.
    private static func quoted(_ name: String) -> String {
        name.allSatisfy { $0.isLetter || $0.isNumber || "._-".contains($0) } ? name : "a log"
    }
}
