/// The days and months of a study: day 0 is the scenario's start date, month 0 the calendar month it lies in.
///
/// A study has `days` days; its last month may be cut short. Instants are real days since the start:
/// instant 3.25 lies on day 3.
public struct StudyCalendar: Sendable {
    public let start: CalendarDate
    /// Number of days of the study; the horizon is the instant `Double(days)`.
    public let days: Int
    /// First day of each month, and `days` as a last entry: month m holds the days `monthStart[m]..<monthStart[m + 1]`.
    public let monthStart: [Int32]
    /// The month of each day; one more entry than `days`, so that the horizon itself has a month.
    public let monthOfDay: [Int32]

    /// A study of whole calendar months from `start` (from the 15th, a month ends on the 14th of the next;
    /// the tables still close at calendar month ends).
    public init(start: CalendarDate, months: Int) {
        self.init(start: start, days: start.adding(months: months).daysSinceEpoch - start.daysSinceEpoch)
    }

    public init(start: CalendarDate, days: Int) {
        precondition(days > 0, "a study lasts at least one day")
        self.start = start
        self.days = days
        var starts: [Int32] = [0]
        var date = start.endOfMonth.adding(days: 1)
        while date.daysSinceEpoch - start.daysSinceEpoch < days {
            starts.append(Int32(date.daysSinceEpoch - start.daysSinceEpoch))
            date = date.adding(months: 1)
        }
        var ofDay = [Int32]()
        ofDay.reserveCapacity(days + 1)
        var month = 0
        for day in 0..<days {
            if month + 1 < starts.count, day >= Int(starts[month + 1]) { month += 1 }
            ofDay.append(Int32(month))
        }
        ofDay.append(Int32(month))
        starts.append(Int32(days))
        monthStart = starts
        monthOfDay = ofDay
    }

    /// Number of calendar months that the study touches.
    public var months: Int { monthStart.count - 1 }

    /// The last day of study month `index`, or nil if the study ends before that calendar month does.
    public func lastDay(ofMonth index: Int) -> Int32? {
        let day = monthStart[index + 1] - 1
        let date = date(ofDay: Int(day))
        return date == date.endOfMonth ? day : nil
    }

    public func date(ofDay day: Int) -> CalendarDate { start.adding(days: day) }

    /// The study day of a date; negative before the start, `days` or more after the end.
    public func day(of date: CalendarDate) -> Int { date.daysSinceEpoch - start.daysSinceEpoch }

    /// For each day of the study, the study day of the same day of the month so many calendar months later.
    func days(after months: Int) -> [Int32] {
        (0..<days).map { Int32(day(of: date(ofDay: $0).adding(months: months))) }
    }

    /// `YYYY-MM` of month `index`.
    public func label(ofMonth index: Int) -> String { date(ofDay: Int(monthStart[index])).monthLabel }
}
