/// The mechanics beyond points, in the order of the rules. A program that has none of them never comes here.
extension MemberAccount {
    /// A member joins on `day`.
    mutating func beginMechanics(_ rules: RulesPointer, on day: Int32) {
        coupons.reset()
        if rules.pointee.kinds.contains(.discount) { spending.begin(on: day) }
        if rules.pointee.kinds.contains(.cause) { cause.begin(on: day) }
        if rules.pointee.kinds.contains(.game) { beginGame(rules, on: day) }
    }

    /// What comes off the price, before anything is paid.
    mutating func price<Sink: ProgramSink & ~Copyable>(_ rules: RulesPointer, _ bill: inout Bill, _ sink: inout Sink) {
        if rules.pointee.kinds.contains(.discount) { discount(rules, &bill, &sink) }
        if !coupons.isEmpty { useCoupon(&bill, &sink) }
    }

    /// What a bill earns, once it is paid.
    mutating func reward<Sink: ProgramSink & ~Copyable>(_ rules: RulesPointer, _ bill: Bill, _ sink: inout Sink) {
        earn(rules, bill, &sink)
        if rules.pointee.kinds.contains(.cause) { donate(rules, bill, &sink) }
        if rules.pointee.kinds.contains(.game) { play(rules, bill, &sink) }
        if rules.pointee.kinds.contains(.offer) { offerAfter(bill, rules, &sink) }
    }

    /// A visit on `day` is over.
    mutating func endVisit(_ rules: RulesPointer, on day: Int32) {
        if rules.pointee.kinds.contains(.offer) { offers.lastVisit = day }
        if rules.pointee.kinds.contains(.campaign) { campaign.bought(on: day) }
        lookAhead(rules, from: day)
    }

    /// What the end of `day` brings after points have expired and been converted; messages go out later. Returns
    /// whether goals have moved.
    mutating func endMechanicsDay<Sink: ProgramSink & ~Copyable>(
        _ rules: RulesPointer, _ day: Int32, _ sink: inout Sink
    ) -> Bool {
        var movedGoals = false
        if rules.pointee.kinds.contains(.game), game.seasonEnd <= day {
            endSeason(rules, day, &sink)
            movedGoals = true
        }
        if rules.pointee.kinds.contains(.offer), offers.nextDay <= day { handOutDated(rules, endOf: day, &sink) }
        return movedGoals
    }

    /// The next day whose end matters, `day` at the earliest; `Lot.noExpiry` if none does.
    mutating func nextMechanicsDay(_ rules: RulesPointer, from day: Int32) -> Int32 {
        var next = rules.pointee.kinds.contains(.game) ? game.nextDueDay : Lot.noExpiry
        if rules.pointee.kinds.contains(.offer) { next = min(next, offers.nextDay) }
        if rules.pointee.kinds.contains(.campaign) {
            planMessages(rules, from: day)
            next = min(next, campaign.nextDay)
        }
        return next
    }
}
