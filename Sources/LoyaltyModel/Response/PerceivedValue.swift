internal import Foundation

/// What a program is worth to one customer per unit of money spent, as that customer sees it.
///
/// v = max over rewards within reach of appeal · ease · (face value × points per money ÷ points price) · exp(−ρ τ),
/// where τ is the time of one full cycle from zero at the customer's own latent baseline rate and basket;
/// a reward whose cycle outlasts the points' life is out of reach. Heavy buyers therefore see more value in the
/// same rules: self-selection comes out of the model, it is not put in.
public struct PerceivedValue: Sendable, Hashable {
    /// Elasticity of the purchase rate: effect = elasticity × ln(1 + v).
    public var elasticity: Double
    /// ρ, a day: how fast a reward in the future loses its pull.
    public var discountPerDay: Double

    public init(elasticity: Double = 0, discountPerDay: Double = 0) {
        self.elasticity = elasticity
        self.discountPerDay = discountPerDay
    }

    /// What one customer sees in a program.
    ///
    /// - Parameters:
    ///   - pace: the customer's latent baseline pace.
    ///   - audiences: those that the customer belongs to.
    func perceive(_ offer: UnsafePointer<ProgramOffer>, _ pace: Pace, _ audiences: Audience) -> Perception {
        var perception = perceivePoints(offer, pace.purchasesPerDay, pace.meanBasket, audiences)
        guard !offer.pointee.streams.isEmpty else { return perception }
        var pace = pace
        pace.pointsPerPurchase = offer.pointee.pointsPerMinor * pace.meanBasket + offer.pointee.pointsPerVisit
        pace.pointsValue = perception.value
        for streams in offer.pointee.streams { perceive(streams, pace, audiences, &perception) }
        return perception
    }

    /// Adds the best of one mechanic's streams.
    private func perceive(
        _ streams: [ValueStream], _ pace: Pace, _ audiences: Audience, _ perception: inout Perception
    ) {
        guard pace.spendingPerDay > 0 else { return }
        var best = 0.0
        for stream in streams where stream.audience.includes(audiences) {
            let wait = stream.wait(pace)
            if wait < .infinity { best = max(best, stream.worth(pace) * exp(-discountPerDay * wait)) }
        }
        perception.value += best
        // Nobody waits for what is worth nothing.
        let awaited = streams.lazy.filter { $0.isReward && $0.audience.includes(audiences) && $0.worth(pace) > 0 }
        guard let nearest = awaited.map({ $0.wait(pace) }).min() else { return }
        perception.daysToReward = perception.hasReward ? min(perception.daysToReward, nearest) : nearest
        perception.hasReward = true
    }

    private func perceivePoints(
        _ offer: UnsafePointer<ProgramOffer>, _ purchasesPerDay: Double, _ meanBasket: Double, _ audiences: Audience
    ) -> Perception {
        let pointsPerPurchase = offer.pointee.pointsPerPurchase(meanBasket: meanBasket)
        let pointsPerDay = pointsPerPurchase * purchasesPerDay + offer.pointee.partnerPointsPerDay
        guard offer.pointee.earnsTowardsGoal(audiences) else { return Perception() }
        guard pointsPerDay > 0, meanBasket > 0 else { return Perception(daysToReward: .infinity, hasReward: true) }
        let pointsPerMinor = pointsPerPurchase / meanBasket
        var perception = Perception(
            daysToReward: .infinity, hasReward: true, pointsPerPurchase: pointsPerPurchase)
        for place in 0..<offer.pointee.goals.count where offer.pointee.goals[place].audience.includes(audiences) {
            let goal = offer.pointee.goals[place]
            let cycle = goal.points / pointsPerDay + offer.pointee.pendingDays + goal.extraDays
            guard cycle <= offer.pointee.lifeDays else { continue }
            if goal.isAwaited { perception.daysToReward = min(perception.daysToReward, cycle) }
            let part = meanBasket < goal.fullBasket ? meanBasket / goal.fullBasket : 1
            let worth = goal.worthPerPoint * pointsPerMinor * Exponential.seldom(-discountPerDay * cycle)
            perception.value = max(perception.value, worth * part)
        }
        return perception
    }
}

/// A program as a customer of one segment sees it.
struct ProgramOffer: Sendable {
    struct Goal: Sendable {
        /// Points needed from zero.
        let points: Double
        /// appeal · ease · face value ÷ points price, minor units a point.
        let worthPerPoint: Double
        /// Whether anybody waits for it: not for a reward of a cent, where there is another.
        var isAwaited = true
        /// Mean wait after the points are there, days.
        var extraDays = 0.0
        /// Whom it moves.
        var audience = Audience.everyone
        /// The mean basket from which on it is worth that; a smaller one is worth its part of it.
        var fullBasket = 0.0
    }

