/// Levels of membership that spending, visits or points lead to, each with its benefits, reviewed as time passes.
///
/// What counts adds up within a window. A level that is reached within a period (the calendar year, the year of
/// membership, the month of a rolling window) is valid to the period's end and through the grace after it; a member has
/// the highest level that is valid.
public struct TierMechanic: Sendable, Hashable {
    /// What leads to a level.
    public enum Metric: String, CaseIterable, Sendable {
        /// Goods at their price before any discount, minor units.
        case spend
        case visits
        /// Points earned on purchases, before the level multiplies them.
        case points
    }

    /// When a level that has been reached is given.
    public enum Promotion: String, CaseIterable, Sendable {
        /// With the purchase that reaches it.
        case atOnce = "at-once"
        /// At the end of the period in which it was reached.
        case atReview = "at-review"
    }

    /// What becomes of a member whose level is no longer valid.
    public enum Demotion: String, CaseIterable, Sendable {
        /// The highest level that is still valid.
        case full
        /// At most one level lower, which is then valid to the end of the next period.
        case oneLevel = "one-level"
    }

    /// Where the earn multiplier stands among the roundings.
    public enum RoundingOrder: String, CaseIterable, Sendable {
        /// Points are multiplied, then rounded.
        case before
        /// Points are rounded, multiplied, and rounded again.
        case after
    }

    /// What a member is given on reaching a level.
    public struct Gift: Sendable, Hashable {
        public var kind: Reward.Kind
        /// What the member would have to pay for it: this is perceived.
        public var faceValue: Money
        /// What it costs the company: this is booked.
        public var unitCost: Money
        /// Share of customers who care for this kind.
        public var appeal: Double

        public init(kind: Reward.Kind, faceValue: Money, unitCost: Money, appeal: Double) {
            self.kind = kind
            self.faceValue = faceValue
            self.unitCost = unitCost
            self.appeal = appeal
        }
    }

    /// A level and all that its members have; nothing is handed up from the levels below.
    public struct Level: Sendable, Hashable {
        /// Matches `[a-z0-9-]+`.
        public var name: String
        /// Least amount of the metric that reaches it: minor units, visits or points.
        public var from: Int64
        /// Points are multiplied by this, in millionths.
        public var earnMillionths: Int64
        /// Off every bill, of the price, in millionths.
        public var discountMillionths: Int64
        public var gift: Gift?
        /// What perks are worth to a member, and cost the company, a year at the level.
        public var perksValue: Money
        public var perksCost: Money

        public init(
            name: String, from: Int64, earnMillionths: Int64 = 1_000_000, discountMillionths: Int64 = 0,
            gift: Gift? = nil, perksValue: Money = .zero, perksCost: Money = .zero
        ) {
            self.name = name
            self.from = from
            self.earnMillionths = earnMillionths
            self.discountMillionths = discountMillionths
            self.gift = gift
            self.perksValue = perksValue
            self.perksCost = perksCost
        }

        /// Whether it is more than a name.
        public var givesAnything: Bool {
            earnMillionths != 1_000_000 || discountMillionths > 0 || gift != nil || perksValue > .zero
        }
    }

    public var metric: Metric
    public var window: AccumulationWindow
    /// Ascending; the first is where everybody starts, from 0.
    public var levels: [Level]
    public var promotion: Promotion
    public var demotion: Demotion
    /// How long a level stays valid after the period in which it was reached.
    public var graceMonths: Int
    public var roundingOrder: RoundingOrder
    /// Share of customers who care for money off.
    public var discountAppeal: Double

    public init(
        metric: Metric = .spend, window: AccumulationWindow = .calendarYear, levels: [Level],
        promotion: Promotion = .atOnce, demotion: Demotion = .full, graceMonths: Int = 0,
        roundingOrder: RoundingOrder = .before, discountAppeal: Double = 0.75
    ) {
        self.metric = metric
        self.window = window
        self.levels = levels
        self.promotion = promotion
        self.demotion = demotion
        self.graceMonths = graceMonths
        self.roundingOrder = roundingOrder
        self.discountAppeal = discountAppeal
    }
}

/// Levels made ready for a study: numbers only, so that reading one counts no references.
struct TierRules: ~Copyable, Sendable {
    struct Terms: Sendable {
        let from: Int64
        let earnMillionths: Int64
        let discountMillionths: Int64
        let gift: TierMechanic.Gift?
        let perksCost: Money
    }

    let mechanic: TierMechanic
    let window: WindowRules
    let terms: [Terms]
    /// The last day of the study: after its end no level matters any more.
    let lastDay: Int32

    init(_ mechanic: TierMechanic, calendar: StudyCalendar) {
        self.mechanic = mechanic
        window = WindowRules(mechanic.window, calendar: calendar)
        terms = mechanic.levels.map {
            Terms(
                from: $0.from, earnMillionths: $0.earnMillionths, discountMillionths: $0.discountMillionths,
                gift: $0.gift, perksCost: $0.perksCost)
        }
        lastDay = Int32(calendar.days - 1)
    }

    /// The highest level; 0 where everybody is alike.
    @inline(__always)
    var top: Int { max(0, terms.count - 1) }

    /// The level that an amount reaches.
    @inline(__always)
    func level(at amount: Int64) -> Int {
        var level = top
        while level > 0, terms[level].from > amount { level -= 1 }
        return level
    }

    /// The last day of the period that `day` lies in, and the last on which what is reached in it is valid.
    func period(of day: Int32, joined: Int32) -> (end: Int32, valid: Int32) {
        (
            window.lastDay(on: day, joined: joined),
            window.lastDay(on: day, joined: joined, months: mechanic.graceMonths)
        )
    }
}
