import LoyaltyModel
import Testing

@Suite struct PointsLedgerTests {
    private static func lot(
        _ points: Int64, twin: Int64 = 0, from firstDay: Int32 = 0, until lastDay: Int32 = Lot.noExpiry,
        month: Int32 = 0
    ) -> Lot { Lot(points: points, twinPoints: twin, firstDay: firstDay, lastDay: lastDay, issueMonth: month) }

    @Test func aRedemptionIsPostedLotByLotSoonestExpiryFirst() {
        var ledger = PointsLedger()
        var book = PostingList()
        ledger.issue(Self.lot(10, until: 90, month: 0), on: 0, &book)
        ledger.issue(Self.lot(20, until: 60, month: 1), on: 31, &book)
        ledger.issue(Self.lot(5, until: 90, month: 1), on: 32, &book)
        _ = ledger.redeem(32, on: 40, &book)
        let redeemed = book.postings.filter { $0.kind == .redeemed }
        #expect(redeemed.map(\.points) == [20, 10, 2])
        #expect(redeemed.map(\.lastDay) == [60, 90, 90])
        #expect(redeemed.map(\.issueMonth) == [1, 0, 1])
        #expect(ledger.balance == 3)
    }

    @Test func pointsThatBecameUsableUnnoticedArePostedBeforeTheyExpire() {
        var ledger = PointsLedger()
        var book = PostingList()
        ledger.issue(Self.lot(7, from: 10, until: 40), on: 0, &book)
        ledger.issue(Self.lot(3, from: 45, until: 41), on: 1, &book)
        #expect(ledger.expire(endOf: 41, &book) == 10)
        #expect(book.postings.map(\.kind) == [.issued, .issued, .pendingActivated, .expired, .expired])
        #expect(book.postings[2].points == 7)
        #expect(book.postings[2].day == 10)
    }

    @Test func pointsThatTheTwinEarnedTooAreUsedInProportion() {
        var ledger = PointsLedger()
        var book = PostingList()
        ledger.issue(Self.lot(10, twin: 4), on: 0, &book)
        // floor(4 × 5 ÷ 10) = 2, then floor(2 × 2 ÷ 5) = 0, then all that is left: 2.
        #expect([5, 2, 3].map { ledger.redeem($0, on: 1, &book) } == [2, 0, 2])
    }

    @Test func anEmptyLotIsNoPosting() {
        var ledger = PointsLedger()
        var book = PostingList()
        ledger.issue(Self.lot(0), on: 0, &book)
        #expect(book.postings.isEmpty && ledger.balance == 0 && ledger.nextExpiryDay == Lot.noExpiry)
    }

    @Test func aResetLedgerIsANewOne() {
        var ledger = PointsLedger()
        var book = PostingList()
        ledger.commonLastDay = 20
        ledger.issue(Self.lot(5, from: 3), on: 0, &book)
        ledger.reset()
        #expect(ledger.balance == 0 && ledger.usable == 0 && ledger.commonLastDay == Lot.noExpiry)
        ledger.activate(through: 10, &book)
        #expect(ledger.usable == 0)
    }

    @Test(arguments: LedgerHistory.Dating.allCases, 0..<60)
    func aThousandRandomEventsLeaveWhatTheSlowLedgerHas(dating: LedgerHistory.Dating, number: Int) {
        for takesRefunds in [false, true] {
            var history = LedgerHistory(dating, number, takesRefunds: takesRefunds)
            var found: String?
            for _ in 0..<1000 where found == nil { found = history.step() }
            found = found ?? history.faultOfThePostings()
            let day = history.day
            #expect(found == nil, "\(dating.rawValue), history \(number), refunds \(takesRefunds), day \(day)")
        }
    }
}
