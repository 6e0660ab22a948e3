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
    private(set) var day: Int32 = 0
    private var dice: Dice
    private let pendingDays: Int32
    private let lifeDays: Int32
    private var lastDay: Int32 = 0
    private var ledger = PointsLedger()
    private var slow = SlowLedger()
    private var book = PostingList()
    private var twinPoints: Int64 = 0

    init(_ dating: Dating, _ number: Int) {
        self.dating = dating
        dice = Dice(number, seed: UInt64(Dating.allCases.firstIndex(of: dating) ?? 0))
        pendingDays = dating == .waiting ? Int32(dice.roll(1...40)) : 0
        lifeDays = Int32(dice.roll(1...60))
    }

    /// One more event; what the two ledgers disagree about then, if anything.
    mutating func step() -> String? {
        let found: String? =
            switch dice.roll(1...10) {
            case 1...4: issue()
            case 5, 6: redeem()
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
        twinPoints += lot.twinPoints
        return nil
    }

    private mutating func redeem() -> String? {
        let wanted = dice.roll(0...min(25, ledger.usable))
        let before = book.postings.count
        let twin = ledger.redeem(wanted, on: day, &book)
        let used = slow.redeem(wanted, on: day)
        twinPoints -= twin
        guard twin >= 0, twin <= wanted, twinPoints >= 0 else { return "\(twin) of \(wanted) are the twin's" }
        let posted = book.postings[before...].flatMap { Array(repeating: $0.issueMonth, count: Int($0.points)) }
        return posted == used.map(\.issueMonth) ? nil : "used \(posted), should be \(used)"
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

    private func compare(_ what: String, _ found: Int64, _ expected: Int64) -> String? {
        found == expected ? nil : "\(what): \(found), should be \(expected)"
    }

    private struct LotName: Hashable {
        let lastDay: Int32
        let issueMonth: Int32
    }

    /// Every flow is posted, the running sum is never negative, and what a lot gives up it had.
    func faultOfThePostings() -> String? {
        var balance: Int64 = 0
        var lots: [LotName: Int64] = [:]
        for posting in book.postings {
            let sign: Int64 =
                switch posting.kind {
                case .issued: 1
                case .redeemed, .expired: -1
                default: 0
                }
            balance += sign * posting.points
            let name = lotName(posting.lastDay, posting.issueMonth)
            lots[name, default: 0] += sign * posting.points
            if posting.points <= 0 || balance < 0 || (lots[name] ?? 0) < 0 { return "\(posting) of \(lots[name] ?? 0)" }
        }
        let left = Dictionary(grouping: slow.points) { lotName($0.lastDay, $0.issueMonth) }
        guard lots.filter({ $0.value > 0 }) == left.mapValues({ Int64($0.count) }) else { return "lots \(lots)" }
        return compare("sum of postings", balance, ledger.balance)
    }

    /// Under inactivity a lot's last day moves, so its month alone names it.
    private func lotName(_ lastDay: Int32, _ issueMonth: Int32) -> LotName {
        LotName(lastDay: dating == .inactivity ? 0 : lastDay, issueMonth: issueMonth)
    }
}
