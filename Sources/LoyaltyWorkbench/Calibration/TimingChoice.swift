import LoyaltyModel

/// All timing models fitted to a log, the best of them, and the season in whose time they are.
struct TimingChoice {
    /// Counted in the season's time, where there is one.
    let data: PurchaseSummaries
    /// In the order of the options.
    let candidates: [TimingCandidate]
    /// Place of the one with the least BIC.
    let best: Int
    let season: SeasonFit

    var chosen: TimingCandidate { candidates[best] }

    /// A season is what is left over by a model, and a model needs the season to count time by: they are found in turns,
    /// until no factor changes by more than this.
    private static let tolerance = 1e-3
    private static let mostTurns = 6

    init(_ plain: PurchaseSummaries, _ options: CalibrationOptions) throws {
        let first = try Self.candidates(plain, options)
        let best = Self.best(first)
        var season = try SeasonFit(first[best].fit.customerBase, plain)
        guard var factors = season.factors else {
            (data, candidates, self.best, self.season) = (plain, first, best, season)
            return
        }
        func seasonal() throws -> PurchaseSummaries {
            let time = SeasonTime(factors, from: plain.log.dates.lowerBound)
            return try PurchaseSummaries(plain.log, unit: plain.unit, until: plain.until, time: time)
        }
        for _ in 0..<Self.mostTurns {
            let data = try seasonal()
            let fit = try first[best].fit.model.fit(data.timing)
            let next = try SeasonFit(fit.customerBase, data)
            // The first test has decided that there is a season.
            guard let found = next.factors else { break }
            let change = zip(found, factors).reduce(0) { max($0, abs($1.0 - $1.1)) }
            (season, factors) = (next, found)
            if change < Self.tolerance { break }
        }
        let data = try seasonal()
        let candidates = try Self.candidates(data, options)
        (self.data, self.candidates, self.best, self.season) = (data, candidates, Self.best(candidates), season)
    }

    private static func candidates(
        _ data: PurchaseSummaries, _ options: CalibrationOptions
    ) throws -> [TimingCandidate] {
        let timing = data.timing
        return try options.models.map { try TimingCandidate($0, data, timing) }
    }

    /// A fit that did not converge is taken only where there is no other.
    private static func best(_ candidates: [TimingCandidate]) -> Int {
        let converged = candidates.indices.filter { candidates[$0].fit.estimates.status != .notConverged }
        return (converged.isEmpty ? Array(candidates.indices) : converged)
            .min { candidates[$0].fit.bic < candidates[$1].fit.bic } ?? 0
    }
}
