/// The rules of a program applied to one member: points, vouchers, statements. It draws no luck and decides nothing.
///
/// The walk of a run and a worked example drive it alike: `join`, then visits (`open`, the redemptions chosen,
/// `earn`) and ends of days, in order of time.
struct MemberAccount: ~Copyable {
    var ledger: PointsLedger
    var vouchers = VoucherWallet()
    /// What has been spent within the window of the discount's brackets.
    var spending = Accumulation()
    /// What has been given to the cause.
    var cause = CauseAccount()
    /// How far the member is in the game.
    var game = GameStanding()
    /// Coupons of offers and messages.
    var coupons = CouponWallet()
    /// How far the campaign and the offers have come.
    var campaign = CampaignState()
    var offers = OfferState()
    /// The card being filled, and the stamps of a card beside points.
    var cardInHand = CardInHand()
    var stamps: PointsLedger
    var cashback = CashbackAccount()
    /// What has added up in the year of an annual scheme, and the year's last day.
    var year = Accumulation()
    var yearEnd = Lot.noExpiry
    /// Rewards for friends within the window of the referral's cap.
    var referrals = Accumulation()
    /// What the rules did since the walk last looked.
    var news = MemberNews()
    /// The member's level, and what it rests on.
    var tiers = TierStanding()
    /// What a member of a paid program has paid for.
    var paid = PaidStanding()
    /// Days whose ends the next month of a level's perks and of a paid membership's offers are paid for.
    var perksDue = Lot.noExpiry
    var offersDue = Lot.noExpiry
    /// Whether the membership has ended; whether the member has left, the program or for good.
    var hasEnded = false
    var hasLeft = false
    private var nextStatement = Lot.noExpiry
    private var nextConversion = Lot.noExpiry
    /// The next day whose end brings anything but the expiry of points.
    private(set) var nextNight = Lot.noExpiry

    /// - Parameter takesRefunds: whether the ledgers are to remember what a refund asks for.
    init(takesRefunds: Bool = false) {
        ledger = PointsLedger(takesRefunds: takesRefunds)
        stamps = PointsLedger(takesRefunds: takesRefunds)
    }

    /// What the end of a day brought.
    struct DayEnd: Sendable {
        var expired: Int64 = 0
        var converted = false
        /// Whether goals beyond points are nearer or further than before.
        var movedGoals = false
        /// The membership ended.
        var ended = false
    }

    /// Empties the account and opens it for a member who joined on `day`.
    @inline(__always)
    mutating func join<Sink: ProgramSink & ~Copyable>(
        _ rules: RulesPointer, on day: Int32, _ sink: inout Sink
    ) {
        ledger.reset()
        vouchers.reset()
        if !news.isEmpty || !news.gifts.isEmpty { news = MemberNews() }
        nextStatement = rules.pointee.statementDays > 0 ? day + rules.pointee.statementDays : Lot.noExpiry
        // Before anything is issued, which is posted with its last day.
        touch(rules, on: day)
        let month = rules.pointee.monthOfDay[Int(day)]
        nextConversion = rules.pointee.points.conversion == nil ? Lot.noExpiry : rules.pointee.lastDay(ofMonth: month)
        if rules.pointee.headStart > 0 {
            let lot = rules.pointee.points.lot(rules.pointee.headStart, twinPoints: 0, day: day, month: month)
            ledger.issue(lot, on: day, &sink)
        }
        nextNight = min(nextStatement, nextConversion)
        if !rules.pointee.kinds.isEmpty { beginMechanics(rules, on: day, &sink) }
    }

    /// Looks again at which night is the next to bring something, the one of `day` at the earliest: after all that can
    /// change when a mechanic beyond points has something to do.
    mutating func lookAhead(_ rules: RulesPointer, from day: Int32) {
        nextNight = min(min(nextStatement, nextConversion), nextMechanicsDay(rules, from: day))
    }

    /// Whether a visit has anything to look at beside the points that are usable.
    @inline(__always)
    var hasVouchersOrWaiting: Bool { !vouchers.isEmpty || ledger.isWaiting }

    /// The next day whose end changes something; `Lot.noExpiry` if none does.
    @inline(__always)
    var nextDueDay: Int32 { min(ledger.nextExpiryDay, nextNight) }

    /// Whether the end of `day`, or of one before it, brings anything but the expiry of points.
    @inline(__always)
    func hasNight(by day: Int32) -> Bool { nextNight <= day }

