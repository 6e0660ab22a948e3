/// What the rules of a paid membership do to one member.
extension MemberAccount {
    mutating func beginPaid<Sink: ProgramSink & ~Copyable>(_ rules: RulesPointer, on day: Int32, _ sink: inout Sink) {
        paid.begin(on: day, rules.pointee.paid)
        if paid.fee > 0 { sink.add(.fees, paid.fee) }
        let costs = rules.pointee.paid.mechanic.offersCost > .zero
        offersDue = costs ? rules.pointee.lastDay(ofMonth: rules.pointee.monthOfDay[Int(day)]) : Lot.noExpiry
    }

    /// A paid bill is delivered.
    mutating func deliver<Sink: ProgramSink & ~Copyable>(_ rules: RulesPointer, _ bill: Bill, _ sink: inout Sink) {
        let cost = rules.pointee.paid.mechanic.deliveryCost.minor
        guard cost > 0 else { return }
        sink.add(.rewardCost, cost)
        sink.add(.services, cost)
        sink.add(.rewardCostOnTwin, bill.twinThousandths(of: cost))
    }

    /// The end of a day on which a month of offers or a fee is due.
    ///
    /// - Parameter renews: whether the member pays a fee that is due.
    mutating func endDayOfPaid<Sink: ProgramSink & ~Copyable>(
        _ rules: RulesPointer, _ day: Int32, renews: Bool, _ sink: inout Sink
    ) {
        if offersDue <= day {
            let month = rules.pointee.monthOfDay[Int(day)]
            // No purchase has earned these, so none of their cost falls on the twin's.
            let cost = rules.pointee.monthly(rules.pointee.paid.mechanic.offersCost, in: month)
            sink.add(.rewardCost, cost)
            sink.add(.services, cost)
            offersDue = rules.pointee.lastDay(ofMonth: month + 1)
        }
        guard paid.nextDue <= day else { return }
        guard renews else { return endMembership(rules, on: day, &sink) }
        paid.pay(rules.pointee.paid)
        sink.add(.fees, paid.fee)
    }

    /// Whether a fee is due at the end of `day`.
    func owesFee(_ rules: RulesPointer, endOf day: Int32) -> Bool {
        rules.pointee.kinds.contains(.paid) && !hasEnded && paid.nextDue <= day
    }

    /// The member leaves, the program or for good: perks are used no more, and a membership with a fee ends.
    mutating func leave<Sink: ProgramSink & ~Copyable>(_ rules: RulesPointer, on day: Int32, _ sink: inout Sink) {
        hasLeft = true
        perksDue = Lot.noExpiry
        if rules.pointee.kinds.contains(.paid), rules.pointee.paid.mechanic.fee > .zero, !hasEnded {
            let refund = paid.refund(on: day, rules.pointee.paid)
            if refund > 0 { sink.add(.fees, -refund) }
            endMembership(rules, on: day, &sink)
        }
        lookAhead(rules, from: day)
    }

    /// The member is there again from the begin of `day`, and uses the level's perks from its month on.
    mutating func comeBack(_ rules: RulesPointer, on day: Int32) {
        hasLeft = false
        if rules.pointee.kinds.contains(.tiers) { hirePerks(rules, on: day) }
        lookAhead(rules, from: day)
    }

    private mutating func endMembership<Sink: ProgramSink & ~Copyable>(
        _ rules: RulesPointer, on day: Int32, _ sink: inout Sink
    ) {
        sink.add(.membershipsEnded, 1)
        closeDates()
        if rules.pointee.paid.mechanic.pointsAtEnd == .forfeit { forfeit(on: day, &sink) }
    }
}
