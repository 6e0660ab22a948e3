/// What happens to points when a purchase is refunded, and when they change hands.
///
/// A refund reinstates first, and reverses then: so points that come back late, and expire tonight, serve to return
/// what the refunded purchase had earned. Days whose end is due are closed before.
///
/// Rules, with their reasons:
/// - The lot of the purchase gives first, so that a purchase refunded before its points were touched leaves no trace.
///   Then other lots give as for a redemption, then those that wait. A point is posted with the lot it is taken from,
///   so that every lot's postings sum to what it holds.
/// - What has expired of the purchase's lot is not taken back: it has left the balance, and its breakage is booked;
///   from another lot the member would pay twice. Within a lot the points of a refunded purchase are the last to be
///   used (the lot gives first, see above), and so the first to expire.
/// - What the member no longer has is owed, in the cohort of the purchase. A debt does not expire: waiting would pay.
///   Later points fill it before they can be used or expire, oldest debt first, even points that still wait. They are
///   posted as issued in full, and what fills the debt as transferred from their lot to the debt's: the two cancel in
///   a roll-forward, and leave both cohorts right.
extension PointsLedger {
    /// Takes back the points that a refunded purchase earned.
    ///
    /// - Parameter lot: as it was issued, with the points of the refunded purchase or, if the refund is partial, fewer.
    /// - Precondition: the ledger takes refunds.
    /// - Returns: the points posted as reversed; the rest had expired.
    @discardableResult
    public mutating func reverse<Sink: PostingSink & ~Copyable>(
        _ lot: Lot, on day: Int32, _ sink: inout Sink
    ) -> Int64 {
        activate(through: day, &sink)
        var rest = lot.points
        take(&rest, waiting: true, .reversed, day, &sink) { $0.isAkin(to: lot) && $0.firstDay == lot.firstDay }
        take(&rest, waiting: false, .reversed, day, &sink) { $0.isAkin(to: lot) }
        let expired = forgive(lot, upTo: rest)
        rest -= expired
        take(&rest, waiting: false, .reversed, day, &sink) { _ in true }
        take(&rest, waiting: true, .reversed, day, &sink) { _ in true }
        if rest > 0 {
            balance -= rest
            let debt = lot.holding(points: rest, twinPoints: 0)
            debts.owe(debt)
            sink.post(posting(.reversed, day, rest, debt))
        }
        refresh()
        return lot.points - expired
    }

    /// Gives back points that were used in a purchase now refunded, with their own last day and month of issue.
    ///
    /// They can be used at once. If their last day is over, they expire at the end of `day`. Where inactivity ends the
    /// life of points, a last day of `Lot.noExpiry` puts them under the common one again.
    ///
    /// - Parameter lot: as a posting of the redemption names it.
    public mutating func reinstate<Sink: PostingSink & ~Copyable>(_ lot: Lot, on day: Int32, _ sink: inout Sink) {
        putBack(lot, as: .reinstated, on: day, &sink)
    }

    /// Adds points that another ledger gave, with their own last day and month of issue; they can be used at once.
    public mutating func transferIn<Sink: PostingSink & ~Copyable>(_ lot: Lot, on day: Int32, _ sink: inout Sink) {
        putBack(lot, as: .transferred, on: day, &sink)
    }

    /// Takes points out for another ledger, as a redemption would take them.
    ///
    /// - Precondition: `points` is at most `usable`.
    /// - Returns: the lots that they were in, for ``transferIn(_:on:_:)``.
    public mutating func transferOut<Sink: PostingSink & ~Copyable>(
        _ points: Int64, on day: Int32, _ sink: inout Sink
    ) -> [Lot] {
        precondition(points <= usable, "only usable points can be transferred")
        var rest = points
        let given = take(&rest, waiting: false, .transferred, day, &sink) { _ in true }
        refresh()
        return given
    }

    /// Points are issued to a member who owes some.
    @inline(never)
    mutating func issueInDebt<Sink: PostingSink & ~Copyable>(_ lot: Lot, on day: Int32, _ sink: inout Sink) {
        let left = fillDebts(lot, on: day, &sink)
        if left.points > 0 { hold(left, on: day) }
    }

    private mutating func putBack<Sink: PostingSink & ~Copyable>(
        _ lot: Lot, as kind: Posting.Kind, on day: Int32, _ sink: inout Sink
    ) {
        guard lot.points > 0 else { return }
        sink.post(posting(kind, day, lot.points, lot))
        let left = fillDebts(lot, on: day, &sink)
        guard left.points > 0 else { return }
        balance += left.points
        usable += left.points
        if min(left.lastDay, commonLastDay) < day { lateDay = day }
        insertEarlier(left)
        refresh()
    }

    /// Fills debts from a lot that the balance does not hold yet, and returns what is left of it.
    private mutating func fillDebts<Sink: PostingSink & ~Copyable>(
        _ lot: Lot, on day: Int32, _ sink: inout Sink
    ) -> Lot {
        var left = lot
        while left.points > 0, let debt = debts.first {
            let filled = debts.fill(left.points)
            _ = left.take(filled)
            balance += filled
            sink.post(posting(.transferred, day, -filled, lot))
            sink.post(posting(.transferred, day, filled, debt))
        }
        return left
    }

    /// Takes up to `rest` points from the lots that match, first to last, and returns them.
    @discardableResult
    private mutating func take<Sink: PostingSink & ~Copyable>(
        _ rest: inout Int64, waiting isWaiting: Bool, _ kind: Posting.Kind, _ day: Int32, _ sink: inout Sink,
        where matches: (Lot) -> Bool
    ) -> [Lot] {
        let taken = isWaiting ? waiting.take(rest, where: matches) : lots.take(rest, where: matches)
        for lot in taken {
            rest -= lot.points
            balance -= lot.points
            if !isWaiting { usable -= lot.points }
            sink.post(posting(kind, day, kind == .transferred ? -lot.points : lot.points, lot))
        }
        return taken
    }

    /// How many of a lot's points, at most `limit`, had expired. Asked again, it does not count them twice.
    private mutating func forgive(_ lot: Lot, upTo limit: Int64) -> Int64 {
        precondition(expiredLots != nil, "the ledger was made to take refunds")
        var rest = limit
        guard var expired = expiredLots else { return 0 }
        for place in expired.indices where expired[place].isAkin(to: lot) { rest -= expired[place].take(rest).points }
        expired.removeAll { $0.points == 0 }
        expiredLots = expired
        return limit - rest
    }
}
