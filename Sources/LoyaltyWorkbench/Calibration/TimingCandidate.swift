package import LoyaltyModel

/// One timing model fitted to a log, with how well it does.
package struct TimingCandidate: Sendable {
    package let fit: TimingFit
    /// Expected purchases of each customer in the holdout; empty where there is none.
    package let ahead: [Double]
    /// Mean absolute error of `ahead`.
    package let meanError: Double?
    package let curve: TrackingCurve
    package let frequencies: FrequencyFit

    init(_ model: TimingModel, _ data: PurchaseSummaries, _ timing: TimingSummary) throws {
        fit = try model.fit(timing).adding(data.logPace)
        let base = fit.customerBase
        ahead = data.holdout > 0 ? try Self.ahead(base, data, data.holdout) : []
        let errors = zip(ahead, data.heldOut).reduce(0) { $0 + abs($1.0 - Double($1.1)) }
        meanError = ahead.isEmpty ? nil : errors / Double(ahead.count)
        curve = try TrackingCurve(base, data)
        frequencies = try FrequencyFit(base, data, parameters: fit.parameterCount)
    }

    package var expectedHeldOut: Double? { ahead.isEmpty ? nil : ahead.reduce(0, +) }

    /// Expected purchases of every customer; those with the same history are computed once.
    static func ahead(_ base: CustomerBaseModel, _ data: PurchaseSummaries, _ time: Double) throws -> [Double] {
        var known: [PurchaseHistory: Double] = [:]
        return try data.histories.map { history in
            if let value = known[history] { return value }
            let value = try base.expectedPurchases(after: history, ahead: time)
            known[history] = value
            return value
        }
    }
}

/// Repeat purchases of all customers by period of the log, actual beside expected.
package struct TrackingCurve: Sendable {
    package struct Period: Sendable {
        /// Its last day.
        package let end: CalendarDate
        package let actual: Int
        package let expected: Double
        package let isHeldOut: Bool
    }

    package let periods: [Period]

    /// Whole periods of one time unit from the log's first day on; a broken one at the end is left out.
    init(_ base: CustomerBaseModel, _ data: PurchaseSummaries) throws {
        let start = data.log.dates.lowerBound.daysSinceEpoch
        let end = (data.holdoutEnd ?? data.until).daysSinceEpoch + 1
        let count = Int((Double(end - start) / data.unit.days).rounded(.down))
        var actual = Array(repeating: 0, count: count + 1)
        for customer in data.customers {
            for place in data.log.places(of: customer).dropFirst() {
                let period = Int(Double(Int(data.log.days[place]) - start) / data.unit.days)
                actual[min(count, period)] += 1
            }
        }
        var starters: [Int: Int] = [:]
        for first in data.firstDays { starters[Int(first) - start, default: 0] += 1 }
        let expectation = try SmoothExpectation(base, until: data.age(Double(end), from: Int32(start)))
        let sorted = starters.sorted { $0.key < $1.key }.map {
            (reading: data.time.reading(Double(start + $0.key)), customers: Double($0.value))
        }
        var periods: [Period] = []
        var before = 0.0
        for period in 0..<count {
            let instant = Double(period + 1) * data.unit.days
            let reading = data.time.reading(Double(start) + instant)
            let total = sorted.reduce(0) { sum, starter in
                let time = (reading - starter.reading) / data.unit.days
                return time <= 0 ? sum : sum + starter.customers * expectation.value(time)
            }
            let last = CalendarDate(daysSinceEpoch: start + Int(instant.rounded(.up)) - 1)
            periods.append(
                Period(end: last, actual: actual[period], expected: total - before, isHeldOut: last > data.until))
            before = total
        }
        self.periods = periods
    }
}

/// E[X(t)] by the cubic through tabulated values; the table is closer where the function bends most.
struct SmoothExpectation {
    private static let nodes = 400
    private let values: [Double]
    private let scale: Double

