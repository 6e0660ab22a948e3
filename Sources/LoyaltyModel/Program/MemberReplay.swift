/// One member's account driven by dated events: what a program's rules give, with no behaviour and no luck.
///
/// Days pass as they do in a run: every day whose end is due is closed before the next event. So a date is looked at
/// before its end, and what a day's end brings is seen on the day after.
package struct MemberReplay: ~Copyable {
    /// What a member does at the till.
    package struct Visit: Sendable {
        /// The bill; nil on a visit without a purchase, to fetch a reward.
        package var bill: Money?
        /// Name of the catalogue reward that is asked for.
        package var reward: String?
        package var paysWithPoints: Bool

        package init(bill: Money? = nil, reward: String? = nil, paysWithPoints: Bool = false) {
            self.bill = bill
            self.reward = reward
            self.paysWithPoints = paysWithPoints
        }
    }

    /// What a visit came to. The bill is `discount` + `voucher` + `points` + `money`.
    package struct Receipt: Sendable {
        package var discount = Money.zero
        package var voucher = Money.zero
        package var points = Money.zero
        package var money = Money.zero
        package var earned = Points.zero

        package init() {}
    }

    /// Why a visit is refused; nothing has changed then.
    package enum Refusal: Error, Hashable {
        case notAMember
        case noSuchReward(String)
        case tooFewPoints(usable: Points, price: Points)
        /// Points do not pay in this program.
        case noPaying
        case notWholeBlocks(of: Points)
        case belowMinimum(usable: Points, minimum: Points)
        case moreThanBill(Money)
        /// More is given back than is left of the purchase.
        case moreThanLeft(Money)
    }

    private let owned: OwnedRules
    var rules: RulesPointer { owned.pointer }
    private let rewards: [String: RewardTerms]
    package let calendar: StudyCalendar
    var account = MemberAccount(takesRefunds: true)
    var book = ReplayBook()
    var today: Int32 = 0
    package internal(set) var isMember = false
    let levels: [String]
    /// Whether the member pays a fee when one is due.
    package var renews = true

    /// - Parameters:
    ///   - basket: categories and their shares of every bill; empty where categories do not matter.
    ///   - dates: first and last date on which anything can happen.
    package init(
        _ program: Program, basket: [CategoryShare] = [], currency: Currency, dates: ClosedRange<CalendarDate>
    ) {
        self.init(program, baskets: [basket], currency: currency, dates: dates)
    }

    /// - Parameter baskets: what bills can be made of: categories and their shares, empty where they do not matter.
    package init(
        _ program: Program, baskets: [[CategoryShare]], currency: Currency, dates: ClosedRange<CalendarDate>
    ) {
        let days = dates.upperBound.daysSinceEpoch - dates.lowerBound.daysSinceEpoch + 1
        calendar = StudyCalendar(start: dates.lowerBound, days: days)
        owned = OwnedRules(
            ProgramRules(
                program, baskets: baskets, calendar: calendar, minorPerMajor: currency.minorPerMajor))
        var rewards: [String: RewardTerms] = [:]
        for case .points(let points) in program.mechanics {
            for reward in points.rewards { rewards[reward.name] = RewardTerms(reward) }
        }
        self.rewards = rewards
        var levels: [String] = []
        for case .tiers(let tiers) in program.mechanics { levels = tiers.levels.map(\.name) }
        self.levels = levels
    }

    package mutating func join(on date: CalendarDate) {
        pass(to: date)
        account.join(rules, on: today, &book)
        isMember = true
    }

    /// The member leaves the program.
    package mutating func leave(on date: CalendarDate) {
        pass(to: date)
        if isMember { account.leave(rules, on: today, &book) }
    }

    /// What a purchase counted towards a level is taken back, as a refund does.
    package mutating func takeBack(_ amount: Int64, boughtOn: CalendarDate, on date: CalendarDate) {
        pass(to: date)
        account.takeBack(amount, twin: 0, boughtOn: Int32(calendar.day(of: boughtOn)), rules, on: today)
    }

    /// A visit in the order of the rules: activation, voucher, redemption, payment with points, earning.
    package mutating func visit(_ visit: Visit, on date: CalendarDate) throws(Refusal) -> Receipt {
        pass(to: date)
        guard isMember, !account.hasEnded else { throw .notAMember }
        let reward = try affordable(visit.reward)
        var receipt = Receipt()
        var bill = Bill(
            gross: visit.bill?.minor ?? 0, twin: 0, segment: 0, day: today,
            month: rules.pointee.monthOfDay[Int(today)])
        if visit.bill != nil { account.price(rules, &bill, &book) }
        receipt.discount.minor = bill.discounts
        receipt.voucher.minor = account.useVoucher(bill: bill.rest, on: today, &book)
        bill.paidOtherwise += receipt.voucher.minor
        if let reward { account.redeem(reward, on: today, &book) }
        if visit.paysWithPoints, let offer = rules.pointee.points.asMoney {
            receipt.points.minor = account.payWithPoints(offer, bill: bill.rest, on: today, &book)
            bill.paidOtherwise += receipt.points.minor
        }
        receipt.money.minor = bill.rest
        if visit.bill != nil {
            let before = book.total(.issued)
            account.reward(rules, bill, &book)
            receipt.earned = Points(book.total(.issued) - before)
        } else if reward != nil {
            account.touch(rules, on: today)
        }
        return receipt
    }

    /// Where the member stands on a date, before its end.
    package mutating func standing(on date: CalendarDate) -> Standing {
        pass(to: date)
        let vouchers = account.vouchers.usable(on: today).map {
            Standing.Voucher(value: $0.value, lastDay: calendar.date(ofDay: Int($0.lastDay)))
        }
        return Standing(
            balance: Points(account.ledger.balance), usable: Points(account.ledger.usable), vouchers: vouchers,
            statements: book.total(.statements), rewardCost: Money(minor: book.total(.rewardCost)),
            fees: Money(minor: book.total(.fees)), level: levels.isEmpty ? nil : levels[account.tiers.level],
            postings: book.postings.postings)
    }

    private func affordable(_ name: String?) throws(Refusal) -> RewardTerms? {
        guard let name else { return nil }
        guard let reward = rewards[name] else { throw .noSuchReward(name) }
        guard account.ledger.usable >= reward.price else {
            throw .tooFewPoints(usable: Points(account.ledger.usable), price: Points(reward.price))
        }
        return reward
    }

    /// Closes the days before `date` and begins it.
    mutating func pass(to date: CalendarDate) {
        let day = Int32(calendar.day(of: date))
        precondition(day >= today && Int(day) < calendar.days, "events come in order, within the dates of the replay")
        today = day
        while isMember, account.nextDueDay < day {
            _ = account.endDay(rules, account.nextDueDay, renews: renews, &book)
        }
        account.open(rules, on: day, &book)
    }
}

