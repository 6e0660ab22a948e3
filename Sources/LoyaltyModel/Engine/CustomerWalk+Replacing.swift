/// Rewards that a member takes in place of buying the same: the free coffee is the coffee of that day.
///
/// Only programs with a reward that says so come here. Rewards are had first, since a till rings up and discounts only
/// what is bought beside them; and a visit on which nothing else is bought earns nothing.
extension CustomerWalk where Recorder: ~Copyable {
    /// A catalogue reward, then a full card beside points, and what they leave of the bill. Returns whether a reward of
    /// the catalogue was asked for, be it to be had or not.
    @inline(never)
    mutating func fetchFirst(_ member: inout Member, _ bill: inout Bill) -> Bool {
        let rules = member.arm.pointee.rules
        account.open(rules, on: bill.day, &recorder)
        var asked: Int?
        let usable = account.ledger.usable
        if usable >= rules.pointee.points.cheapest, let place = choice(member, usable: usable) {
            let weight = weight(ofUse: place, member)
            let affordable = max(1, usable / rules.pointee.weights.cheapest)
            if inclines(affordable: affordable, weight: weight, member) { asked = place }
        }
        if let asked, fetch(asked, &member, bill) {
            replace(by: rules.pointee.points.rewards[asked], &member, &bill)
        }
        if rules.pointee.kinds.contains(.cardBesidePoints), let reward = offerCard(&member, bill) {
            replace(by: reward, &member, &bill)
        }
        return asked != nil
    }

    /// What is not bought is not a member's revenue, wherever revenue is counted.
    private mutating func replace(by reward: RewardTerms, _ member: inout Member, _ bill: inout Bill) {
        let replaced = reward.replaced(bill: bill.gross)
        guard replaced > 0 else { return }
        bill.shrink(by: replaced)
        recorder.add(Outcome.Cell.memberRevenue, -replaced)
        recorder.replaced(replaced)
        member.spending.extra -= replaced
        guard person.isNewcomer else { return }
        recorder.add(Outcome.Cell.newcomerRevenue, -replaced)
        if person.origin == .referral { recorder.add(Outcome.Total.referredRevenue, -replaced) }
    }
}