    /// Starts a visit: what has waited long enough becomes usable.
    @inline(__always)
    mutating func open<Sink: ProgramSink & ~Copyable>(
        _ rules: RulesPointer, on day: Int32, _ sink: inout Sink
    ) {
        if rules.pointee.points.pendingDays > 0 { ledger.activate(through: day, &sink) }
    }

    mutating func addVoucher(_ voucher: VoucherWallet.Voucher) { vouchers.add(voucher) }

    /// Takes points for what a partner gives; what that costs is settled with the partner.
    mutating func redeemAtPartner<Sink: ProgramSink & ~Copyable>(
        _ points: Int64, on day: Int32, _ sink: inout Sink
    ) {
        _ = ledger.redeem(points, on: day, &sink)
    }

    /// Hands out a catalogue reward.
    @inline(__always)
    mutating func redeem<Sink: ProgramSink & ~Copyable>(
        _ rules: RulesPointer, _ reward: RewardTerms, _ bill: Bill, _ sink: inout Sink
    ) {
        let price = reward.price
        let twinPoints = ledger.redeem(price, on: bill.day, &sink)
        sink.add(.rewards, 1)
        book(reward.cost(bill: bill.gross), twinPoints: twinPoints, of: price, &sink)
        if reward.newCardStamps > 0 { give(reward.newCardStamps, twinPoints: 0, rules, on: bill.day, &sink) }
    }

    /// Pays up to `bill` with whole blocks of points, and returns the minor units paid: 0 below the minimum.
    mutating func payWithPoints<Sink: ProgramSink & ~Copyable>(
        _ offer: PointsAsMoney, bill: Int64, on day: Int32, _ sink: inout Sink
    ) -> Int64 {
        guard ledger.usable >= offer.minimum.count else { return 0 }
        let blocks = min(ledger.usable / offer.points.count, bill / offer.value.minor)
        guard blocks > 0 else { return 0 }
        let points = blocks * offer.points.count
        let paid = blocks * offer.value.minor
        let twinPoints = ledger.redeem(points, on: day, &sink)
        sink.add(.paidWithPoints, paid)
        book(paid, twinPoints: twinPoints, of: points, &sink)
        return paid
    }

    /// Uses the oldest valid voucher for the bill, if there is one, and returns the minor units that it paid.
    mutating func useVoucher<Sink: ProgramSink & ~Copyable>(bill: Int64, on day: Int32, _ sink: inout Sink) -> Int64 {
        guard let voucher = vouchers.firstUsable(on: day), bill > 0 else { return 0 }
        vouchers.spendFirst()
        let used = min(bill, voucher.value.minor)
        sink.add(.vouchersUsed, used)
        sink.add(.rewardCost, used)
        sink.add(.rewardCostOnTwin, Self.share(voucher.twinThousandths, used, of: voucher.value.minor))
        return used
    }

    /// The points that a bill earns.
    @inline(__always)
    func points(_ rules: RulesPointer, _ bill: Bill) -> Int64 {
        let amount = rules.pointee.points.earn.earnsOnNet ? bill.rest : bill.gross
        return rules.pointee.points.earn.plain.points(amount)
            ?? rules.pointee.points.earn.points(amount: amount, segment: bill.segment, day: bill.day)
    }

    /// Writes down the points that a bill earns.
    @inline(__always)
    mutating func earn<Sink: ProgramSink & ~Copyable>(
        _ points: Int64, _ rules: RulesPointer, _ bill: Bill, _ sink: inout Sink
    ) {
        touch(rules, on: bill.day)
        issue(points, rules, bill, &sink)
    }

    /// Issues the points of a purchase.
    @inline(__always)
    mutating func earn<Sink: ProgramSink & ~Copyable>(_ rules: RulesPointer, _ bill: Bill, _ sink: inout Sink) {
        earn(points(rules, bill), rules, bill, &sink)
    }

    /// Of a bill's points, those that stand for goods that the twin buys too.
    @inline(__always)
    func twinPoints(_ points: Int64, _ bill: Bill) -> Int64 {
        bill.twin >= bill.gross ? points : Self.share(points, max(0, bill.twin), of: bill.gross)
    }

    @inline(__always)
    mutating func issue<Sink: ProgramSink & ~Copyable>(
        _ points: Int64, _ rules: RulesPointer, _ bill: Bill, _ sink: inout Sink
    ) {
        guard points > 0 else { return }
        let lot = rules.pointee.points.lot(
            points, twinPoints: twinPoints(points, bill), day: bill.day, month: bill.month)
        ledger.issue(lot, on: bill.day, &sink)
    }

