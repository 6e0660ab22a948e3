internal import Foundation

/// What a membership comes to: levels as they are felt, fees that fall due, staff who do not know the program, and the
/// ways in which a membership stops meaning anything.
extension CustomerWalk where Recorder: ~Copyable {
    /// Whether the member is met by staff who do not know the program: no less is earned, and it annoys.
    mutating func meetStaff(_ member: inout Member, on day: Int32) {
        let uninformed = member.arm.pointee.rules.pointee.uninformed
        guard uninformed > 0, luck.rareUniform(person.key, .uninformed, member.number) < uninformed else { return }
        recorder.add(Outcome.Total.uninformedVisits, 1)
        member.mood.frustrate(by: study.tables.pointee.response.frustration.perUninformed, on: day, study.tables)
    }

    /// What the member makes of the level, after a visit or at the end of a day.
    ///
    /// - Parameter seen: the day that it is as of: at a day's end the one that begins.
    mutating func lookAtLevel(_ member: inout Member, on day: Int32, seen: Int32) {
        let rules = member.arm.pointee.rules
        guard rules.pointee.kinds.contains(.tiers) else { return }
        member.mood.feelLevel(
            account.tiers.view(on: seen, rules), rise: account.tiers.share(of: account.news.promotedTo, rules),
            fall: account.tiers.share(of: account.news.demotedFrom, rules), on: day, study.tables)
    }

    /// Gifts for reaching a level, as what they are.
    mutating func enjoyGifts(_ member: inout Member, on day: Int32) {
        for gift in account.news.gifts {
            let stock = study.tables.pointee.response.delight.stock(of: gift.kind) * gift.weight
            member.mood.delight(by: stock, on: day, study.tables)
        }
    }

    /// Whether a paid membership's fee has been paid, as the member feels it.
    mutating func lookAtFee(_ member: inout Member) {
        guard member.arm.pointee.rules.pointee.kinds.contains(.paid) else { return }
        member.mood.feelFee(isPaid: account.paid.fee > 0, study.tables)
    }

    /// Whether a member pays the fee that is due. Who shows the card no more, pays no more.
    mutating func renews(_ member: inout Member) -> Bool {
        recorder.add(Outcome.Total.renewalsAsked, 1)
        guard !member.isOut else { return false }
        let mechanic = member.arm.pointee.rules.pointee.paid.mechanic
        let choice = study.tables.pointee.response.renewal
        let traits = person.traits
        let periods = account.paid.periods
        let years = Double(mechanic.every.months) / 12
        let probability = choice.probability(
            value: traits.rewardSensitivity * member.value, yearlyFees: Double(mechanic.fee.minor) / years,
            monthlySpend: traits.purchase.purchasesPerDay * traits.basket.mean * CalendarDate.meanDaysPerMonth,
            years: periods == 0 ? 1 : years)
        let reluctance = choice.reluctance(
            taste: sampler.normal(luck.stream(person.key, .renewalTaste, 0)),
            draw: sampler.normal(luck.stream(person.key, .renewal, periods)))
        guard reluctance < probability else { return false }
        recorder.add(Outcome.Total.renewals, 1)
        return true
    }

    /// At a month's end a member to whom every reward is too far may put the card away.
    @inline(__always)
    mutating func mayFallSilent(_ member: inout Member) {
        let monthly = study.tables.pointee.response.silence.monthly
        guard monthly > 0 else { return }
        fallSilent(&member, probability: monthly)
    }

    @inline(never)
    private mutating func fallSilent(_ member: inout Member, probability: Double) {
        guard luck.rareUniform(person.key, .silence, Int(member.month)) < probability else { return }
        recorder.add(Outcome.Total.silent, 1)
        goOut(&member)
    }

    /// From here on the member lives as one who is none: the clocks are set by whoever settles next.
    mutating func goOut(_ member: inout Member) {
        member.isOut = true
        recorder.cardPutAway()
        // A visit now takes the way on which this is asked, and where what was never begun is looked at.
        if member.isPlain {
            social.begin(arm: 0)
            account.forgetMechanics()
            member.isPlain = false
        }
        social.end(keepsRewards: !account.hasEnded)
        member.pull = Pull()
        member.mood.growIndifferent()
    }

    /// A member who leaves for good also leaves the program.
    mutating func leaveProgram(_ member: inout Member, on day: Int32) {
        guard !member.arm.pointee.rules.pointee.kinds.isEmpty else { return }
        account.leave(member.arm.pointee.rules, on: day, &recorder)
        guard account.hasEnded else { return }
        member.isOut = true
        social.end(keepsRewards: false)
    }

    /// The horizon, for members of programs with more than points.
    mutating func finishMembership(_ member: inout Member) {
        let isActive = isActive(lastDay: member.lastDayBought)
        if member.isOut, isActive { recorder.add(Outcome.Total.activeOutside, 1) }
        guard member.arm.pointee.rules.pointee.kinds.contains(.tiers), !account.hasEnded else { return }
        let (level, top) = (account.tiers.level, member.arm.pointee.rules.pointee.tiers.top)
        if level > 0 { recorder.add(Outcome.Total.aboveFirstLevel, 1) }
        if level > 0, level == top { recorder.add(Outcome.Total.atTopLevel, 1) }
    }
}
