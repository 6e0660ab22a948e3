/// When points stop being usable. The last usable day counts: points expire at its end.
public enum Expiry: Sendable, Hashable {
    case never
    /// The same day of the month, this many months after issue; 31 August + 6 months is the end of February.
    case rolling(months: Int)
    /// The last day of the month, this many months after the month of issue (0: the month of issue itself).
    case endOfMonth(months: Int)
    /// 31 December, this many years after the year of issue (0: the year of issue itself).
    case endOfYear(years: Int)
    /// On this date, and on its anniversary every later year.
    case fixedDate(CalendarDate)
    /// All points, this many months after the member's last purchase or redemption.
    case inactivity(months: Int)

    /// The last usable day of points issued on `date`; nil if no date is set at issue.
    public func lastDay(issued date: CalendarDate) -> CalendarDate? {
        switch self {
        case .never, .inactivity: nil
        case .rolling(let months): date.adding(months: months)
        case .endOfMonth(let months): date.adding(months: months).endOfMonth
        case .endOfYear(let years): date.adding(months: 12 * years).endOfYear
        case .fixedDate(let first): Self.anniversary(of: first, onOrAfter: date)
        }
    }

    /// The mean life of points issued on any day, in days: what a customer can count on. Infinite where a buyer
    /// who goes on buying never loses any.
    public var meanLifeDays: Double {
        switch self {
        case .never, .inactivity: .infinity
        case .rolling(let months): Double(months) * CalendarDate.meanDaysPerMonth
        case .endOfMonth(let months): (Double(months) + 0.5) * CalendarDate.meanDaysPerMonth
        case .endOfYear(let years): (Double(years) + 0.5) * 12 * CalendarDate.meanDaysPerMonth
        case .fixedDate: 6 * CalendarDate.meanDaysPerMonth
        }
    }

    /// A 29 February falls on the 28th in a year that has none.
    private static func anniversary(of first: CalendarDate, onOrAfter date: CalendarDate) -> CalendarDate {
        guard first < date else { return first }
        let sameYear = first.adding(months: 12 * (date.year - first.year))
        return sameYear < date ? first.adding(months: 12 * (date.year - first.year + 1)) : sameYear
    }
}
