package import LoyaltyModel

/// The occasions of a log that the model sees and those that test it: whole ones only, since a broken one would count
/// as one without a purchase.
///
/// Occasions are calendar years, calendar months, weeks from the log's first day on, or days.
package struct OccasionWindow: Sendable {
    package let unit: TimeUnit
    /// The log's first day.
    package let start: CalendarDate
    /// Last day of calibration.
    package let until: CalendarDate
    /// Last day of the holdout; nil where nothing is held out.
    package let holdoutEnd: CalendarDate?
    /// What was left out because the log ends within it.
    package let remark: String?

    /// Above this share of the earlier purchases on later days than the log's last, its last occasion is broken.
    private static let mostLater = 0.02

    /// - Parameter until: last day of calibration; nil for the log's last whole occasion.
    /// - Throws: ``UsageProblem`` for a day within an occasion, or outside of the log.
    package init(_ log: SalesLog, unit: TimeUnit, until: CalendarDate?) throws(UsageProblem) {
        (self.unit, start) = (unit, log.dates.lowerBound)
        let last = log.dates.upperBound
        let lastDay = Self.days(of: unit, containing: last, logStart: start).upperBound
        let isBroken = last < lastDay && Self.later(log, unit) > Self.mostLater
        let wholeEnd =
            isBroken ? Self.days(of: unit, containing: last, logStart: start).lowerBound.adding(days: -1) : last
        guard let until else {
            self.until = wholeEnd
            holdoutEnd = nil
            remark =
                isBroken
                ? "The log ends on \(last), within a \(unit.rawValue) in which more is to come: that \(unit.rawValue) is "
                    + "left out. --calibrate-until \(lastDay) counts it, where the log is whole up to then."
                : nil
            return
        }
        try log.check(until)
        let end = Self.days(of: unit, containing: until, logStart: start).upperBound
        guard end == until else {
            throw UsageProblem("--calibrate-until \(until) lies within a \(unit.rawValue): its last day is \(end)")
        }
        self.until = until
        holdoutEnd = until < wholeEnd ? wholeEnd : nil
        remark =
            isBroken && until < last
            ? "The log ends on \(last), within a \(unit.rawValue) in which more is to come: that \(unit.rawValue) is no "
                + "part of the holdout."
            : nil
    }

    /// A number that goes up by one from occasion to occasion.
    func occasion(_ day: Int) -> Int {
        let date = CalendarDate(daysSinceEpoch: day)
        return switch unit {
        case .day: day
        case .week: (day - start.daysSinceEpoch) / 7
        case .month: date.year * 12 + date.month
        case .year: date.year
        }
    }

    /// First and last day of the occasion that a day lies in.
    private static func days(
        of unit: TimeUnit, containing day: CalendarDate, logStart: CalendarDate
    ) -> ClosedRange<CalendarDate> {
        switch unit {
        case .day: return day...day
        case .week:
            let first = day.adding(days: -((day.daysSinceEpoch - logStart.daysSinceEpoch) % 7))
            return first...first.adding(days: 6)
        case .month: return day.adding(days: 1 - day.day)...day.endOfMonth
        case .year: return day.startOfYear...day.endOfYear
        }
    }

    /// Of the purchases before the log's last occasion, the share on later days of an occasion than the log's last: 0
    /// for a log whose purchases of an occasion are all of one day. Leap days move no date of a year.
    private static func later(_ log: SalesLog, _ unit: TimeUnit) -> Double {
        let (start, last) = (log.dates.lowerBound, log.dates.upperBound)
        let earlier = days(of: unit, containing: last, logStart: start).lowerBound.daysSinceEpoch
        func place(_ date: CalendarDate) -> Int {
            switch unit {
            case .day: 0
            case .week: (date.daysSinceEpoch - start.daysSinceEpoch) % 7
            case .month: date.day
            case .year: date.month * 100 + date.day
            }
        }
        let lastPlace = place(last)
        var (all, later) = (0, 0)
        for day in log.days where Int(day) < earlier {
            all += 1
            if place(CalendarDate(daysSinceEpoch: Int(day))) > lastPlace { later += 1 }
        }
        return all > 0 ? Double(later) / Double(all) : 0
    }
}
