/// One member's points: lots in order of expiry, every flow posted. The sole owner of the balance.
///
/// Points are used soonest expiry first; of lots that expire on the same day, the one issued first.
/// balance = issued − redeemed − expired − reversed + reinstated ± transferred at every moment, and only a refund
/// makes it negative (`PointsLedger+Refunds.swift`).
public struct PointsLedger: ~Copyable {
    /// Usable lots, soonest expiry first.
    var lots = LotQueue()
    /// Lots still waiting to become usable, in order of their first usable day.
    var waiting = LotQueue()
    /// What refunds took back and the member no longer had; while there is any, there are no points.
    var debts = Debts()
    /// The points that expired, lot by lot; nil where nobody will ask, as in a run.
    var expiredLots: [Lot]?
    /// Last day of points that came back after their own last day; days before it are over.
    var lateDay: Int32 = 0
    /// All points, those still waiting included, less what is owed.
    public internal(set) var balance: Int64 = 0
    /// Points that can be redeemed now; none while the balance is negative.
    public internal(set) var usable: Int64 = 0
    /// A last day that holds for all points at once, whatever their lots say (inactivity rules).
    public var commonLastDay = Lot.noExpiry { didSet { refresh() } }
    /// The end of this day is the next time that points expire; `Lot.noExpiry` if none ever do.
    public internal(set) var nextExpiryDay = Lot.noExpiry

    /// - Parameter takesRefunds: whether ``reverse(_:on:_:)`` will be asked for. It needs to know what has expired,
    ///   which takes memory for every lot that expires.
    public init(takesRefunds: Bool = false) { expiredLots = takesRefunds ? [] : nil }

    /// Whether points are waiting to become usable.
    @inline(__always)
    public var isWaiting: Bool { !waiting.isEmpty }

    /// Adds points. A lot whose first day lies after `day` waits until then.
    ///
    /// Lots that wait come in order of their first and of their last days, as every program's rules issue them.
    @inline(__always)
    public mutating func issue<Sink: PostingSink & ~Copyable>(_ lot: Lot, on day: Int32, _ sink: inout Sink) {
        guard lot.points > 0 else { return }
        sink.post(posting(.issued, day, lot.points, lot))
        if balance < 0 { return issueInDebt(lot, on: day, &sink) }
        hold(lot, on: day)
    }

    /// Keeps points that owe nothing.
    @inline(__always)
    mutating func hold(_ lot: Lot, on day: Int32) {
        balance.gain(lot.points)
        // As nearly always: the newest lot is the last to expire, and when points expire next stays as it is.
        if lot.firstDay <= day, !lots.isEmpty, lots.back.pointee.lastDay <= lot.lastDay {
            // No more than the balance, which has been checked; likewise what a lot holds.
            usable &+= lot.points
            let last = lots.back
            guard last.pointee.isAkin(to: lot) else { return lots.append(lot) }
            last.pointee.points &+= lot.points
            last.pointee.twinPoints &+= lot.twinPoints
            return
        }
        nextExpiryDay = min(nextExpiryDay, min(lot.lastDay, commonLastDay))
        if lot.firstDay > day {
            waiting.append(lot)
        } else {
            usable += lot.points
            insert(lot)
        }
    }

    /// Makes usable what has waited long enough by `day`.
    @inline(__always)
    public mutating func activate<Sink: PostingSink & ~Copyable>(through day: Int32, _ sink: inout Sink) {
        while !waiting.isEmpty, waiting.front.pointee.firstDay <= day {
            let lot = waiting.front.pointee
            waiting.removeFirst()
            usable += lot.points
            sink.post(posting(.pendingActivated, lot.firstDay, lot.points, lot))
            insert(lot)
        }
    }

    /// Uses points, soonest expiry first.
    ///
    /// - Precondition: `points` is at most `usable`.
    /// - Returns: how many of them were earned on purchases that the twin makes too.
    @inline(__always)
    public mutating func redeem<Sink: PostingSink & ~Copyable>(_ points: Int64, on day: Int32, _ sink: inout Sink)
        -> Int64
    {
        precondition(points <= usable, "only usable points can be redeemed")
        balance -= points
        usable -= points
        var rest = points
        var twinPoints: Int64 = 0
        // The lots hold all that is usable, so there is one as long as something is left to take.
        var lot = lots.front
        while rest > 0, lot.pointee.points <= rest {
            sink.post(posting(.redeemed, day, lot.pointee.points, lot.pointee))
            rest &-= lot.pointee.points
            twinPoints += lot.pointee.twinPoints
            lot += 1
        }
        if rest > 0 {
            sink.post(posting(.redeemed, day, rest, lot.pointee))
            twinPoints += lot.pointee.take(rest).twinPoints
        }
        lots.removeFirst(upTo: lot)
        refresh()
        return twinPoints
    }

