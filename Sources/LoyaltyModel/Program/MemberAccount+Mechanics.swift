/// The mechanics beyond points, in the order of the rules. A program that has none of them never comes here.
extension MemberAccount {
    /// A member joins on `day`.
    mutating func beginMechanics(_ rules: RulesPointer, on day: Int32) {
        if rules.pointee.kinds.contains(.discount) { spending.begin(on: day) }
        if rules.pointee.kinds.contains(.cause) { cause.begin(on: day) }
        if rules.pointee.kinds.contains(.game) { beginGame(rules, on: day) }
    }

    /// What comes off the price, before anything is paid.
    mutating func price<Sink: ProgramSink & ~Copyable>(_ rules: RulesPointer, _ bill: inout Bill, _ sink: inout Sink) {
        if rules.pointee.kinds.contains(.discount) { discount(rules, &bill, &sink) }
    }

    /// What a bill earns, once it is paid.
    mutating func reward<Sink: ProgramSink & ~Copyable>(_ rules: RulesPointer, _ bill: Bill, _ sink: inout Sink) {
        earn(rules, bill, &sink)
        if rules.pointee.kinds.contains(.cause) { donate(rules, bill, &sink) }
        if rules.pointee.kinds.contains(.game) { play(rules, bill, &sink) }
        lookAhead(rules)
    }

    /// The next day whose end changes something of theirs.
    func nextMechanicsDay(_ rules: RulesPointer) -> Int32 {
        rules.pointee.kinds.contains(.game) ? game.nextDueDay : Lot.noExpiry
    }

    /// The end of a day: what a season brings. Returns whether goals have moved.
    mutating func endMechanicsDay<Sink: ProgramSink & ~Copyable>(
        _ rules: RulesPointer, _ day: Int32, _ sink: inout Sink
    ) -> Bool {
        var movedGoals = false
        if rules.pointee.kinds.contains(.game), game.seasonEnd <= day {
            endSeason(rules, day, &sink)
            movedGoals = true
        }
        return movedGoals
    }
}
