/// What a refund does to a member's account.
///
/// In proportion to the money given back: points and payments used come back, then the points earned are taken back.
/// Each is the purchase's whole number times the share refunded so far, rounded half-even, less what earlier refunds
/// moved; so partial refunds sum to the whole. A voucher is whole or not at all: it comes back with the last of the
/// money. A reward fetched on the same day was not bought, and stays.
extension MemberReplay {
    /// Gives back a part or all of what was paid for a purchase.
    package mutating func refund(
        _ amount: Money, of purchase: inout Purchase, on date: CalendarDate
    ) throws(Refusal) {
        pass(to: date)
        guard amount <= purchase.left else { throw .moreThanLeft(purchase.left) }
        purchase.refunded += amount
        returnPoints(&purchase)
        takeBackFromLevel(&purchase)
        if purchase.left == .zero, let voucher = purchase.voucher {
            account.vouchers.add(voucher)
            book.add(.vouchersUsed, -purchase.voucherPaid)
            book.add(.rewardCost, -purchase.voucherPaid)
        }
        guard let earned = purchase.earned else { return }
        let reversed = purchase.refundedShare(of: earned.points)
        var lot = earned
        lot.points = reversed - purchase.pointsReversed
        purchase.pointsReversed = reversed
        if lot.points > 0 { account.ledger.reverse(lot, on: today, &book) }
    }

    /// What the purchase counted towards a level; a visit was none when nothing is left of it.
    private mutating func takeBackFromLevel(_ purchase: inout Purchase) {
        guard purchase.counted > 0 else { return }
        let isVisits = rules.pointee.tiers.mechanic.metric == .visits
        let back = isVisits ? (purchase.left == .zero ? 1 : 0) : purchase.refundedShare(of: purchase.counted)
        account.takeBack(
            back - purchase.countedBack, twin: 0, boughtOn: purchase.day, rules, on: today)
        purchase.countedBack = back
    }

    /// Points used come back to their lots, those used last first: they are the ones with the longest life.
    private mutating func returnPoints(_ purchase: inout Purchase) {
        let returned = purchase.refundedShare(of: purchase.pointsUsed)
        var due = returned - purchase.pointsReturned
        purchase.pointsReturned = returned
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
        let money = purchase.refundedShare(of: purchase.pointsPaid.minor)
        book.add(.paidWithPoints, purchase.moneyReturned - money)
        book.add(.rewardCost, purchase.moneyReturned - money)
        purchase.moneyReturned = money
    }
}

extension MemberReplay.Purchase {
    /// The refunded share of a whole number, rounded half-even.
    fileprivate func refundedShare(of whole: Int64) -> Int64 {
        Int64(Rounding.halfEven.divide(Int128(whole) * Int128(refunded.minor), by: Int128(bill.minor)))
    }
}
