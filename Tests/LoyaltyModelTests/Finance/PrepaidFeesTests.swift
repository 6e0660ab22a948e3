import LoyaltyModel
import Testing

@Suite("Prepaid fees")
struct PrepaidFeesTests {
    /// Two fees of 12.00 for a year, paid in months 1 and 7. At the end of month 9, 3.00 of the first and 9.00 of the second
    /// are open; 3.00 given back is a quarter of both. So 2.25 and 6.75 are left: 0.75 a month each, for 3 and 9 months.
    @Test func `what is given back is taken off all open fees in proportion`() {
        var fees = PrepaidFees(term: 12)
        let months = (1...18).map { month in
            fees.end(paid: month == 1 || month == 7 ? 1200 : 0, refunded: month == 9 ? 300 : 0)
        }
        let earned = Array(repeating: Int64(100), count: 6) + [200, 200, 200, 150, 150, 150]
        #expect(months.map(\.earned) == earned + Array(repeating: 75, count: 6))
        #expect(months[8].deferred == 900 && months[8].refundedUnearned == 300)
        #expect(months.last?.deferred == 0)
    }

    /// 49.00 for a year, of which 40.23 is given back in month 4: 16.33 is earned by then, so 32.67 was open and all of it
    /// goes; 7.56 comes off what was earned.
    @Test func `what is open is given back first, then what was earned`() {
        var fees = PrepaidFees(term: 12)
        let months = (1...12).map { fees.end(paid: $0 == 1 ? 4900 : 0, refunded: $0 == 4 ? 4023 : 0) }
        #expect(months.map(\.earned).reduce(0, +) == 1633 && months[3].refundedUnearned == 3267)
        #expect(
            months[4...].allSatisfy { $0.deferred == 0 && $0.earned == 0 && $0.refunded == 0 },
            "nothing is left to move")
    }

    @Test func `a fee for a month is earned whole, and what is given back of it comes off revenue`() {
        var fees = PrepaidFees(term: 1)
        let month = fees.end(paid: 999, refunded: 400)
        #expect(month.earned == 999 && month.deferred == 0 && month.refundedUnearned == 0 && month.refunded == 400)
    }

    @Test(arguments: 0..<500)
    func `every month closes, and nothing is negative`(_ number: Int) {
        var dice = Dice(number)
        let term = Int(dice.rollAnySize(1...24))
        var fees = PrepaidFees(term: term)
        var (deferred, paid, gone): (Int64, Int64, Int64) = (0, 0, 0)
        for month in 0..<60 {
            let now = month < 30 ? dice.rollAnySize(0...100_000) : 0
            let back = dice.chance(3) ? dice.rollAnySize(0...2 * max(deferred, 1)) : 0
            let ended = fees.end(paid: now, refunded: back)
            deferred += ended.paid - ended.earned - ended.refundedUnearned
            #expect(ended.deferred == deferred, "\(number), month \(month): \(ended)")
            #expect(ended.earned >= 0 && ended.deferred >= 0 && ended.refundedUnearned >= 0, "\(number) \(ended)")
            #expect(ended.refundedUnearned <= ended.refunded)
            paid += now
            gone += ended.earned + ended.refundedUnearned
        }
        #expect(deferred == 0 && paid == gone, "\(number): all is earned or given back in the end")
    }
}
