/// Play: missions, streaks, spins for prizes, a season with a score, and points for opening the app.
///
/// Only members whom play moves take part.
public struct GameMechanic: Sendable, Hashable {
    /// So many purchases, or so much spending, within a time from the first purchase that counts.
    public struct Mission: Sendable, Hashable {
        public enum Target: Sendable, Hashable {
            case purchases(Int)
            /// At prices before any discount; of one category where it is named.
            case spend(Money, category: String?)
        }

        public var target: Target
        /// Days from the first purchase that counts, that day included.
        public var withinDays: Int
        /// How often one member can complete it; nil for no limit.
        public var limit: Int?
        public var gives: PlayReward

        public init(target: Target, withinDays: Int, limit: Int? = nil, gives: PlayReward) {
            self.target = target
            self.withinDays = withinDays
            self.limit = limit
            self.gives = gives
        }
    }

    /// A purchase in each of so many consecutive calendar weeks or months.
    public struct Streak: Sendable, Hashable {
        public enum Period: String, CaseIterable, Sendable {
            /// Monday to Sunday.
            case week
            case month
        }

        public var every: Period
        public var length: Int
        /// How often one member can complete it; nil for no limit.
        public var limit: Int?
        public var gives: PlayReward

        public init(every: Period, length: Int, limit: Int? = nil, gives: PlayReward) {
            self.every = every
            self.length = length
            self.limit = limit
            self.gives = gives
        }
    }

    /// What a spin can win.
    public struct Prize: Sendable, Hashable {
        /// Matches `[a-z0-9-]+`.
        public var name: String
        /// In millionths; those of all prizes sum to at most 1, the rest wins nothing.
        public var probabilityMillionths: Int64
        /// What the member would have to pay for it: this is perceived.
        public var faceValue: Money
        /// What it costs the company: this is booked.
        public var unitCost: Money
        /// How many one member can win; what is drawn beyond wins nothing. Nil for no limit.
        public var limit: Int?

        public init(
            name: String, probabilityMillionths: Int64, faceValue: Money, unitCost: Money, limit: Int? = nil
        ) {
            self.name = name
            self.probabilityMillionths = probabilityMillionths
            self.faceValue = faceValue
            self.unitCost = unitCost
            self.limit = limit
        }
    }

    /// A score that is collected for some calendar months, and wins at a threshold known in advance.
    public struct Season: Sendable, Hashable {
        /// Calendar months, counted from the month of the launch.
        public var months: Int
        public var perPurchase: Int64
        /// Score for each unit of money, in millionths.
        public var perMoneyMillionths: Int64
        /// Score for each time that the app is opened.
        public var perOpen: Int64
        public var winsAt: Int64
        public var gives: PlayReward

        public init(
            months: Int, perPurchase: Int64 = 0, perMoneyMillionths: Int64 = 0, perOpen: Int64 = 0, winsAt: Int64,
            gives: PlayReward
        ) {
            self.months = months
            self.perPurchase = perPurchase
            self.perMoneyMillionths = perMoneyMillionths
            self.perOpen = perOpen
            self.winsAt = winsAt
            self.gives = gives
        }
    }

    public var missions: [Mission]
    public var streaks: [Streak]
    public var spinsPerPurchase: Int
    public var prizes: [Prize]
    public var season: Season?
    /// For each time that the app is opened, given at the month's end.
    public var pointsPerOpen: Points
    /// Most points a calendar month for opening the app.
    public var openPointsCap: Points
    /// What a unit of a prize's or voucher's face value is worth to those whom play moves, as a part of it.
    public var appeal: Double

    public init(
        missions: [Mission] = [], streaks: [Streak] = [], spinsPerPurchase: Int = 0, prizes: [Prize] = [],
        season: Season? = nil, pointsPerOpen: Points = .zero, openPointsCap: Points = .zero, appeal: Double = 1
    ) {
        self.missions = missions
        self.streaks = streaks
        self.spinsPerPurchase = spinsPerPurchase
        self.prizes = prizes
        self.season = season
        self.pointsPerOpen = pointsPerOpen
        self.openPointsCap = openPointsCap
        self.appeal = appeal
    }

    /// Whether opening the app brings anything.
    var rewardsOpens: Bool { pointsPerOpen > .zero || (season?.perOpen ?? 0) > 0 }
}

/// What play gives for something achieved.
public enum PlayReward: Sendable, Hashable {
    /// Worth no money.
    case badge
    /// Points of the program's points mechanic.
    case points(Points)
    /// Off one bill, valid so many calendar months.
    case voucher(Money, validMonths: Int)
    case spins(Int)
    case prize(faceValue: Money, unitCost: Money)
}
