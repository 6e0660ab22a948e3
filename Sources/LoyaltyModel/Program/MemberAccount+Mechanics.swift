/// What a purchase of a member's brings on average.
struct MeanPurchase: Sendable {
    /// Minor units.
    let amount: Double
    let points: Double
}

/// The mechanics beyond points, in the order of the rules. A program that has none of them never comes here.
extension MemberAccount {
    /// A member joins on `day`.
    mutating func beginMechanics<Sink: ProgramSink & ~Copyable>(
        _ rules: RulesPointer, on day: Int32, _ sink: inout Sink
    ) {
        let kinds = rules.pointee.kinds
        forgetMechanics()
        if kinds.contains(.discount) { spending.begin(on: day) }
        if kinds.contains(.tiers) { beginTiers(rules, on: day) }
        if kinds.contains(.paid) { beginPaid(rules, on: day, &sink) }
        if kinds.contains(.cause) { cause.begin(on: day) }
        if kinds.contains(.game) { beginGame(rules, on: day) }
        if kinds.contains(.cardAsPoints) || kinds.contains(.cardBesidePoints) { beginCard(rules, on: day, &sink) }
        if kinds.contains(.cashback) { cashback.begin(on: day) }
        if kinds.contains(.annual) { beginYear(rules, on: day) }
        if kinds.contains(.referral) { referrals.begin(on: day) }
    }

    /// Nothing of an earlier member's is left, for a member of a program of points only who needs to be asked.
    mutating func forgetMechanics() {
        (hasEnded, hasLeft) = (false, false)
        paid = PaidStanding()
        coupons.reset()
    }

    /// What comes off the price, before anything is paid.
    mutating func price<Sink: ProgramSink & ~Copyable>(_ rules: RulesPointer, _ bill: inout Bill, _ sink: inout Sink) {
        if rules.pointee.kinds.contains(.discount) { discount(rules, &bill, &sink) }
        if rules.pointee.kinds.contains(.tiers) { discountOfLevel(rules, &bill, &sink) }
        if rules.pointee.kinds.contains(.paid) { takeOff(rules.pointee.paid.mechanic.discountMillionths, &bill, &sink) }
        // Under a budget its word is asked first.
        if !coupons.isEmpty, rules.pointee.budget < 0 { useCoupon(&bill, &sink) }
    }

    /// What pays of a bill without being asked, once discounts, vouchers and points are off.
    mutating func payTheRest<Sink: ProgramSink & ~Copyable>(
        _ rules: RulesPointer, _ bill: inout Bill, _ sink: inout Sink
    ) {
        if rules.pointee.kinds.contains(.cashback) { payWithBonus(rules, &bill, &sink) }
    }

    /// What a bill earns, once it is paid.
    mutating func reward<Sink: ProgramSink & ~Copyable>(_ rules: RulesPointer, _ bill: Bill, _ sink: inout Sink) {
        let kinds = rules.pointee.kinds
        let before = ledger.balance
        if kinds.contains(.cardAsPoints) { stamp(rules, bill, &sink) } else { earnBoosted(rules, bill, &sink) }
        let earned = ledger.balance - before
        if kinds.contains(.paid) { deliver(rules, bill, &sink) }
        if kinds.contains(.tiers) { countTowardsLevel(rules, bill, &sink) }
        if kinds.contains(.cause) { donate(rules, bill, &sink) }
        if kinds.contains(.game) { play(rules, bill, earned: earned, &sink) }
        if kinds.contains(.cardBesidePoints) { stamp(rules, bill, &sink) }
        if kinds.contains(.cashback) { earnCashback(rules, bill, &sink) }
        if kinds.contains(.annual) { addToYear(rules, bill, earned: earned) }
        if kinds.contains(.offer) { offerAfter(bill, rules, &sink) }
    }

    /// A visit on `day` is over.
    mutating func endVisit(_ rules: RulesPointer, on day: Int32) {
        if rules.pointee.kinds.contains(.offer) { offers.lastVisit = day }
        if rules.pointee.kinds.contains(.campaign) { campaign.bought(on: day) }
        lookAhead(rules, from: day)
    }