    /// Earns with all points multiplied, in millionths, before and after they are rounded.
    mutating func earn<Sink: ProgramSink & ~Copyable>(
        _ rules: RulesPointer, _ bill: Bill, boost: Int64, afterRounding: Int64, _ sink: inout Sink
    ) {
        touch(rules, on: bill.day)
        let amount = rules.pointee.points.earn.earnsOnNet ? bill.rest : bill.gross
        let points = rules.pointee.points.earn.points(
            amount: amount, segment: bill.segment, day: bill.day, boost: boost, afterRounding: afterRounding)
        issue(points, rules, bill, &sink)
    }

    /// Gives points beside those that a bill earns. They count as activity; what would lapse the same night is not given.
    ///
    /// - Parameter twin: of them, those that stand for what the twin does too.
    /// - Returns: whether there was anything to give.
    @discardableResult
    mutating func give<Sink: ProgramSink & ~Copyable>(
        points: Int64, twin: Int64 = 0, _ rules: RulesPointer, on day: Int32, _ sink: inout Sink
    ) -> Bool {
        guard points > 0, rules.pointee.issues else { return false }
        let lot = rules.pointee.points.lot(
            points, twinPoints: twin, day: day, month: rules.pointee.monthOfDay[Int(day)])
        guard lot.lastDay > day else { return false }
        touch(rules, on: day)
        ledger.issue(lot, on: day, &sink)
        return true
    }

    /// Closes `day`: expiry, then conversion, then the other mechanics, then the statement.
    ///
    /// - Parameter renews: whether the member pays a fee that is due.
    mutating func endDay<Sink: ProgramSink & ~Copyable>(
        _ rules: RulesPointer, _ day: Int32, renews: Bool = true, _ sink: inout Sink
    ) -> DayEnd {
        var end = DayEnd()
        if ledger.nextExpiryDay <= day { end.expired = ledger.expire(endOf: day, &sink) }
        if nextConversion <= day {
            end.converted = convert(rules, on: day, &sink)
            nextConversion = rules.pointee.lastDay(ofMonth: rules.pointee.monthOfDay[Int(day)] + 1)
        }
        if !rules.pointee.kinds.isEmpty { endMechanicsDay(rules, day, renews: renews, &end, &sink) }
        if nextStatement <= day {
            sink.add(.statements, 1)
            nextStatement += rules.pointee.statementDays
        }
        nextNight = min(nextStatement, nextConversion)
        return end
    }

    /// The rules of the points become others at the begin of `day`.
    mutating func change(to rules: RulesPointer, on day: Int32) {
        if !rules.pointee.points.lifeDays.isFinite, rules.pointee.points.lastDay(activeOn: day) == nil {
            ledger.liftLastDays()
        }
        if let card = rules.pointee.card, !card.lifeDays.isFinite {
            cardInHand.liftLastDay()
            stamps.liftLastDays()
        }
        if !rules.pointee.kinds.isEmpty { lookAhead(rules, from: day) }
    }

    /// The membership ends: nothing falls due any more but points that expire by their own rules.
    mutating func closeDates() {
        hasEnded = true
        (nextStatement, nextConversion, nextNight) = (Lot.noExpiry, Lot.noExpiry, Lot.noExpiry)
    }

    /// All points expire at the end of `day`.
    mutating func forfeit<Sink: ProgramSink & ~Copyable>(on day: Int32, _ sink: inout Sink) {
        ledger.commonLastDay = min(ledger.commonLastDay, day)
        _ = ledger.expire(endOf: day, &sink)
    }

    /// Ends the study after `lastDay`: what has become usable unnoticed is told.
    mutating func close<Sink: ProgramSink & ~Copyable>(lastDay: Int32, _ sink: inout Sink) {
        ledger.activate(through: lastDay, &sink)
    }

    /// Where a voucher's value stops, minor units: its thousandths still fit into 64 bits.
    private static let largestVoucher: Int128 = 1_000_000_000_000_000