extension MemberReplay {
    /// What a member has, and what has happened since joining.
    package struct Standing: Sendable {
        package struct Voucher: Sendable, Hashable {
            package let value: Money
            package let lastDay: CalendarDate
        }

        package let balance: Points
        package let usable: Points
        /// Those that can be used on the date, the first to run out first.
        package let vouchers: [Voucher]
        package let statements: Int64
        /// Catalogue rewards at unit cost, points paid with and vouchers used at face value.
        package let rewardCost: Money
        /// Fees of a paid membership, refunds taken off.
        package let fees: Money
        /// The member's level; nil where there are none.
        package let level: String?
        package let postings: [Posting]

        /// Points of one kind of posting since joining.
        package func total(_ kind: Posting.Kind) -> Points {
            Points(postings.reduce(0) { $0 + ($1.kind == kind ? $1.points : 0) })
        }
    }
}

/// Everything that the rules report, kept.
struct ReplayBook: ProgramSink {
    var postings = PostingList()
    private var points: [Posting.Kind: Int64] = [:]
    private var flows: [ProgramFlow: Int64] = [:]

    mutating func post(_ posting: Posting) {
        postings.post(posting)
        points[posting.kind, default: 0] += posting.points
    }

    mutating func add(_ flow: ProgramFlow, _ amount: Int64) { flows[flow, default: 0] += amount }

    func total(_ kind: Posting.Kind) -> Int64 { points[kind] ?? 0 }

    func total(_ flow: ProgramFlow) -> Int64 { flows[flow] ?? 0 }
}