    init(_ base: CustomerBaseModel, until longest: Double) throws {
        let scale = Double(Self.nodes) / longest.squareRoot()
        values = try (0...Self.nodes + 1).map { node in
            let root = Double(node) / scale
            return try base.expectedPurchases(by: root * root)
        }
        self.scale = scale
    }

    /// - Parameter time: from 0 to the table's end.
    func value(_ time: Double) -> Double {
        let position = min(time.squareRoot() * scale, Double(Self.nodes))
        let node = max(1, min(Int(position), Self.nodes - 1))
        let t = position - Double(node)
        let (a, b, c, d) = (values[node - 1], values[node], values[node + 1], values[node + 2])
        let ends = (d * (t + 1) - a * (t - 2)) * t * (t - 1) / 6
        return ends + (b * (t - 1) - c * t) * (t + 1) * (t - 2) / 2
    }
}

/// How many customers made how many repeat purchases in calibration, beside what the model expects.
package struct FrequencyFit: Sendable {
    /// Repeats from which on customers are counted together.
    package static let most = 7

    /// Customers with 0, 1, …, `most` or more repeats.
    package let actual: [Int]
    package let expected: [Double]
    /// Pearson's statistic over bins that expect five customers or more; nil where there are not two of them.
    package let chiSquare: Double?
    /// Estimates from the histories themselves take away fewer than one degree each, but how many is not known: the law
    /// lies between those of these degrees. Source: H. Chernoff, E. L. Lehmann, "The Use of Maximum Likelihood Estimates
    /// in χ² Tests for Goodness of Fit", Annals of Mathematical Statistics 25 (1954).
    package let degrees: ClosedRange<Int>
    /// The p-values of these degrees.
    package let pValues: ClosedRange<Double>?

    init(_ base: CustomerBaseModel, _ data: PurchaseSummaries, parameters: Int) throws {
        var actual = Array(repeating: 0, count: Self.most + 1)
        var ages: [Double: Int] = [:]
        for history in data.histories {
            actual[min(Self.most, history.repeats)] += 1
            ages[history.age, default: 0] += 1
        }
        var expected = Array(repeating: 0.0, count: Self.most + 1)
        for (age, customers) in Self.grouped(ages) {
            var rest = 1.0
            for count in 0..<Self.most {
                let share = age > 0 ? try base.probability(of: count, by: age) : count == 0 ? 1 : 0
                expected[count] += customers * share
                rest -= share
            }
            expected[Self.most] += customers * max(0, rest)
        }
        var (statistic, bins, pending) = (0.0, 0, (actual: 0.0, expected: 0.0))
        for bin in expected.indices {
            pending.actual += Double(actual[bin])
            pending.expected += expected[bin]
            let isLast = bin == Self.most
            guard pending.expected >= 5, isLast || expected[(bin + 1)...].reduce(0, +) >= 5 else { continue }
            let excess = pending.actual - pending.expected
            statistic += excess * excess / pending.expected
            bins += 1
            pending = (0, 0)
        }
        func pValue(_ degrees: Int) -> Double {
            degrees > 0 ? 1 - Distribution.gammaProbability(statistic, shape: Double(degrees) / 2, scale: 2) : 0
        }
        let most = max(0, bins - 1)
        (self.actual, self.expected, degrees) = (actual, expected, max(0, most - parameters)...most)
        chiSquare = most > 0 ? statistic : nil
        pValues = most > 0 ? pValue(degrees.lowerBound)...pValue(most) : nil
    }

    /// Ages and customers; where there are very many ages, neighbours are put together at their mean.
    private static func grouped(_ ages: [Double: Int]) -> [(Double, Double)] {
        let sorted = ages.sorted { $0.key < $1.key }
        let size = (sorted.count + 199) / 200
        return stride(from: 0, to: sorted.count, by: max(1, size)).map { first in
            let group = sorted[first..<min(sorted.count, first + size)]
            let customers = group.reduce(0) { $0 + Double($1.value) }
            return (group.reduce(0) { $0 + $1.key * Double($1.value) } / customers, customers)
        }
    }
}
