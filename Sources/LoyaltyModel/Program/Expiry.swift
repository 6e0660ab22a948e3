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
}
