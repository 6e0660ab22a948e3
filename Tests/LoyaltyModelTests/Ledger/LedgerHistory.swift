import LoyaltyModel

/// Random events told to a ledger and to a slow one.
struct LedgerHistory: ~Copyable {
    /// How the lots of a history are dated.
    enum Dating: String, CaseIterable {
        /// Any last day, no waiting.
        case anyOrder
        /// Waiting, and last days in order of issue, as every kind of expiry gives them.
        case waiting
        /// A common last day that every issue postpones.
        case inactivity
    }

    let dating: Dating
    let takesRefunds: Bool
    private(set) var day: Int32 = 0
    private var dice: Dice
    private let pendingDays: Int32
    private let lifeDays: Int32
    private var lastDay: Int32 = 0
    private var ledger: PointsLedger
    private var slow = SlowLedger()
    private var book = PostingList()
    private var twinPoints: Int64 = 0
    /// What was issued and can still be refunded, and what was used and can still be given back.
    private var purchases: [Lot] = []
    private var used: [Lot] = []

    init(_ dating: Dating, _ number: Int, takesRefunds: Bool) {
        self.dating = dating
        self.takesRefunds = takesRefunds
        dice = Dice(number, seed: UInt64(Dating.allCases.firstIndex(of: dating) ?? 0))
        pendingDays = dating == .waiting ? Int32(dice.roll(1...40)) : 0
        lifeDays = Int32(dice.roll(1...60))
        ledger = PointsLedger(takesRefunds: takesRefunds)
    }

    /// One more event; what the two ledgers disagree about then, if anything.
    mutating func step() -> String? {
        let found: String? =
            switch dice.roll(1...(takesRefunds ? 14 : 10)) {
            case 1...4: issue()
            case 5, 6: redeem()
            case 11: reverse()
            case 12: reinstate()
            case 13: transferOut()
            case 14: transferIn()
            default: endDay()
            }
        ledger.activate(through: day, &book)
        return found
            ?? compare("balance", ledger.balance, slow.balance)
            ?? compare("usable points", ledger.usable, slow.usable(on: day))
            ?? compare("next expiry", Int64(ledger.nextExpiryDay), Int64(slow.nextExpiryDay))
    }

    private mutating func issue() -> String? {
        lastDay = (dating == .waiting ? max(lastDay, day) : day) + Int32(dice.roll(0...90))
        let never = dating == .inactivity || (dating == .anyOrder && dice.chance(20))
        let points = dice.roll(0...9)
        let lot = Lot(
            points: points, twinPoints: dice.roll(0...points), firstDay: day + pendingDays,
            lastDay: never ? Lot.noExpiry : lastDay, issueMonth: day / 30)
        if dating == .inactivity { (ledger.commonLastDay, slow.commonLastDay) = (day + lifeDays, day + lifeDays) }
        ledger.issue(lot, on: day, &book)
        slow.issue(lot)
        purchases.append(lot)
        twinPoints += lot.twinPoints
        return nil
    }

    private mutating func redeem() -> String? {
        let wanted = dice.roll(0...min(25, ledger.usable))
        let before = book.postings.count
        let twin = ledger.redeem(wanted, on: day, &book)
        let expected = slow.redeem(wanted, on: day)
        twinPoints -= twin
        guard twin >= 0, twin <= wanted, twinPoints >= 0 else { return "\(twin) of \(wanted) are the twin's" }
        for posting in book.postings[before...] { used.append(lot(of: posting)) }
        return comparePosted(since: before, .redeemed, expected)
    }

    /// A part of what a purchase earned, some of it perhaps used, expired or reversed before.
    private mutating func reverse() -> String? {
        guard let place = place(in: purchases) else { return nil }
        let points = dice.roll(0...purchases[place].points)
        var lot = purchases[place]
        lot.points = points
        purchases[place].points -= points
        let before = book.postings.count
        let reversed = ledger.reverse(lot, on: day, &book)
        let expected = slow.reverse(lot, on: day)
        return compare("reversed", reversed, Int64(expected.count)) ?? comparePosted(since: before, .reversed, expected)
    }

    private mutating func reinstate() -> String? {
        guard let place = place(in: used) else { return nil }
        let lot = used.remove(at: place)
        ledger.reinstate(lot, on: day, &book)
        slow.putBack(lot, on: day)
        return nil
    }

