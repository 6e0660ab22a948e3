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
        /// exp(−rate effect) and exp(attrition effect) in force.
        var rateFactor = 1.0
        var attritionFactor = 1.0
        /// Day whose end is the next to change something, and the instant of its end.
        var dueDay = Lot.noExpiry
        var dueEnd = Double.infinity
        var month: Int32
        var lastMonthBought: Int32
        var lastDayBought: Int32
        var purchasesInWindow = 0
        /// First day after the window that follows the launch.
        let windowEnd: Int32
    }

    /// Walks a member and returns the purchases in the window after the launch.
    mutating func walkMember(_ person: Person, arm: Int, _ joining: Joining, _ perception: Perception) -> Int {
        var member = join(person, arm: arm, joining, perception)
        while true {
            let next = min(member.nextPurchase, member.lifeEnd)
            if next < member.dueEnd {
                guard next < study.horizon else { break }
                if member.nextPurchase < member.lifeEnd {
                    if purchase(person, &member) { break }
                } else {
                    leave(at: member.lifeEnd, &member)
                    break
                }
            } else {
                guard member.dueEnd < study.horizon else { break }
                endDay(person, &member)
            }
        }
        finish(person, &member)
        return member.purchasesInWindow
    }

    @inline(never)
    private mutating func join(
        _ person: Person, arm: Int, _ joining: Joining, _ perception: Perception
    ) -> Member {
        let month = study.month(ofDay: joining.day)
        let arm = study.arms[arm]
        let launch = arm.pointee.rules.launchDay
        let windowEnd = launch + arm.pointee.window
        var member = Member(
            arm: arm, joinDay: joining.day,
            mood: MemberMood(study.tables, perception: perception, sensitivity: person.traits.rewardSensitivity),
            number: joining.purchase, lifeEnd: twin.lifeEnd, month: month, lastMonthBought: month,
            lastDayBought: twin.purchases[joining.purchase].day, windowEnd: windowEnd)
        let sharedInWindow = min(joining.purchase + 1, twin.purchases(before: windowEnd))
        member.purchasesInWindow = max(0, sharedInWindow - twin.purchases(before: launch))
        recorder.turn(toMonth: month)
        recorder.add(Outcome.Cell.joined, 1)
        account.join(arm.pointee.rules, on: joining.day, &recorder)
        if joining.atTill {
            let purchase = twin.purchases[joining.purchase]
            recorder.add(Outcome.Cell.joiningRevenue, purchase.amount)
            visit(person, &member, amount: purchase.amount, day: purchase.day)
            let draw = purchaseLuck.draw(joining.purchase, luck, sampler)
            if react(person, &member, draw, clock: purchase.clock, instant: purchase.instant, day: purchase.day) {
                leave(at: purchase.instant, &member)
                return member
            }
        } else {
            let next = joining.purchase + 1
            member.nextClock = next < twin.count ? twin.purchases[next].clock : twin.nextClock
            member.nextPurchase = study.season.instant(at: member.nextClock)
            member.mood.lookAtBalance(account.ledger.balance, arm.pointee.pressure)
            settle(person, &member, at: joining.instant)
        }
        schedule(&member)
        return member
    }

    /// A purchase after joining. Returns whether the member leaves after it.
    @inline(__always)
    private mutating func purchase(_ person: Person, _ member: inout Member) -> Bool {
        let instant = member.nextPurchase
        let day = Int32(instant)
        let month = study.month(ofDay: day)
        member.number += 1
        member.month = month
        recorder.turn(toMonth: month)
        let draw = purchaseLuck.draw(member.number, luck, sampler)
        let amount = Self.minor(draw.basket * member.mood.basket)
        recorder.add(Outcome.Cell.memberPurchases, 1)
        recorder.add(Outcome.Cell.memberRevenue, amount)
        // Added without a branch: whether a purchase is the month's first is a coin that no processor predicts.
        recorder.add(Outcome.Cell.memberBuyers, month != member.lastMonthBought ? 1 : 0)
        member.lastMonthBought = month
        member.lastDayBought = day
        if day < member.windowEnd { member.purchasesInWindow += 1 }
        recorder.purchased(number: member.number, instant: instant, amount: amount)
        visit(person, &member, amount: amount, day: day)
        if react(person, &member, draw, clock: member.nextClock, instant: instant, day: day) {
            leave(at: instant, &member)
            return true
        }
        if member.number + 1 >= Simulation.purchaseLimit {
            recorder.add(Outcome.Total.cutOff, 1)
            return true
        }
        schedule(&member)
        return false
    }

    /// Re-evaluates all effects after a purchase, tosses its coin and sets the clock of the next one.
    /// Returns whether the member leaves.
    @inline(__always)
    private mutating func react(
        _ person: Person, _ member: inout Member, _ draw: PurchaseLuck.Draw, clock: Double, instant: Double,
        day: Int32
    ) -> Bool {
        let (oldRate, oldAttrition) = (member.mood.rate, member.mood.attrition)
        member.mood.age(to: day, study.tables)
        member.mood.lookAtBalance(account.ledger.balance, member.arm.pointee.pressure)
        member.mood.settle()
        if member.mood.rate != oldRate { member.rateFactor = exp(-member.mood.rate) }
        if member.mood.attrition != oldAttrition {
            changeAttrition(person, &member, at: instant)
        }
        let hazardFactor = member.attritionFactor * (study.coinsPerTime ? member.rateFactor : 1)
        if draw.coin < person.hazardAfter(member.number) * hazardFactor { return true }
        member.nextClock = clock + draw.gap * person.daysPerGap * member.rateFactor
        member.nextPurchase = study.season.instant(at: member.nextClock)
        return false
    }

    /// Sums the effects after an event between purchases; clocks are split only where a multiplier changed.
    @inline(never)
    mutating func settle(_ person: Person, _ member: inout Member, at instant: Double) {
        let (oldRate, oldAttrition) = (member.mood.rate, member.mood.attrition)
        member.mood.settle()
        if member.mood.rate != oldRate {
            let now = study.season.reading(at: instant)
            let factor = exp(-member.mood.rate)
            member.nextClock = now + (member.nextClock - now) * (factor / member.rateFactor)
            member.nextPurchase = study.season.instant(at: member.nextClock)
            member.rateFactor = factor
        }
        if member.mood.attrition != oldAttrition {
            changeAttrition(person, &member, at: instant)
        }
    }

    @inline(never)
    private func changeAttrition(_ person: Person, _ member: inout Member, at instant: Double) {
        let factor = exp(member.mood.attrition)
        member.lifeEnd = person.traits.attrition.lifeEnd(
            changedAt: instant, old: member.lifeEnd, ratio: member.attritionFactor / factor, multiplier: factor,
            of: person.key, arrival: person.arrival, limit: study.horizon, luck)
        member.attritionFactor = factor
    }

    /// The next day whose end matters: the program's own, and month ends while something decays.
    @inline(__always)
    func schedule(_ member: inout Member) {
        member.dueDay = account.nextDueDay
        if member.mood.stirsAtMonthEnd { member.dueDay = min(member.dueDay, study.monthEnd[Int(member.month)]) }
        member.dueEnd = Double(member.dueDay) + 1
    }

    @inline(never)
    private mutating func leave(at instant: Double, _ member: inout Member) {
        let day = Int32(instant)
        member.month = study.month(ofDay: day)
        recorder.turn(toMonth: member.month)
        recorder.add(Outcome.Cell.memberLeft, 1)
        recorder.left(instant: instant)
        member.nextPurchase = .infinity
        member.lifeEnd = .infinity
    }
}
