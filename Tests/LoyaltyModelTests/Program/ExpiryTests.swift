import LoyaltyModel
import Testing

@Suite struct ExpiryTests {
    private static func lastDay(_ expiry: Expiry, _ text: String) -> String? {
        CalendarDate(iso: text).flatMap { expiry.lastDay(issued: $0) }?.description
    }

    @Test func pointsWithoutADateHaveNone() {
        #expect(Self.lastDay(.never, "2026-01-01") == nil)
        #expect(Self.lastDay(.inactivity(months: 6), "2026-01-01") == nil)
    }

    @Test func aFixedDateYearsAheadIsWaitedFor() {
        let expiry = Expiry.fixedDate(CalendarDate(iso: "2028-02-29")!)
        let days = ["2026-01-01", "2028-02-29", "2028-03-01", "2031-02-28", "2031-03-01"].map {
            Self.lastDay(expiry, $0)
        }
        #expect(days == ["2028-02-29", "2028-02-29", "2029-02-28", "2031-02-28", "2032-02-29"])
    }

    /// The ledger takes for granted that what is issued later never expires earlier.
    @Test(arguments: [
        Expiry.rolling(months: 1), .rolling(months: 6), .endOfMonth(months: 0), .endOfMonth(months: 5),
        .endOfYear(years: 0), .endOfYear(years: 2), .fixedDate(CalendarDate(iso: "2026-08-31")!),
        .fixedDate(CalendarDate(iso: "2028-02-29")!),
    ])
    func laterPointsNeverExpireEarlier(expiry: Expiry) {
        var before = Fixtures.newYear
        for day in 0..<3000 {
            let date = Fixtures.newYear.adding(days: day)
            guard let last = expiry.lastDay(issued: date) else { return #expect(Bool(false), "no last day") }
            if last < before || last < date { Issue.record("\(expiry): issued \(date), last day \(last)") }
            before = last
        }
    }
}
