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
        /// The lots used for it, the last ones at the end, less what has come back.
        var lotsUsed: [Lot]
        /// Points that paid for it, and their money, minor units.
        var pointsUsed: Portion
        var moneyOfPoints: Portion
        /// Points that it earned; whole, they are ``earned``.
        var pointsEarned: Portion
        /// Taken off its price, minor units.
        var discounts = Portion()
        /// What it counted towards a level, a discount's brackets and those of a cashback, and a year.
        var towardsLevel = Portion()
        var towardsDiscount = Portion()
        var towardsCashback = Portion()
        var towardsYear = Portion()
        /// Minor units of cashback earned with it, and of bonus that paid for it; the bonus's last day.
        var cashback = Portion()
        var bonus = Portion()
        var bonusLastDay = Lot.noExpiry
        /// The stamp that it had on a card beside points.
        var stamp: Lot?

        fileprivate init(
            _ ticket: Bill, earned: Lot?, voucher: VoucherWallet.Voucher?, voucherPaid: Int64, _ payment: Payment
        ) {
            bill = Money(minor: ticket.gross)
            day = ticket.day
            self.earned = earned
            self.voucher = voucher
            self.voucherPaid = voucherPaid
            lotsUsed = payment.lots
            pointsUsed = Portion(whole: payment.points)
            moneyOfPoints = Portion(whole: payment.value.minor)
            pointsEarned = Portion(whole: earned?.points ?? 0)
        }

        /// What is left to give back.
        package var left: Money { bill - refunded }
    }

    /// A whole number of a purchase that refunds move back bit by bit, so that the bits sum to the whole.
    struct Portion: Sendable {
        var whole: Int64 = 0
        private var moved: Int64 = 0

        init(whole: Int64 = 0) { self.whole = whole }

        /// What moves now that `refunded` of the bill has been given back in all: that share of the whole, rounded
        /// half-even, less what has moved before.
        mutating func move(_ refunded: Money, of bill: Money) -> Int64 {
            guard whole != 0 else { return 0 }
            return move(
                to: Int64(Rounding.halfEven.divide(Int128(whole) * Int128(refunded.minor), by: Int128(bill.minor))))
        }

        /// The same for what is whole or not at all, as a visit is: it moves with the last of the money.
        mutating func moveAtOnce(_ refunded: Money, of bill: Money) -> Int64 { move(to: refunded == bill ? whole : 0) }

        private mutating func move(to due: Int64) -> Int64 {
            defer { moved = due }
            return due - moved
        }
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

    /// All points issued but those of missions, streaks and seasons, which a refund leaves.
    private var pointsOfPurchases: Int64 { book.total(.issued) - book.total(.playPoints) }

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
        let beforeBonus = ticket.paidOtherwise
        account.payTheRest(rules, &ticket, &book)
        let (cashback, stamps) = (book.total(.cashbackEarned), book.total(.stampsIssued))
        let before = pointsOfPurchases
        account.reward(rules, ticket, &book)
        account.endVisit(rules, on: today)
        keepCoupons()
        var purchase = Purchase(
            ticket, earned: lot(of: pointsOfPurchases - before, ticket), voucher: voucherPaid > 0 ? voucher : nil,
            voucherPaid: voucherPaid, payment)
        purchase.discounts.whole = ticket.discounts
        purchase.cashback.whole = book.total(.cashbackEarned) - cashback
        purchase.bonus.whole = ticket.paidOtherwise - beforeBonus
        purchase.bonusLastDay = account.cashback.lastDayUsed
        if book.total(.stampsIssued) > stamps { purchase.stamp = stampOnCard(month: ticket.month) }
        noteSums(of: &purchase)
        return purchase
    }

    /// What the purchase just made has been added to.
    private func noteSums(of purchase: inout Purchase) {
        let kinds = rules.pointee.kinds
        if kinds.contains(.tiers) { purchase.towardsLevel.whole = account.tiers.counted.latest }
        if kinds.contains(.discount) { purchase.towardsDiscount.whole = account.spending.latest }
        if kinds.contains(.cashback) { purchase.towardsCashback.whole = account.cashback.spending.latest }
        if kinds.contains(.annual) { purchase.towardsYear.whole = account.year.latest }
    }

    /// The lot that the points of a purchase are in; nil where there are none.
    private func lot(of points: Int64, _ ticket: Bill) -> Lot? {
        guard points > 0 else { return nil }
        var lot = rules.pointee.points.lot(points, twinPoints: 0, day: today, month: ticket.month)
        // Stamps run out with their card, whenever they were put on it.
        if rules.pointee.kinds.contains(.cardAsPoints) { lot.lastDay = account.cardInHand.lastDay }
        return lot
    }

    private func stampOnCard(month: Int32) -> Lot {
        Lot(
            points: 1, twinPoints: 0, firstDay: today, lastDay: account.cardInHand.lastDay, issueMonth: month)
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
        let earned = lot(of: book.total(.issued) - before, ticket)
        return Purchase(ticket, earned: earned, voucher: nil, voucherPaid: 0, payment)
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
