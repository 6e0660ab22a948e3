import LoyaltyModel
import Testing

@Suite struct CalendarDateTests {
    /// Day numbers from 1970-01-01 and ISO weekdays as Python's `datetime` has them, leap centuries included.
    @Test(arguments: [
        ("0001-01-01", -719162, 1), ("1582-10-15", -141427, 5), ("1600-02-29", -135081, 2), ("1700-03-01", -98556, 1),
        ("1900-02-28", -25509, 3), ("1900-03-01", -25508, 4), ("1969-12-31", -1, 3), ("1970-01-01", 0, 4),
        ("2000-02-29", 11016, 2), ("2000-03-01", 11017, 3), ("2001-09-09", 11574, 7), ("2024-02-29", 19782, 4),
        ("2038-01-19", 24855, 2), ("2100-02-28", 47540, 7), ("2100-03-01", 47541, 1), ("2400-02-29", 157113, 2),
        ("9999-12-31", 2_932_896, 5),
    ])
    func aKnownDateHasItsNumberAndItsWeekday(text: String, number: Int, weekday: Int) throws {
        let date = try #require(CalendarDate(iso: text))
        #expect(date.daysSinceEpoch == number)
        #expect(CalendarDate(daysSinceEpoch: number) == date)
        #expect(date.weekday == weekday)
        #expect(date.description == text)
        #expect(date.monthLabel == String(text.prefix(7)))
    }

    @Test(arguments: [
        "1900-02-29", "2100-02-29", "2023-02-29", "2026-04-31", "2026-13-01", "2026-00-10", "2026-01-00", "0000-01-01",
        "2026-1-01", "2026-01-1", "26-01-01", "2026/01/01", "2026-01-01 ", "+026-01-01", "2026-01-0x", "",
        "٢٠٢٦-01-01",
    ])
    func whatTheCalendarDoesNotHaveIsNoDate(text: String) { #expect(CalendarDate(iso: text) == nil) }

    /// Counted by hand, a day at a time, over two whole cycles of the calendar.
    @Test func eightHundredYearsCountedDayByDayAgree() {
        let lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        var (number, weekday) = (-135_140, 6)  // 1600-01-01, a Saturday.
        for year in 1600..<2400 {
            let isLeap = year % 400 == 0 || (year % 4 == 0 && year % 100 != 0)
            for month in 1...12 {
                for day in 1...(lengths[month - 1] + (isLeap && month == 2 ? 1 : 0)) {
                    let date = CalendarDate(daysSinceEpoch: number)
                    let agrees =
                        (date.year, date.month, date.day, date.weekday) == (year, month, day, weekday)
                        && date.daysSinceEpoch == number
                    if !agrees { Issue.record("day \(number) is \(date), counted \(year)-\(month)-\(day)") }
                    number += 1
                    weekday = weekday % 7 + 1
                }
            }
        }
        #expect(number == 157_054)
    }

    @Test(arguments: [
        ("2026-08-31", 6, "2027-02-28"), ("2027-08-31", 6, "2028-02-29"), ("2028-02-29", 12, "2029-02-28"),
        ("2028-02-29", 48, "2032-02-29"), ("2096-02-29", 48, "2100-02-28"), ("2026-01-31", 1, "2026-02-28"),
        ("2026-01-31", 3, "2026-04-30"), ("2026-12-31", 1, "2027-01-31"), ("2026-02-28", 1, "2026-03-28"),
        ("2026-05-15", 0, "2026-05-15"), ("2026-03-31", -1, "2026-02-28"), ("2026-01-15", -1, "2025-12-15"),
        ("2026-01-31", 1200, "2126-01-31"),
    ])
    func monthsAreAddedAsPeopleDo(from: String, months: Int, to: String) throws {
        let date = try #require(CalendarDate(iso: from))
        #expect(date.adding(months: months).description == to)
    }

    /// Every day of a leap cycle with every number of months up to five years.
    @Test func addingMonthsKeepsTheDayOrTakesTheLast() throws {
        let start = try #require(CalendarDate(iso: "2095-01-01"))
        for offset in 0..<(6 * 366) {
            let date = start.adding(days: offset)
            for months in 0...60 {
                let later = date.adding(months: months)
                let sound =
                    later.year * 12 + later.month == date.year * 12 + date.month + months
                    && later.day == min(date.day, CalendarDate.daysIn(month: later.month, year: later.year))
                    && CalendarDate(year: later.year, month: later.month, day: later.day) == later
                    && date.adding(months: months) <= date.adding(days: 1).adding(months: months)
                if !sound { Issue.record("\(date) + \(months) months is \(later)") }
            }
        }
    }

    @Test func aMonthAndAYearEndOnTheirLastDays() throws {
        let ends = try ["2026-02-10", "2028-02-29", "2100-02-01", "2026-12-31", "2026-04-01"].map {
            try #require(CalendarDate(iso: $0)).endOfMonth.description
        }
        #expect(ends == ["2026-02-28", "2028-02-29", "2100-02-28", "2026-12-31", "2026-04-30"])
        #expect(CalendarDate(iso: "2026-01-01")?.endOfYear.description == "2026-12-31")
    }
}
