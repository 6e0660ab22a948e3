import Foundation
import LoyaltyModel

/// A fit as a population document: numbers with six figures, and in comments what they rest on.
enum PopulationText {
    static func text(_ result: CalibrationResult) -> String {
        let (data, chosen) = (result.data, result.chosen)
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
        lines += [
            "unit: \(data.unit.rawValue)", "currency: \(result.options.currency.code)",
            "customers: \(data.customers.count)", "segments:",
        ]
        for (segment, group) in zip(result.population.segments, result.groups) {
            lines += self.segment(segment, group, result)
        }
        if let factors = result.season.factors {
            lines.append("season: [" + factors.map { NumberText.text($0) }.joined(separator: ", ") + "]")
        }
        lines += arrivals(data) + present(result)
        return lines.joined(separator: "\n") + "\n"
    }

    private static func segment(
        _ segment: Segment, _ group: CustomerGroup, _ result: CalibrationResult
    ) -> [String] {
        let margin = result.options.margin
        let comment = margin == nil ? "        # no log tells it: put in yours" : ""
        var lines = [
            "  - name: \(segment.name)", "    share: \(NumberText.text(group.share))",
            "    purchase: { \(purchase(segment.purchase)) }", "    attrition: \(attrition(segment.attrition))",
            "    basket: { \(basket(segment.basket, result)) }",
            "    margin: \(NumberText.text(margin ?? 0))\(comment)",
        ]
        if let dependence = segment.dependence {
            lines.append("    dependence: { purchase_basket: \(number(dependence.purchaseBasket)) }")
        }
        let covariances = [
            ("timing", segment.timingCovariance == nil ? nil : group.fit.estimates),
            ("basket", segment.basketCovariance == nil ? nil : group.spend?.estimates),
        ]
        if covariances.contains(where: { $0.1 != nil }) {
            lines.append("    covariance:        # of the parameters' logarithms, lower triangle by rows")
        }
        if !group.isOwn, covariances.contains(where: { $0.1 != nil }) {
            lines.append(
                "      estimate: \(everybody)        # one estimate for all segments that say so, and one draw")
        }
        for (key, estimates) in covariances {
            guard let estimates, let rows = estimates.logCovariance else {
                lines.append(
                    "    # No covariance of the \(key) estimates: at a boundary, on a ridge, or not estimated.")
                continue
            }
            let values = lowerTriangle(rows).map(number).joined(separator: ", ")
            lines.append("      \(key): [\(values)]        # \(estimates.names.joined(separator: ", "))")
        }
        return lines
    }

    /// What covariances of all customers' models are called, where segments borrow these.
    static let everybody = "everybody"

    /// Its numbers by rows, the diagonal at the end of each.
    static func lowerTriangle(_ rows: [[Double]]) -> [Double] { rows.indices.flatMap { rows[$0][...$0] } }

    /// The customers of the log, with whom a study begins.
    private static func present(_ result: CalibrationResult) -> [String] {
        let head = [
            "# A study begins with these customers as the log leaves them; used: false begins with new ones instead.",
            "present:", "  file: present.csv", "  as_of: \(result.data.until)",
        ]
        return head + (result.data.heldOutMonths.isEmpty ? [] : ["  holdout: holdout.csv"])
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

    static func fileName(_ path: String) -> String { path.split(separator: "/").last.map(String.init) ?? path }

    /// A name as YAML takes it inside a sentence.
    static func quoted(_ name: String) -> String {
        name.allSatisfy { $0.isLetter || $0.isNumber || "._-".contains($0) } ? name : "a log"
    }
}
