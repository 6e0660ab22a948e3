import Foundation
package import LoyaltyModel

/// Everything that a log of purchases was found to say.
public struct CalibrationResult: Sendable {
    public let options: CalibrationOptions
    package let data: PurchaseSummaries
    /// In the order of the options.
    package let candidates: [TimingCandidate]
    /// Place of the model that the document uses: least BIC.
    package let best: Int
    package let spend: SpendFit?
    package let season: SeasonFit
    package let validation: Validation
    package let customerValues: [CustomerValue]
    package let population: Population

    package var chosen: TimingCandidate { candidates[best] }
}

/// Calibrates a log: all models, the choice between them, and what follows.
public enum CalibrationStudy {
    /// - Parameter goesOn: asked between models and worlds; nil after a no.
    /// - Throws: ``Problems`` where nothing can be said about the log, ``UsageProblem`` for dates outside of it.
    public static func result(
        _ log: SalesLog, _ options: CalibrationOptions, goesOn: () -> Bool = { true }
    ) throws -> CalibrationResult? {
        let data = try PurchaseSummaries(log, unit: options.unit, until: options.until)
        let timing = data.timing
        var candidates: [TimingCandidate] = []
        for model in options.models {
            guard goesOn() else { return nil }
            candidates.append(try TimingCandidate(model, data, timing))
        }
        let best = candidates.indices.min { candidates[$0].fit.bic < candidates[$1].fit.bic } ?? 0
        let spend = options.fitsSpend ? try SpendFit(data) : nil
        let season = try SeasonFit(candidates[best].fit.customerBase, data)
        let population = population(candidates[best].fit, spend, season, data, options)
        guard goesOn(),
            let validation = try Validation(population, candidates[best], data, options, goesOn: goesOn)
        else { return nil }
        let values = try CustomerValue.all(candidates[best].fit.customerBase, spend, data, options)
        return CalibrationResult(
            options: options, data: data, candidates: candidates, best: best, spend: spend, season: season,
            validation: validation,
            customerValues: values, population: population)
    }

    private static func population(
        _ fit: TimingFit, _ spend: SpendFit?, _ season: SeasonFit, _ data: PurchaseSummaries,
        _ options: CalibrationOptions
    ) -> Population {
        let models = FittedSegment(fit)
        let hasCopula = spend?.isDependent ?? false
        var dependence = Dependence()
        // The normal correlation whose rank correlation is the one seen.
        let rank = spend?.correlation ?? 0
        dependence.purchaseBasket = min(0.95, max(-0.95, 2 * sin(rank * .pi / 6)))
        let isFixed = if case .fixed = models.purchase { true } else { false }
        let segment = Segment(
            name: "customers", share: 1, purchase: models.purchase, attrition: models.attrition,
            basket: spend?.basket ?? .fixed(FixedBasket(amount: 1)),
            marginMillionths: Int64(((options.margin ?? 0) * 1e6).rounded()),
            dependence: hasCopula && !isFixed ? dependence : nil)
        return Population(
            unitDays: data.unit.days, customers: data.customers.count, segments: [segment],
            season: season.factors ?? Array(repeating: 1, count: 12))
    }
}
