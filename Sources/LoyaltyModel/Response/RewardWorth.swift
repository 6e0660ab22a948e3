internal import Foundation

/// How much a reward moves people by what it is worth: 1 − 2^(−worth ÷ half).
///
/// The worth is that for a unit of money: appeal × ease × face value ÷ the money that a mean basket's owner has to spend
/// for it; of what is had without earning it, ÷ one mean purchase. Points that purchases no longer earn are worth what
/// they were while they did. It multiplies the pull of a goal, the lift and the
/// delight after a reward, the annoyance at losing one or at one that is too far, and what a level does. Sources: the
/// effects were measured with rewards of about a tenth of spending (Kivetz, Urminsky, Zheng 2006: one coffee for ten); that
/// they vanish with the reward is by definition; form and half are assumed.
public struct RewardWorth: Sendable, Hashable {
    /// Worth for a unit of money at which a reward moves half as much as a large one; 0 where all move alike.
    public var halfAt: Double

    public init(halfAt: Double = 0) { self.halfAt = halfAt }

    func weight(_ worth: Double) -> Double {
        guard halfAt > 0 else { return 1 }
        return worth > 0 ? 1 - exp2(-worth / halfAt) : 0
    }

    /// The weights of all that a program gives.
    ///
    /// - Parameters:
    ///   - titleShare: what a level does by its name alone, as a share of what it does at most.
    ///   - before: points that a minor unit earned before the change that made the program this one; 0 for none.
    func weights(
        of rules: borrowing ProgramRules, titleShare: Double, segments: [Segment], minorPerMajor: Double,
        before: Double = 0
    ) -> RewardWeights {
        var weights = rules.weights
        let spending = MeanSpending(rules, segments: segments, minorPerMajor: minorPerMajor, before: before)
        guard halfAt > 0, let spending else { return weights }
        weights.pointsPerMinor = spending.pointsPerMinor
        let points = PointsWorth(rules, spending)
        weights.catalogue = (0..<rules.points.rewards.count).map { weight(points.worth(rules.points.rewards[$0])) }
        weights.cheapest = Self.cheapest(rules.points, weights.catalogue)
        weights.goals = rules.points.goals.map { weight(points.best(rules, goal: $0)) }
        let place = weights.goals.firstIndex { $0 >= RewardWeights.least } ?? 0
        if place < weights.goals.count {
            weights.nearest = RewardWeights.Goal(price: rules.points.goals[place], weight: weights.goals[place])
        }
        weights.till = weight(points.worth(rules.points.asMoney))
        weights.partners = weight(rules.coalition.burns.map { points.worth($0) }.max() ?? 0)
        weights.conversion = weight(points.worth(rules.points.conversion))
        weights.card = weight(rules.card.map { spending.worth(ofCard: $0.reward) } ?? 0)
        weights.cashback = rules.cashback.mechanic.brackets.map {
            weight(rules.cashback.mechanic.appeal * Double($0.shareMillionths) / 1e6)
        }
        weights.annual = spending.worths(rules.annual.mechanic, points).map(weight)
        weights.levels = spending.worths(rules.tiers.mechanic, points).map {
            titleShare + (1 - titleShare) * weight($0)
        }
        weigh(rules.game, spending, points, &weights)
        weighGifts(rules, spending, &weights)
        let discounts = rules.discount.mechanic.brackets.map {
            weight(rules.discount.mechanic.appeal * Double($0.shareMillionths) / 1e6)
        }
        let earned = weights.goals + weights.cashback + weights.annual + weights.levels.dropFirst() + weights.missions
        let more =
            weights.streaks + discounts + [weights.card, rules.game.season?.isRanked == false ? weights.season : 0]
        weights.largestGoal = (earned + more).max() ?? 0
        return weights
    }

    /// The least price of a use of points but for rewards that move nobody half as much as a large one; of any, where there
    /// is no other: a reward of a cent is not one that members count.
    private static func cheapest(_ points: borrowing PointsRules, _ weights: [Double]) -> Int64 {
        let lesser = weights.indices.filter { weights[$0] < RewardWeights.least }.map { points.rewards[$0].price }
        guard lesser.contains(points.cheapest) else { return points.cheapest }
        let others = weights.indices.filter { weights[$0] >= RewardWeights.least }.map { points.rewards[$0].price }
        return ((points.asMoney.map { [$0.threshold] } ?? []) + others).min() ?? points.cheapest
    }

