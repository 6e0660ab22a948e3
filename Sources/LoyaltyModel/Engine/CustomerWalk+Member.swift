internal import Foundation

/// The walk of a member through a program, from joining to the horizon.
extension CustomerWalk where Recorder: ~Copyable {
    /// Where a member stands.
    struct Member {
        /// The program, borrowed from the study, which outlives the walk.
        var arm: UnsafePointer<PreparedArm>
        var rules: RulesPointer
        // What every purchase reads comes first, to be near.
        /// Reading of the purchase clock, and instant, of the next purchase.
        var nextClock = Double.infinity
        var nextPurchase = Double.infinity
        /// Before this instant nothing happens to the member but purchases.
        var pause = 0.0
        /// Instant of the program's next change; infinite for none.
        var changeAt = Double.infinity
        /// Number of the last purchase made.
        var number: Int
        var month: Int32
        var lastMonthBought: Int32
        var lastDayBought: Int32
        /// First day after the window that follows the launch.
        let windowEnd: Int32
        var purchasesInWindow = 0
        var spending: Spending
        /// The pull of the next reward.
        var pull = Pull()
        /// The redemption's number below which a member with points for one reward asks for it; 2 where that is worked out
        /// at the visit. From how many points on there may be one, and from how many there may be two. Copied from the
        /// rules, measured: a choice between two numbers of which one lies elsewhere becomes a branch.
        var inclination = 2.0
        var affordsOne: Int64 = 0
        var affordsTwo: Int64 = 0
        var mood: MemberMood
        /// When attrition that runs with time ends the life.
        var lifeEnd: Double
        /// The horizon; before that, the end of the twin's life, until the member passes it.
        var until: Double
        /// Day whose end is the next to change something, and the instant of its end.
        var dueDay = Lot.noExpiry
        var dueEnd = Double.infinity
        /// What `dueDay` rests on: the rules' own next day, and whether something stirs in the member.
        var rulesDay = Lot.noExpiry
        var stirs = false
        let joinDay: Int32
        /// v, what the member sees in the program.
        let value: Double
        /// Whether the program has points and statements only: most do, and a visit then takes the short way.
        var isPlain: Bool
        /// Whether the membership has ended or fallen silent: purchases go on as with no program.
        var isOut = false
        /// Points that a mean purchase earns.
        let pointsPerPurchase: Double
        /// Whether the member has left for good; what the rules still do goes on.
        var isGone = false
        /// What was left of the gap to the next purchase, with all multipliers at 1, of one who has left for good.
        var restOfGap: Double?
        /// Which life this is, and when it began: 0, from the first purchase on, for one who has never come back.
        var life = 0
        var lifeStart: Double
        /// When the member left, if before the horizon; infinite otherwise.
        var leftAt = Double.infinity
    }

    /// Walks a member and returns the purchases in the window after the launch.
    mutating func walkMember(arm: Int, _ joining: Joining, _ perception: Perception) -> Int {
        var member = member(arm: arm, joining, perception)
        join(&member, arm: arm, joining, perception)
        repeat {
            if member.isPlain {
                while member.nextPurchase < member.pause { plainPurchase(&member) }
            } else {
                while member.nextPurchase < member.pause { purchase(&member) }
            }
        } while goOn(&member)
        finish(&member)
        if !person.isNewcomer { recordSplit(&member, after: joining) }
        return member.purchasesInWindow
    }

    /// What comes next is no purchase, or the first one after the end of the twin's life. Returns false at the horizon.
    @inline(never)
    private mutating func goOn(_ member: inout Member) -> Bool {
        let next = min(member.nextPurchase, member.lifeEnd)
        if next < member.dueEnd {
            guard next < study.horizon else { return false }
            if member.nextPurchase < member.lifeEnd {
                member.spending.cross(number: member.number + 1, clock: member.nextClock)
                member.until = study.horizon
                schedule(&member)
            } else {
                leave(at: member.lifeEnd, &member)
            }
        } else {
            guard member.dueEnd <= study.horizon else { return false }
            if member.changeAt <= member.dueEnd, member.changeAt < Double(member.dueDay) + 1 {
                changeProgram(&member)
            } else if member.isPlain, !account.hasNight(by: member.dueDay) {
                endPlainDay(&member)
            } else {
                endDay(&member)
            }
        }
        return true
    }

    /// A customer about to join.
    @inline(__always)
    private mutating func member(arm: Int, _ joining: Joining, _ perception: Perception) -> Member {
        let month = study.month(ofDay: joining.day)
        var arm = study.arms[arm]
        while let next = arm.pointee.next, next.pointee.firstDay <= joining.day { arm = next }
        let twinEnd = lastInstant(leftAt: twin.leftAt)
        let change = arm.pointee.next.map { Double($0.pointee.firstDay) } ?? .infinity
        return Member(
            arm: arm, rules: arm.pointee.rules, changeAt: change, number: joining.purchase, month: month,
            lastMonthBought: month,
            lastDayBought: lastDayBought(joining),
            windowEnd: arm.pointee.rules.pointee.launchDay + arm.pointee.window,
            spending: Spending(
                joiningPurchase: joining.purchase, joiningClock: study.reading(at: joining.instant),
                twinEnd: twinEnd),
            mood: MemberMood(
                study.tables, perception: perception, sensitivity: person.traits.rewardSensitivity,
                mailTolerance: person.traits.mailTolerance, statusSensitivity: person.traits.statusSensitivity),
            lifeEnd: twin.lifeEnd, until: twinEnd, joinDay: joining.day,
            value: perception.value, isPlain: arm.pointee.rules.pointee.kinds.isEmpty,
            pointsPerPurchase: perception.pointsPerPurchase, lifeStart: person.arrival)
    }

