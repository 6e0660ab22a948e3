import Foundation
import LoyaltyModel

/// What a person should know of a fit, in plain sentences.
struct FitVerdict {
    let sentences: [String]

    init(_ result: CalibrationResult) {
        let chosen = result.chosen
        sentences =
            [
                Self.choice(result), Self.status(chosen.fit.estimates), Self.regularity(result),
                Self.holdout(result),
                Self.frequencies(chosen), Self.simulation(result), Self.spend(result), Self.season(result.season),
                Self.size(result.data), Self.end(result.data.log, result.data.until), Self.basket(result),
            ]
            .compactMap { $0 } + result.data.log.remarks + result.notes + Self.estimated(result)
    }

    /// Segments whose own fit has something to say.
    private static func estimated(_ result: CalibrationResult) -> [String] {
        guard result.groups.count > 1 else { return [] }
        return result.groups.filter(\.isOwn).compactMap { group in
            status(group.fit.estimates).map { "\(group.name): \($0)" }
        }
    }

    private static func choice(_ result: CalibrationResult) -> String {
        // With one phase a gap a model is another one of the list, and one that did not converge says nothing.
        let others = result.candidates.filter {
            $0.fit.model != result.chosen.fit.model && !($0.fit.model.choosesPhases && $0.fit.phases == 1)
                && $0.fit.estimates.status != .notConverged
        }
        .sorted { $0.fit.bic < $1.fit.bic }
        let name = result.chosen.fit.model.rawValue
        guard let next = others.first else { return "\(name) has no other model beside it." }
        let lead = next.fit.bic - result.chosen.fit.bic
        // Up to 2 is "not worth more than a bare mention": R. E. Kass, A. E. Raftery, "Bayes Factors", JASA 90 (1995).
        if lead < 2 {
            return "\(name) and \(next.fit.model.rawValue) fit equally well (BIC differs by \(decimal(lead)))."
        }
        return "\(name) fits best (BIC; \(next.fit.model.rawValue) is behind by \(decimal(lead)))."
    }

    static func status(_ estimates: Estimates) -> String? {
        switch estimates.status {
        case .converged: nil
        case .atBoundary(let ends, _): "At a boundary: \(ends.map(\.meaning).joined(separator: "; "))."
        case .flatRidge(let names):
            "A flat ridge: the data hardly tell \(names.joined(separator: ", ")) apart; only their combination is known."
        case .notConverged: "The fit did not converge: do not use it."
        }
    }

    private static func regularity(_ result: CalibrationResult) -> String? {
        // The chosen model's own k, where it has one: it is what the document says.
        let isChosen = result.chosen.fit.model.choosesPhases
        let other = result.candidates.first { $0.fit.model.choosesPhases }
        guard let regular = isChosen ? result.chosen : other else { return nil }
        let k = regular.fit.phases
        let held = "a larger k is likelier only because purchases of a day are one in the log"
        if k == 1 { return "Purchases come at random (k = 1\(regular.fit.isHeldByDays ? "; " + held : ""))." }
        if !regular.fit.showsRegularity {
            return "No regularity is seen: k = \(k) is likelier than k = 1 by "
                + "\(decimal(regular.fit.gainOfPhases)) of log-likelihood only."
        }
        let most =
            k == TimingModel.mostPhases ? ", the most that is tried" : regular.fit.isHeldByDays ? "; " + held : ""
        guard isChosen else {
            return
                "Purchases come at random in the model that fits best; \(regular.fit.model.rawValue) has k = \(k)\(most)."
        }
        return "Customers buy regularly: k = \(k)\(most)."
    }

    /// A forecast this far off, and further than luck, is one to look into: a mark of this command's own.
    private static let farOff = 0.2

    private static func holdout(_ result: CalibrationResult) -> String? {
        guard let expected = result.chosen.expectedHeldOut else {
            return "Nothing was held out, so no forecast was tested: --calibrate-until does."
        }
        let actual = result.data.actualHeldOut
        // Worlds differ by luck in how often customers buy and in who has left; two standard deviations.
        let worlds = result.validation.rows.first { $0.isHeldOut && $0.measure == "repeat_purchases" }
        let luck = max(worlds?.deviation ?? 0, expected.squareRoot())
        let isFarOff = abs(expected - Double(actual)) > max(farOff * Double(actual), 2 * luck)
        return holdout(expected: expected, actual: actual, "purchases")
            + (isFarOff ? " That is far off: see docs/CALIBRATION.md." : "")
    }

