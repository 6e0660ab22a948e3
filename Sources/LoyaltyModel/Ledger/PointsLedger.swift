/// One member's points: lots in order of expiry, every flow posted. The sole owner of the balance.
///
/// Points are used soonest expiry first; of lots that expire on the same day, the one issued first.
/// balance = issued − redeemed − expired at every moment, and it is never negative.
public struct PointsLedger: Sendable {
    /// Usable lots from `head` on; those before are used up.
    private var lots: [Lot] = []
    private var head = 0
    /// Lots still waiting to become usable, in order of their first usable day.
    private var waiting: [Lot] = []
    private var waitingHead = 0
    /// All points, those still waiting included.
    public private(set) var balance: Int64 = 0
    /// Points that can be redeemed now.
    public private(set) var usable: Int64 = 0
    /// A last day that holds for all points at once, whatever their lots say (inactivity rules).
    public var commonLastDay = Lot.noExpiry { didSet { refresh() } }
    /// The end of this day is the next time that points expire; `Lot.noExpiry` if none ever do.
    public private(set) var nextExpiryDay = Lot.noExpiry

    public init() {}

    /// Whether points are waiting to become usable.
    @inline(__always)
    public var isWaiting: Bool { waitingHead < waiting.count }

    /// Adds points. A lot whose first day lies after `day` waits until then.
    @inline(__always)
    public mutating func issue<Sink: PostingSink & ~Copyable>(_ lot: Lot, on day: Int32, _ sink: inout Sink) {
        guard lot.points > 0 else { return }
        balance += lot.points
        nextExpiryDay = min(nextExpiryDay, min(lot.lastDay, commonLastDay))
        sink.post(posting(.issued, day, lot.points, lot))
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
        while waitingHead < waiting.count, waiting[waitingHead].firstDay <= day {
            let lot = waiting[waitingHead]
            waitingHead += 1
            usable += lot.points
            sink.post(posting(.pendingActivated, lot.firstDay, lot.points, lot))
            insert(lot)
        }
        if waitingHead > 0, waitingHead == waiting.count {
            waiting.removeAll(keepingCapacity: true)
            waitingHead = 0
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
        while rest > 0 {
            let taken = lots[head].take(rest)
            sink.post(posting(.redeemed, day, taken.points, lots[head]))
            rest -= taken.points
            twinPoints += taken.twinPoints
            if lots[head].points == 0 { head += 1 }
        }
        recycle()
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
        while head < lots.count, everything || lots[head].lastDay <= day {
            expired += lots[head].points
            usable -= lots[head].points
            sink.post(posting(.expired, day, lots[head].points, lots[head]))
            head += 1
        }
        while waitingHead < waiting.count, everything || waiting[waitingHead].lastDay <= day {
            expired += waiting[waitingHead].points
            sink.post(posting(.expired, day, waiting[waitingHead].points, waiting[waitingHead]))
            waitingHead += 1
        }
        balance -= expired
        recycle()
        refresh()
        return expired
    }

    /// Empties the ledger for another member, keeping its memory.
    public mutating func reset() {
        lots.removeAll(keepingCapacity: true)
        waiting.removeAll(keepingCapacity: true)
        (head, waitingHead, balance, usable) = (0, 0, 0, 0)
        commonLastDay = Lot.noExpiry
        nextExpiryDay = Lot.noExpiry
    }

    /// Works out when points expire next, after some have gone.
    @inline(__always)
    private mutating func refresh() {
        nextExpiryDay = balance == 0 ? Lot.noExpiry : commonLastDay
        if head < lots.count { nextExpiryDay = min(nextExpiryDay, lots[head].lastDay) }
        if isWaiting { nextExpiryDay = min(nextExpiryDay, waiting[waitingHead].lastDay) }
    }

    /// Puts a lot in its place; rules issue in order of expiry, so this looks at the end first.
    @inline(__always)
    private mutating func insert(_ lot: Lot) {
        if head < lots.count {
            let last = lots[lots.count - 1]
            if last.lastDay == lot.lastDay, last.issueMonth == lot.issueMonth {
                lots[lots.count - 1].points += lot.points
                lots[lots.count - 1].twinPoints += lot.twinPoints
                return
            }
            if last.lastDay > lot.lastDay { return insertEarlier(lot) }
        }
        lots.append(lot)
    }

    private mutating func insertEarlier(_ lot: Lot) {
        var place = lots.count
        while place > head, lots[place - 1].lastDay > lot.lastDay { place -= 1 }
        lots.insert(lot, at: place)
    }

    /// Gives the room of used lots back, in steps that keep the cost per lot constant.
    @inline(__always)
    private mutating func recycle() {
        if head == lots.count {
            lots.removeAll(keepingCapacity: true)
            head = 0
        } else if head >= 256, head * 2 >= lots.count {
            lots.removeFirst(head)
            head = 0
        }
    }

    @inline(__always)
    private func posting(_ kind: Posting.Kind, _ day: Int32, _ points: Int64, _ lot: Lot) -> Posting {
        Posting(
            kind: kind, day: day, points: points, lastDay: min(lot.lastDay, commonLastDay),
            issueMonth: lot.issueMonth)
    }
}
