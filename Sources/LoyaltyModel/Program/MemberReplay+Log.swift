/// A member's account driven by the rows of a log, which say what was bought, paid with and fetched.
extension MemberReplay {
    /// Points paid with at the till, before the purchase that they pay for is rung up.
    package struct Payment: Sendable {
        package fileprivate(set) var value = Money.zero
        fileprivate var points: Int64 = 0
        /// The lots that the points came from, in the order of their use.
        fileprivate var lots: [Lot] = []

        package init() {}
    }

    /// A purchase with all that a refund needs to know of it.
    package struct Purchase: Sendable {
        package let bill: Money
        package let day: Int32
        package internal(set) var refunded = Money.zero
        /// As it was issued; nil where the purchase earned nothing.
        let earned: Lot?
        let voucher: VoucherWallet.Voucher?
        let voucherPaid: Int64
        let pointsPaid: Money
        /// The lots used for it, the last ones at the end, less what has come back.
        var lotsUsed: [Lot]
        let pointsUsed: Int64
        var pointsReturned: Int64 = 0
        var pointsReversed: Int64 = 0
        var moneyReturned: Int64 = 0
        /// What it counted towards a level, and what of that has been taken back.
        fileprivate(set) var counted: Int64 = 0
        var countedBack: Int64 = 0

        fileprivate init(
            _ ticket: Bill, earned: Lot?, voucher: VoucherWallet.Voucher?, voucherPaid: Int64, _ payment: Payment
        ) {
            bill = Money(minor: ticket.gross)
            day = ticket.day
            self.earned = earned
            self.voucher = voucher
            self.voucherPaid = voucherPaid
            pointsPaid = payment.value
            lotsUsed = payment.lots
            pointsUsed = payment.points
        }

        /// What is left to give back.
        package var left: Money { bill - refunded }
    }

    /// Begins with another customer, who is no member yet.
    package mutating func restart() {
        book = ReplayBook()
        messages = []
        today = 0
        isMember = false
    }

    /// Begins a date, after closing the days before it.
    package mutating func advance(to date: CalendarDate) { pass(to: date) }

    /// Closes a date too, and all the days before: nothing comes after it.
    package mutating func close(endOf date: CalendarDate) {
        // The day is not begun: what has waited long enough is told last, as at a run's horizon.
        let day = Int32(calendar.day(of: date))
        precondition(day >= today && Int(day) < calendar.days, "a replay ends after its events")
        today = day
        guard isMember else { return }
        while account.nextDueDay <= today { endDay(account.nextDueDay) }
        account.close(lastDay: today, &book)
    }

    /// Number of postings so far.
    package var postingCount: Int { book.postings.postings.count }

    /// Postings of this customer so far.
    package var postings: [Posting] { book.postings.postings }

    /// Pays with points for a purchase that follows on the day.
    ///
    /// - Parameter partner: place of the coalition's partner whose till it is; nil at home.
    package mutating func pay(
        with points: Points, _ payment: inout Payment, at partner: Int? = nil, on date: CalendarDate
    ) throws(Refusal) {
        pass(to: date)
        guard isMember, !account.hasEnded else { throw .notAMember }
        let accepted = partner.map { rules.pointee.coalition.partners[$0].burn } ?? rules.pointee.points.asMoney
        guard let offer = accepted else { throw .noPaying }
        let usable = Points(account.ledger.usable)
        guard points.count % offer.points.count == 0 else { throw .notWholeBlocks(of: offer.points) }
        guard usable >= offer.minimum else { throw .belowMinimum(usable: usable, minimum: offer.minimum) }
        guard usable >= points else { throw .tooFewPoints(usable: usable, price: points) }
        let (value, overflow) = (points.count / offer.points.count).multipliedReportingOverflow(by: offer.value.minor)
        guard !overflow else { throw .moreThanBill(.zero) }
        let before = postingCount
        if let partner {
            payment.value.minor += account.burn(offer, at: partner, bill: value, on: today, &book)
        } else {
            payment.value.minor += account.payWithPoints(offer, bill: value, on: today, &book)
        }
        payment.points += points.count
        payment.lots += postings[before...].filter { $0.kind == .redeemed }.map { lot(of: $0) }
    }

