import LoyaltyModel
import Testing

@Suite struct RefundTests {
    private static func lot(
        _ points: Int64, from firstDay: Int32 = 0, until lastDay: Int32, month: Int32 = 0
    ) -> Lot { Lot(points: points, twinPoints: 0, firstDay: firstDay, lastDay: lastDay, issueMonth: month) }

    /// Kind, points, last day and month of the postings since a place in the book.
    private static func lines(_ book: PostingList, since before: Int = 0) -> [String] {
        book.postings[before...].map { "\($0.kind) \($0.points) until \($0.lastDay) of month \($0.issueMonth)" }
    }

    @Test func thePurchasesOwnLotGivesFirstThoughAnotherExpiresSooner() {
        var ledger = PointsLedger(takesRefunds: true)
        var book = PostingList()
        ledger.issue(Self.lot(20, until: 50), on: 0, &book)
        ledger.issue(Self.lot(10, until: 90), on: 1, &book)
        ledger.reverse(Self.lot(10, until: 90), on: 2, &book)
        #expect(Self.lines(book, since: 2) == ["reversed 10 until 90 of month 0"])
        #expect([ledger.balance, ledger.usable] == [20, 20])
    }

    @Test func aPurchaseWhosePointsStillWaitIsTakenBackFromThem() {
        var ledger = PointsLedger(takesRefunds: true)
        var book = PostingList()
        // The same lot in the books, but usable from day 10, 14 and 20.
        for firstDay: Int32 in [10, 14, 20] { ledger.issue(Self.lot(5, from: firstDay, until: 90), on: 0, &book) }
        ledger.reverse(Self.lot(5, from: 14, until: 90), on: 12, &book)
        #expect([ledger.balance, ledger.usable] == [10, 5])
        ledger.activate(through: 14, &book)
        #expect(ledger.usable == 5)
        ledger.activate(through: 20, &book)
        #expect(ledger.usable == 10)
    }

