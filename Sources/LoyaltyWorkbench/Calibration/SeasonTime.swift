import Foundation
import LoyaltyModel

/// The time in which purchases come evenly over the year: it passes faster in the months in which customers buy more.
///
/// The engine's purchase clock is the same. A year has as many of these days as of the calendar's, but for the months'
/// unequal lengths.
package struct SeasonTime: Sendable {
    /// Beginning of a calendar month, days since 1970-01-01, and what the clock reads then.
    private struct Month {
        let start: Double
        let reading: Double
    }

    /// Twelve, January first, mean 1.
    package let factors: [Double]
    private let firstYear: Int
    /// None where time is the calendar's.
    private let months: [Month]

    /// The calendar's own time.
    package static let plain = SeasonTime()

    private init() { (factors, firstYear, months) = (Array(repeating: 1, count: 12), 1970, []) }

    /// Years that a log may have, those up to the end of calibration, and those ahead.
    private static let years = 310

    init(_ factors: [Double], from first: CalendarDate) {
        (self.factors, firstYear) = (factors, first.year)
        var (months, reading) = ([Month](), 0.0)
        var date = CalendarDate(year: first.year, month: 1, day: 1) ?? first
        for _ in 0..<12 * Self.years {
            months.append(Month(start: Double(date.daysSinceEpoch), reading: reading))
            let days = CalendarDate.daysIn(month: date.month, year: date.year)
            reading += Double(days) * factors[date.month - 1]
            date = date.adding(days: days)
        }
        self.months = months
    }

    /// What the clock reads at an instant, days since 1970-01-01; differences of readings are days of it.
    package func reading(_ instant: Double) -> Double {
        if months.isEmpty { return instant }
        let date = CalendarDate(daysSinceEpoch: Int(instant.rounded(.down)))
        let month = months[max(0, min(months.count - 1, (date.year - firstYear) * 12 + date.month - 1))]
        return month.reading + (instant - month.start) * factors[date.month - 1]
    }

    /// The logarithm of the factor of a day since 1970-01-01; 0 in the calendar's own time.
    func logPace(onDay day: Int32) -> Double {
        months.isEmpty ? 0 : log(factors[CalendarDate(daysSinceEpoch: Int(day)).month - 1])
    }

    package func days(from first: Double, to last: Double) -> Double { reading(last) - reading(first) }
}