    /// A purchase: the bill has its discount and takes a voucher, what points have paid is taken off, a bonus pays, the rest earns.
    ///
    /// - Parameter basket: which of the baskets the bill is made of.
    package mutating func buy(
        _ bill: Money, paidWith payment: Payment, basket: Int, on date: CalendarDate
    ) throws(Refusal) -> Purchase {
        pass(to: date)
        var ticket = Bill(
            gross: bill.minor, twin: 0, segment: basket, day: today, month: rules.pointee.monthOfDay[Int(today)])
        guard isMember, !account.hasEnded else {
            return Purchase(ticket, earned: nil, voucher: nil, voucherPaid: 0, payment)
        }
        account.price(rules, &ticket, &book)
        let voucher = account.vouchers.usable(on: today).first
        let voucherPaid = min(ticket.rest, voucher?.value.minor ?? 0)
        guard payment.value.minor <= ticket.rest - voucherPaid else {
            throw .moreThanBill(Money(minor: ticket.rest - voucherPaid))
        }
        ticket.paidOtherwise += account.useVoucher(bill: ticket.rest, on: today, &book) + payment.value.minor
        account.payTheRest(rules, &ticket, &book)
        let before = book.total(.issued)
        account.reward(rules, ticket, &book)
        account.endVisit(rules, on: today)
        keepCoupons()
        let points = book.total(.issued) - before
        let earned = rules.pointee.points.lot(points, twinPoints: 0, day: today, month: ticket.month)
        var purchase = Purchase(
            ticket, earned: points > 0 ? earned : nil, voucher: voucherPaid > 0 ? voucher : nil,
            voucherPaid: voucherPaid, payment)
        if !levels.isEmpty { purchase.counted = account.tiers.lastCounted }
        return purchase
    }

    /// A purchase at a partner's till: what points have paid is taken off, the rest earns as the partner's terms say.
    package mutating func buy(
        _ bill: Money, paidWith payment: Payment, at partner: Int, on date: CalendarDate
    ) throws(Refusal) -> Purchase {
        pass(to: date)
        var ticket = Bill(
            gross: bill.minor, twin: 0, segment: 0, day: today, month: rules.pointee.monthOfDay[Int(today)])
        guard isMember, !account.hasEnded else {
            return Purchase(ticket, earned: nil, voucher: nil, voucherPaid: 0, payment)
        }
        guard payment.value <= bill else { throw .moreThanBill(bill) }
        ticket.paidOtherwise = payment.value.minor
        let before = book.total(.issued)
        account.earn(at: partner, rules, ticket, &book)
        account.lookAhead(rules, from: today)
        let points = book.total(.issued) - before
        let earned = rules.pointee.points.lot(points, twinPoints: 0, day: today, month: ticket.month)
        return Purchase(ticket, earned: points > 0 ? earned : nil, voucher: nil, voucherPaid: 0, payment)
    }

    /// The lot that a redemption took points from. Where inactivity ends the life of points, their last day is not
    /// the lot's but moves with the member.
    private func lot(of posting: Posting) -> Lot {
        let movesOn = rules.pointee.points.lastDay(activeOn: today) != nil
        return Lot(
            points: posting.points, twinPoints: 0, firstDay: today, lastDay: movesOn ? Lot.noExpiry : posting.lastDay,
            issueMonth: posting.issueMonth)
    }
}

extension MemberReplay {
    /// Where a member stands at the end of a log.
    package struct Closing: Sendable {
        package let balance: Points
        package let usable: Points
        /// The next date at whose end points expire, and how many; nil where none ever do.
        package let nextExpiry: (date: CalendarDate, points: Points)?
    }

    package var closing: Closing {
        let ledger = isMember ? (account.ledger.balance, account.ledger.usable) : (0, 0)
        var nextExpiry: (CalendarDate, Points)?
        if isMember, account.ledger.nextExpiryDay != Lot.noExpiry {
            let day = account.ledger.nextExpiryDay
            nextExpiry = (calendar.date(ofDay: Int(day)), Points(account.ledger.points(expiringBy: day)))
        }
        return Closing(balance: Points(ledger.0), usable: Points(ledger.1), nextExpiry: nextExpiry)
    }
}
