/// Over which time a member's spending, visits or points add up.
public enum AccumulationWindow: Sendable, Hashable {
    /// All since joining.
    case lifetime
    /// Since 1 January.
    case calendarYear
    /// Since the last anniversary of joining (29 February is the 28th in other years).
    case anniversary
    /// Since the day after the same day of the month, this many calendar months earlier.
    case rolling(months: Int)

    /// How long it is when full, days; infinite for a lifetime.
    var meanDays: Double {
        switch self {
        case .lifetime: .infinity
        case .calendarYear, .anniversary: 12 * CalendarDate.meanDaysPerMonth
        case .rolling(let months): Double(months) * CalendarDate.meanDaysPerMonth
        }
    }
}

/// An accumulation window made ready for a study.
struct WindowRules: ~Copyable, Sendable {
    let window: AccumulationWindow
    /// For each day of the study the first day that still counts; empty where that depends on the member, or is
    /// always joining.
    private let firstDay: [Int32]
    private let calendar: StudyCalendar

    init(_ window: AccumulationWindow, calendar: StudyCalendar) {
        self.window = window
        self.calendar = calendar
        firstDay =
            switch window {
            case .lifetime, .anniversary: []
            case .calendarYear:
                (0..<calendar.days).map { Int32(calendar.day(of: calendar.date(ofDay: $0).startOfYear)) }
            case .rolling(let months):
                (0..<calendar.days).map {
                    Int32(calendar.day(of: calendar.date(ofDay: $0).adding(months: -months)) + 1)
                }
            }
    }

    /// Whether single amounts must be remembered, because they drop out one by one.
    @inline(__always)
    var rolls: Bool { if case .rolling = window { true } else { false } }

    /// The first day that still counts on `day`.
    @inline(__always)
    func firstDay(on day: Int32, joined: Int32) -> Int32 {
        switch window {
        case .lifetime: joined
        case .calendarYear, .rolling: firstDay[Int(day)]
        case .anniversary: lastAnniversary(on: day, joined: joined)
        }
    }

    /// Whether there is an end at which all that has added up counts no more.
    var closes: Bool {
        switch window {
        case .calendarYear, .anniversary: true
        case .lifetime, .rolling: false
        }
    }

    /// The last day of the stretch that `day` lies in (the calendar year, the year of membership, for a rolling window
    /// the month), or of that so many calendar months later; `Lot.noExpiry` for a lifetime.
    func lastDay(on day: Int32, joined: Int32, months: Int = 0) -> Int32 {
        let date = calendar.date(ofDay: Int(day))
        let last: CalendarDate
        switch window {
        case .lifetime: return Lot.noExpiry
        case .calendarYear: last = date.endOfYear.adding(months: months).endOfMonth
        case .rolling: last = date.endOfMonth.adding(months: months).endOfMonth
        case .anniversary:
            let first = calendar.date(ofDay: Int(joined))
            last = first.adding(months: 12 * yearsSince(joined, on: day) + 12 + months).adding(days: -1)
        }
        return Int32(calendar.day(of: last))
    }

    /// The last day of a stretch as long as one of these that begins behind the end of another, which may have been moved by
    /// calendar months: a year later, for a rolling window a month; a month's end stays one.
    func lastDay(aStretchAfter end: Int32, joined: Int32) -> Int32 {
        switch window {
        case .lifetime: return Lot.noExpiry
        case .calendarYear: return lastDay(monthsAfter: end, 12)
        case .rolling: return lastDay(monthsAfter: end, 1)
        case .anniversary:
            let (first, next) = (calendar.date(ofDay: Int(joined)), calendar.date(ofDay: Int(end) + 1))
            let months = 12 * (next.year - first.year) + next.month - first.month
            return Int32(calendar.day(of: first.adding(months: months + 12).adding(days: -1)))
        }
    }

    private func lastDay(monthsAfter end: Int32, _ months: Int) -> Int32 {
        Int32(calendar.day(of: calendar.date(ofDay: Int(end)).adding(months: months).endOfMonth))
    }

    /// The last day of the calendar year, or of the year since joining, that `day` lies in; `Lot.noExpiry` where the
    /// study ends before it.
    func yearEnd(on day: Int32, joined: Int32) -> Int32 {
        let last = lastDay(on: day, joined: joined)
        return Int(last) < calendar.days ? last : Lot.noExpiry
    }

    private func lastAnniversary(on day: Int32, joined: Int32) -> Int32 {
        let first = calendar.date(ofDay: Int(joined))
        return Int32(calendar.day(of: first.adding(months: 12 * yearsSince(joined, on: day))))
    }

    /// Anniversaries of joining that have passed on `day`.
    private func yearsSince(_ joined: Int32, on day: Int32) -> Int {
        var years = Int(day - joined) / 366
        let first = calendar.date(ofDay: Int(joined))
        while calendar.day(of: first.adding(months: 12 * (years + 1))) <= Int(day) { years += 1 }
        return years
    }
}

/// What has added up within a window, and its part that the twin would have too.
struct Accumulation: Sendable {
    private struct Entry: Sendable {
        let day: Int32
        var amount: Int64
        var twin: Int64
    }

    private(set) var amount: Int64 = 0
    private(set) var twin: Int64 = 0
    /// What was added last, for its refund.
    private(set) var latest: Int64 = 0
    private var since: Int32 = 0
    private(set) var joined: Int32 = 0
    /// Amounts that drop out one by one, from `head` on.
    private var entries: [Entry] = []
    private var head = 0

    init() {}

    /// Empties it for a member who joined on `day`.
    mutating func begin(on day: Int32) {
        clear()
        (since, joined) = (day, day)
    }

    /// Drops what no longer counts on `day`.
    ///
    /// Inlined, measured: rules that are handed to a function are copied, which counts references to all their tables.
    @inline(__always)
    mutating func turn(to day: Int32, _ rules: borrowing WindowRules) {
        let first = rules.firstDay(on: day, joined: joined)
        if first > since { drop(before: first, rolls: rules.rolls) }
    }

    @inline(never)
    private mutating func drop(before first: Int32, rolls: Bool) {
        since = first
        guard rolls else { return clear() }
        while head < entries.count, entries[head].day < first {
            amount -= entries[head].amount
            twin -= entries[head].twin
            head += 1
        }
        if head == entries.count {
            entries.removeAll(keepingCapacity: true)
            head = 0
        }
    }

    /// Adds what happened on `day`, which is never earlier than what was added before.
    @inline(__always)
    mutating func add(_ amount: Int64, twin: Int64, on day: Int32, _ rules: borrowing WindowRules) {
        turn(to: day, rules)
        self.amount += amount
        self.twin += twin
        latest = amount
        if rules.rolls { entries.append(Entry(day: day, amount: amount, twin: twin)) }
    }

    /// Takes back what was added on `day`, as a refund does. Returns false, and does nothing, where that day no longer
    /// counts.
    mutating func subtract(_ amount: Int64, twin: Int64, addedOn day: Int32, _ rules: borrowing WindowRules) -> Bool {
        guard day >= since else { return false }
        if rules.rolls {
            guard let place = entries.lastIndex(where: { $0.day == day && $0.amount >= amount }), place >= head else {
                return false
            }
            entries[place].amount -= amount
            entries[place].twin -= twin
        }
        self.amount -= amount
        self.twin -= twin
        return true
    }

    /// Forgets all that has added up.
    mutating func clear() {
        (amount, twin, head) = (0, 0, 0)
        entries.removeAll(keepingCapacity: true)
    }
}
