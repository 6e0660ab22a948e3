/// The mechanics beyond points, in the order of the rules. A program that has none of them never comes here.
extension MemberAccount {
    /// A member joins on `day`.
    mutating func beginMechanics<Sink: ProgramSink & ~Copyable>(
        _ rules: RulesPointer, on day: Int32, _ sink: inout Sink
    ) {
        (hasEnded, hasLeft) = (false, false)
        if rules.pointee.kinds.contains(.discount) { spending.begin(on: day) }
        if rules.pointee.kinds.contains(.tiers) { beginTiers(rules, on: day) }
        if rules.pointee.kinds.contains(.paid) { beginPaid(rules, on: day, &sink) }
        scheduleMechanics(rules)
    }

    /// What comes off the price, before anything is paid.
    mutating func price<Sink: ProgramSink & ~Copyable>(_ rules: RulesPointer, _ bill: inout Bill, _ sink: inout Sink) {
        if rules.pointee.kinds.contains(.discount) { discount(rules, &bill, &sink) }
        if rules.pointee.kinds.contains(.tiers) { discountOfLevel(rules, &bill, &sink) }
        if rules.pointee.kinds.contains(.paid) { takeOff(rules.pointee.paid.mechanic.discountMillionths, &bill, &sink) }
    }

    /// What a bill earns, once it is paid.
    mutating func reward<Sink: ProgramSink & ~Copyable>(_ rules: RulesPointer, _ bill: Bill, _ sink: inout Sink) {
        earnBoosted(rules, bill, &sink)
        if rules.pointee.kinds.contains(.paid) { deliver(rules, bill, &sink) }
        if rules.pointee.kinds.contains(.tiers) {
            countTowardsLevel(rules, bill, &sink)
            scheduleMechanics(rules)
        }
    }

    /// The end of a day on which one of them is due. Returns whether the membership has ended.
    mutating func endDayOfMechanics<Sink: ProgramSink & ~Copyable>(
        _ rules: RulesPointer, _ day: Int32, renews: Bool, _ sink: inout Sink
    ) -> Bool {
        if rules.pointee.kinds.contains(.tiers) { endDayOfTiers(rules, day, &sink) }
        if rules.pointee.kinds.contains(.paid) { endDayOfPaid(rules, day, renews: renews, &sink) }
        scheduleMechanics(rules)
        return hasEnded
    }

    /// Works out the next day whose end one of them needs.
    mutating func scheduleMechanics(_ rules: RulesPointer) {
        var next = Lot.noExpiry
        if !hasEnded, rules.pointee.kinds.contains(.tiers) { next = min(next, min(tiers.nextReview, perksDue)) }
        if !hasEnded, rules.pointee.kinds.contains(.paid) { next = min(next, min(paid.nextDue, offersDue)) }
        mechanicsDue = next
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
