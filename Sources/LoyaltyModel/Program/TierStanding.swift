/// Where a member stands among the levels, and what that rests on.
struct TierStanding: Sendable {
    /// The member's level; 0 is where everybody starts.
    private(set) var level = 0
    /// What counts towards a level, within the window.
    private(set) var counted = Accumulation()
    /// What had counted when the level was last reached, and its part that the twin would have too.
    private(set) var basis: (amount: Int64, twin: Int64) = (0, 0)
    /// The day whose end is the next to change the level; `Lot.noExpiry` if none does.
    private(set) var nextReview = Lot.noExpiry
    private var joined: Int32 = 0
    /// The running period's last day, and the last on which what is reached in it is valid.
    private var periodEnd = Lot.noExpiry
    private var periodValid = Lot.noExpiry
    /// The most that has counted at once within the running period.
    private var peak: Int64 = 0
    /// Last valid day of each level as earlier periods, or a fall from above, have left it; −1 for none.
    private var earlier: [Int32] = []

    /// A member as new, from `day` on.
    mutating func begin(on day: Int32, _ rules: RulesPointer) {
        counted.begin(on: day)
        earlier.removeAll(keepingCapacity: true)
        for _ in 0...rules.pointee.tiers.top { earlier.append(-1) }
        (level, joined, nextReview, basis) = (0, day, Lot.noExpiry, (0, 0))
        open(on: day, rules)
    }

    /// Counts a purchase. With promotion at once it may raise the level.
    mutating func count(_ amount: Int64, twin: Int64, on day: Int32, _ rules: RulesPointer) {
        turn(to: day, rules)
        counted.add(amount, twin: twin, on: day, rules.pointee.tiers.window)
        peak = max(peak, counted.amount)
        let reached = rules.pointee.tiers.level(at: peak)
        if reached > 0, reached >= level { basis = (counted.amount, counted.twin) }
        if rules.pointee.tiers.mechanic.promotion == .atOnce { level = max(level, reached) }
        schedule(rules)
    }

    /// Takes back what a purchase of `boughtOn` counted, and the level if it no longer has anything to rest on. What a
    /// period that is over has led to stays.
    ///
    /// - Parameter day: today, on or after `boughtOn`.
    mutating func takeBack(
        _ amount: Int64, twin: Int64, boughtOn: Int32, on day: Int32, _ rules: RulesPointer
    ) {
        turn(to: day, rules)
        guard counted.subtract(amount, twin: twin, addedOn: boughtOn, rules.pointee.tiers.window) else { return }
        peak = max(counted.amount, peak - amount)
        while level > 0, lastValidDay(of: level, rules) < day { level -= 1 }
        schedule(rules)
    }

    /// The review at the end of `day`: what was reached is given, what is no longer valid is taken.
    mutating func review(endOf day: Int32, _ rules: RulesPointer) {
        turn(to: day, rules)
        if rules.pointee.tiers.mechanic.promotion == .atReview, day == periodEnd {
            level = max(level, rules.pointee.tiers.level(at: peak))
        }
        turn(to: day + 1, rules)
        if level > 0, lastValidDay(of: level, rules) <= day { fall(after: day, rules) }
        schedule(rules)
    }

    /// The level as the member sees it on `day`.
    @inline(never)
    mutating func view(on day: Int32, _ rules: RulesPointer) -> LevelView {
        turn(to: day, rules)
        var view = LevelView()
        view.share = share(of: level, rules)
        if let next = rules.pointee.tiers.terms.firstIndex(where: { $0.from > counted.amount }) {
            view.progress = Double(counted.amount) / Double(rules.pointee.tiers.terms[next].from)
            view.nextWeight = rules.pointee.weights.levels[next]
        }
        view.windowCloses = rules.pointee.tiers.window.closes
        if rules.pointee.tiers.window.closes {
            view.closeness = max(0, 1 - Double(periodEnd - day) / rules.pointee.tiers.mechanic.window.meanDays)
        }
        return view
    }

    /// What a level means: level ÷ number of levels above the first, by the weight of what it gives.
    func share(of level: Int, _ rules: RulesPointer) -> Double {
        guard rules.pointee.tiers.top > 0 else { return 0 }
        return Double(level) / Double(rules.pointee.tiers.top) * rules.pointee.weights.levels[level]
    }

    /// Last day on which a level is valid, as far as is known.
    func lastValidDay(of level: Int, _ rules: RulesPointer) -> Int32 {
        level <= rules.pointee.tiers.level(at: peak) ? max(earlier[level], periodValid) : earlier[level]
    }

    private mutating func fall(after day: Int32, _ rules: RulesPointer) {
        level -= 1
        switch rules.pointee.tiers.mechanic.demotion {
        case .oneLevel:
            // As long as a period, from wherever a grace has ended: not what happens to be left of the running one.
            let valid = rules.pointee.tiers.window.lastDay(aStretchAfter: day, joined: joined)
            earlier[level] = max(earlier[level], valid)
        case .full:
            while level > 0, lastValidDay(of: level, rules) <= day { level -= 1 }
        }
    }

    /// Closes the periods that are over before `day`.
    private mutating func turn(to day: Int32, _ rules: RulesPointer) {
        while periodEnd < day {
            let reached = rules.pointee.tiers.level(at: peak)
            for level in earlier.indices where level <= reached { earlier[level] = max(earlier[level], periodValid) }
            open(on: periodEnd + 1, rules)
        }
        counted.turn(to: day, rules.pointee.tiers.window)
    }

    private mutating func open(on day: Int32, _ rules: RulesPointer) {
        (periodEnd, periodValid) = rules.pointee.tiers.period(of: day, joined: joined)
        counted.turn(to: day, rules.pointee.tiers.window)
        peak = counted.amount
    }

    private mutating func schedule(_ rules: RulesPointer) {
        var next = level > 0 ? lastValidDay(of: level, rules) : Lot.noExpiry
        if rules.pointee.tiers.mechanic.promotion == .atReview, rules.pointee.tiers.level(at: peak) > level {
            next = min(next, periodEnd)
        }
        nextReview = next < rules.pointee.tiers.lastDay ? next : Lot.noExpiry
    }
}

/// A level as its member sees it.
struct LevelView: Sendable {
    /// Level ÷ number of levels above the first, by the weight of what it gives.
    var share = 0.0
    /// Share of the next threshold that has counted within the window; 0 where there is none.
    var progress = 0.0
    /// How much what it gives moves a member.
    var nextWeight = 1.0
    /// How near the window's end is, 0 to 1; 1 where it never closes.
    var closeness = 1.0
    var windowCloses = false
}
