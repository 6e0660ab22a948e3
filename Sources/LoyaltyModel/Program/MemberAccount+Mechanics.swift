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
        if kinds.contains(.discount) { spending.begin(on: day) }
        if kinds.contains(.cardAsPoints) || kinds.contains(.cardBesidePoints) { beginCard(rules, on: day, &sink) }
        if kinds.contains(.cashback) { cashback.begin(on: day) }
        if kinds.contains(.annual) { beginYear(rules, on: day) }
    }

    /// What comes off the price, before anything is paid.
    mutating func price<Sink: ProgramSink & ~Copyable>(_ rules: RulesPointer, _ bill: inout Bill, _ sink: inout Sink) {
        if rules.pointee.kinds.contains(.discount) { discount(rules, &bill, &sink) }
    }

    /// What pays of a bill without being asked, once discounts, vouchers and points are off.
    mutating func payTheRest<Sink: ProgramSink & ~Copyable>(
        _ rules: RulesPointer, _ bill: inout Bill, _ sink: inout Sink
    ) {
        if rules.pointee.kinds.contains(.cashback) { payWithBonus(&bill, &sink) }
    }

    /// What a bill earns, once it is paid.
    mutating func reward<Sink: ProgramSink & ~Copyable>(_ rules: RulesPointer, _ bill: Bill, _ sink: inout Sink) {
        let kinds = rules.pointee.kinds
        let before = ledger.balance
        if kinds.contains(.cardAsPoints) { stamp(rules, bill, &sink) } else { earn(rules, bill, &sink) }
        let earned = ledger.balance - before
        if kinds.contains(.cardBesidePoints) { stamp(rules, bill, &sink) }
        if kinds.contains(.cashback) { earnCashback(rules, bill, &sink) }
        if kinds.contains(.annual) { addToYear(rules, bill, earned: earned) }
        lookAhead(rules)
    }

    /// The next day whose end changes something of theirs.
    func nextMechanicsDay(_ rules: RulesPointer) -> Int32 {
        let kinds = rules.pointee.kinds
        var day = Lot.noExpiry
        if kinds.contains(.cardBesidePoints) { day = min(day, stamps.nextExpiryDay) }
        if kinds.contains(.cashback) { day = min(day, cashback.nextDueDay) }
        if kinds.contains(.annual) { day = min(day, yearEnd) }
        return day
    }

    /// The end of a day: what runs out, what is paid out, what a year brings. Returns whether goals have moved.
    mutating func endMechanicsDay<Sink: ProgramSink & ~Copyable>(
        _ rules: RulesPointer, _ day: Int32, _ sink: inout Sink
    ) -> Bool {
        let kinds = rules.pointee.kinds
        var movedGoals = false
        if kinds.contains(.cardBesidePoints), stamps.nextExpiryDay <= day {
            expireCards(rules, day, &sink)
            movedGoals = true
        }
        if kinds.contains(.cashback) { endCashbackDay(rules, day, &sink) }
        if kinds.contains(.annual), yearEnd <= day {
            endYear(rules, day, &sink)
            movedGoals = true
        }
        return movedGoals
    }

    /// How near the nearest goal beyond points is, 0 to 1; nil where none is ahead that takes more than a purchase.
    ///
    /// A purchase is whole: a member who needs n of them never stands nearer, before the last, than n − 1 of them.
    func progress(_ rules: RulesPointer, _ purchase: MeanPurchase) -> Double? {
        let kinds = rules.pointee.kinds
        var nearest: Double?
        if kinds.contains(.cardBesidePoints), let card = rules.pointee.card, card.size > 1 {
            nearest = Double(stamps.balance % card.size) / Double(card.size)
        }
        if kinds.contains(.annual), let next = rules.pointee.annual.progress(year.amount, purchase) {
            nearest = max(nearest ?? 0, next)
        }
        return nearest
    }

    /// The end of the study: what has been earned and not been had is told.
    mutating func closeMechanics<Sink: ProgramSink & ~Copyable>(_ rules: RulesPointer, _ sink: inout Sink) {
        if rules.pointee.kinds.contains(.cashback) { sink.add(.cashbackOutstanding, cashback.outstanding) }
        guard rules.pointee.kinds.contains(.annual) else { return }
        let due = rules.pointee.annual.bonus(for: year.amount)
        let isPoints = rules.pointee.annual.mechanic.form == .points
        sink.add(isPoints ? .annualPointsOutstanding : .annualOutstanding, due)
    }
}
