import Foundation
import LoyaltyModel

/// Calendar months in which customers buy more or less than the model expects, year after year.
package struct SeasonFit: Sendable {
    /// Twelve factors, January first, mean 1; nil where none can be told from chance.
    package let factors: [Double]?
    /// Of the test that all months are alike, after a trend; nil where the log is too short for one.
    package let pValue: Double?
    /// Change a year of purchases beside what the model expects, and its p-value.
    package let trend: Double?
    package let trendPValue: Double?

    /// Expected purchases below which a month is not looked at: of fewer, a month's logarithm has a standard deviation
    /// above a third by luck alone, and is far from normal.
    private static let least = 10.0

    /// Logarithms of made over expected purchases of whole months, half a purchase added to both so that a closed month
    /// has one, explained by the month and a trend.
    init(_ base: CustomerBaseModel, _ data: PurchaseSummaries) throws {
        let months = try Self.months(base, data)
        let groups = Dictionary(grouping: months.indices) { months[$0].month }
        guard groups.count == 12, groups.values.allSatisfy({ $0.count >= 2 }) else {
            (factors, pValue, trend, trendPValue) = (nil, nil, nil, nil)
            return
        }
        let count = Double(months.count)
        func residuals(_ means: (Int) -> (time: Double, log: Double)) -> (slope: Double, squares: Double, time: Double)
        {
            var (cross, time, squares) = (0.0, 0.0, 0.0)
            for i in months.indices {
                let mean = means(i)
                cross += (months[i].year - mean.time) * (months[i].log - mean.log)
                time += (months[i].year - mean.time) * (months[i].year - mean.time)
                squares += (months[i].log - mean.log) * (months[i].log - mean.log)
            }
            return (cross / time, squares - cross * cross / time, time)
        }
        func mean(_ places: [Int]) -> (time: Double, log: Double) {
            let size = Double(places.count)
            return (
                places.reduce(0) { $0 + months[$1].year } / size, places.reduce(0) { $0 + months[$1].log } / size
            )
        }
        let means = groups.mapValues(mean)
        let overall = mean(Array(months.indices))
        let full = residuals { means[months[$0].month] ?? overall }
        let plain = residuals { _ in overall }
        let degrees = count - 13
        let ratio = (plain.squares - full.squares) / 11 / (full.squares / degrees)
        pValue = 1 - Distribution.betaProbability(11 * ratio / (11 * ratio + degrees), 5.5, degrees / 2)
        trend = exp(full.slope) - 1
        let t = full.slope / (full.squares / degrees / full.time).squareRoot()
        trendPValue = 2 * Distribution.studentProbability(-abs(t), degrees: degrees)
        let raw = (1...12).map { month in
            let own = means[month] ?? overall
            return exp(own.log - full.slope * (own.time - overall.time))
        }
        let sum = raw.reduce(0, +)
        // Six decimals, and the last factor what is left of twelve, so that a document's mean is 1.
        var rounded = raw.map { (12e6 * $0 / sum).rounded() / 1e6 }
        rounded[11] = ((12 - rounded.dropLast().reduce(0, +)) * 1e6).rounded() / 1e6
        factors = (pValue ?? 1) < 0.01 ? rounded : nil
    }

    private struct Month {
        /// 1 to 12.
        let month: Int
        /// Its middle, in years since the log's beginning.
        let year: Double
        /// ln of made over expected purchases, with half a purchase more.
        let log: Double
    }

    private static func months(_ base: CustomerBaseModel, _ data: PurchaseSummaries) throws -> [Month] {
        let start = data.log.dates.lowerBound
        let origin = start.daysSinceEpoch
        let expectation = try SmoothExpectation(
            base, until: data.age(Double(data.until.daysSinceEpoch + 1), from: Int32(origin)))
        var first = start.day == 1 ? start : start.endOfMonth.adding(days: 1)
        var months: [Month] = []
        var starters: [Int: Int] = [:]
        for day in data.firstDays { starters[Int(day), default: 0] += 1 }
        func expected(by day: Int) -> Double {
            starters.reduce(0) { sum, starter in
                let time = data.age(Double(day), from: Int32(starter.key))
                return time <= 0 ? sum : sum + Double(starter.value) * expectation.value(time)
            }
        }
        var made: [Int: Int] = [:]
        for customer in data.customers {
            for place in data.log.places(of: customer).dropFirst() { made[Int(data.log.days[place]), default: 0] += 1 }
        }
        while first.endOfMonth <= data.until {
            let (low, high) = (first.daysSinceEpoch, first.endOfMonth.daysSinceEpoch + 1)
            let count = (low..<high).reduce(0) { $0 + made[$1, default: 0] }
            // At the pace of a mean month.
            let mean = (expected(by: high) - expected(by: low)) / data.time.factors[first.month - 1]
            if mean >= least {
                months.append(
                    Month(
                        month: first.month,
                        year: (Double(low + high) / 2 - Double(origin)) / CalendarDate.meanDaysPerYear,
                        log: log((Double(count) + 0.5) / (mean + 0.5))))
            }
            first = first.endOfMonth.adding(days: 1)
        }
        return months
    }
}
