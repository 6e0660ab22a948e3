/// One member's cashback: earned and not yet paid out, and credited as a bonus.
struct CashbackAccount: ~Copyable {
    /// What counts towards the brackets.
    var spending = Accumulation()
    /// Earned and not paid out yet, minor units, and its part on purchases that the twin makes too, thousandths.
    var pending: Int64 = 0
    var pendingTwin: Int64 = 0
    /// Millionths of a minor unit that bills have left over.
    var fraction: Int64 = 0
    /// What has been earned in the cap's period that is running.
    var earnedInPeriod: Int64 = 0
    var period: Int32 = -1
    /// Bonus to be used on bills, in thousandths of a minor unit, so that the twin's part is exact too.
    var bonus = PointsLedger()
    /// The last day of the bonus that a bill was paid with last, for its refund.
    var lastDayUsed = Lot.noExpiry
    /// The day whose end pays out; `Lot.noExpiry` while there is too little.
    var payoutDay = Lot.noExpiry

    init() {}

    /// Minor units earned and neither had nor forfeited.
    var outstanding: Int64 { pending + bonus.balance / 1000 }

    /// The next day whose end changes something.
    var nextDueDay: Int32 { min(payoutDay, bonus.nextExpiryDay) }

    /// Empties it for a member who joined on `day`.
    mutating func begin(on day: Int32) {
        spending.begin(on: day)
        (pending, pendingTwin, fraction, earnedInPeriod, period) = (0, 0, 0, 0, -1)
        bonus.reset()
        payoutDay = Lot.noExpiry
    }

    /// What is left of a bill's cashback under the cap.
    mutating func capped(_ earned: Int64, _ rules: borrowing CashbackRules, month: Int32) -> Int64 {
        // Thousandths of all that is outstanding must fit into 64 bits.
        var room = max(0, 1_000_000_000_000_000 - outstanding)
        if let cap = rules.mechanic.cap {
            let now = rules.capPeriod(month)
            if now != period { (period, earnedInPeriod) = (now, 0) }
            room = min(room, cap.amount.minor - earnedInPeriod)
        }
        if earned > room { fraction = 0 }
        return min(earned, room)
    }
}

extension MemberAccount {
    /// The cashback of a bill that has been paid.
    mutating func earnCashback<Sink: ProgramSink & ~Copyable>(
        _ rules: RulesPointer, _ bill: Bill, _ sink: inout Sink
    ) {
        let mechanic = rules.pointee.cashback.mechanic
        let amount = mechanic.earnsOn == .net ? bill.rest : bill.gross
        cashback.spending.turn(to: bill.day, rules.pointee.cashback.window)
        var share = Int128(cashback.fraction)
        if bill.gross >= mechanic.minimumBill.minor {
            share += rules.pointee.cashback.shares.share(of: amount, spent: cashback.spending.amount)
        }
        cashback.spending.add(amount, twin: 0, on: bill.day, rules.pointee.cashback.window)
        cashback.fraction = mechanic.carriesFractions ? Int64(share % 1_000_000) : 0
        let earned = cashback.capped(Int64(share / 1_000_000), rules.pointee.cashback, month: bill.month)
        guard earned > 0 else { return }
        cashback.earnedInPeriod += earned
        cashback.pending += earned
        cashback.pendingTwin += bill.twinThousandths(of: earned)
        sink.add(.cashbackEarned, earned)
        guard cashback.pending >= rules.pointee.cashback.minimumPayout else { return }
        if mechanic.payout == .atOnce {
            payCashbackOut(rules, on: bill.day, &sink)
        } else {
            cashback.payoutDay = rules.pointee.cashback.payoutDay(from: bill.month)
        }
    }

    /// Pays what is left of a bill with the bonus.
    mutating func payWithBonus<Sink: ProgramSink & ~Copyable>(
        _ rules: RulesPointer, _ bill: inout Bill, _ sink: inout Sink
    ) {
        let paid = min(bill.rest, cashback.bonus.usable / 1000)
        guard paid > 0 else { return }
        var flows = PurseFlows()
        let twin = cashback.bonus.redeem(paid * 1000, on: bill.day, &flows)
        cashback.lastDayUsed = flows.lastDayRedeemed
        bill.paidOtherwise += paid
        bookCashback(paid, twinThousandths: twin, rules, &sink)
    }

    /// The end of a day: what runs out, then what is paid out.
    mutating func endCashbackDay<Sink: ProgramSink & ~Copyable>(
        _ rules: RulesPointer, _ day: Int32, _ sink: inout Sink
    ) {
        if cashback.bonus.nextExpiryDay <= day {
            let held = cashback.bonus.balance
            var flows = PurseFlows()
            let expired = cashback.bonus.expire(endOf: day, &flows)
            sink.add(.cashbackExpired, expired / 1000)
            news.lost += Double(expired) / Double(held) * (rules.pointee.weights.cashback.first ?? 1)
        }
        if cashback.payoutDay <= day { payCashbackOut(rules, on: day, &sink) }
    }

    /// Takes back what a refunded purchase had earned: from what has not been paid out, and what is not there is owed,
    /// and comes off what is earned next.
    ///
    /// - Parameter month: of the purchase; room under the cap of the time that is still running comes back.
    mutating func takeBackCashback(_ amount: Int64, earnedIn month: Int32, _ rules: RulesPointer) {
        cashback.pending -= amount
        if rules.pointee.cashback.mechanic.cap != nil, rules.pointee.cashback.capPeriod(month) == cashback.period {
            cashback.earnedInPeriod -= amount
        }
        if cashback.pending < rules.pointee.cashback.minimumPayout { cashback.payoutDay = Lot.noExpiry }
    }

    private mutating func payCashbackOut<Sink: ProgramSink & ~Copyable>(
        _ rules: RulesPointer, on day: Int32, _ sink: inout Sink
    ) {
        let (amount, twin) = (cashback.pending, cashback.pendingTwin)
        (cashback.pending, cashback.pendingTwin, cashback.payoutDay) = (0, 0, Lot.noExpiry)
        guard case .bonus = rules.pointee.cashback.mechanic.form else {
            return bookCashback(amount, twinThousandths: twin, rules, &sink)
        }
        let lot = Lot(
            points: amount * 1000, twinPoints: twin, firstDay: day,
            lastDay: rules.pointee.cashback.bonusLastDay(from: day), issueMonth: rules.pointee.monthOfDay[Int(day)])
        var flows = PurseFlows()
        cashback.bonus.issue(lot, on: day, &flows)
    }

    /// Cashback is a cost when it is had: paid out in money, or used on a bill. What comes back from every bill at once is
    /// a lower price, as a discount is, and no reward that was waited for.
    private mutating func bookCashback<Sink: ProgramSink & ~Copyable>(
        _ amount: Int64, twinThousandths: Int64, _ rules: RulesPointer, _ sink: inout Sink
    ) {
        sink.add(.cashbackPaid, amount)
        sink.add(.rewardCost, amount)
        sink.add(.rewardCostOnTwin, twinThousandths)
        guard rules.pointee.cashback.mechanic.payout != .atOnce else { return }
        let reached = rules.pointee.cashback.mechanic.brackets.lastIndex { $0.from.minor <= cashback.spending.amount }
        news.reward(rules.pointee.weights.cashback[reached ?? 0])
    }
}