    private func weigh(
        _ game: GameRules, _ spending: MeanSpending, _ points: PointsWorth, _ weights: inout RewardWeights
    ) {
        func worth(_ reward: PlayReward) -> Double {
            switch reward {
            case .badge: 0
            case .points(let count): Double(count.count) * points.ofPoint
            case .voucher(let value, _): game.appeal * Double(value.minor)
            case .spins(let number): game.appeal * Double(number) * game.prizes.reduce(0) { $0 + $1.mean }
            case .prize(let faceValue, _): game.appeal * Double(faceValue.minor)
            }
        }
        weights.missions = game.missions.map { mission in
            let target =
                Double(mission.target) / (mission.countsPurchases ? 1e6 : max(1e-6, spending.share(mission.share)))
            return weight(worth(mission.gives) / (mission.countsPurchases ? target * spending.basket : target))
        }
        weights.streaks = game.streaks.map { weight(worth($0.gives) / (Double($0.length) * spending.basket)) }
        weights.prizes = game.prizes.map { weight(game.appeal * Double($0.faceValue) / spending.basket) }
        guard let season = game.season else { return }
        // What nobody can work towards, as its threshold is not known, is weighed as a gift: beside one purchase.
        var purchases = 1.0
        if case .at(let winsAt) = season.wins {
            let perMinor = game.scorePerMinor + Double(season.perPoint) * spending.pointsPerMinor
            let score = perMinor * spending.basket + Double(season.perPurchase)
            if score > 0 { purchases = max(1, Double(winsAt) / score) }
        }
        weights.season = weight(worth(season.gives) / (purchases * spending.basket))
    }

    /// What nobody has to spend for is weighed beside one purchase.
    private func weighGifts(
        _ rules: borrowing ProgramRules, _ spending: MeanSpending, _ weights: inout RewardWeights
    ) {
        weights.gifts = rules.campaign.messages.map { message in
            weight(message.gift.map { $0.appeal * Double($0.faceValue.minor) / spending.basket } ?? 0)
        }
        weights.messageCoupons = rules.campaign.messages.map { message in
            weight(message.coupon.map { spending.worth($0.terms) } ?? 0)
        }
        weights.offers = rules.offers.offers.map { offer in
            switch offer.benefit {
            case .coupon(let terms): weight(spending.worth(terms))
            case .gift(let gift):
                weight(
                    gift.appeal * Double(gift.faceValue.minor) / max(spending.basket, Double(gift.minimumBill.minor)))
            case .sample(let sample): weight(sample.appeal * Double(sample.faceValue.minor) / spending.basket)
            }
        }
        weights.referrer = weight(spending.worth(rules.referral.referrer.gift))
        weights.friend = weight(spending.worth(rules.referral.friend.gift))
        let appeal = rules.cause.appeal
        weights.donation = weight(
            appeal * (Double(rules.cause.shareMillionths) / 1e6 + Double(rules.cause.perVisit) / spending.basket))
        if let giving = rules.cause.giving {
            let match = 1 + Double(rules.cause.matchMillionths) / 1e6
            let perPoint = appeal * match * Double(giving.worth.minor) / Double(giving.points.count)
            weights.giving = weight(spending.worth(perPoint: perPoint, points: Double(giving.points.count)))
        }
    }
}

/// What a purchase of the population's comes to on average.
private struct MeanSpending {
    /// The mean basket, minor units.
    let basket: Double
    /// Points that a minor unit earns on average, or did before a change that ended it.
    let pointsPerMinor: Double
    private let shares: [Double]

    /// Nil where baskets have no mean.
    init?(_ rules: borrowing ProgramRules, segments: [Segment], minorPerMajor: Double, before: Double) {
        var (basket, points) = (0.0, 0.0)
        for (place, segment) in segments.enumerated() {
            let mean = segment.basket.mean * minorPerMajor
            let earned = rules.points.earn.expectation(segment: place)
            basket += segment.share * mean
            points += segment.share * (earned.perMinor * mean + earned.perVisit)
        }
        guard basket > 0, basket.isFinite else { return nil }
        self.basket = basket
        pointsPerMinor = points > 0 ? points / basket : before
        shares = segments.map(\.share)
    }

    /// What a use of so many points is worth for a unit of money spent on them; where purchases earn none, but a head
    /// start, partners or play do, beside one mean purchase.
    func worth(perPoint: Double, points: Double) -> Double {
        perPoint * (pointsPerMinor > 0 ? pointsPerMinor : points / basket)
    }

    /// The mean of something that segments have in millionths.
    func share(_ millionths: [Int64]) -> Double {
        zip(shares, millionths).reduce(0) { $0 + $1.0 * Double($1.1) / 1e6 }
    }

    func worth(ofCard reward: RewardTerms) -> Double {
        reward.worth * part(of: reward) / (reward.pointsFromZero * basket)
    }