    @Test func whatWasSpentComesFromOtherLotsAndTheRestIsOwed() {
        var ledger = PointsLedger(takesRefunds: true)
        var book = PostingList()
        ledger.issue(Self.lot(100, until: 60), on: 0, &book)
        _ = ledger.redeem(100, on: 5, &book)
        ledger.issue(Self.lot(30, until: 90, month: 1), on: 31, &book)
        ledger.issue(Self.lot(7, from: 50, until: 90, month: 1), on: 32, &book)
        let before = book.postings.count
        #expect(ledger.reverse(Self.lot(100, until: 60), on: 40, &book) == 100)
        #expect(
            Self.lines(book, since: before) == [
                "reversed 30 until 90 of month 1", "reversed 7 until 90 of month 1", "reversed 63 until 60 of month 0",
            ])
        #expect([ledger.balance, ledger.usable] == [-63, 0])
        #expect(ledger.nextExpiryDay == Lot.noExpiry && !ledger.isWaiting)
    }

    @Test func laterPointsFillTheOldestDebtBeforeTheyCanBeUsed() {
        var ledger = PointsLedger(takesRefunds: true)
        var book = PostingList()
        ledger.issue(Self.lot(50, until: 60), on: 0, &book)
        ledger.issue(Self.lot(40, until: 91, month: 1), on: 31, &book)
        _ = ledger.redeem(90, on: 32, &book)
        ledger.reverse(Self.lot(40, until: 91, month: 1), on: 33, &book)
        ledger.reverse(Self.lot(50, until: 60), on: 34, &book)
        #expect([ledger.balance, ledger.usable] == [-90, 0])
        // A debt does not expire.
        #expect(ledger.expire(endOf: 100, &book) == 0)
        let before = book.postings.count
        // Points that still wait fill a debt too.
        ledger.issue(Self.lot(60, from: 130, until: 190, month: 3), on: 101, &book)
        #expect([ledger.balance, ledger.usable] == [-30, 0])
        ledger.issue(Self.lot(45, from: 131, until: 191, month: 3), on: 102, &book)
        #expect([ledger.balance, ledger.usable] == [15, 0])
        ledger.activate(through: 131, &book)
        #expect(
            Self.lines(book, since: before) == [
                "issued 60 until 190 of month 3",
                "transferred -40 until 190 of month 3", "transferred 40 until 91 of month 1",
                "transferred -20 until 190 of month 3", "transferred 20 until 60 of month 0",
                "issued 45 until 191 of month 3",
                "transferred -30 until 191 of month 3", "transferred 30 until 60 of month 0",
                "pendingActivated 15 until 191 of month 3",
            ])
        #expect([ledger.balance, ledger.usable] == [15, 15])
        #expect(ledger.nextExpiryDay == 191)
    }

    @Test func whatHasExpiredIsNotTakenBackASecondTime() {
        var ledger = PointsLedger(takesRefunds: true)
        var book = PostingList()
        // Two purchases of one lot: 100 and 20. 70 are used, 50 expire, all of them the refunded purchase's.
        ledger.issue(Self.lot(100, until: 60), on: 0, &book)
        ledger.issue(Self.lot(20, until: 60), on: 1, &book)
        _ = ledger.redeem(70, on: 5, &book)
        #expect(ledger.expire(endOf: 60, &book) == 50)
        ledger.issue(Self.lot(80, until: 150, month: 2), on: 70, &book)
        #expect(ledger.reverse(Self.lot(100, until: 60), on: 71, &book) == 50)
        #expect(ledger.balance == 30)
        // The other one's were all used.
        #expect(ledger.reverse(Self.lot(20, until: 60), on: 72, &book) == 20)
        #expect(ledger.balance == 10)
    }

    @Test func reinstatedPointsKeepTheirLastDayAndTheirMonth() {
        var ledger = PointsLedger(takesRefunds: true)
        var book = PostingList()
        ledger.issue(Self.lot(10, until: 60), on: 0, &book)
        ledger.issue(Self.lot(10, until: 60, month: 1), on: 31, &book)
        ledger.issue(Self.lot(10, until: 90, month: 1), on: 32, &book)
        _ = ledger.redeem(25, on: 40, &book)
        ledger.reinstate(Self.lot(5, until: 90, month: 1), on: 45, &book)
        ledger.reinstate(Self.lot(8, until: 60), on: 45, &book)
        ledger.reinstate(Self.lot(3, until: 60, month: 1), on: 45, &book)
        #expect([ledger.balance, ledger.usable] == [21, 21])
        #expect(ledger.nextExpiryDay == 60)
        let before = book.postings.count
        _ = ledger.redeem(21, on: 46, &book)
        #expect(
            Self.lines(book, since: before) == [
                "redeemed 8 until 60 of month 0", "redeemed 3 until 60 of month 1", "redeemed 10 until 90 of month 1",
            ])
    }

    @Test func pointsReinstatedAfterTheirLastDayExpireThatDay() {
        var ledger = PointsLedger(takesRefunds: true)
        var book = PostingList()
        ledger.issue(Self.lot(10, until: 60), on: 0, &book)
        _ = ledger.redeem(10, on: 50, &book)
        ledger.issue(Self.lot(4, until: 150, month: 2), on: 65, &book)
        ledger.reinstate(Self.lot(10, until: 60), on: 70, &book)
        #expect(ledger.nextExpiryDay == 70 && ledger.usable == 14)
        let before = book.postings.count
        _ = ledger.redeem(3, on: 70, &book)
        #expect(ledger.expire(endOf: 70, &book) == 7)
        #expect(
            Self.lines(book, since: before) == ["redeemed 3 until 60 of month 0", "expired 7 until 60 of month 0"])
        #expect(ledger.nextExpiryDay == 150 && ledger.balance == 4)
        // The purchase that had earned them is refunded too: the 7 that expired are not taken back, the 3 are.
        #expect(ledger.reverse(Self.lot(10, until: 60), on: 71, &book) == 3)
        #expect(ledger.balance == 1)
    }

    @Test func pointsReinstatedAfterTheCommonLastDayExpireThatDay() {
        var ledger = PointsLedger(takesRefunds: true)
        var book = PostingList()
        ledger.commonLastDay = 30
        ledger.issue(Self.lot(10, until: Lot.noExpiry), on: 0, &book)
        _ = ledger.redeem(10, on: 20, &book)
        ledger.reinstate(Self.lot(10, until: Lot.noExpiry), on: 40, &book)
        #expect(ledger.nextExpiryDay == 40)
        #expect(ledger.expire(endOf: 40, &book) == 10)
        #expect(ledger.balance == 0 && ledger.nextExpiryDay == Lot.noExpiry)
    }

    @Test func aRefundThatReinstatesFirstReturnsWhatWouldExpireTonight() {
        var ledger = PointsLedger(takesRefunds: true)
        var book = PostingList()
        ledger.issue(Self.lot(30, until: 60), on: 0, &book)
        // The purchase of day 50 pays with 30 points and earns 50; they are used, and 40 more are earned.
        _ = ledger.redeem(30, on: 50, &book)
        ledger.issue(Self.lot(50, until: 140, month: 1), on: 50, &book)
        _ = ledger.redeem(50, on: 55, &book)
        ledger.issue(Self.lot(40, until: 150, month: 2), on: 62, &book)
        // Refunded on day 65: 30 come back for a day and are returned at once with 20 of the 40.
        ledger.reinstate(Self.lot(30, until: 60), on: 65, &book)
        ledger.reverse(Self.lot(50, until: 140, month: 1), on: 65, &book)
        #expect([ledger.balance, ledger.usable] == [20, 20])
        #expect(ledger.expire(endOf: 65, &book) == 0)
    }

    @Test func transferredPointsKeepTheirLots() {
        var giver = PointsLedger()
        var taker = PointsLedger()
        var (given, taken) = (PostingList(), PostingList())
        giver.issue(Self.lot(10, until: 60), on: 0, &given)
        giver.issue(Self.lot(10, until: 90, month: 1), on: 31, &given)
        taker.issue(Self.lot(2, until: 90, month: 1), on: 31, &taken)
        for lot in giver.transferOut(14, on: 40, &given) { taker.transferIn(lot, on: 40, &taken) }
        #expect(
            Self.lines(given, since: 2) == [
                "transferred -10 until 60 of month 0", "transferred -4 until 90 of month 1",
            ])
        #expect(
            Self.lines(taken, since: 1) == ["transferred 10 until 60 of month 0", "transferred 4 until 90 of month 1"])
        #expect([giver.balance, taker.balance, taker.usable] == [6, 16, 16])
        #expect([giver.nextExpiryDay, taker.nextExpiryDay] == [90, 60])
    }

    @Test func aResetLedgerHasNeitherDebtsNorAPast() {
        var ledger = PointsLedger(takesRefunds: true)
        var book = PostingList()
        ledger.issue(Self.lot(5, until: 20), on: 0, &book)
        #expect(ledger.expire(endOf: 20, &book) == 5)
        ledger.issue(Self.lot(5, until: 90), on: 21, &book)
        _ = ledger.redeem(5, on: 22, &book)
        ledger.reverse(Self.lot(5, until: 90), on: 23, &book)
        ledger.reset()
        #expect(ledger.balance == 0)
        ledger.issue(Self.lot(5, until: 20), on: 0, &book)
        #expect(ledger.usable == 5)
        _ = ledger.redeem(5, on: 1, &book)
        // Were the other member's expired points remembered, nothing would be owed.
        #expect(ledger.reverse(Self.lot(5, until: 20), on: 2, &book) == 5)
        #expect(ledger.balance == -5)
    }
}
