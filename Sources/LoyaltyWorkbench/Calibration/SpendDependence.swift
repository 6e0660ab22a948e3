import Foundation
import LoyaltyModel

/// How customers' purchase rate and mean basket go together, for the copula of a document.
///
/// A log shows it through noise: few purchases tell little of a rate, few baskets little of their mean, and only those
/// who bought again are seen to spend. So the customers are simulated as the document has them, a purchase standing for
/// a purchase day. What these show without a copula is what the log's ranks are held against; the correlation is the one
/// under which their baskets show what the log's show, and the scale of baskets the one under which those who buy again
/// spend what they did. Purchases of a day are one in a log, so that the busy have larger days whatever they spend at a
/// time: that is a dependence of the days that are simulated, too, and how much of it there is is told. Source of the
/// method: C. Gouriéroux, A. Monfort, E. Renault, "Indirect Inference", J. Applied Econometrics 8 (1993).
package struct SpendDependence: Sendable, Hashable {
    package struct Copula: Sendable, Hashable {
        /// Normal correlation of purchase rate and mean basket.
        package let correlation: Double
        /// What the basket model's scale is multiplied by.
        package let scale: Double
    }

    /// Of the log's baskets.
    package let ranks: RankCorrelation
    /// Of those of simulated customers who spend the same however often they buy.
    package let without: RankCorrelation
    /// What such customers' ranks would show who buy at any time of a day, when purchases of a day are put together.
    package let ofDays: Double
    /// Nil where spend does not depend on frequency so that it matters.
    package let copula: Copula?

    /// Of what the log's ranks show beyond those of customers who spend the same however often they buy.
    package var pValue: Double { ranks.pValue(from: without.value, standardError: without.standardError) }

    /// A p-value above this, or a rank correlation or one of the customers' own below these, is none to write down.
    static let mostP = 0.001
    private static let (leastRanks, least) = (0.05, 0.1)
    /// Lives of all worlds together, about.
    private static let lives = 60_000
    private static let mostTurns = 8
    /// Of rank correlation: half a standard error of a log of 60,000 customers with a repeat.
    private static let tolerance = 0.002
    private static let (first, most) = (0.3, 0.95)

    /// Nil where the baskets say nothing, and where the models take no copula.
    ///
    /// - Parameters:
    ///   - places: the customers of the segment.
    ///   - segment: as the document has it without a copula.
    init?(
        _ spend: SpendFit, of places: [Int], in data: PurchaseSummaries, _ segment: Segment, _ season: [Double],
        _ currency: Currency
    ) {
        guard let ranks = spend.ranks else { return nil }
        if case .fixed = segment.purchase { return nil }
        if case .fixed = segment.basket { return nil }
        let copies = Copies(of: places, in: data, segment, season, currency, worlds: max(1, Self.lives / places.count))
        guard let without = copies.baskets(correlation: 0).correlation else { return nil }
        (self.ranks, self.without) = (ranks, without)
        ofDays = copies.baskets(correlation: 0, areMerged: true).correlation.map { $0.value - without.value } ?? 0
        let pValue = ranks.pValue(from: without.value, standardError: without.standardError)
        guard pValue < Self.mostP, abs(ranks.value - without.value) >= Self.leastRanks else {
            copula = nil
            return
        }
        guard let found = Self.search(ranks.value, from: without.value, copies) else { return nil }
        copula =
            abs(found.correlation) < Self.least
            ? nil : Copula(correlation: found.correlation, scale: exp(spend.meanLog - found.meanLog))
    }

    /// The correlation under which copies show the ranks that the log shows, and the mean logarithm of what they spend. Two points make a line from one to the other, and the next correlation is where it meets the target.
    private static func search(
        _ target: Double, from none: Double, _ copies: Copies
    ) -> (correlation: Double, meanLog: Double)? {
        var before = (correlation: 0.0, ranks: none)
        var next = target > none ? first : -first
        var found: Double?
        for _ in 0..<mostTurns {
            let baskets = copies.baskets(correlation: next)
            guard let ranks = baskets.correlation?.value else { return nil }
            found = baskets.meanLog
            let slope = (ranks - before.ranks) / (next - before.correlation)
            if abs(ranks - target) < tolerance || slope <= 0 { break }
            before = (next, ranks)
            let step = min(most, max(-most, next + (target - ranks) / slope))
            if abs(step - next) < 1e-3 { break }
            next = step
        }
        return found.map { (next, $0) }
    }

    /// A basket model under which customers who buy again spend what they did.
    func scaled(_ basket: Basket) -> Basket {
        guard let scale = copula?.scale else { return basket }
        switch basket {
        case .gammaGamma(var model):
            model.gamma *= scale
            return .gammaGamma(model)
        case .lognormal(var model):
            model.mean *= scale
            return .lognormal(model)
        case .fixed: return basket
        }
    }

    /// Simulated customers who began when the log's did.
    private struct Copies {
        private let segment: Segment
        private let data: PurchaseSummaries
        private let season: [Double]
        private let currency: Currency
        private let arrivals: [Double]
        private let worlds: Int

        init(
            of places: [Int], in data: PurchaseSummaries, _ segment: Segment, _ season: [Double], _ currency: Currency,
            worlds: Int
        ) {
            (self.segment, self.data, self.season, self.currency) = (segment, data, season, currency)
            let start = data.log.dates.lowerBound.daysSinceEpoch
            arrivals = places.map { Double(Int(data.firstDays[$0]) - start) }
            self.worlds = worlds
        }

        /// The same luck whatever the correlation, and another than that of the validation.
        ///
        /// - Parameter areMerged: whether purchases of a day are put together; else each stands for a day.
        func baskets(correlation: Double, areMerged: Bool = false) -> BasketRanks {
            var segment = segment
            segment.share = 1
            segment.dependence = Dependence(purchaseBasket: correlation)
            let start = data.log.dates.lowerBound
            let simulation = Simulation(
                population: Population(
                    unitDays: data.unit.days, customers: arrivals.count, segments: [segment], season: season),
                programs: [], response: .none,
                calendar: StudyCalendar(start: start, days: data.until.daysSinceEpoch - start.daysSinceEpoch + 1),
                currency: currency, seed: 2)
            let scale = Double(currency.minorPerMajor)
            var baskets = BasketRanks()
            for world in 0..<worlds {
                simulation.visitTwins(arrivals: arrivals, replication: world) { life in
                    let days = areMerged ? life.mergedDays : life.purchases.map { Double($0.amount) }
                    baskets.add(repeats: days.count - 1, days.dropFirst().lazy.map { $0 / scale })
                }
            }
            return baskets
        }
    }
}

extension Life {
    /// What is spent on days with purchases at any time, of as many days as this life has purchases; minor units.
    ///
    /// Purchases of a day are put together. Those of a life with m a day fill fewer days than m, and one that fills m has
    /// −ln(1 − m) a day, that many times more on a day with any. m is of the days from the first purchase to the last, and
    /// two weeks more, lest two purchases in a row look like one a day.
    fileprivate var mergedDays: [Double] {
        var days: [(day: Int, amount: Double)] = []
        for purchase in purchases {
            let day = Int(purchase.instant)
            if let last = days.last, last.day == day {
                days[days.count - 1].amount += Double(purchase.amount)
            } else {
                days.append((day, Double(purchase.amount)))
            }
        }
        guard let first = days.first, let last = days.last, purchases.count > 1 else { return days.map(\.amount) }
        let m = min(0.95, Double(purchases.count - 1) / Double(last.day - first.day + 14))
        let more = -log1p(-m) / m * -expm1(-m) / m
        return days.map { $0.amount * more }
    }
}
