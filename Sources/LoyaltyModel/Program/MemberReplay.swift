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
        /// Whether a block of points goes to the cause, where there are enough.
        package var givesPoints: Bool
        /// Place of the coalition's partner whose till it is; nil at home.
        package var partner: Int?

        package init(
            bill: Money? = nil, reward: String? = nil, paysWithPoints: Bool = false, givesPoints: Bool = false,
            partner: Int? = nil
        ) {
            self.partner = partner
            self.bill = bill
            self.reward = reward
            self.paysWithPoints = paysWithPoints
            self.givesPoints = givesPoints
        }
    }

    /// What a visit came to. The bill is `discount` + `coupon` + `voucher` + `points` + `bonus` + `money`.
    package struct Receipt: Sendable {
        package var discount = Money.zero
        package var coupon = Money.zero
        package var voucher = Money.zero
        package var points = Money.zero
        package var bonus = Money.zero
        package var money = Money.zero
        package var earned = Points.zero
        /// Owed to, and by, the coalition's operator so far by the partner whose till it was.
        package var partnerBilled = Money.zero
        package var partnerReimbursed = Money.zero

        package init() {}
    }

    /// Why a visit is refused. Nothing has changed then; but that what was paid is more than the bill shows only once the
    /// bill has been priced, which is why a log that holds such a row is refused whole.
    package enum Refusal: Error, Hashable {
        case notAMember
        case noSuchReward(String)
        case noSuchPartner(String)
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
    /// What members of a log came to in seasons that are won by rank; nil where members are not compared.
    var seasons: SeasonBook?
    /// The member's lot in them.
    var lot: Int32 = 0
    /// Whether the member is among the best of a season that ends, where members are not compared.
    package var isAmongBest: Bool {
        get { account.game.isAmongBest }
        set { account.game.isAmongBest = newValue }
    }
    var messages: [Standing.Message] = []
    private let messageNames: [String]
    /// Whether the member opens every message, keeps every coupon and takes what they bring. A log does not tell.
    package var takesAll = false
    private let terms: [SettlementTerms]
    /// Whether a friend brought the member, and how many purchases were made since.
    private var isReferred = false
    private var purchases = 0

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
        // A log says what was had: no budget refuses it.
        var unlimited = program
        unlimited.budget = nil
        owned = OwnedRules(
            ProgramRules(
                unlimited, baskets: baskets, calendar: calendar, minorPerMajor: currency.minorPerMajor))
        var rewards: [String: RewardTerms] = [:]
        for case .points(let points) in program.mechanics {
            for reward in points.rewards { rewards[reward.name] = RewardTerms(reward) }
        }
        if let card = owned.pointer.pointee.card { rewards[PunchCardMechanic.rewardName] = card.reward }
        self.rewards = rewards
        var levels: [String] = []
        for case .tiers(let tiers) in program.mechanics { levels = tiers.levels.map(\.name) }
        self.levels = levels
        var names: [String] = []
        for case .campaign(let campaign) in program.mechanics { names = campaign.messages.map(\.name) }
        messageNames = names
        terms = program.coalition?.terms ?? []
    }

    /// A friend of the member makes the purchase that releases a referral's rewards.
    package mutating func bringFriend(on date: CalendarDate) throws(Refusal) {
        pass(to: date)
        guard isMember else { throw .notAMember }
        account.rewardReferrer(rules, on: today, &book)
        account.lookAhead(rules, from: today)
    }

    /// - Parameters:
    ///   - birthday: 0 to 364, the day of a year of 365 days; nil where it is not known.
    ///   - referred: whether a friend brought the member.
    package mutating func join(on date: CalendarDate, birthday: Int32? = nil, referred: Bool = false) {
        (isReferred, purchases) = (referred, 0)
        pass(to: date)
        account.join(rules, on: today, &book)
        account.beginCampaign(rules, birthday: birthday, on: today)
        account.beginOffers(rules, segment: 0, on: today, &book)
        account.lookAhead(rules, from: today)
        keepCoupons()
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
        if let partner = visit.partner { return visitPartner(partner, visit) }
        let reward = try affordable(visit.reward)
        var receipt = Receipt()
        var bill = Bill(
            gross: visit.bill?.minor ?? 0, twin: 0, segment: 0, day: today,
            month: rules.pointee.monthOfDay[Int(today)])
        let couponsBefore = book.total(.couponValue)
        if visit.bill != nil { account.price(rules, &bill, &book) }
        receipt.coupon.minor = book.total(.couponValue) - couponsBefore
        receipt.discount.minor = bill.discounts - receipt.coupon.minor
        receipt.voucher.minor = account.useVoucher(bill: bill.rest, on: today, &book)
        bill.paidOtherwise += receipt.voucher.minor
        if let reward {
            if visit.reward == cardBesidePoints {
                account.giveCardIn(rules, bill, &book)
            } else {
                account.redeem(rules, reward, bill, &book)
            }
        }
        if visit.paysWithPoints, let offer = rules.pointee.points.asMoney {
            receipt.points.minor = account.payWithPoints(offer, bill: bill.rest, on: today, &book)
            bill.paidOtherwise += receipt.points.minor
        }
        if visit.givesPoints, account.canGivePoints(rules) {
            account.givePoints(rules, on: today, month: bill.month, &book)
        }
        if visit.bill != nil {
            let before = bill.paidOtherwise
            account.payTheRest(rules, &bill, &book)
            receipt.bonus.minor = bill.paidOtherwise - before
        }
        receipt.money.minor = bill.rest
        if visit.bill != nil {
            let before = book.total(.issued)
            account.reward(rules, bill, &book)
            giveCertainSamples(bill)
            receipt.earned = Points(book.total(.issued) - before)
            if isReferred, purchases == rules.pointee.referral.triggerNumber {
                account.welcome(rules, on: today, &book)
            }
            purchases += 1
            account.endVisit(rules, on: today)
            keepCoupons()
        } else if reward != nil {
            account.touch(rules, on: today)
            account.lookAhead(rules, from: today)
        }
        return receipt
    }

    private mutating func visitPartner(_ place: Int, _ visit: Visit) -> Receipt {
        var receipt = Receipt()
        var bill = Bill(
            gross: visit.bill?.minor ?? 0, twin: 0, segment: 0, day: today,
            month: rules.pointee.monthOfDay[Int(today)])
        if visit.paysWithPoints, let offer = rules.pointee.coalition.partners[place].burn {
            bill.paidOtherwise = account.burn(offer, at: place, bill: bill.gross, on: today, &book)
        }
        account.earn(at: place, rules, bill, &book)
        receipt.points.minor = bill.paidOtherwise
        receipt.money.minor = bill.rest
        receipt.earned = Points(book.last(.issued))
        account.lookAhead(rules, from: today)
        let terms = terms[place + 1]
        receipt.partnerBilled = terms.billed(issued: book.total(.issued, partner: place + 1))
        receipt.partnerReimbursed = terms.reimbursed(redeemed: book.total(.redeemed, partner: place + 1))
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
            couponDays: account.coupons.usable(on: today).map { calendar.date(ofDay: Int($0.lastDay)) },
            messages: messages, gifts: book.total(.gifts),
            statements: book.total(.statements), rewardCost: Money(minor: book.total(.rewardCost)),
            fees: Money(minor: book.total(.fees)), level: levels.isEmpty ? nil : levels[account.tiers.level],
            donated: Money(minor: book.total(.donations)), missions: book.total(.missionsCompleted),
            streaks: book.total(.streaksCompleted), badges: book.total(.badges), purses: purses,
            postings: book.postings.postings)
    }

    private func affordable(_ name: String?) throws(Refusal) -> RewardTerms? {
        guard let name else { return nil }
        guard let reward = rewards[name] else { throw .noSuchReward(name) }
        let usable = name == cardBesidePoints ? account.stamps.usable : account.ledger.usable
        guard usable >= reward.price else {
            throw .tooFewPoints(usable: Points(usable), price: Points(reward.price))
        }
        return reward
    }

    /// Name of the reward of a card that has a ledger of its own, if the program has one.
    private var cardBesidePoints: String? {
        guard rules.pointee.kinds.contains(.cardBesidePoints) else { return nil }
        return PunchCardMechanic.rewardName
    }

    private var purses: Standing.Purses {
        Standing.Purses(
            stamps: Points(cardBesidePoints == nil ? account.ledger.balance : account.stamps.balance),
            cashbackPending: Money(minor: account.cashback.pending),
            cashbackPaid: Money(minor: book.total(.cashbackPaid)),
            cashbackExpired: Money(minor: book.total(.cashbackExpired)),
            bonus: Money(minor: account.cashback.bonus.usable / 1000),
            thisYear: account.year.amount / rules.pointee.annual.unit,
            annualGranted: Money(minor: book.total(.annualGranted)))
    }

    /// Closes the days before `date` and begins it.
    mutating func pass(to date: CalendarDate) {
        let day = Int32(calendar.day(of: date))
        precondition(day >= today && Int(day) < calendar.days, "events come in order, within the dates of the replay")
        today = day
        while isMember, account.nextDueDay < day { endDay(account.nextDueDay) }
        account.open(rules, on: day, &book)
    }

    /// Closes a day. Messages go out; surprises are luck, and do not come.
    mutating func endDay(_ day: Int32) {
        rank(endOf: day)
        _ = account.endDay(rules, day, renews: renews, &book)
        if account.hasEnded { return }
        keepCoupons()
        for place in messageNames.indices where account.isDue(message: place, on: day, rules) {
            account.campaign.progress[place].lastDay = day
            if case .surprise = rules.pointee.campaign.messages[place].trigger { continue }
            _ = account.send(message: place, rules, on: day, &book)
            if takesAll { account.take(message: place, address: 0, rules, on: day, &book) }
            messages.append(Standing.Message(name: messageNames[place], date: calendar.date(ofDay: Int(day))))
        }
        keepCoupons()
        account.lookAhead(rules, from: day + 1)
    }

    mutating func keepCoupons() { _ = account.coupons.decide { [takesAll] _ in takesAll } }
}

