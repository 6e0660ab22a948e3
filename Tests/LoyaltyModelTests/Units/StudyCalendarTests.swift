import LoyaltyModel
import Testing

@Suite struct StudyCalendarTests {
    private static func date(_ text: String) -> CalendarDate { CalendarDate(iso: text)! }

    @Test func aYearFromTheFirstHasTwelveWholeMonths() {
        let calendar = StudyCalendar(start: Self.date("2028-01-01"), months: 12)
        #expect(calendar.days == 366)
        #expect(calendar.months == 12)
        #expect(calendar.monthStart.prefix(4) == [0, 31, 60, 91])
        #expect(calendar.label(ofMonth: 1) == "2028-02")
        #expect(calendar.lastDay(ofMonth: 1) == 59)
        #expect(calendar.lastDay(ofMonth: 11) == 365)
    }

    @Test func aStudyFromTheMiddleOfAMonthTouchesOneMore() {
        let calendar = StudyCalendar(start: Self.date("2026-01-15"), months: 2)
        #expect(calendar.days == 59)
        #expect(calendar.monthStart == [0, 17, 45, 59])
        #expect((0..<3).map(calendar.lastDay) == [16, 44, nil])
        #expect((0..<3).map(calendar.label) == ["2026-01", "2026-02", "2026-03"])
    }

    @Test func aStudyFromThe31stEndsBeforeTheDayOfTheLaterMonth() {
        // 31 January + 1 month = 28 February: the days 31 January to 27 February.
        let calendar = StudyCalendar(start: Self.date("2026-01-31"), months: 1)
        #expect(calendar.days == 28)
        #expect(calendar.monthStart == [0, 1, 28])
        #expect((0..<2).map(calendar.lastDay) == [0, nil])
    }

    /// Any start and length: every day lies in the month that its date names, and a month's last day is its date's.
    @Test(
        arguments: ["2026-01-01", "2027-12-31", "2028-02-29", "2099-11-30", "2026-06-17"],
        [1, 2, 28, 31, 60, 400, 1461])
    func everyDayLiesInItsMonth(start: String, days: Int) {
        let calendar = StudyCalendar(start: Self.date(start), days: days)
        #expect(calendar.monthOfDay.count == days + 1)
        #expect(calendar.monthOfDay[days] == calendar.monthOfDay[days - 1])
        for day in 0..<days {
            let date = calendar.date(ofDay: day)
            let month = Int(calendar.monthOfDay[day])
            #expect(calendar.label(ofMonth: month) == date.monthLabel)
            #expect((calendar.monthStart[month]..<calendar.monthStart[month + 1]).contains(Int32(day)))
            #expect((calendar.lastDay(ofMonth: month) == Int32(day)) == (date.endOfMonth == date))
            #expect(calendar.day(of: date) == day)
        }
        #expect(calendar.day(of: Self.date(start).adding(days: -1)) == -1)
    }
}
