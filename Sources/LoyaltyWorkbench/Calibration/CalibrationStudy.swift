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
    /// - Throws: ``Problems`` where nothing can be said about the log, ``UsageProblem`` for dates outside of it.
    public static func result(_ log: SalesLog, _ options: CalibrationOptions) throws -> CalibrationResult {
        let plain = try PurchaseSummaries(log, unit: options.unit, until: options.until)
        let timing = try TimingChoice(plain, options)
        let data = timing.data
        let spend = options.fitsSpend ? try SpendFit(data) : nil
        var found = try CustomerGroups.all(timing.chosen.fit, spend, data, options)
        found.findDependence(spend, data, timing.season, options)
        let population = population(found.groups, timing.season, data, options)
        let validation = Validation(population, data, options)
        let values = try CustomerValue.all(found, data, options)
        let bootstrap =
            options.bootstrap > 0
            ? try BootstrapIntervals(timing.chosen.fit, spend, data, resamples: options.bootstrap) : nil
        return CalibrationResult(
            options: options, data: data, candidates: timing.candidates, best: timing.best, spend: spend,
            groups: found.groups, notes: found.notes, bicOfClasses: found.bicOfClasses, bootstrap: bootstrap,
            season: timing.season, validation: validation, customerValues: values, population: population)
    }

    private static func population(
        _ groups: [CustomerGroup], _ season: SeasonFit, _ data: PurchaseSummaries, _ options: CalibrationOptions
    ) -> Population {
        let segments = groups.map { $0.segment(margin: options.margin) }
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
}
