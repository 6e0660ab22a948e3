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

    /// How the lots of a history are dated.
    enum Dating: String, CaseIterable {
        /// Any last day, no waiting.
        case anyOrder
        /// Waiting, and last days in order of issue, as every kind of expiry gives them.
        case waiting
        /// No last days but a common one, that every issue and every redemption postpones.
        case inactivity
    }

    @Test(arguments: Dating.allCases, 0..<60)
    func aThousandRandomEventsLeaveWhatTheSlowLedgerHas(dating: Dating, history: Int) {
        let where_ = "\(dating.rawValue), history \(history)"
        var dice = Dice(history, seed: UInt64(dating.rawValue.count))
        let pending = dating == .waiting ? Int32(dice.roll(1...40)) : 0
        let life = Int32(dice.roll(1...60))
        var (fast, slow, book) = (PointsLedger(), SlowLedger(), PostingList())
        var (day, lastDay, twinIssued, twinRedeemed) = (Int32(0), Int32(0), Int64(0), Int64(0))
        for _ in 0..<1000 {
            switch dice.roll(1...10) {
            case 1...4:
                lastDay =
                    dating == .waiting ? max(lastDay, day + Int32(dice.roll(0...90))) : day + Int32(dice.roll(0...90))
                let points = dice.roll(0...9)
                let lot = Lot(
                    points: points, twinPoints: dice.roll(0...points), firstDay: day + pending,
                    lastDay: dating == .inactivity || dice.chance(20) && dating == .anyOrder ? Lot.noExpiry : lastDay,
                    issueMonth: day / 30)
                if dating == .inactivity { (fast.commonLastDay, slow.commonLastDay) = (day + life, day + life) }
                fast.issue(lot, on: day, &book)
                slow.issue(lot)
                twinIssued += lot.twinPoints
            case 5, 6:
                fast.activate(through: day, &book)
                let wanted = dice.roll(0...max(0, min(25, fast.usable)))
                let before = book.postings.count
                let twin = fast.redeem(min(wanted, fast.usable), on: day, &book)
                let used = slow.redeem(min(wanted, slow.usable(on: day)), on: day)
                #expect(twin >= 0 && twin <= Int64(used.count), "\(where_)")
                twinRedeemed += twin
                let posted = book.postings[before...].flatMap { posting in
                    (0..<posting.points).map { _ in posting.issueMonth }
                }
                #expect(posted == used.map(\.issueMonth), "\(where_): which lots were used on day \(day)")
            default:
                if dice.chance(2) || fast.nextExpiryDay <= day {
                    #expect(fast.expire(endOf: day, &book) == slow.expire(endOf: day), "\(where_): expired on \(day)")
                }
                day += 1
                // As in a run: no day that is due is skipped, so that no point outlives its day.
                fast.activate(through: day, &book)
            }
            #expect(fast.balance == slow.balance, "\(where_): balance on day \(day)")
            fast.activate(through: day, &book)
            #expect(fast.usable == slow.usable(on: day), "\(where_): usable on day \(day)")
            #expect(fast.nextExpiryDay == slow.nextExpiryDay, "\(where_): next expiry seen on day \(day)")
        }
        #expect(twinRedeemed <= twinIssued, "\(where_)")
        checkPostings(book.postings, fast, slow, lotsKeepTheirDay: dating != .inactivity, where_)
    }

    /// Every flow is posted, the running sum is never negative, and what a lot gives up it had.
    private func checkPostings(
        _ postings: [Posting], _ fast: PointsLedger, _ slow: SlowLedger, lotsKeepTheirDay: Bool, _ where_: String
    ) {
        struct LotName: Hashable {
            let lastDay: Int32
            let issueMonth: Int32
        }
        var balance: Int64 = 0
        var lots: [LotName: Int64] = [:]
        for posting in postings {
            let name = LotName(lastDay: lotsKeepTheirDay ? posting.lastDay : 0, issueMonth: posting.issueMonth)
            switch posting.kind {
            case .issued:
                balance += posting.points
                lots[name, default: 0] += posting.points
            case .redeemed, .expired:
                balance -= posting.points
                lots[name, default: 0] -= posting.points
            case .pendingActivated: break
            default: Issue.record("\(where_): \(posting)")
            }
            let held = lots[name, default: 0]
            if posting.points <= 0 || balance < 0 || held < 0 { Issue.record("\(where_): \(posting) leaves \(held)") }
        }
        #expect(balance == fast.balance, "\(where_)")
        let left = Dictionary(grouping: slow.points) {
            LotName(lastDay: lotsKeepTheirDay ? $0.lastDay : 0, issueMonth: $0.issueMonth)
        }
        #expect(lots.filter { $0.value > 0 } == left.mapValues { Int64($0.count) }, "\(where_)")
    }
}
