internal import Foundation

/// The walk of a member through a program, from joining to the horizon.
extension CustomerWalk where Recorder: ~Copyable {
    /// Where a member stands.
    struct Member {
        /// The program, borrowed from the study, which outlives the walk.
        let arm: UnsafePointer<PreparedArm>
        let joinDay: Int32
        var mood: MemberMood
        /// Number of the last purchase made.
        var number: Int
        /// Reading of the purchase clock, and instant, of the next purchase.
        var nextClock = Double.infinity
        var nextPurchase = Double.infinity
        /// When attrition that runs with time ends the life.
        var lifeEnd: Double
        /// Day whose end is the next to change something, and the instant of its end.
        var dueDay = Lot.noExpiry
        var dueEnd = Double.infinity
        var month: Int32
        var lastMonthBought: Int32
        var lastDayBought: Int32
        var purchasesInWindow = 0
        /// v, what the member sees in the program.
        let value: Double
        /// Whether the program has points and statements only: most do, and a visit then takes the short way.
        var isPlain: Bool
        /// Whether the membership has ended or fallen silent: purchases go on as with no program.
        var isOut = false
        /// The strongest pull of a reward, as the least factors on gaps before and after a first reward.
        var leastPressure = (fresh: 0.0, rewarded: 0.0)
        /// Points that a mean purchase earns.
        let pointsPerPurchase: Double
        /// Whether the member has left for good; what the rules still do goes on.
        var isGone = false
        /// What was left of the gap to the next purchase, with all multipliers at 1, of one who has left for good.
        var restOfGap: Double?
        /// Which life this is, and when it began: 0, from the first purchase on, for one who has never come back.
        var life = 0
        var lifeStart: Double
        /// First day after the window that follows the launch.
        let windowEnd: Int32
        var spending: Spending
        /// When the member left, if before the horizon; infinite otherwise.
        var leftAt = Double.infinity
    }

    /// Walks a member and returns the purchases in the window after the launch.
    mutating func walkMember(arm: Int, _ joining: Joining, _ perception: Perception) -> Int {
        var member = join(arm: arm, joining, perception)
        while true {
            let next = min(member.nextPurchase, member.lifeEnd)
            if next < member.dueEnd {
                guard next < study.horizon else { break }
                if member.nextPurchase < member.lifeEnd {
                    purchase(&member)
                } else {
                    leave(at: member.lifeEnd, &member)
                }
            } else {
                guard member.dueEnd <= study.horizon else { break }
                endDay(&member)
            }
        }
        finish(&member)
        if !person.isNewcomer { recordSplit(member, after: joining) }
        return member.purchasesInWindow
    }

    @inline(never)
    private mutating func join(
        arm: Int, _ joining: Joining, _ perception: Perception
    ) -> Member {
        let month = study.month(ofDay: joining.day)
        let place = arm
        let arm = study.arms[arm]
        let launch = arm.pointee.rules.pointee.launchDay
        let windowEnd = launch + arm.pointee.window
        var member = Member(
            arm: arm, joinDay: joining.day,
            mood: MemberMood(
                study.tables, perception: perception, sensitivity: person.traits.rewardSensitivity,
                mailTolerance: person.traits.mailTolerance, statusSensitivity: person.traits.statusSensitivity),
            number: joining.purchase, lifeEnd: twin.lifeEnd, month: month, lastMonthBought: month,
            lastDayBought: person.isNewcomer ? joining.day : twin.purchases[joining.purchase].day,
            value: perception.value, isPlain: arm.pointee.rules.pointee.kinds.isEmpty,
            pointsPerPurchase: perception.pointsPerPurchase, lifeStart: person.arrival, windowEnd: windowEnd,
            spending: Spending(
                joiningPurchase: joining.purchase,
                joiningClock: study.season.reading(at: joining.instant), twinEnd: lastInstant(leftAt: twin.leftAt)))
        limitPressure(&member, perception)
        let sharedInWindow = min(joining.purchase + 1, twin.purchases(before: windowEnd))
        member.purchasesInWindow = max(0, sharedInWindow - twin.purchases(before: launch))
        recorder.turn(toMonth: month)
        recorder.add(Outcome.Cell.joined, 1)
        account.game.plays = person.traits.playAffinity
        account.join(arm.pointee.rules, on: joining.day, &recorder)
        if !member.isPlain {
            lookAtFee(&member)
            welcome(&member)
            beginSocial(&member, arm: place, perception, at: joining.instant)
        }
        if limits.rows > 0 { limits.beginMember(arm.pointee.limits) }
        if joining.atTill {
            let purchase = person.isNewcomer ? firstPurchase() : twin.purchases[joining.purchase]
            recorder.add(Outcome.Cell.joiningRevenue, purchase.amount)
            visit(&member, amount: purchase.amount, day: purchase.day)
            let draw = purchaseLuck.draw(joining.purchase, luck, sampler)
            if react(&member, draw, clock: purchase.clock, instant: purchase.instant, day: purchase.day) {
                leave(at: purchase.instant, &member)
                return member
            }
        } else {
            // The month that has just ended was not the member's.
            member.month = study.month(ofDay: joining.day + 1)
            let next = joining.purchase + 1
            member.nextClock = next < twin.count ? twin.purchases[next].clock : twin.nextClock
            member.nextPurchase = study.season.instant(at: member.nextClock)
            lookAtBalance(&member)
            settle(&member, at: joining.instant)
        }
        schedule(&member)
        return member
    }