    /// What of a reward that is one more of what the bill buys such a bill buys.
    func part(of reward: RewardTerms) -> Double {
        guard let same = reward.same, same.upTo > 0 else { return 1 }
        return min(1, basket / Double(same.upTo))
    }

    func worth(_ coupon: CouponTerms) -> Double {
        let bill = max(basket, Double(coupon.minimumBill.minor))
        return coupon.appeal * (Double(coupon.shareMillionths) / 1e6 + Double(coupon.money.minor) / bill)
    }

    func worth(_ gift: Gift) -> Double {
        switch gift {
        // Points are weighed when they are redeemed.
        case .none, .points: 0
        case .voucher(let value, _), .money(let value): Double(value.minor) / basket
        }
    }

    /// By bracket: a fixed bonus is spread over the spending that leads to it.
    func worths(_ mechanic: AnnualMechanic, _ points: PointsWorth) -> [Double] {
        let unit = mechanic.form == .points ? points.ofPoint : mechanic.appeal
        return mechanic.brackets.map { bracket in
            switch bracket.bonus {
            case .share(let millionths):
                let share = unit * Double(millionths) / 1e6
                return switch mechanic.measure {
                case .points: share * pointsPerMinor
                case .spend: share
                case .visits: share / basket
                }
            case .fixed(let bonus):
                let needed =
                    switch mechanic.measure {
                    case .points: money(forPoints: Double(bracket.from))
                    case .spend: Double(bracket.from)
                    case .visits: Double(bracket.from) * basket
                    }
                return unit * Double(bonus) / max(basket, needed)
            }
        }
    }

    /// By level: what is off each bill, what more points are worth, and perks and gift spread over what leads to it.
    func worths(_ mechanic: TierMechanic, _ points: PointsWorth) -> [Double] {
        mechanic.levels.map { level in
            let needed =
                switch mechanic.metric {
                case .spend: Double(level.from)
                case .visits: Double(level.from) * basket
                case .points: money(forPoints: Double(level.from))
                }
            let gift = level.gift.map { $0.appeal * Double($0.faceValue.minor) } ?? 0
            let off = mechanic.discountAppeal * Double(level.discountMillionths) / 1e6
            let boost = (Double(level.earnMillionths) / 1e6 - 1) * points.ofPoint * pointsPerMinor
            return off + boost + (Double(level.perksValue.minor) + gift) / max(basket, needed)
        }
    }

    private func money(forPoints points: Double) -> Double {
        pointsPerMinor > 0 ? points / pointsPerMinor : .infinity
    }
}

/// What points are worth where they are used, for a unit of money spent.
private struct PointsWorth {
    private let spending: MeanSpending
    /// Minor units, at the best use.
    private(set) var ofPoint = 0.0

    init(_ rules: borrowing ProgramRules, _ spending: MeanSpending) {
        self.spending = spending
        for goal in rules.points.goals { ofPoint = max(ofPoint, perPoint(rules, goal: goal)) }
    }

    func worth(_ reward: RewardTerms) -> Double {
        spending.worth(perPoint: perPoint(reward), points: reward.pointsFromZero)
    }

    func worth(_ till: PointsAsMoney?) -> Double {
        spending.worth(perPoint: perPoint(till), points: Double(till?.threshold ?? 0))
    }

    func worth(_ conversion: VoucherConversion?) -> Double {
        spending.worth(perPoint: perPoint(conversion), points: Double(conversion?.points.count ?? 0))
    }

    /// The best of what a price in points is for.
    func best(_ rules: borrowing ProgramRules, goal: Int64) -> Double {
        spending.worth(perPoint: perPoint(rules, goal: goal), points: Double(goal))
    }

    private func perPoint(_ rules: borrowing ProgramRules, goal: Int64) -> Double {
        var best = 0.0
        for place in 0..<rules.points.rewards.count where rules.points.rewards[place].price == goal {
            best = max(best, perPoint(rules.points.rewards[place]))
        }
        if rules.points.asMoney?.threshold == goal { best = max(best, perPoint(rules.points.asMoney)) }
        if rules.points.conversion?.points.count == goal { best = max(best, perPoint(rules.points.conversion)) }
        for burn in rules.coalition.burns where burn.threshold == goal { best = max(best, perPoint(burn)) }
        return best
    }

    private func perPoint(_ reward: RewardTerms) -> Double {
        reward.worth * spending.part(of: reward) / reward.pointsFromZero
    }

    private func perPoint(_ till: PointsAsMoney?) -> Double {
        till.map { $0.appeal * Double($0.value.minor) / Double($0.points.count) } ?? 0
    }

    private func perPoint(_ conversion: VoucherConversion?) -> Double {
        conversion.map { $0.appeal * Double($0.value.minor) / Double($0.points.count) } ?? 0
    }
}