    /// What the end of `day` brings after points have expired and been converted: what runs out, what is paid out,
    /// what a year or a season brings, what becomes of the level and of a fee that is due; messages go out later.
    mutating func endMechanicsDay<Sink: ProgramSink & ~Copyable>(
        _ rules: RulesPointer, _ day: Int32, renews: Bool, _ end: inout DayEnd, _ sink: inout Sink
    ) {
        let kinds = rules.pointee.kinds
        guard !hasEnded else { return }
        if kinds.contains(.cardBesidePoints), stamps.nextExpiryDay <= day {
            expireCards(rules, day, &sink)
            end.movedGoals = true
        }
        if kinds.contains(.cashback) { endCashbackDay(rules, day, &sink) }
        if kinds.contains(.annual), yearEnd <= day {
            endYear(rules, day, &sink)
            end.movedGoals = rules.pointee.annual.hasGoals
        }
        if kinds.contains(.game), game.seasonEnd <= day {
            endSeason(rules, day, &sink)
        }
        if kinds.contains(.game), game.turnDay <= day {
            turnGame(rules, endOf: day)
            end.movedGoals = true
        }
        if kinds.contains(.tiers) { endDayOfTiers(rules, day, &sink) }
        if kinds.contains(.paid) { endDayOfPaid(rules, day, renews: renews, &sink) }
        end.ended = hasEnded
        if !hasEnded, kinds.contains(.offer), offers.nextDay <= day { handOutDated(rules, endOf: day, &sink) }
    }

    /// Whether a reward is in reach: in points, or a full card beside them.
    func hasRewardInReach(_ rules: RulesPointer) -> Bool {
        if ledger.usable >= rules.pointee.points.cheapest { return true }
        guard rules.pointee.kinds.contains(.cardBesidePoints), let card = rules.pointee.card else { return false }
        return fullCards(card) > 0
    }

    /// The next day whose end matters, `day` at the earliest; `Lot.noExpiry` if none does.
    mutating func nextMechanicsDay(_ rules: RulesPointer, from day: Int32) -> Int32 {
        let kinds = rules.pointee.kinds
        var next = Lot.noExpiry
        guard !hasEnded else { return next }
        if kinds.contains(.tiers) { next = min(next, min(tiers.nextReview, perksDue)) }
        if kinds.contains(.paid) { next = min(next, min(paid.nextDue, offersDue)) }
        if kinds.contains(.cardBesidePoints) { next = min(next, stamps.nextExpiryDay) }
        if kinds.contains(.cashback) { next = min(next, cashback.nextDueDay) }
        if kinds.contains(.annual) { next = min(next, yearEnd) }
        if kinds.contains(.game) { next = min(next, game.nextDueDay) }
        if kinds.contains(.offer) { next = min(next, offers.nextDay) }
        if kinds.contains(.campaign) {
            planMessages(rules, from: day)
            next = min(next, campaign.nextDay)
        }
        return next
    }

    /// The nearest goal beyond points; nil where none is ahead that takes more than a purchase.
    ///
    /// A purchase is whole: a member who needs n of them never stands nearer, before the last, than n − 1 of them.
    mutating func nearestGoal(_ rules: RulesPointer, _ purchase: MeanPurchase) -> GoalAhead? {
        let kinds = rules.pointee.kinds
        var nearest: GoalAhead?
        if kinds.contains(.cardBesidePoints), let card = rules.pointee.card, card.size > 1, card.reward.worth > 0 {
            nearest = GoalAhead(
                progress: Double(stamps.balance % card.size) / Double(card.size), weight: rules.pointee.weights.card)
        }
        if kinds.contains(.annual), let next = rules.pointee.annual.progress(year.amount, purchase) {
            let weight = rules.pointee.weights.annual[next.bracket]
            nearest = .nearer(nearest, GoalAhead(progress: next.progress, weight: weight))
        }
        if kinds.contains(.game), let next = nearestInGame(rules, purchase) { nearest = .nearer(nearest, next) }
        return nearest
    }

    /// The end of the study: what has been earned and not been had is told.
    mutating func closeMechanics<Sink: ProgramSink & ~Copyable>(_ rules: RulesPointer, _ sink: inout Sink) {
        if rules.pointee.kinds.contains(.cashback) { sink.add(.cashbackOutstanding, cashback.outstanding) }
        // A membership that has ended sees the end of no year.
        guard rules.pointee.kinds.contains(.annual), !hasEnded else { return }
        let due = rules.pointee.annual.bonus(for: year.amount)
        let isPoints = rules.pointee.annual.mechanic.form == .points
        sink.add(isPoints ? .annualPointsOutstanding : .annualOutstanding, due)
    }

    /// Earns, with the multipliers of level and membership.
    private mutating func earnBoosted<Sink: ProgramSink & ~Copyable>(
        _ rules: RulesPointer, _ bill: Bill, _ sink: inout Sink
    ) {
        var (before, after) = (EarnTable.million, EarnTable.million)
        if rules.pointee.kinds.contains(.paid) { before = rules.pointee.paid.mechanic.earnMillionths }
        if rules.pointee.kinds.contains(.tiers) {
            let boost = rules.pointee.tiers.terms[tiers.level].earnMillionths
            switch rules.pointee.tiers.mechanic.roundingOrder {
            case .before: before = before * boost / EarnTable.million
            case .after: after = boost
            }
        }
        earn(rules, bill, boost: before, afterRounding: after, &sink)
    }
}
