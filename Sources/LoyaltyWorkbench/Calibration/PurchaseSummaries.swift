import Foundation
package import LoyaltyModel

/// What a log says of each customer: history to the end of calibration, spend, and what came after.
package struct PurchaseSummaries: Sendable {
    package let log: SalesLog
    package let unit: TimeUnit
    /// Last date of calibration, whose purchases count.
    package let until: CalendarDate
    /// Last date of the holdout; nil where nothing is held out.
    package let holdoutEnd: CalendarDate?
    /// Numbers among the log's customers, of those who were there by the end of calibration.
    package let customers: [Int]
    /// Customers first seen after it, left out.
    package let lateCustomers: Int
    /// All arrays below are by place in `customers`.
    package let histories: [PurchaseHistory]
    /// First purchase, days since 1970-01-01.
    package let firstDays: [Int32]
    /// Repeat purchases with a positive amount and their mean, major units.
    package let spend: [SpendSummary.Customer?]
    /// Sum of (basket ÷ the customer's mean of these − 1)² over them.
    package let spendSquares: [Double]
    /// Purchase days of the holdout.
    package let heldOut: [Int]
    /// By customer: sum of the logarithms of the gaps between purchases, time units.
    package let logGapsOfCustomers: [Double]
    package var logGaps: Double { logGapsOfCustomers.reduce(0, +) }

    /// The time in which histories are counted.
    package let time: SeasonTime
    /// What the season adds to a log-likelihood of timings: sum of the logarithms of its factors at repeat purchases.
    let logPace: Double

    package init(_ log: SalesLog, unit: TimeUnit, until: CalendarDate?, time: SeasonTime = .plain) throws {
        let end = until ?? log.dates.upperBound
        try log.check(end)
        let lastDay = Int32(end.daysSinceEpoch)
        let lastReading = time.reading(Double(lastDay))
        var (customers, histories, firstDays) = ([Int](), [PurchaseHistory](), [Int32]())
        var (spend, spendSquares, heldOut) = ([SpendSummary.Customer?](), [Double](), [Int]())
        var logGaps: [Double] = []
        var logPace = 0.0
        for customer in log.customers.indices {
            let places = log.places(of: customer)
            let inside = places.prefix { log.days[$0] <= lastDay }
            guard let first = inside.first else { continue }
            let start = log.days[first]
            customers.append(customer)
            firstDays.append(start)
            let readings = inside.map { time.reading(Double(log.days[$0])) }
            histories.append(
                PurchaseHistory(
                    repeats: inside.count - 1, recency: (readings[inside.count - 1] - readings[0]) / unit.days,
                    age: (lastReading - readings[0]) / unit.days))
            logGaps.append(zip(readings, readings.dropFirst()).reduce(0) { $0 + logarithm(($1.1 - $1.0) / unit.days) })
            logPace += inside.dropFirst().reduce(0) { $0 + time.logPace(onDay: log.days[$1]) }
            let paid = inside.dropFirst().map { log.amounts[$0] }.filter { $0 > 0 }
            let total = paid.reduce(0, +)
            let mean = total / Double(max(1, paid.count))
            spend.append(paid.isEmpty ? nil : .init(purchases: paid.count, average: mean))
            spendSquares.append(paid.reduce(0) { $0 + ($1 / mean - 1) * ($1 / mean - 1) })
            heldOut.append(places.count - inside.count)
        }
        (self.log, self.unit, self.until, self.time, self.logPace) = (log, unit, end, time, logPace)
        holdoutEnd = end < log.dates.upperBound ? log.dates.upperBound : nil
        (self.customers, lateCustomers) = (customers, log.customers.count - customers.count)
        self.spendSquares = spendSquares
        (self.histories, self.firstDays, self.spend) = (histories, firstDays, spend)
        (self.heldOut, logGapsOfCustomers) = (heldOut, logGaps)
        try check()
    }

    /// Refuses data about which no timing model can say anything.
    private func check() throws {
        var found: String?
        var expected = "customers who bought on two days or more, without which nothing can be said about timing"
        let repeats = histories.reduce(0) { $0 + $1.repeats }
        if log.dates.lowerBound == log.dates.upperBound {
            found = "purchases on one day only, \(log.dates.lowerBound)"
        } else if customers.count < 2 {
            found = customers.isEmpty ? "no customer" : "one customer"
            found? += " up to \(until)"
            expected = "two or more: differences between customers are what the models estimate"
        } else if repeats == 0 {
            found = "no customer who bought again up to \(until)"
        }
        guard let found else { return }
        throw Problems([Problem(file: log.path, path: "", found: found, expected: expected)])
    }

    package var timing: TimingSummary { timing(of: Array(customers.indices)) }

    /// Of some of the customers, by place.
    package func timing(of places: [Int]) -> TimingSummary {
        TimingSummary(
            places.map { histories[$0] }, logGaps: places.reduce(0) { $0 + logGapsOfCustomers[$1] },
            mostPhases: phases(of: places))
    }

    /// Phases a gap that whole days are evidence for, in the calendar's time.
    private func phases(of places: [Int]) -> Int {
        var gaps = WholeDayGaps(longest: until.daysSinceEpoch - log.dates.lowerBound.daysSinceEpoch)
        for place in places where histories[place].repeats > 1 {
            let first = log.places(of: customers[place]).lowerBound
            gaps.add((first..<(first + histories[place].repeats)).lazy.map { Int(log.days[$0 + 1] - log.days[$0]) })
        }
        return gaps.phases
    }

    /// What these customers did in the whole months after calibration, for a study that begins there.
    package var heldOutMonths: [PresentFacts.Month] {
        guard let holdoutEnd else { return [] }
        let lastDay = Int32(until.daysSinceEpoch)
        var (purchases, buyers, spend) = ([Int: Int](), [Int: Int](), [Int: Double]())
        for customer in customers {
            var lastMonth = -1
            for place in log.places(of: customer) where log.days[place] > lastDay {
                let date = CalendarDate(daysSinceEpoch: Int(log.days[place]))
                let month = date.year * 12 + date.month - 1
                purchases[month, default: 0] += 1
                spend[month, default: 0] += log.amounts[place]
                if month != lastMonth { buyers[month, default: 0] += 1 }
                lastMonth = month
            }
        }
        var (months, day) = ([PresentFacts.Month](), until.adding(days: 1))
        while day.endOfMonth <= holdoutEnd, let first = CalendarDate(year: day.year, month: day.month, day: 1) {
            let month = day.year * 12 + day.month - 1
            months.append(
                .init(
                    first: first, purchases: purchases[month] ?? 0, buyers: buyers[month] ?? 0,
                    spend: spend[month] ?? 0))
            day = day.endOfMonth.adding(days: 1)
        }
        return months
    }
    package var repeats: Int { histories.reduce(0) { $0 + $1.repeats } }

    /// Length of the holdout in time units; 0 where there is none.
    package var holdout: Double {
        holdoutEnd.map { ahead(Double($0.daysSinceEpoch - until.daysSinceEpoch)) } ?? 0
    }

    /// Time units of so many calendar days after the end of calibration.
    func ahead(_ days: Double) -> Double {
        let end = Double(until.daysSinceEpoch)
        return time.days(from: end, to: end + days) / unit.days
    }

    /// Time units from a customer's first day to an instant, both days since 1970-01-01.
    func age(_ instant: Double, from first: Int32) -> Double {
        time.days(from: Double(first), to: instant) / unit.days
    }

    /// A customer's history in the calendar's time.
    func calendarHistory(_ place: Int) -> PurchaseHistory {
        let (first, repeats) = (firstDays[place], histories[place].repeats)
        let last = log.days[log.places(of: customers[place]).lowerBound + repeats]
        return PurchaseHistory(
            repeats: repeats, recency: Double(last - first) / unit.days,
            age: Double(until.daysSinceEpoch - Int(first)) / unit.days)
    }

    /// What a customer spent on each repeat purchase day of calibration.
    func baskets(of place: Int) -> ArraySlice<Double> {
        let first = log.places(of: customers[place]).lowerBound
        return log.amounts[(first + 1)..<(first + 1 + histories[place].repeats)]
    }

    package var actualHeldOut: Int { heldOut.reduce(0, +) }
}

extension SalesLog {
    /// Refuses an end of calibration that is not about this log.
    ///
    /// - Throws: ``UsageProblem``.
    func check(_ until: CalendarDate) throws(UsageProblem) {
        if until < dates.lowerBound {
            throw UsageProblem("--calibrate-until \(until): the log begins on \(dates.lowerBound)")
        }
        if until > dates.lowerBound.adding(months: 1200) {
            throw UsageProblem("--calibrate-until \(until): more than a century after the log begins")
        }
    }
}

/// The natural logarithm, where `log` is a log of purchases.
private func logarithm(_ x: Double) -> Double { Foundation.log(x) }
