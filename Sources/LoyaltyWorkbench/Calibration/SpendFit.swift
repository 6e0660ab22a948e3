package import LoyaltyModel

/// What customers spend: the basket model, and whether those who buy more often spend more at a time.
package struct SpendFit: Sendable {
    /// Gamma-gamma estimates; nil where all baskets are alike or nobody spent anything on a repeat purchase.
    package let estimates: Estimates?
    package let basket: Basket
    /// What customers.csv weighs a customer's own mean with, whatever a document can hold; nil without a mean basket.
    let model: GammaGamma?
    /// Why the basket is no gamma-gamma with these estimates, where it is not.
    package let note: String?
    /// Of the ranks of repeats and of baskets over customers with a repeat; nil where it says nothing.
    package let ranks: RankCorrelation?
    /// Mean of the logarithms of customers' mean baskets.
    let meanLog: Double
    /// Mean of customers' mean baskets, major units.
    package let mean: Double

    /// Of the basket's parameters; nil where these are not the estimates themselves.
    var basketCovariance: [[Double]]? {
        guard let estimates, case .gammaGamma(let model) = basket, model.p == estimates.values[0] else { return nil }
        return estimates.logCovariance
    }

    /// The largest mean basket that a document can hold.
    static let largest = 1e7
    /// The p of mean baskets is told to be off where that of customers' own baskets is so many times larger or smaller, and
    /// not taken where it is so many times: baskets of the document would look like nobody's.
    private static let (off, clearlyOff) = (1.5, 3.0)
    /// Mean baskets that differ by less than this share are alike.
    private static let leastSpread = 1e-3
    private static let tooLarge =
        "baskets are beyond the ten million that a document can hold; its basket of 1 is a placeholder"

    /// - Parameter places: the customers to look at; all of them if nil.
    init(_ data: PurchaseSummaries, of places: [Int]? = nil) throws {
        let places = places ?? Array(data.customers.indices)
        let spend = places.compactMap { data.spend[$0] }
        let averages = spend.map(\.average)
        mean = averages.isEmpty ? 0 : averages.reduce(0, +) / Double(averages.count)
        // Of less a gamma-gamma would be beyond what a document can hold.
        let isVaried = (averages.max() ?? 0) > (averages.min() ?? 0) * (1 + Self.leastSpread)
        var ranks = BasketRanks()
        for place in places { ranks.add(repeats: data.histories[place].repeats, data.baskets(of: place)) }
        meanLog = ranks.meanLog
        guard spend.count > 1, isVaried else {
            (estimates, model, self.ranks) = (nil, nil, nil)
            (basket, note) = Self.fixed(mean, spenders: spend.count)
            return
        }
        let estimates = try GammaGamma.fit(SpendSummary(spend))
        self.estimates = estimates
        let own = places.map { (data.spend[$0]?.purchases ?? 0, data.spendSquares[$0]) }
        let shapeOfOwn = GammaGamma.shape(ofBaskets: own)
        let difference = shapeOfOwn.map { max($0 / estimates.values[0], estimates.values[0] / $0) } ?? 1
        let isTold = !estimates.isSilent(about: "p") && difference < Self.clearlyOff
        let shape = isTold ? nil : shapeOfOwn
        let model =
            try shape.map { try GammaGamma.fit(SpendSummary(spend), p: $0) }
            ?? GammaGamma(p: estimates.values[0], q: estimates.values[1], gamma: estimates.values[2])
        self.model = model.q > 1 ? model : nil
        if mean > Self.largest {
            (basket, note) = (.fixed(FixedBasket(amount: 1)), Self.tooLarge)
        } else if model.q > 1, model.q < 1e6, model.p < 1e6, model.gamma < 1e7 {
            basket = .gammaGamma(model)
            note = shapeOfOwn.flatMap {
                Self.remark(
                    estimates.isSilent(about: "p") ? nil : estimates.values[0], ofOwn: $0, isTaken: shape != nil,
                    isOff: difference > Self.off)
            }
        } else {
            // The same mean and spread of logarithms, between and within customers.
            let (between, within) = try (
                SpecialFunctions.trigamma(model.q).squareRoot(), SpecialFunctions.trigamma(model.p).squareRoot()
            )
            basket = .lognormal(LognormalBasket(mean: mean, between: min(5, between), within: min(5, within)))
            note =
                "gamma-gamma has no mean there (q at most 1) or is beyond what a document can hold; a lognormal of the "
                + "same mean, and of the same spread as far as a document can hold it, stands in"
        }
        self.ranks = ranks.correlation
    }

    /// What is to be said of the p of a document.
    ///
    /// - Parameters:
    ///   - ofMeans: that of mean baskets; nil where they do not tell it.
    ///   - ofOwn: that of how customers' own baskets differ, and whether the document has it.
    ///   - isOff: whether the two differ much.
    private static func remark(_ ofMeans: Double?, ofOwn: Double, isTaken: Bool, isOff: Bool) -> String? {
        let own = FitVerdict.decimal(ofOwn)
        guard let means = ofMeans.map({ FitVerdict.decimal($0) }) else {
            return "mean baskets do not tell p, so the document has the p of how a customer's own baskets differ, "
                + own
        }
        if isTaken {
            return "mean baskets say p \(means), a customer's own baskets \(own): the document has the latter"
        }
        guard isOff else { return nil }
        return "a customer's own baskets differ as under p \(own), the document has the p of mean baskets, \(means)"
    }

    /// The basket where mean baskets do not differ, and why it is that one.
    private static func fixed(_ mean: Double, spenders: Int) -> (Basket, String) {
        func placeholder(_ reason: String) -> (Basket, String) {
            (.fixed(FixedBasket(amount: 1)), reason + "; the document's basket of 1 is a placeholder")
        }
        if spenders == 0 { return placeholder("no repeat purchase has an amount above 0") }
        if mean > largest { return (.fixed(FixedBasket(amount: 1)), tooLarge) }
        if mean < 0.01 { return placeholder("repeat purchases have amounts below 0.01 only") }
        let reason =
            spenders == 1 ? "only one customer has repeat purchases with an amount" : "all mean baskets are alike"
        return (.fixed(FixedBasket(amount: mean)), reason + "; the document's baskets are their mean")
    }
}

extension Estimates {
    /// Whether the data do not tell a parameter: at a boundary or along a ridge.
    fileprivate func isSilent(about name: String) -> Bool {
        switch status {
        case .atBoundary(_, let names), .flatRidge(let names): names.contains(name)
        case .converged: false
        case .notConverged: true
        }
    }
}
