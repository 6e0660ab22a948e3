internal import Foundation

/// Customers who exist in one arm only, because its program brought them: friends of members, and customers who met
/// the company at a partner. They have luck of their own and no twin; they join at their first purchase.
extension CustomerWalk where Recorder: ~Copyable {
    /// Why a customer is there.
    enum Origin: UInt8 {
        /// Part of the population: there in every arm.
        case population
        /// Likewise, and known from before the study.
        case present
        case referral
        case partner
    }

    /// A customer yet to be walked.
    struct Newcomer {
        let key: CustomerKey
        /// Instant of the first purchase.
        let arrival: Double
        let origin: Origin
        /// 1 for a friend of a customer who was not brought by a friend.
        let generation: Int
    }

    /// Walks a customer whom no member brought.
    mutating func walk(_ key: CustomerKey, broughtByPartnerAt arrival: Double, arm: Int) {
        guard arrival < study.horizon, arms.contains(arm) else { return }
        walkNewcomer(Newcomer(key: key, arrival: arrival, origin: .partner, generation: 0), arm: arm)
    }

    /// Walks a newcomer in the midst of the walk of the member who brought it, which then goes on.
    ///
    /// - Returns: the instant of the second purchase; infinite where there is none.
    private mutating func walkFriend(_ newcomer: Newcomer, arm: Int, month: Int32) -> Double {
        let parent = person
        var parentTwin = TwinLife()
        var parentLuck = PurchaseLuck()
        var parentAccount = MemberAccount()
        var parentClock = SocialClock()
        swap(&parentTwin, &twin)
        swap(&parentLuck, &purchaseLuck)
        swap(&parentAccount, &account)
        swap(&parentClock, &social)
        let asked = limits.lastAsked
        walkNewcomer(newcomer, arm: arm)
        limits.goOn(with: asked)
        let second = social.secondPurchase
        person = parent
        swap(&parentTwin, &twin)
        swap(&parentLuck, &purchaseLuck)
        swap(&parentAccount, &account)
        swap(&parentClock, &social)
        recorder.begin(arm: arm + 1, segment: person.segment)
        recorder.turn(toMonth: month)
        return second
    }

    private mutating func walkNewcomer(_ newcomer: Newcomer, arm: Int) {
        let segment = study.segment(of: newcomer.key, luck)
        var traits = study.traits[segment].traits(of: newcomer.key, luck: luck, sampler: sampler)
        if newcomer.origin == .referral {
            traits.attrition = traits.attrition.scaled(by: study.tables.pointee.referredHazard)
        }
        person = Person(
            key: newcomer.key, segment: segment, arrival: newcomer.arrival, traits: traits, origin: newcomer.origin,
            generation: newcomer.generation)
        purchaseLuck.begin(newcomer.key, traits)
        twin.beginAbsent(
            lifeEnd: traits.attrition.lifeEnd(
                of: newcomer.key, arrival: newcomer.arrival, limit: study.horizon, luck))
        let day = Int32(newcomer.arrival)
        recorder.beginNewcomer(newcomer.key, arm: arm + 1, segment: segment, day: day)
        let perception = study.tables.pointee.response.perceivedValue.perceive(
            study.arms[arm].pointee.offer(segment: segment), Pace(traits), traits.audiences)
        let joining = Joining(purchase: 0, day: day, instant: newcomer.arrival, atTill: true)
        recorder.add(Outcome.Total.newcomerMinutes, Self.minutes(study.horizon - newcomer.arrival))
        let month = study.month(ofDay: day)
        recorder.turn(toMonth: month)
        recorder.add(Outcome.Cell.newcomerJoiningMinutes, minutesLeft(of: month, from: newcomer.arrival))
        if isActive(lastDay: day) { recorder.add(Outcome.Total.lateArrivals, 1) }
        _ = walkMember(arm: arm, joining, perception)
        recorder.endNewcomer()
    }

    /// A newcomer's first purchase, which no twin makes.
    mutating func firstPurchase() -> TwinLife.Purchase {
        let day = Int32(person.arrival)
        let amount = purchaseLuck.draw(0, luck, sampler).pointee.amount
        recorder.add(Outcome.Cell.newcomers, 1)
        recorder.add(Outcome.Cell.newcomerJoiningRevenue, amount)
        if person.origin == .referral { recorder.add(Outcome.Total.referred, 1) }
        recorder.purchased(number: 0, instant: person.arrival, amount: amount)
        return TwinLife.Purchase(
            clock: study.reading(at: person.arrival), instant: person.arrival, day: day,
            month: study.month(ofDay: day), amount: amount)
    }

    /// The reward for having come, with the purchase that releases it.
    mutating func welcomeFriend(_ member: borrowing Member, on day: Int32) {
        let rules = member.arm.pointee.rules
        guard rules.pointee.kinds.contains(.referral), member.number == rules.pointee.referral.triggerNumber else {
            return
        }
        account.welcome(rules, on: day, &recorder)
    }

    /// What is counted of a newcomer's purchase, wherever a member's is: from those who have gone silent too.
    mutating func countNewcomer(_ member: borrowing Member, _ bill: Bill) {
        if person.origin == .referral {
            recorder.add(Outcome.Total.referredPurchases, 1)
            recorder.add(Outcome.Total.referredRevenue, bill.gross)
        }
        guard member.number > 0 else { return }
        recorder.add(Outcome.Cell.newcomerPurchases, 1)
        recorder.add(Outcome.Cell.newcomerRevenue, bill.gross)
        if member.number == 1 { social.secondPurchase = member.nextPurchase }
    }

    // MARK: Friends

    /// Begins a member's referrals.
    mutating func beginFriends(_ member: inout Member, engagement: Double, at instant: Double) {
        // A customer with no parent begins a family; its size is bounded in each arm.
        if person.generation == 0 { descendants = 0 }
        social.friendsPerDay = study.tables.pointee.response.referral.friendsPerDay(
            engagement: engagement, meanBasket: person.traits.basket.mean, member.arm.pointee.referral,
            study.tables.pointee.response.rewardWorth)
        planFriend(after: instant)
    }

    private mutating func planFriend(after instant: Double) {
        social.nextFriend = .infinity
        guard social.friendsPerDay > 0 else { return }
        let gap = -log(luck.rareUniform(person.key, .referralGap, social.friends)) / social.friendsPerDay
        if instant + gap < study.horizon { social.nextFriend = instant + gap }
    }

    /// A friend of the member makes a first purchase.
    mutating func meetFriend(_ member: inout Member) {
        let instant = social.nextFriend
        guard descendants < Simulation.descendantLimit, person.generation < Simulation.generationLimit else {
            recorder.add(Outcome.Total.newcomersCutOff, 1)
            social.nextFriend = .infinity
            return
        }
        descendants += 1
        let friend = Newcomer(
            key: .child(of: person.key, number: social.friends), arrival: instant, origin: .referral,
            generation: person.generation + 1)
        social.friends += 1
        planFriend(after: instant)
        let second = walkFriend(friend, arm: social.arm, month: member.month)
        if member.arm.pointee.rules.pointee.referral.triggerNumber == 0 {
            account.rewardReferrer(member.arm.pointee.rules, on: Int32(instant), &recorder)
        } else if second < study.horizon {
            social.addReward(at: second)
        }
    }
}