    /// Removes what can no longer be used after the end of `day`.
    ///
    /// - Returns: the points that expired.
    @inline(__always)
    public mutating func expire<Sink: PostingSink & ~Copyable>(endOf day: Int32, _ sink: inout Sink) -> Int64 {
        let everything = commonLastDay <= day
        var expired: Int64 = 0
        while !lots.isEmpty, everything || lots.front.pointee.lastDay <= day {
            let lot = lots.front.pointee
            expired += lot.points
            usable -= lot.points
            sink.post(posting(.expired, day, lot.points, lot))
            expiredLots?.append(lot)
            lots.removeFirst()
        }
        while !waiting.isEmpty, everything || waiting.front.pointee.lastDay <= day {
            let lot = waiting.front.pointee
            expired += lot.points
            // Usable since its first day, though nobody came to see it.
            if lot.firstDay <= day { sink.post(posting(.pendingActivated, lot.firstDay, lot.points, lot)) }
            sink.post(posting(.expired, day, lot.points, lot))
            expiredLots?.append(lot)
            waiting.removeFirst()
        }
        balance -= expired
        refresh()
        return expired
    }

    /// The last day of the first lot, where nothing else bears on when points expire; nil elsewhere.
    @inline(__always)
    var firstLotExpires: Int32? {
        guard !lots.isEmpty, waiting.isEmpty, commonLastDay == Lot.noExpiry, lateDay == 0 else { return nil }
        return lots.front.pointee.lastDay
    }

    /// Removes the first lot on its last day. Whoever has done with it says ``refresh()``.
    @inline(__always)
    mutating func expireFirstLot<Sink: PostingSink & ~Copyable>(_ sink: inout Sink) {
        let lot = lots.front.pointee
        usable -= lot.points
        balance -= lot.points
        sink.post(posting(.expired, lot.lastDay, lot.points, lot))
        expiredLots?.append(lot)
        lots.removeFirst()
    }

    /// Empties the ledger for another member, keeping its memory.
    public mutating func reset() {
        lots.removeAll()
        waiting.removeAll()
        if balance < 0 { debts = Debts() }
        if expiredLots != nil { expiredLots = [] }
        (balance, usable, lateDay) = (0, 0, 0)
        commonLastDay = Lot.noExpiry
        nextExpiryDay = Lot.noExpiry
    }

    /// Works out when points expire next, after some have gone.
    @inline(__always)
    mutating func refresh() {
        nextExpiryDay = balance <= 0 ? Lot.noExpiry : commonLastDay
        if !lots.isEmpty { nextExpiryDay = min(nextExpiryDay, lots.front.pointee.lastDay) }
        if !waiting.isEmpty { nextExpiryDay = min(nextExpiryDay, waiting.front.pointee.lastDay) }
        nextExpiryDay = max(nextExpiryDay, lateDay)
    }

    /// Puts a lot in its place; rules issue in order of expiry, so this looks at the back first.
    @inline(never)
    private mutating func insert(_ lot: Lot) {
        if !lots.isEmpty {
            let last = lots.back
            if last.pointee.isAkin(to: lot) { return last.pointee.add(lot) }
            if last.pointee.lastDay > lot.lastDay { return insertEarlier(lot) }
        }
        lots.append(lot)
    }

    /// Puts a lot between those that are there: in order of last day, then of month of issue.
    @inline(never)
    mutating func insertEarlier(_ lot: Lot) {
        var place = lots.count
        while place > 0, lot.goesBefore(lots[place - 1]) { place -= 1 }
        if place > 0, lots[place - 1].isAkin(to: lot) {
            lots[place - 1].add(lot)
        } else {
            lots.insert(lot, at: place)
        }
    }

    @inline(__always)
    func posting(_ kind: Posting.Kind, _ day: Int32, _ points: Int64, _ lot: Lot) -> Posting {
        Posting(
            kind: kind, day: day, points: points, lastDay: min(lot.lastDay, commonLastDay),
            issueMonth: lot.issueMonth)
    }
}
