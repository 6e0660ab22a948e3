/// What a refund does to a member's account.
///
/// In proportion to the money given back: what had paid comes back (points, a bonus), what was taken off the price is no
/// longer given, then what was earned is taken back (points, cashback) and what was counted (towards a level, brackets, a year). Each is the purchase's whole
/// number times the share refunded so far, rounded half-even, less what earlier refunds moved; so partial refunds sum
/// to the whole. Vouchers, stamps and visits are whole or not at all: they move with the last of the money. A reward
/// fetched on the same day was not bought, and stays; so do missions, streaks and gifts, which were had.
extension MemberReplay {
    /// Gives back a part or all of what was paid for a purchase.
    package mutating func refund(
        _ amount: Money, of purchase: inout Purchase, on date: CalendarDate
    ) throws(Refusal) {
        pass(to: date)
        guard amount <= purchase.left else { throw .moreThanLeft(purchase.left) }
        purchase.refunded += amount
        returnPoints(&purchase)
        returnBonus(&purchase)
        let discounts = purchase.discounts.move(purchase.refunded, of: purchase.bill)
        book.add(.discounts, -discounts)
        book.add(.rewardCost, -discounts)
        if purchase.left == .zero, let voucher = purchase.voucher {
            account.vouchers.add(voucher)
            book.add(.vouchersUsed, -purchase.voucherPaid)
            book.add(.rewardCost, -purchase.voucherPaid)
        }
        takeBackCounts(&purchase)
        takeBackCashback(&purchase)
        takeBackStamp(&purchase)
        takeBackPoints(&purchase)
        if isMember { account.lookAhead(rules, from: today) }
    }

    private mutating func takeBackPoints(_ purchase: inout Purchase) {
        let reversed = purchase.pointsEarned.move(purchase.refunded, of: purchase.bill)
        guard reversed > 0, var lot = purchase.earned else { return }
        lot.points = reversed
        account.ledger.reverse(lot, on: today, &book)
        if rules.pointee.kinds.contains(.cardAsPoints) { account.cardInHand.takeBack(lastDay: lot.lastDay) }
    }

    /// What the purchase counted towards a level, brackets and a year, as far as the time that it counted in runs on.
    private mutating func takeBackCounts(_ purchase: inout Purchase) {
        let (refunded, bill, day) = (purchase.refunded, purchase.bill, purchase.day)
        let rules = rules
        let kinds = rules.pointee.kinds
        if kinds.contains(.tiers) {
            let byVisit = rules.pointee.tiers.mechanic.metric == .visits
            let back =
                byVisit
                ? purchase.towardsLevel.moveAtOnce(refunded, of: bill) : purchase.towardsLevel.move(refunded, of: bill)
            if back > 0 { account.takeBack(back, twin: 0, boughtOn: day, rules, on: today) }
        }
        if kinds.contains(.discount) {
            let back = purchase.towardsDiscount.move(refunded, of: bill)
            account.spending.takeBack(back, addedOn: day, rules.pointee.discount.window, on: today)
        }
        if kinds.contains(.cashback) {
            let back = purchase.towardsCashback.move(refunded, of: bill)
            account.cashback.spending.takeBack(back, addedOn: day, rules.pointee.cashback.window, on: today)
        }
        if kinds.contains(.annual) {
            let byVisit = rules.pointee.annual.mechanic.measure == .visits
            let back =
                byVisit
                ? purchase.towardsYear.moveAtOnce(refunded, of: bill) : purchase.towardsYear.move(refunded, of: bill)
            account.year.takeBack(back, addedOn: day, rules.pointee.annual.window, on: today)
        }
    }

    private mutating func takeBackCashback(_ purchase: inout Purchase) {
        let back = purchase.cashback.move(purchase.refunded, of: purchase.bill)
        guard back > 0 else { return }
        book.add(.cashbackEarned, -back)
        account.takeBackCashback(back, earnedIn: rules.pointee.monthOfDay[Int(purchase.day)], rules)
    }

    /// A stamp on a card beside points goes with the last of the money.
    private mutating func takeBackStamp(_ purchase: inout Purchase) {
        guard purchase.left == .zero, let stamp = purchase.stamp else { return }
        purchase.stamp = nil
        var flows = PurseFlows()
        account.stamps.reverse(stamp, on: today, &flows)
        account.cardInHand.takeBack(lastDay: stamp.lastDay)
    }

    /// A bonus that paid comes back as one lot, with the last day of the one used last. If it is over, it runs out the
    /// same night.
    private mutating func returnBonus(_ purchase: inout Purchase) {
        let money = purchase.bonus.move(purchase.refunded, of: purchase.bill)
        guard money > 0 else { return }
        var flows = PurseFlows()
        account.cashback.bonus.reinstate(
            Lot(
                points: money * 1000, twinPoints: 0, firstDay: today, lastDay: purchase.bonusLastDay,
                issueMonth: rules.pointee.monthOfDay[Int(purchase.day)]),
            on: today, &flows)
        book.add(.cashbackPaid, -money)
        book.add(.rewardCost, -money)
    }

    /// Points used come back to their lots, those used last first: they are the ones with the longest life.
    private mutating func returnPoints(_ purchase: inout Purchase) {
        var due = purchase.pointsUsed.move(purchase.refunded, of: purchase.bill)
        while due > 0, var lot = purchase.lotsUsed.popLast() {
            let points = lot.take(due).points
            due -= points
            account.ledger.reinstate(
                Lot(
                    points: points, twinPoints: 0, firstDay: lot.firstDay, lastDay: lot.lastDay,
                    issueMonth: lot.issueMonth),
                on: today, &book)
            if lot.points > 0 { purchase.lotsUsed.append(lot) }
        }
        let money = purchase.moneyOfPoints.move(purchase.refunded, of: purchase.bill)
        book.add(.paidWithPoints, -money)
        book.add(.rewardCost, -money)
    }
}

extension Accumulation {
    /// Takes back what a purchase of an earlier day has added, if that day still counts on `day`.
    fileprivate mutating func takeBack(
        _ amount: Int64, addedOn added: Int32, _ rules: borrowing WindowRules, on day: Int32
    ) {
        guard amount > 0 else { return }
        turn(to: day, rules)
        _ = subtract(amount, twin: 0, addedOn: added, rules)
    }
}