    /// Turns every whole block of usable points into one voucher.
    private mutating func convert<Sink: ProgramSink & ~Copyable>(
        _ rules: RulesPointer, on day: Int32, _ sink: inout Sink
    ) -> Bool {
        guard let conversion = rules.pointee.points.conversion else { return false }
        ledger.activate(through: day, &sink)
        let blocks = ledger.usable / conversion.points.count
        guard blocks > 0 else { return false }
        let points = blocks * conversion.points.count
        let product = Int128(blocks) * Int128(conversion.value.minor)
        let value = Int64(clamping: min(product, Self.largestVoucher))
        let twinPoints = ledger.redeem(points, on: day, &sink)
        sink.add(.vouchersIssued, value)
        vouchers.add(
            VoucherWallet.Voucher(
                value: Money(minor: value), twinThousandths: Self.share(value * 1000, twinPoints, of: points),
                lastDay: rules.pointee.points.lastDay(ofVoucherConvertedIn: rules.pointee.monthOfDay[Int(day)])))
        return true
    }

    /// Activity postpones the expiry of points that expire with inactivity.
    @inline(__always)
    mutating func touch(_ rules: RulesPointer, on day: Int32) {
        if let last = rules.pointee.points.lastDay(activeOn: day) { ledger.commonLastDay = last }
    }

    @inline(__always)
    func book<Sink: ProgramSink & ~Copyable>(
        _ cost: Int64, twinPoints: Int64, of points: Int64, _ sink: inout Sink
    ) {
        sink.add(.rewardCost, cost)
        sink.add(
            .rewardCostOnTwin, twinPoints == points ? cost * 1000 : Self.share(cost * 1000, twinPoints, of: points))
    }

    /// floor(whole × part / of) without overflow.
    @inline(__always)
    static func share(_ whole: Int64, _ part: Int64, of total: Int64) -> Int64 {
        if part == 0 { return 0 }
        if part == total { return whole }
        return Int64(Int128(whole) * Int128(part) / Int128(total))
    }
}

/// What a program gives beside points.
enum ProgramFlow: Sendable {
    /// Catalogue rewards handed out.
    case rewards
    /// Minor units: catalogue rewards at unit cost, points paid with and vouchers used at face value.
    case rewardCost
    /// Thousandths of a minor unit of the cost that was earned on purchases the twin makes too.
    case rewardCostOnTwin
    /// Minor units, at face value.
    case paidWithPoints, vouchersIssued, vouchersUsed
    case statements
    /// Minor units taken off prices.
    case discounts
    /// Minor units: fees of paid memberships, refunds taken off.
    case fees
    case membershipsEnded
    /// Members who rose to a higher level, who fell, and gifts for reaching one.
    case promotions, demotions, levelGifts
    /// Minor units given to the cause, and points that members gave for it.
    case donations, pointsDonated
    case missionsCompleted, streaksCompleted, seasonsWon, badges
    case spins, prizes
    /// Points that play gave.
    case playPoints
    /// Things that members did in a game between and beside purchases.
    case gameEvents
    /// Messages sent, opened and clicked.
    case messages, messagesOpened, messagesClicked
    /// Thousandths of a minor unit: what running costs each time, rewards apart; and its part that is messages.
    case expense, messageCost
    /// Gifts that came with a message or with several items, and samples.
    case gifts, samples
    /// Coupons handed out and used.
    case couponsIssued, couponsUsed
    /// Minor units that coupons took off.
    case couponValue
    /// Stamps of a punch card beside points.
    case stampsIssued, stampsRedeemed, stampsExpired
    /// Minor units of cashback; paid is paid out in money, or used as a bonus.
    case cashbackEarned, cashbackPaid, cashbackExpired, cashbackOutstanding
    /// Minor units granted at years' ends, and what would be if the year ended with the study.
    case annualGranted, annualOutstanding
    /// Minor units of the reward cost that is paid in money at years' ends, that is paid in money for bringing a friend,
    /// and that is spent on services: deliveries, and offers for paying members.
    case annualMoney, referralMoney, services
    /// The latter where the bonus is in points.
    case annualPointsOutstanding
    /// Members' years that ended with anything to count, and those that ended with a bonus.
    case yearsEnded, yearsRewarded
    /// Rewards given to members who brought a friend.
    case referralRewards
}

/// Where a program's rules report: postings of points, and amounts of everything else.
protocol ProgramSink: PostingSink, ~Copyable {
    mutating func add(_ flow: ProgramFlow, _ amount: Int64)
    /// What concerns a partner of a coalition, the company itself being partner 0.
    mutating func add(_ flow: PartnerFlow, partner: Int, _ amount: Int64)
}

extension ProgramSink where Self: ~Copyable {
    /// Who does not settle with partners need not listen.
    mutating func add(_ flow: PartnerFlow, partner: Int, _ amount: Int64) {}
}