    /// What was made in the holdout beside what was expected.
    static func holdout(expected: Double, actual: Int, _ what: String) -> String {
        guard actual > 0 else { return "No \(what) in the holdout; \(Humanised.count(expected)) were expected." }
        let bias = expected / Double(actual) - 1
        return "It \(bias < 0 ? "under-predicts" : "over-predicts") the holdout by \(Humanised.percent(abs(bias))) "
            + "(\(Humanised.count(expected)) \(what) expected, \(Humanised.count(Double(actual))) made)."
    }

    private static func frequencies(_ chosen: TimingCandidate) -> String? {
        let fit = chosen.frequencies
        guard let statistic = fit.chiSquare, let p = fit.pValues else { return nil }
        let degrees = fit.degrees.lowerBound == fit.degrees.upperBound ? "" : "\(fit.degrees.lowerBound) to "
        if fit.degrees.lowerBound == 0, p.upperBound >= 0.01 {
            return "Too few customers to test whether they buy as often as it expects."
        }
        // On no degrees of freedom nothing is left to chance: only the other end is a probability.
        let lower = fit.degrees.lowerBound == 0 ? "p at most " : "p from \(decimal(p.lowerBound, 3)) to "
        let range = p.upperBound < 0.001 ? "p < 0.001" : lower + decimal(p.upperBound, 3)
        let test = "chi-square \(decimal(statistic)) on \(degrees)\(fit.degrees.upperBound) degrees, \(range)"
        if p.upperBound < 0.01 { return "How many buy how often is not quite as it expects (\(test))." }
        return p.lowerBound < 0.01
            ? "How many buy how often is neither clearly as it expects nor clearly otherwise (\(test))."
            : "How many buy how often is as it expects (\(test))."
    }

    /// A larger share of simulated purchases on a day with another one is told.
    private static let tellsShared = 0.02

    private static func simulation(_ result: CalibrationResult) -> String? {
        guard
            let row = result.validation.rows.first(where: {
                $0.isHeldOut && !$0.isPresent && $0.measure == "repeat_purchases"
            })
                ?? result.validation.rows.first(where: { $0.measure == "repeat_purchases" }), row.actual > 0
        else { return nil }
        let ratio = row.simulated / row.actual - 1
        let window = row.isHeldOut ? "the holdout" : "calibration"
        let days = result.validation.rows.first {
            $0.isHeldOut == row.isHeldOut && $0.isPresent == row.isPresent && $0.measure == "repeat_purchase_days"
        }
        let shared = days.map { row.simulated > 0 ? 1 - $0.simulated / row.simulated : 0 } ?? 0
        let merged =
            shared > tellsShared
            ? " \(Humanised.percent(shared)) of theirs are on a day with another one; in the log a day's are one." : ""
        return
            "Simulated customers make \(Humanised.percent(abs(ratio))) \(ratio < 0 ? "fewer" : "more") repeat purchases "
            + "than the real ones in \(window).\(merged)" + (spending(result, like: row).map { " " + $0 } ?? "")
    }

    /// What simulated customers spend beside the real ones, by the mark of the forecast.
    private static func spending(_ result: CalibrationResult, like purchases: Validation.Row) -> String? {
        let rows = result.validation.rows.filter { $0.isPresent == purchases.isPresent && $0.actual > 0 }
        func isFarOff(_ row: Validation.Row) -> Bool {
            abs(row.simulated - row.actual) > max(farOff * row.actual, 2 * row.deviation)
        }
        guard let spend = rows.first(where: { $0.isHeldOut == purchases.isHeldOut && $0.measure == "repeat_spend" })
        else { return nil }
        let others = rows.filter { !$0.isHeldOut && $0.measure.hasSuffix("repeat_basket") && isFarOff($0) }.map { row in
            "their \(row.measure.split(separator: "_")[0]) basket is \(difference(row, less: "smaller", more: "larger")) in "
                + "calibration"
        }
        let parts = ["They spend \(difference(spend, less: "less", more: "more"))"] + others
        let warning = isFarOff(spend) || !others.isEmpty ? " That is far off: see docs/CALIBRATION.md." : ""
        return parts.joined(separator: "; ") + "." + warning
    }

    private static func difference(_ row: Validation.Row, less: String, more: String) -> String {
        let ratio = row.simulated / row.actual - 1
        return "\(Humanised.percent(abs(ratio))) \(ratio < 0 ? less : more)"
    }