    /// A purchase after joining.
    @inline(__always)
    private mutating func purchase(_ member: inout Member) {
        let instant = member.nextPurchase
        let day = Int32(instant)
        let month = study.month(ofDay: day)
        member.number += 1
        member.month = month
        recorder.turn(toMonth: month)
        let draw = purchaseLuck.draw(member.number, luck, sampler)
        let amount = member.mood.basket == 1 ? draw.amount : PurchaseLuck.minor(draw.basket * member.mood.basket)
        recorder.add(Outcome.Cell.memberPurchases, 1)
        recorder.add(Outcome.Cell.memberRevenue, amount)
        // Added without a branch: whether a purchase is the month's first is a coin that no processor predicts.
        recorder.add(Outcome.Cell.memberBuyers, month != member.lastMonthBought ? 1 : 0)
        member.lastMonthBought = month
        member.lastDayBought = day
        if day < member.windowEnd { member.purchasesInWindow += 1 }
        member.spending.add(
            amount, base: draw.amount, number: member.number, at: instant, clock: member.nextClock)
        recorder.purchased(number: member.number, instant: instant, amount: amount)
        visit(&member, amount: amount, day: day)
        if react(&member, draw, clock: member.nextClock, instant: instant, day: day) {
            return leave(at: instant, &member)
        }
        if member.number + 1 >= Simulation.purchaseLimit { cutOff(&member, at: instant) }
        schedule(&member)
    }

    /// Re-evaluates all effects after a purchase, tosses its coin and sets the clock of the next one.
    /// Returns whether the member leaves.
    @inline(__always)
    private mutating func react(
        _ member: inout Member, _ draw: PurchaseLuck.Draw, clock: Double, instant: Double,
        day: Int32
    ) -> Bool {
        let oldHazard = member.mood.hazard
        member.mood.age(to: day, study.tables)
        lookAtBalance(&member)
        member.mood.settle()
        if member.mood.hazard != oldHazard { changeAttrition(&member, from: oldHazard, at: instant) }
        let hazardFactor = member.mood.hazard * (study.coinsPerTime ? member.mood.gaps : 1)
        member.nextClock = clock + draw.gap * person.daysPerGap * member.mood.gaps
        if draw.coin < person.hazardAfter(member.number) * hazardFactor { return true }
        member.nextPurchase = study.season.instant(at: member.nextClock)
        return false
    }

    /// Re-evaluates the pull of the next reward.
    @inline(__always)
    mutating func lookAtBalance(_ member: inout Member) {
        guard member.arm.pointee.pressure.matters else { return }
        guard !member.arm.pointee.pressure.hasOtherGoals else { return lookAtAllGoals(&member) }
        let rewarded = member.mood.hasReward
        let gaps = member.arm.pointee.pressure.gaps(
            balance: account.ledger.balance, rewardedBefore: rewarded,
            sensitivity: member.mood.sensitivity * person.traits.goalGradient)
        member.mood.feelPressure(max(gaps, rewarded ? member.leastPressure.rewarded : member.leastPressure.fresh))
    }