extension MemberReplay {
    /// What a member has, and what has happened since joining.
    package struct Standing: Sendable {
        package struct Voucher: Sendable, Hashable {
            package let value: Money
            package let lastDay: CalendarDate
        }

        package struct Message: Sendable, Hashable {
            package let name: String
            /// It went out at the end of this day.
            package let date: CalendarDate
        }

        package let balance: Points
        package let usable: Points
        /// Those that can be used on the date, the first to run out first.
        package let vouchers: [Voucher]
        /// The last days of the coupons that can be used on the date, in the order in which they were had.
        package let couponDays: [CalendarDate]
        package let messages: [Message]
        package let gifts: Int64
        package let statements: Int64
        /// Catalogue rewards at unit cost, points paid with and vouchers used at face value.
        package let rewardCost: Money
        /// Fees of a paid membership, refunds taken off.
        package let fees: Money
        /// The member's level; nil where there are none.
        package let level: String?
        /// To the cause, by the company and by the member.
        package let donated: Money
        /// Completed.
        package let missions: Int64
        package let streaks: Int64
        package let badges: Int64
        package let purses: Purses
        package let postings: [Posting]

        /// What is kept beside points.
        package struct Purses: Sendable {
            /// On cards that can still be used.
            package let stamps: Points
            /// Earned and not paid out; what was had, and what ran out, since joining; what can be used on bills.
            package let cashbackPending: Money
            package let cashbackPaid: Money
            package let cashbackExpired: Money
            package let bonus: Money
            /// What an annual scheme has added up in the year that is running: minor units, visits or points.
            package let thisYear: Int64
            package let annualGranted: Money
        }

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
    private var partners: [[PartnerFlow: Int64]] = []
    private var latest: [PartnerFlow: Int64] = [:]

    mutating func post(_ posting: Posting) {
        postings.post(posting)
        points[posting.kind, default: 0].gain(posting.points)
    }

    mutating func add(_ flow: ProgramFlow, _ amount: Int64) { flows[flow, default: 0].gain(amount) }

    mutating func add(_ flow: PartnerFlow, partner: Int, _ amount: Int64) {
        while partners.count <= partner { partners.append([:]) }
        partners[partner][flow, default: 0] += amount
        latest[flow] = amount
    }

    func total(_ flow: PartnerFlow, partner: Int) -> Int64 {
        partner < partners.count ? partners[partner][flow] ?? 0 : 0
    }

    /// What was told last.
    func last(_ flow: PartnerFlow) -> Int64 { latest[flow] ?? 0 }

    func total(_ kind: Posting.Kind) -> Int64 { points[kind] ?? 0 }

    func total(_ flow: ProgramFlow) -> Int64 { flows[flow] ?? 0 }
}
