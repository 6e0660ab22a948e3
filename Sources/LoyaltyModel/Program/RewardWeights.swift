/// How much each reward of a program moves a member beside a large one, 0 to 1.
///
/// To the rules these are numbers that they hand on with the news of a reward, and with a goal that lies ahead; how people
/// react says what they are (see ``RewardWorth``). 1 throughout where nobody has said.
struct RewardWeights: Sendable {
    /// Of the catalogue, in its order.
    var catalogue: [Double]
    /// Of what points can be worked towards, in the order of ``PointsRules/goals``.
    var goals: [Double]
    /// Points as money at the company's own till, and at the best of the partners'.
    var till = 1.0
    var partners = 1.0
    var conversion = 1.0
    /// Of a card beside points.
    var card = 1.0
    /// By bracket.
    var cashback: [Double]
    var annual: [Double]
    /// By level; what the name of a level does alone is in it.
    var levels: [Double]
    var missions: [Double]
    var streaks: [Double]
    var season = 1.0
    var prizes: [Double]
    /// What comes with a message: its gift, its coupon.
    var gifts: [Double]
    var messageCoupons: [Double]
    var offers: [Double]
    var referrer = 1.0
    var friend = 1.0
    /// A member's gift of points to the cause, and the company's.
    var giving = 1.0
    var donation = 1.0
    /// The largest of all that is worked towards.
    var largestGoal = 1.0
    /// The least number of points that is good for something: by it, members count what they could have.
    var cheapest: Int64
    /// The nearest that is worked towards and good for something: what expires was a part of it.
    var nearest: Goal
    /// Points that a minor unit of a mean customer's spending earns, or did before a change that ended it; 0 where nothing
    /// was weighed by it.
    var pointsPerMinor = 0.0

    /// Rewards of the catalogue that weigh less are not counted among what a member could have or waits for, unless there
    /// is nothing else.
    static let least = 0.5

    /// Whether a reward of the catalogue is.
    func counts(_ reward: Int) -> Bool { catalogue[reward] >= Self.least }

    /// A price in points and what is had for it.
    struct Goal: Sendable {
        let price: Int64
        let weight: Double
    }

    init(
        points: borrowing PointsRules, game: GameRules, levels: Int, messages: Int, offers: Int, cashback: Int,
        annual: Int
    ) {
        func ones(_ count: Int) -> [Double] { Array(repeating: 1, count: count) }
        cheapest = points.cheapest
        nearest = Goal(price: points.goals.first ?? 0, weight: 1)
        catalogue = ones(points.rewards.count)
        goals = ones(points.goals.count)
        self.cashback = ones(cashback)
        self.annual = ones(annual)
        self.levels = ones(levels)
        (missions, streaks, prizes) = (ones(game.missions.count), ones(game.streaks.count), ones(game.prizes.count))
        (gifts, messageCoupons, self.offers) = (ones(messages), ones(messages), ones(offers))
    }
}

/// A goal that a member works towards.
struct GoalAhead: Sendable {
    /// How near it is, 0 to 1.
    var progress: Double
    /// How much its reward moves a member beside a large one.
    var weight: Double

    /// Of two goals the one that is looked at: the nearer, as far as it is worth something; of two that are as far away
    /// as can be the one that is worth more.
    static func nearer(_ one: GoalAhead?, _ other: GoalAhead) -> GoalAhead {
        guard let one else { return other }
        let (first, second) = (one.progress * one.weight, other.progress * other.weight)
        return second > first || (second == first && other.weight > one.weight) ? other : one
    }
}
