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
    /// Purchase days of the holdout, and what was spent on them.
    package let heldOut: [Int]
    package let heldOutSpend: Double
    package let logGaps: Double

    package init(_ log: SalesLog, unit: TimeUnit, until: CalendarDate?) throws {
        let end = until ?? log.dates.upperBound
        guard end >= log.dates.lowerBound else {
            throw UsageProblem("--calibrate-until \(end): the log begins on \(log.dates.lowerBound)")
        }
        let lastDay = Int32(end.daysSinceEpoch)
        var (customers, histories, firstDays) = ([Int](), [PurchaseHistory](), [Int32]())
        var (spend, heldOut) = ([SpendSummary.Customer?](), [Int]())
        var (logGaps, heldOutSpend) = (0.0, 0.0)
        for customer in log.customers.indices {
            let places = log.places(of: customer)
            let inside = places.prefix { log.days[$0] <= lastDay }
            guard let first = inside.first, let last = inside.last else { continue }
            let start = log.days[first]
            customers.append(customer)
            firstDays.append(start)
            histories.append(
                PurchaseHistory(
                    repeats: inside.count - 1, recency: Double(log.days[last] - start) / unit.days,
                    age: Double(lastDay - start) / unit.days))
            for place in inside.dropFirst() {
                logGaps += logarithm(Double(log.days[place] - log.days[place - 1]) / unit.days)
            }
            let paid = inside.dropFirst().map { log.amounts[$0] }.filter { $0 > 0 }
            let total = paid.reduce(0, +)
            spend.append(paid.isEmpty ? nil : .init(purchases: paid.count, average: total / Double(paid.count)))
            let outside = places.dropFirst(inside.count)
            heldOut.append(outside.count)
            heldOutSpend += outside.reduce(0) { $0 + log.amounts[$1] }
        }
        (self.log, self.unit, self.until) = (log, unit, end)
        holdoutEnd = end < log.dates.upperBound ? log.dates.upperBound : nil
        (self.customers, lateCustomers) = (customers, log.customers.count - customers.count)
        (self.histories, self.firstDays, self.spend) = (histories, firstDays, spend)
        (self.heldOut, self.heldOutSpend, self.logGaps) = (heldOut, heldOutSpend, logGaps)
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

    package var timing: TimingSummary { TimingSummary(histories, logGaps: logGaps) }
    package var repeats: Int { histories.reduce(0) { $0 + $1.repeats } }

    /// Length of the holdout in time units; 0 where there is none.
    package var holdout: Double {
        holdoutEnd.map { Double($0.daysSinceEpoch - until.daysSinceEpoch) / unit.days } ?? 0
    }

    package var actualHeldOut: Int { heldOut.reduce(0, +) }
}

/// The natural logarithm, where `log` is a log of purchases.
private func logarithm(_ x: Double) -> Double { Foundation.log(x) }