    private mutating func transferOut() -> String? {
        let wanted = dice.roll(0...min(9, ledger.usable))
        let before = book.postings.count
        let given = ledger.transferOut(wanted, on: day, &book)
        let expected = slow.redeem(wanted, on: day)
        return compare("transferred", given.reduce(0) { $0 + $1.points }, wanted)
            ?? comparePosted(since: before, .transferred, expected)
    }

    private mutating func transferIn() -> String? {
        let last = dating == .inactivity ? Lot.noExpiry : day + Int32(dice.roll(0...90))
        let month = Int32(dice.roll(0...Int64(day / 30)))
        let lot = Lot(points: dice.roll(0...9), twinPoints: 0, firstDay: day, lastDay: last, issueMonth: month)
        ledger.transferIn(lot, on: day, &book)
        slow.putBack(lot, on: day)
        return nil
    }

    /// No day that is due is skipped, as in a run; one that is not may be closed too.
    private mutating func endDay() -> String? {
        var found: String?
        if dice.chance(2) || ledger.nextExpiryDay <= day {
            found = compare("expired", ledger.expire(endOf: day, &book), slow.expire(endOf: day))
        }
        day += 1
        return found
    }

    private mutating func place(in lots: [Lot]) -> Int? {
        lots.isEmpty ? nil : Int(dice.roll(0...Int64(lots.count - 1)))
    }

    /// The lot that a redemption took from, as a refund names it.
    private func lot(of posting: Posting) -> Lot {
        Lot(
            points: posting.points, twinPoints: 0, firstDay: day,
            lastDay: dating == .inactivity ? Lot.noExpiry : posting.lastDay, issueMonth: posting.issueMonth)
    }

    private func compare(_ what: String, _ found: Int64, _ expected: Int64) -> String? {
        found == expected ? nil : "\(what): \(found), should be \(expected)"
    }

    /// Whether the last postings of a kind are of the lots that they should be of, point by point.
    private func comparePosted(
        since before: Int, _ kind: Posting.Kind, _ expected: [SlowLedger.Point]
    ) -> String? {
        let posted = book.postings[before...].filter { $0.kind == kind }
            .flatMap { Array(repeating: lotName($0.lastDay, $0.issueMonth), count: Int(abs($0.points))) }
        let names = expected.map { lotName($0.lastDay, $0.issueMonth) }
        return posted == names ? nil : "\(kind) \(posted), should be \(names)"
    }

    private struct LotName: Hashable {
        let lastDay: Int32
        let issueMonth: Int32
    }

    /// Every flow is posted, what a lot gives up it had, and only a refund makes the running sum negative.
    func faultOfThePostings() -> String? {
        var balance: Int64 = 0
        var lots: [LotName: Int64] = [:]
        for posting in book.postings {
            let sign: Int64 =
                switch posting.kind {
                case .issued, .reinstated, .transferred: 1
                case .redeemed, .expired, .reversed: -1
                case .pendingActivated: 0
                }
            let before = balance
            balance += sign * posting.points
            let name = lotName(posting.lastDay, posting.issueMonth)
            lots[name, default: 0] += sign * posting.points
            if posting.points == 0 || (posting.points < 0 && posting.kind != .transferred) { return "\(posting)" }
            // A debt is named by its lot, and while there is one nothing can be used or expire.
            if [.redeemed, .expired].contains(posting.kind), balance < 0 || (lots[name] ?? 0) < 0 {
                return "\(posting) of \(lots[name] ?? 0)"
            }
            if balance < min(0, before), ![.reversed, .transferred].contains(posting.kind) { return "\(posting)" }
        }
        let left = Dictionary(grouping: slow.points) { lotName($0.lastDay, $0.issueMonth) }
        let owed = Dictionary(grouping: slow.owed) { lotName($0.lastDay, $0.issueMonth) }
        let expected = left.mapValues { Int64($0.count) }
            .merging(owed.mapValues { -Int64($0.count) }) { $0 + $1 }
        guard lots.filter({ $0.value != 0 }) == expected.filter({ $0.value != 0 }) else { return "lots \(lots)" }
        return compare("sum of postings", balance, ledger.balance)
    }

    /// Under inactivity a lot's last day moves, so its month alone names it.
    private func lotName(_ lastDay: Int32, _ issueMonth: Int32) -> LotName {
        LotName(lastDay: dating == .inactivity ? 0 : lastDay, issueMonth: issueMonth)
    }
}
