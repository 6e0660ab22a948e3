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
    /// Segments of the document.
    package let groups: [CustomerGroup]
    /// What is to be said of them.
    package let notes: [String]
    /// Least-BIC search of latent classes: BIC by their number from one on.
    package let bicOfClasses: [Double]
    package let bootstrap: BootstrapIntervals?
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
        // A fit that did not converge is taken only where there is no other.
        let converged = candidates.indices.filter { candidates[$0].fit.estimates.status != .notConverged }
        let best =
            (converged.isEmpty ? Array(candidates.indices) : converged)
            .min { candidates[$0].fit.bic < candidates[$1].fit.bic } ?? 0
        let spend = options.fitsSpend ? try SpendFit(data) : nil
        let season = try SeasonFit(candidates[best].fit.customerBase, data)
        let found = try CustomerGroups.all(candidates[best].fit, spend, data, options)
        let population = population(found.groups, season, data, options)
        guard goesOn(),
            let validation = try Validation(population, candidates[best], data, options, goesOn: goesOn)
        else { return nil }
        let values = try CustomerValue.all(found, data, options)
        var bootstrap: BootstrapIntervals?
        if options.bootstrap > 0 {
            bootstrap = try BootstrapIntervals(
                candidates[best].fit, spend, data, resamples: options.bootstrap, goesOn: goesOn)
            if bootstrap == nil { return nil }
        }
        return CalibrationResult(
            options: options, data: data, candidates: candidates, best: best, spend: spend, groups: found.groups,
            notes: found.notes, bicOfClasses: found.bicOfClasses, bootstrap: bootstrap, season: season,
            validation: validation,
            customerValues: values, population: population)
    }

    private static func population(
        _ groups: [CustomerGroup], _ season: SeasonFit, _ data: PurchaseSummaries, _ options: CalibrationOptions
    ) -> Population {
        let segments = groups.map { segment($0, options) }
        var places = Array(repeating: 0, count: data.customers.count)
        for (number, group) in groups.enumerated() { for place in group.members { places[place] = number } }
        let customers = data.histories.indices.map { place in
            PresentCustomers.Customer(
                segment: places[place], history: data.histories[place], paid: data.spend[place]?.purchases ?? 0,
                average: data.spend[place]?.average ?? 0)
        }
        return Population(
            unitDays: data.unit.days, customers: data.customers.count, segments: segments,
            season: season.factors ?? Array(repeating: 1, count: 12), present: PresentCustomers(customers))
    }

    private static func segment(_ group: CustomerGroup, _ options: CalibrationOptions) -> Segment {
        let (models, spend) = (FittedSegment(group.fit), group.spend)
        var dependence = Dependence()
        // The normal correlation whose rank correlation is the one seen.
        let rank = spend?.correlation ?? 0
        dependence.purchaseBasket = min(0.95, max(-0.95, 2 * sin(rank * .pi / 6)))
        let isFixed = if case .fixed = models.purchase { true } else { false }
        var segment = Segment(
            name: group.name, share: group.share, purchase: models.purchase, attrition: models.attrition,
            basket: spend?.basket ?? .fixed(FixedBasket(amount: 1)),
            marginMillionths: Int64(((options.margin ?? 0) * 1e6).rounded()),
            dependence: (spend?.isDependent ?? false) && !isFixed ? dependence : nil)
        if let rows = group.fit.estimates.logCovariance, rows.count == segment.timingParameters.count {
            segment.timingCovariance = ParameterCovariance(lowerTriangle: PopulationText.lowerTriangle(rows))
        }
        if !group.isOwn { segment.estimate = PopulationText.everybody }
        if let rows = spend?.basketCovariance, rows.count == segment.basketParameters.count {
            segment.basketCovariance = ParameterCovariance(lowerTriangle: PopulationText.lowerTriangle(rows))
        }
        return segment
    }
}