    private func limitPressure(_ member: inout Member, _ perception: Perception) {
        guard member.arm.pointee.pressure.matters else { return }
        func least(rewardedBefore: Bool) -> Double {
            member.arm.pointee.pressure.leastGaps(
                pointsPerPurchase: perception.pointsPerPurchase, rewardedBefore: rewardedBefore,
                sensitivity: member.mood.sensitivity * person.traits.goalGradient)
        }
        member.leastPressure = (least(rewardedBefore: false), least(rewardedBefore: true))
    }

    /// The same where mechanics beyond points have goals too: the nearest of all pulls.
    @inline(never)
    private mutating func lookAtAllGoals(_ member: inout Member) {
        let purchase = MeanPurchase(amount: person.traits.basket.mean, points: member.pointsPerPurchase)
        member.mood.feelPressure(
            member.arm.pointee.pressure.gaps(
                balance: account.ledger.balance, pointsPerPurchase: purchase.points,
                progress: account.progress(member.arm.pointee.rules, purchase),
                rewardedBefore: member.mood.hasReward,
                sensitivity: member.mood.sensitivity * person.traits.goalGradient))
    }

    /// Sums the effects after an event between purchases; clocks are split only where a multiplier changed.
    @inline(never)
    mutating func settle(_ member: inout Member, at instant: Double) {
        let (oldGaps, oldHazard) = (member.mood.gaps, member.mood.hazard)
        member.mood.settle()
        if member.mood.gaps != oldGaps {
            let now = study.season.reading(at: instant)
            member.nextClock = now + (member.nextClock - now) * (member.mood.gaps / oldGaps)
            member.nextPurchase = study.season.instant(at: member.nextClock)
        }
        if member.mood.hazard != oldHazard { changeAttrition(&member, from: oldHazard, at: instant) }
    }

    @inline(never)
    mutating func changeAttrition(
        _ member: inout Member, from old: Double, at instant: Double
    ) {
        member.lifeEnd = person.traits.attrition.lifeEnd(
            changedAt: instant, old: member.lifeEnd, ratio: old / member.mood.hazard, multiplier: member.mood.hazard,
            of: person.key, arrival: member.lifeStart, life: member.life, limit: study.horizon, luck)
    }

    /// The next day whose end matters: the program's own, and month ends while something decays.
    @inline(__always)
    func schedule(_ member: inout Member) {
        member.dueDay = account.nextDueDay
        if member.mood.stirsAtMonthEnd, !member.isGone {
            member.dueDay = min(member.dueDay, min(study.monthEnd[Int(member.month)], member.mood.nextStir))
        }
        member.dueEnd = Double(member.dueDay) + 1
        if !member.isPlain { member.dueEnd = min(member.dueEnd, social.nextInstant) }
    }

    @inline(never)
    private mutating func leave(at instant: Double, _ member: inout Member) {
        let day = Int32(instant)
        member.month = study.month(ofDay: day)
        recorder.turn(toMonth: member.month)
        recorder.add(Outcome.Cell.memberLeft, 1)
        recorder.left(instant: instant)
        member.leftAt = instant
        if !member.isPlain {
            member.restOfGap = max(0, member.nextClock - study.season.reading(at: instant)) / member.mood.gaps
            leaveProgram(&member, on: day)
        }
        stop(&member, at: instant)
    }

    /// The member reaches the engine's limit of purchases.
    @inline(never)
    private mutating func cutOff(_ member: inout Member, at instant: Double) {
        recorder.add(Outcome.Total.cutOff, 1)
        stop(&member, at: instant)
    }

    /// No more purchases; for one who is gone, points go on expiring and statements go on being sent.
    private mutating func stop(_ member: inout Member, at instant: Double) {
        member.isGone = true
        member.nextPurchase = .infinity
        member.lifeEnd = .infinity
        if !member.isPlain { social.stopFriends(at: instant) }
        schedule(&member)
    }
}
