/// What a member would have spent, had the program changed only some of what it changed: the terms that the split of
/// lift is made of.
///
/// A member's life differs from the twin's in three things: when it ends (retention), the instants of its purchases
/// (frequency), and how large their baskets are. Each of the eight lives that take every one of the three from the
/// member or from the twin has a revenue after joining. The twin's and the member's own are counted elsewhere; here
/// are the other six. They follow from the coupling, without another walk: purchase j has the same gap and the same
/// base basket in both lives, so a path is cut where the other life ends, or goes on to there at its last pace.
///
/// A coin ends a life at one of its purchases, so a path that is cut there by its own purchases is not worth what its
/// pace is worth: whether a purchase falls just before or just after the other life's end would decide over a whole
/// basket. Lives that end by the other's coin are therefore the other's purchases, with the difference in pace valued at
/// the customer's mean revenue per unit of the purchase clock (by Wald's equation, both have the same expectation).
extension CustomerWalk where Recorder: ~Copyable {
    /// What a member has spent after joining.
    ///
    /// Baskets of a life with no program are summed by whoever drew them (``PurchaseLuck``), and what lies before the
    /// end of the twin's life is noted once, when the member passes it: a purchase has nothing to do here but to say
    /// how far its basket is off the base one.
    struct Spending {
        /// First instant at which the twin buys no more.
        let twinEnd: Double
        /// Number of the purchase at joining, or of the last one before.
        let joiningPurchase: Int
        /// What the member's baskets come to beyond those of a life with no program.
        var extra: Int64 = 0
        /// The clock's reading at the last purchase; at joining, without any.
        var lastClock: Double
        /// What the first purchase at or after `twinEnd` found; nil until it comes.
        private(set) var crossing: Crossing?

        struct Crossing {
            let extra: Int64
            let number: Int
            let lastClock: Double
            let clock: Double
        }

        init(joiningPurchase: Int, joiningClock: Double, twinEnd: Double) {
            self.joiningPurchase = joiningPurchase
            lastClock = joiningClock
            self.twinEnd = twinEnd
        }

        /// Purchase `number` is about to be made, at or after `twinEnd`.
        @inline(never)
        mutating func cross(number: Int, clock: Double) {
            guard crossing == nil else { return }
            crossing = Crossing(extra: extra, number: number, lastClock: lastClock, clock: clock)
        }

        /// The clock's readings at the last purchase before `twinEnd` (at joining, without any), and at the first
        /// one after it.
        var lastShared: Double { crossing?.lastClock ?? lastClock }
        var firstBeyond: Double { crossing?.clock ?? .infinity }

        /// The last purchase before `twinEnd`, of a member whose last one is `last`.
        func lastSharedNumber(last: Int) -> Int { crossing.map { $0.number - 1 } ?? last }

        /// The number of purchases after joining and before `twinEnd`, of a member whose last one is `last`.
        func sharedNumber(last: Int) -> Int { lastSharedNumber(last: last) - joiningPurchase }
    }

    /// What a member's purchases after joining and up to `last` come to at the baskets of a life with no program.
    private mutating func baseSpending(_ spending: Spending, through last: Int) -> Int64 {
        purchaseLuck.total(through: last) - purchaseLuck.total(through: spending.joiningPurchase)
    }

    /// First instant at which somebody who leaves at `leftAt` (infinite: never) buys no more within the study.
    /// The coin after a purchase lets that purchase stand.
    func lastInstant(leftAt: Double) -> Double {
        min(leavesByCoin ? leftAt.nextUp : leftAt, study.horizon)
    }

    private var leavesByCoin: Bool { if case .coin = person.traits.attrition { true } else { false } }

    /// Counts the six revenues of a member who has been walked to the end.
    mutating func recordSplit(_ member: inout Member, after joining: Joining) {
        let spending = member.spending
        let base = baseSpending(spending, through: member.number)
        let sharedBase = baseSpending(spending, through: spending.lastSharedNumber(last: member.number))
        let sharedExtra = spending.crossing?.extra ?? spending.extra
        // A member's baskets relative to the base ones; without any, what the mood would have made of them.
        let scale = base > 0 ? Double(base + spending.extra) / Double(base) : member.mood.basket
        let own = baseSpending(spending, through: max(joining.purchase, twin.count - 1))
        var (retained, faster, fasterLarger) = (own, sharedBase, sharedBase + sharedExtra)
        if lastInstant(leftAt: member.leftAt) != spending.twinEnd {
            retained = retainedRevenue(&member, base: base, after: joining)
            if leavesByCoin, twin.leftAt < study.horizon {
                faster = own + worth(ofClock: progressAtTwinEnd(&member, after: joining) - baseClock(twin.count - 1))
                fasterLarger = Self.scaled(faster, by: scale)
            } else if member.leftAt < spending.twinEnd {
                let rest = pathRevenue(
                    from: member.number + 1, clock: member.nextClock, gaps: member.mood.gaps,
                    before: spending.twinEnd)
                faster += rest
                fasterLarger += Self.scaled(rest, by: scale)
            }
        }
        recorder.add(Outcome.Total.revenueIfRetained, retained)
        recorder.add(Outcome.Total.revenueIfFaster, faster)
        recorder.add(Outcome.Total.revenueIfLarger, Self.scaled(own, by: scale))
        recorder.add(Outcome.Total.revenueIfRetainedFaster, base)
        recorder.add(Outcome.Total.revenueIfRetainedLarger, Self.scaled(retained, by: scale))
        recorder.add(Outcome.Total.revenueIfFasterLarger, fasterLarger)
    }

