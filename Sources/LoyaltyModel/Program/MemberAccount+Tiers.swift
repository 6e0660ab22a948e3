/// What the rules of levels do to one member.
extension MemberAccount {
    mutating func beginTiers(_ rules: RulesPointer, on day: Int32) {
        tiers.begin(on: day, rules)
        hirePerks(rules, on: day)
    }

    /// Takes the level's discount off a bill: its share of the price before any discount.
    mutating func discountOfLevel<Sink: ProgramSink & ~Copyable>(
        _ rules: RulesPointer, _ bill: inout Bill, _ sink: inout Sink
    ) {
        takeOff(rules.pointee.tiers.terms[tiers.level].discountMillionths, &bill, &sink)
    }

    /// Takes a share of the price, rounded down to the minor unit, off a bill that still has as much to pay.
    mutating func takeOff<Sink: ProgramSink & ~Copyable>(
        _ millionths: Int64, _ bill: inout Bill, _ sink: inout Sink
    ) {
        let off = min(bill.rest, Int64(Int128(bill.gross) * Int128(millionths) / 1_000_000))
        guard off > 0 else { return }
        bill.discounts += off
        sink.add(.discounts, off)
        sink.add(.rewardCost, off)
        sink.add(.rewardCostOnTwin, bill.twinThousandths(of: off))
    }

    /// Counts a paid bill towards the levels; with promotion at once it may raise the member's.
    mutating func countTowardsLevel<Sink: ProgramSink & ~Copyable>(
        _ rules: RulesPointer, _ bill: Bill, _ sink: inout Sink
    ) {
        let amount: Int64
        let twin: Int64
        switch rules.pointee.tiers.mechanic.metric {
        case .spend: (amount, twin) = (bill.gross, min(bill.gross, max(0, bill.twin)))
        case .visits: (amount, twin) = (1, bill.twin >= 0 ? 1 : 0)
        case .points:
            amount = basePoints(rules, bill)
            twin = twinPoints(amount, bill)
        }
        let before = tiers.level
        tiers.count(amount, twin: twin, on: bill.day, rules)
        levelChanged(from: before, rules, on: bill.day, perksFrom: bill.day, &sink)
    }

    /// Points of a bill before any level or membership multiplies them.
    private func basePoints(_ rules: RulesPointer, _ bill: Bill) -> Int64 {
        let amount = rules.pointee.points.earn.earnsOnNet ? bill.rest : bill.gross
        return rules.pointee.points.earn.points(amount: amount, segment: bill.segment, day: bill.day)
    }

    /// The end of a day on which a month of perks or a review is due: first the month is paid for, then the level may
    /// change.
    mutating func endDayOfTiers<Sink: ProgramSink & ~Copyable>(
        _ rules: RulesPointer, _ day: Int32, _ sink: inout Sink
    ) {
        if perksDue <= day { payPerks(rules, day, &sink) }
        guard tiers.nextReview <= day else { return }
        let before = tiers.level
        tiers.review(endOf: day, rules)
        // The month that ends with the day has been paid for: the new level's perks begin with the next.
        levelChanged(from: before, rules, on: day, perksFrom: day + 1, &sink)
    }

    /// Takes back what a purchase counted towards the levels (see ``TierStanding``). A gift that was given stays given.
    mutating func takeBack(_ amount: Int64, twin: Int64, boughtOn: Int32, _ rules: RulesPointer, on day: Int32) {
        guard rules.pointee.kinds.contains(.tiers) else { return }
        tiers.takeBack(amount, twin: twin, boughtOn: boughtOn, on: day, rules)
        hirePerks(rules, on: day)
        lookAhead(rules, from: day)
    }

    private mutating func levelChanged<Sink: ProgramSink & ~Copyable>(
        from before: Int, _ rules: RulesPointer, on day: Int32, perksFrom: Int32, _ sink: inout Sink
    ) {
        let now = tiers.level
        guard now != before else { return }
        if now > before {
            sink.add(.promotions, 1)
            news.promotedTo = now
            for level in (before + 1)...now {
                if let gift = rules.pointee.tiers.terms[level].gift {
                    give(gift, rules.pointee.weights.levels[level], rules, &sink)
                }
            }
        } else {
            sink.add(.demotions, 1)
            news.demotedFrom = before
        }
        hirePerks(rules, on: perksFrom)
    }

    /// A gift falls on purchases that the twin makes too as far as what has led to it does.
    private mutating func give<Sink: ProgramSink & ~Copyable>(
        _ gift: TierMechanic.Gift, _ weight: Double, _ rules: RulesPointer, _ sink: inout Sink
    ) {
        let cost = gift.unitCost.minor
        give(
            GoodsGiven(
                occasion: .level(gift.kind), cost: cost, onTwinThousandths: earnedByTwin(of: cost * 1000),
                weight: weight),
            rules, &sink)
    }

    /// The perks of a member's level run from the month in which it was reached.
    mutating func hirePerks(_ rules: RulesPointer, on day: Int32) {
        let costs = rules.pointee.tiers.terms[tiers.level].perksCost > .zero
        guard costs, !hasLeft else { return perksDue = Lot.noExpiry }
        guard Int(day) < rules.pointee.monthOfDay.count else { return perksDue = Lot.noExpiry }
        perksDue = rules.pointee.lastDay(ofMonth: rules.pointee.monthOfDay[Int(day)])
    }

    /// A month of perks: twelve calendar months come to the year's cost exactly.
    private mutating func payPerks<Sink: ProgramSink & ~Copyable>(
        _ rules: RulesPointer, _ day: Int32, _ sink: inout Sink
    ) {
        let month = rules.pointee.monthOfDay[Int(day)]
        let cost = rules.pointee.monthly(rules.pointee.tiers.terms[tiers.level].perksCost, in: month)
        sink.add(.rewardCost, cost)
        sink.add(.rewardCostOnTwin, earnedByTwin(of: cost * 1000))
        perksDue = rules.pointee.lastDay(ofMonth: month + 1)
    }

    /// The part of an amount that stands for purchases that the twin makes too, as far as they led to the level.
    private func earnedByTwin(of amount: Int64) -> Int64 {
        Self.share(amount, tiers.basis.twin, of: tiers.basis.amount)
    }
}
