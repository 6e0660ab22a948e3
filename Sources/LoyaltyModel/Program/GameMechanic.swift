/// Play: missions, streaks, spins for prizes, a season with a score, and what members do between purchases.
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
        /// The pool for all members together; what is drawn beyond wins nothing. Nil for as many as are won.
        public var stock: SharedLimit?

        public init(
            name: String, probabilityMillionths: Int64, faceValue: Money, unitCost: Money, limit: Int? = nil,
            stock: SharedLimit? = nil
        ) {
            self.name = name
            self.probabilityMillionths = probabilityMillionths
            self.faceValue = faceValue
            self.unitCost = unitCost
            self.limit = limit
            self.stock = stock
        }
    }

    /// A score that is collected for some calendar months, and wins at a threshold or by rank.
    public struct Season: Sendable, Hashable {
        /// Who wins.
        public enum Wins: Sendable, Hashable {
            /// Everybody with so high a score, which is known in advance.
            case at(Int64)
            /// So many members with the highest scores.
            case best(Int64)
            /// This part, in millionths, of those who have scored, rounded down, and one member at least.
            case bestShare(Int64)
        }

        /// Calendar months, counted from the month of the launch.
        public var months: Int
        public var perPurchase: Int64
        /// Score for each unit of money, in millionths.
        public var perMoneyMillionths: Int64
        /// Score for each point that a purchase earns.
        public var perPoint: Int64
        public var wins: Wins
        public var gives: PlayReward

        public init(
            months: Int, perPurchase: Int64 = 0, perMoneyMillionths: Int64 = 0, perPoint: Int64 = 0, wins: Wins,
            gives: PlayReward
        ) {
            self.months = months
            self.perPurchase = perPurchase
            self.perMoneyMillionths = perMoneyMillionths
            self.perPoint = perPoint
            self.wins = wins
            self.gives = gives
        }
    }

    /// Something that members do beside buying: open the app, write a review, check in, answer a survey.
    public struct Event: Sendable, Hashable {
        /// When it happens.
        public enum Pace: Sendable, Hashable {
            /// So many times a month of 30.4375 days on average; what it brings is given at the month's end.
            case monthly(Double)
            /// With a probability on each visit, and then at once.
            case visit(Double)
        }

        /// Matches `[a-z0-9-]+`.
        public var name: String
        /// As the program's designer expects it of members whom play moves.
        public var pace: Pace
        /// For each time.
        public var points: Points
        public var stamps: Points
        public var score: Int64
        /// How many times a calendar month bring anything; nil for all.
        public var mostPerMonth: Int?

        public init(
            name: String, pace: Pace, points: Points = .zero, stamps: Points = .zero, score: Int64 = 0,
            mostPerMonth: Int? = nil
        ) {
            self.name = name
            self.pace = pace
            self.points = points
            self.stamps = stamps
            self.score = score
            self.mostPerMonth = mostPerMonth
        }
    }

    public var missions: [Mission]
    public var streaks: [Streak]
    public var spinsPerPurchase: Int
    public var prizes: [Prize]
    public var season: Season?
    public var events: [Event]
    /// What a unit of a prize's or voucher's face value is worth to those whom play moves, as a part of it.
    public var appeal: Double

    public init(
        missions: [Mission] = [], streaks: [Streak] = [], spinsPerPurchase: Int = 0, prizes: [Prize] = [],
        season: Season? = nil, events: [Event] = [], appeal: Double = 1
    ) {
        self.missions = missions
        self.streaks = streaks
        self.spinsPerPurchase = spinsPerPurchase
        self.prizes = prizes
        self.season = season
        self.events = events
        self.appeal = appeal
    }
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