    let pointsPerMinor: Double
    let pointsPerVisit: Double
    /// Smaller mean baskets earn nothing, minor units.
    let leastBasket: Double
    let pendingDays: Double
    /// How long points can be counted on; infinite if they do not expire for a buyer.
    let lifeDays: Double
    var goals: [Goal]
    /// Points that a member earns at partners, which bring every reward nearer and cost the company no sale.
    let partnerPointsPerDay: Double
    /// What the mechanics beyond points offer, a list for each mechanic.
    var streams: [[ValueStream]]

    /// Points that a mean purchase earns.
    func pointsPerPurchase(meanBasket: Double) -> Double {
        meanBasket >= leastBasket ? pointsPerMinor * meanBasket + pointsPerVisit : 0
    }

    /// Whether there is a reward for a customer, and purchases or partners that bring it nearer.
    func earnsTowardsGoal(_ audiences: Audience) -> Bool {
        (pointsPerMinor > 0 || pointsPerVisit > 0 || partnerPointsPerDay > 0)
            && goals.contains { $0.audience.includes(audiences) }
    }

    /// - Parameter couponsKept: share of coupons that are kept: the others are worth nothing.
    init(_ program: RulesPointer, segment: Int, couponsKept: Double) {
        self.init(program.pointee.points, segment: segment, partners: program.pointee.coalition)
        leaveOutTrifles(program)
        streams = Self.streams(
            program, segment: segment, worthPerPoint: goals.map(\.worthPerPoint).max() ?? 0, couponsKept: couponsKept)
        if program.pointee.kinds.contains(.cause) { goals += Self.givingGoals(program) }
    }

    /// Nobody waits for rewards of the catalogue that move hardly anybody, where there is something else to wait for.
    private mutating func leaveOutTrifles(_ program: RulesPointer) {
        var place = 0
        for reward in 0..<program.pointee.points.rewards.count where program.pointee.points.rewards[reward].worth > 0 {
            goals[place].isAwaited = program.pointee.weights.counts(reward)
            place += 1
        }
        guard !goals.contains(where: \.isAwaited) else { return }
        for place in goals.indices { goals[place].isAwaited = true }
    }

    init(_ rules: borrowing PointsRules, segment: Int, partners: CoalitionRules? = nil) {
        streams = []
        (pointsPerMinor, pointsPerVisit) = rules.earn.expectation(segment: segment)
        leastBasket = Double(rules.leastBill)
        pendingDays = Double(rules.pendingDays)
        lifeDays = rules.lifeDays
        var goals = rules.rewards.elements.filter { $0.worth > 0 }.map { (reward: RewardTerms) -> Goal in
            Goal(
                points: reward.pointsFromZero, worthPerPoint: reward.worth / reward.pointsFromZero,
                fullBasket: Double(reward.same?.upTo ?? 0))
        }
        goals += (rules.asMoney.map { [$0] } ?? []).map(Goal.init)
        // Another till that takes points as the company's own does offers nothing new.
        goals += (partners?.burns ?? []).filter { $0 != rules.asMoney }.map(Goal.init)
        partnerPointsPerDay = partners?.pointsPerDay ?? 0
        if let conversion = rules.conversion {
            goals.append(
                Goal(
                    points: Double(conversion.points.count),
                    worthPerPoint: conversion.appeal * Double(conversion.value.minor)
                        / Double(conversion.points.count),
                    extraDays: CalendarDate.meanDaysPerMonth / 2))
        }
        self.goals = goals
    }
}

extension ProgramOffer.Goal {
    /// Paying with points at a till.
    init(_ till: PointsAsMoney) {
        points = Double(till.threshold)
        worthPerPoint = till.appeal * Double(till.value.minor) / Double(till.points.count)
    }
}

/// What a customer sees: v, and the time of one full cycle to the nearest reward.
struct Perception: Sendable {
    /// v, value per unit of money spent.
    var value = 0.0
    /// 0 where the program has no reward to wait for; infinite where there is one that this customer never reaches.
    var daysToReward = 0.0
    /// Whether there is a reward to wait for.
    var hasReward = false
    /// Points that the customer's mean purchase earns; 0 where there is no reward for them.
    var pointsPerPurchase = 0.0
}