    private static func spend(_ result: CalibrationResult) -> String? {
        guard let spend = result.spend else { return nil }
        let own = spend.estimates.flatMap(Self.status).map { "gamma-gamma: \($0)" }
        let parts = [own, spend.note.map { "Spend: \($0)." }, dependence(spend, result.groups)].compactMap { $0 }
        return parts.isEmpty ? nil : parts.joined(separator: " ")
    }

    private static func dependence(_ spend: SpendFit, _ groups: [CustomerGroup]) -> String? {
        guard let ranks = spend.ranks else { return nil }
        let carried = groups.compactMap { group in
            group.dependence?.copula.map { (groups.count > 1 ? group.name + " " : "") + decimal($0.correlation) }
        }
        let test = "rank correlation with single baskets \(decimal(ranks.value)), " + significance(ranks, groups)
        if !carried.isEmpty {
            return "Spend depends on frequency (correlation \(carried.joined(separator: ", ")); \(test)): the copula "
                + "carries it."
        }
        let pValue = (groups.count == 1 ? groups[0].dependence?.pValue : nil) ?? ranks.pValue()
        return pValue < SpendDependence.mostP
            ? "Spend goes with frequency (\(test)), and the document has no copula: \(withoutCopula(groups))."
            : "Spend hardly depends on frequency (\(test))."
    }

    /// Why the document has no copula, though customers' ranks go together.
    private static func withoutCopula(_ groups: [CustomerGroup]) -> String {
        if groups.contains(where: { $0.dependence != nil }) {
            return groups.count > 1
                ? "what there is between its segments they carry, and within them there is too little"
                : "there is too little for one"
        }
        let isAlike = groups.allSatisfy { if case .fixed = $0.segment(margin: nil).basket { true } else { false } }
        return isAlike
            ? "its customers have the same mean basket"
            : "its customers buy at the same rate, or have the same mean basket"
    }

    /// The p-value of everybody's ranks. Where the busy have larger days because purchases of a day are one, customers
    /// simulated so say how much of the correlation that is; those of several segments say it each for itself.
    private static func significance(_ ranks: RankCorrelation, _ groups: [CustomerGroup]) -> String {
        guard groups.count == 1, let dependence = groups[0].dependence else { return probability(ranks.pValue()) }
        let days = min(dependence.ofDays, ranks.value)
        let told = days < 0.005 ? "" : "\(decimal(days)) of it because purchases of a day are one; "
        return told + probability(dependence.pValue)
    }

    private static func season(_ season: SeasonFit) -> String? {
        guard let pValue = season.pValue else {
            return "No season was looked for: it takes every calendar month twice, with ten expected purchases in each."
        }
        let test = "(\(probability(pValue)))"
        let months =
            season.factors == nil
            ? "No season can be told from chance \(test)."
            : "Months differ \(test): the document has a season, and the models are fitted in its time."
        guard let trend = season.trend, let trendPValue = season.trendPValue, trendPValue < 0.01 else { return months }
        return months
            + " Beside it purchases \(trend < 0 ? "fall" : "rise") by \(Humanised.percent(abs(trend))) a year "
            + "against what the model expects (\(probability(trendPValue))): yearly_growth is left at 0, because a model "
            + "that does not fit looks the same."
    }

    /// Days after the log are days on which nobody is seen to buy: right where the log is whole up to that day.
    static func end(_ log: SalesLog, _ until: CalendarDate) -> String? {
        guard until > log.dates.upperBound else { return nil }
        return "Calibration goes on to \(until), after the log's last date \(log.dates.upperBound): the days between "
            + "count as days without purchases."
    }

    private static func basket(_ result: CalibrationResult) -> String? {
        result.options.fitsSpend
            ? nil
            : "Spend was not fitted (gamma-gamma is not among the models): the document's basket of 1 is a placeholder."
    }

    private static func size(_ data: PurchaseSummaries) -> String? {
        data.customers.count < 200 ? "Only \(data.customers.count) customers: estimates are rough." : nil
    }

    static func probability(_ p: Double) -> String { p < 0.001 ? "p < 0.001" : "p = \(decimal(p, 3))" }

    static func decimal(_ value: Double, _ decimals: Int = 2) -> String {
        let scale = pow(10, Double(decimals))
        guard abs(value) * scale < 1e15 else { return NumberText.text(value) }
        return NumberText.text((value * scale).rounded() / scale)
    }
}