    /// The twin's revenue after joining, had its life ended when the member's did.
    private mutating func retainedRevenue(_ member: inout Member, base: Int64, after joining: Joining) -> Int64 {
        if leavesByCoin, member.leftAt < study.horizon {
            return base
                + worth(ofClock: study.reading(at: member.leftAt) - baseClock(member.number))
        }
        let end = lastInstant(leftAt: member.leftAt)
        var (number, revenue) = (joining.purchase + 1, Int64(0))
        while number < twin.count, twin.purchases[number].instant < end {
            revenue += twin.purchases[number].amount
            number += 1
        }
        return number < twin.count
            ? revenue : revenue + pathRevenue(from: number, clock: baseClock(number), gaps: 1, before: end)
    }

    /// The reading at which a member who goes on at its own pace would have made, were it the twin, as many purchases
    /// as by the end of the twin's life.
    private mutating func progressAtTwinEnd(_ member: inout Member, after joining: Joining) -> Double {
        let (spending, end) = (member.spending, study.reading(at: twin.leftAt))
        if member.leftAt <= twin.leftAt {
            let since = study.reading(at: member.leftAt)
            return baseClock(member.number) + (end - since) / member.mood.gaps
        }
        let next = spending.firstBeyond < .infinity ? spending.firstBeyond : member.nextClock
        let shared = spending.sharedNumber(last: member.number)
        let number = joining.purchase + shared
        let start = shared > 0 || joining.atTill ? baseClock(number) : spending.lastShared
        let share = next > spending.lastShared ? (end - spending.lastShared) / (next - spending.lastShared) : 0
        return start + share * (baseClock(number + 1) - start)
    }

    /// The clock's reading at purchase `number` with no program, however long the life.
    private mutating func baseClock(_ number: Int) -> Double {
        if number < twin.count { return twin.purchases[number].clock }
        // Of a twin who makes no purchase only the first one's reading is known.
        let last = max(0, twin.count - 1)
        var clock = twin.count > 0 ? twin.purchases[last].clock : twin.nextClock
        for earlier in last..<number { clock += purchaseLuck.draw(earlier, luck, sampler).pointee.gap }
        return clock
    }

    /// What the customer spends on average, with no program, while the purchase clock runs this far.
    private mutating func worth(ofClock clock: Double) -> Int64 {
        let value = clock * person.traits.purchase.purchasesPerDay * person.traits.basket.mean
        guard value.isFinite else { return 0 }
        return Int64(max(-Self.mostRevenue, min(value.rounded(), Self.mostRevenue)))
    }

    /// What purchases from `first` on come to at base baskets, the first at the clock's reading `firstClock`, the
    /// others at a steady pace, as far as they lie before `end`.
    private mutating func pathRevenue(
        from first: Int, clock firstClock: Double, gaps: Double, before end: Double
    ) -> Int64 {
        var (number, clock, revenue) = (first, firstClock, Int64(0))
        while number < Simulation.purchaseLimit, study.instant(at: clock) < end {
            let draw = purchaseLuck.draw(number, luck, sampler)
            revenue += draw.pointee.amount
            clock += draw.pointee.gap * gaps
            number += 1
        }
        return revenue
    }

    /// What no life comes to: the largest basket at each purchase.
    private static var mostRevenue: Double { 1e12 * Double(Simulation.purchaseLimit) }

    /// A revenue with all baskets scaled, to the nearest minor unit.
    private static func scaled(_ revenue: Int64, by scale: Double) -> Int64 {
        guard scale != 1, revenue != 0 else { return revenue }
        let value = (Double(revenue) * scale).rounded()
        return Int64(max(-mostRevenue, min(value, mostRevenue)))
    }
}
