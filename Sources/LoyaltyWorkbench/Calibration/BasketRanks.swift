import Foundation
import LoyaltyModel

/// Baskets of customers by how often these buy: whether those who buy more often spend more at a time.
///
/// The mean of a few skewed baskets has a law that changes with their number, so ranks of means go with frequency even
/// where spend has nothing to do with it. A single basket's law does not. Each basket is ranked among all, every
/// customer counting once, and a customer's mean rank has the same expectation at every frequency unless spend depends
/// on it, whatever the law of baskets.
package struct BasketRanks: Sendable {
    /// Customer by customer.
    private var amounts: [Double] = []
    private var ends: [Int] = []
    private var repeats: [Double] = []
    private var logs = 0.0

    package init() {}

    /// Customers with a basket.
    package var customers: Int { ends.count }

    /// Mean over customers of the logarithm of the mean basket; 0 without customers.
    package var meanLog: Double { ends.isEmpty ? 0 : logs / Double(ends.count) }

    /// - Parameters:
    ///   - repeats: all repeat purchases of the customer.
    ///   - baskets: what was spent on each; those of nothing are left out.
    package mutating func add(repeats count: Int, _ baskets: some Sequence<Double>) {
        let before = amounts.count
        amounts.append(contentsOf: baskets.lazy.filter { $0 > 0 })
        guard amounts.count > before else { return }
        let own = amounts[before...]
        logs += log(own.reduce(0, +) / Double(own.count))
        ends.append(amounts.count)
        repeats.append(Double(count))
    }

    /// Correlation of the ranks of repeats with customers' mean ranks of baskets; nil where all are alike or there are
    /// hardly any.
    package var correlation: RankCorrelation? {
        let size = Double(customers)
        let (frequency, basket) = (centred(frequencyRanks), centred(basketRanks))
        var (product, squares, frequencies, baskets) = (0.0, 0.0, 0.0, 0.0)
        for (a, b) in zip(frequency, basket) {
            product += a * b
            squares += a * a * b * b
            frequencies += a * a
            baskets += b * b
        }
        guard size > 3, squares > 0, frequencies > 0, baskets > 0 else { return nil }
        let scale = (frequencies * baskets).squareRoot()
        return RankCorrelation(
            value: product / scale, standardError: squares.squareRoot() / scale, customers: customers)
    }

    private func centred(_ values: [Double]) -> [Double] {
        let mean = values.reduce(0, +) / Double(max(1, values.count))
        return values.map { $0 - mean }
    }

    private var frequencyRanks: [Double] {
        Self.ranks(repeats, weights: Array(repeating: 1, count: repeats.count))
    }

    /// Mean over a customer's baskets of their ranks.
    private var basketRanks: [Double] {
        let counts = ends.indices.map { Double(ends[$0] - ($0 > 0 ? ends[$0 - 1] : 0)) }
        var weights: [Double] = []
        weights.reserveCapacity(amounts.count)
        for count in counts { weights.append(contentsOf: repeatElement(1 / count, count: Int(count))) }
        let ranks = Self.ranks(amounts, weights: weights)
        var (means, place) = ([Double](), 0)
        for (end, count) in zip(ends, counts) {
            means.append(ranks[place..<end].reduce(0, +) / count)
            place = end
        }
        return means
    }

    /// Sum of the weights below each value, with half of those at it.
    private static func ranks(_ values: [Double], weights: [Double]) -> [Double] {
        let order = values.indices.sorted { values[$0] < values[$1] }
        var ranks = Array(repeating: 0.0, count: values.count)
        var (place, below) = (0, 0.0)
        while place < order.count {
            var (end, tied) = (place, 0.0)
            while end < order.count, values[order[end]] == values[order[place]] {
                tied += weights[order[end]]
                end += 1
            }
            for same in place..<end { ranks[order[same]] = below + tied / 2 }
            below += tied
            place = end
        }
        return ranks
    }
}

/// How the ranks of customers' baskets go with how often they buy.
package struct RankCorrelation: Sendable, Hashable {
    package let value: Double
    /// Under independence.
    ///
    /// Busy customers' mean ranks vary less than others', and this allows for it. Source: H. White, "A
    /// Heteroskedasticity-Consistent Covariance Matrix Estimator and a Direct Test for Heteroskedasticity",
    /// Econometrica 48 (1980).
    package let standardError: Double
    package let customers: Int

    /// Two-sided, of a correlation this far from `other`, which is known with a standard error of its own.
    package func pValue(from other: Double = 0, standardError error: Double = 0) -> Double {
        let spread = (standardError * standardError + error * error).squareRoot()
        return 2 * Distribution.studentProbability(-abs(value - other) / spread, degrees: Double(customers - 2))
    }
}