    /// Long ago for a customer of the log who has not yet bought in the study.
    @inline(__always)
    private func lastDayBought(_ joining: Joining) -> Int32 {
        if person.isNewcomer { return joining.day }
        return joining.purchase < 0 ? .min : twin.purchases[joining.purchase].day
    }

    @inline(never)
    private mutating func join(_ member: inout Member, arm: Int, _ joining: Joining, _ perception: Perception) {
        beginPressure(&member)
        lookAtInclination(&member)
        let sharedInWindow = min(joining.purchase + 1, twin.purchases(before: member.windowEnd))
        member.purchasesInWindow = max(
            0, sharedInWindow - twin.purchases(before: member.rules.pointee.launchDay))
        recorder.turn(toMonth: member.month)
        recorder.add(Outcome.Cell.joined, 1)
        account.game.plays = person.traits.playAffinity
        account.join(member.rules, on: joining.day, &recorder)
        if !member.isPlain {
            lookAtFee(&member)
            welcome(&member)
            beginSocial(&member, arm: arm, perception, at: joining.instant)
        }
        if limits.rows > 0 { limits.beginMember(member.arm.pointee.limits) }
        if joining.atTill {
            let purchase = person.isNewcomer ? firstPurchase() : twin.purchases[joining.purchase]
            recorder.add(Outcome.Cell.joiningRevenue, purchase.amount)
            visit(&member, amount: purchase.amount, day: purchase.day)
            member.mood.age(to: purchase.day, study.tables)
            let draw = purchaseLuck.draw(joining.purchase, luck, sampler)
            if react(
                &member, draw, balance: account.ledger.balance, clock: purchase.clock, instant: purchase.instant,
                hazard: person.hazardAfter(joining.purchase))
            {
                return leave(at: purchase.instant, &member)
            }
        } else {
            // The month that has just ended was not the member's.
            member.month = study.month(ofDay: joining.day + 1)
            let next = joining.purchase + 1
            member.nextClock = next < twin.count ? twin.purchases[next].clock : twin.nextClock
            member.nextPurchase = study.instant(at: member.nextClock)
            lookAtBalance(&member)
            settle(&member, at: joining.instant)
        }
        schedule(&member)
    }

    /// Sums the effects after an event between purchases; clocks are split only where a multiplier changed.
    @inline(__always)
    mutating func settle(_ member: inout Member, at instant: Double) {
        let (oldGaps, oldHazard) = (member.mood.gaps, member.mood.hazard)
        member.mood.settle(study.tables)
        if member.mood.gaps != oldGaps {
            let now = study.reading(at: instant)
            // Divided first: that need not wait for the new factor.
            member.nextClock = now + (member.nextClock - now) / oldGaps * member.mood.gaps
            member.nextPurchase = study.instant(at: member.nextClock)
        }
        if person.leavesWithTime, member.mood.hazard != oldHazard {
            changeAttrition(&member, from: oldHazard, at: instant)
        }
    }

    @inline(never)
    mutating func changeAttrition(
        _ member: inout Member, from old: Double, at instant: Double
    ) {
        member.lifeEnd = person.traits.attrition.lifeEnd(
            changedAt: instant, old: member.lifeEnd, ratio: old / member.mood.hazard, multiplier: member.mood.hazard,
            of: person.key, arrival: member.lifeStart, life: member.life, limit: study.horizon, luck)
        member.pause = min(min(member.dueEnd, member.lifeEnd), member.until)
    }

    /// The next day whose end matters: the program's own, and month ends while something decays.
    @inline(__always)
    mutating func schedule(_ member: inout Member) {
        var dueDay = account.nextDueDay
        (member.rulesDay, member.stirs) = (dueDay, member.mood.isStirring)
        if member.mood.isStirring, !member.isGone {
            dueDay = min(dueDay, study.monthEnd[Int(member.month)])
            if !member.isPlain { dueDay = min(dueDay, member.mood.nextStir) }
        }
        member.dueDay = dueDay
        var dueEnd = Double(dueDay) + 1
        if !member.isPlain { dueEnd = min(dueEnd, social.nextInstant) }
        dueEnd = min(dueEnd, member.changeAt)
        member.dueEnd = dueEnd
        member.pause = min(min(dueEnd, member.lifeEnd), member.until)
    }

    /// The program's rules become those of its next change.
    @inline(never)
    private mutating func changeProgram(_ member: inout Member) {
        guard let arm = member.arm.pointee.next else { return }
        let day = arm.pointee.firstDay
        member.month = study.month(ofDay: day)
        recorder.turn(toMonth: member.month)
        (member.arm, member.rules) = (arm, arm.pointee.rules)
        member.changeAt = arm.pointee.next.map { Double($0.pointee.firstDay) } ?? .infinity
        account.change(to: member.rules, on: day)
        if !member.isGone {
            member.pull = Pull()
            lookAtInclination(&member)
            member.mood.feelPressure(1)
            beginPressure(&member)
            lookAtBalance(&member)
            settle(&member, at: Double(day))
        }
        schedule(&member)
    }

    @inline(never)
    mutating func leave(at instant: Double, _ member: inout Member) {
        let day = Int32(instant)
        member.month = study.month(ofDay: day)
        recorder.turn(toMonth: member.month)
        recorder.add(Outcome.Cell.memberLeft, 1)
        recorder.left(instant: instant)
        member.leftAt = instant
        if !member.isPlain {
            member.restOfGap = max(0, member.nextClock - study.reading(at: instant)) / member.mood.gaps
            leaveProgram(&member, on: day)
        }
        stop(&member, at: instant)
    }

    /// The member reaches the engine's limit of purchases.
    @inline(never)
    mutating func cutOff(_ member: inout Member, at instant: Double) {
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
