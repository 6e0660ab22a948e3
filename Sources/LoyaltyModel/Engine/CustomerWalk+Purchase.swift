/// A member's purchases after joining.
extension CustomerWalk where Recorder: ~Copyable {
    /// A purchase after joining a program of points only.
    ///
    /// What the next instant rests on comes first, measured: the processor writes the books while it waits for that.
    @inline(__always)
    mutating func plainPurchase(_ member: inout Member) {
        let (instant, clock) = (member.nextPurchase, member.nextClock)
        let day = Int32(dayOf: instant)
        let isFirstOfMonth = turn(&member, toPurchaseOn: day)
        let draw = purchaseLuck.draw(member.number, luck, sampler)
        let amount = basket(draw, &member)
        let points = redeemAndCount(
            &member, amount: amount, base: draw.pointee.amount, day: day, coin: draw.pointee.redemption)
        member.mood.age(to: day, study.tables)
        let leaves = react(
            &member, draw, balance: account.ledger.balance &+ points, clock: clock, instant: instant,
            hazard: person.coinHazard)
        let bill = bill(member, amount: amount, base: draw.pointee.amount, day: day)
        account.earn(points, member.rules, bill, &recorder)
        record(member, amount: amount, instant: instant, isFirstOfMonth: isFirstOfMonth)
        if leaves { return leave(at: instant, &member) }
        if member.number >= Simulation.purchaseLimit - 1 { return cutOff(&member, at: instant) }
        // The month's end that a stirring member waits for stays the same until it has come.
        if account.nextDueDay != member.rulesDay || member.mood.isStirring != member.stirs { schedule(&member) }
    }

    /// A purchase after joining a program with mechanics beyond points.
    @inline(never)
    mutating func purchase(_ member: inout Member) {
        let (instant, clock) = (member.nextPurchase, member.nextClock)
        let day = Int32(dayOf: instant)
        let isFirstOfMonth = turn(&member, toPurchaseOn: day)
        let draw = purchaseLuck.draw(member.number, luck, sampler)
        let amount = basket(draw, &member)
        record(member, amount: amount, instant: instant, isFirstOfMonth: isFirstOfMonth)
        visitInFull(&member, bill(member, amount: amount, base: draw.pointee.amount, day: day))
        member.mood.age(to: day, study.tables)
        if react(
            &member, draw, balance: account.ledger.balance, clock: clock, instant: instant, hazard: person.coinHazard)
        {
            return leave(at: instant, &member)
        }
        if member.number >= Simulation.purchaseLimit - 1 { return cutOff(&member, at: instant) }
        schedule(&member)
    }

    /// Turns to the next purchase, and returns whether it is the first of its month.
    @inline(__always)
    private mutating func turn(_ member: inout Member, toPurchaseOn day: Int32) -> Bool {
        member.number &+= 1
        member.month = study.month(ofDay: day)
        recorder.turn(toMonth: member.month)
        let isFirstOfMonth = member.month != member.lastMonthBought
        member.lastMonthBought = member.month
        member.lastDayBought = day
        if day < member.windowEnd { member.purchasesInWindow &+= 1 }
        member.spending.lastClock = member.nextClock
        return isFirstOfMonth
    }

    /// What a purchase comes to, minor units.
    @inline(__always)
    private func basket(_ draw: UnsafePointer<PurchaseLuck.Draw>, _ member: inout Member) -> Int64 {
        guard member.mood.scalesBaskets else { return draw.pointee.amount }
        let amount = PurchaseLuck.minor(draw.pointee.basket * member.mood.basket)
        member.spending.extra += amount - draw.pointee.amount
        return amount
    }

    /// Counts a purchase after joining.
    @inline(__always)
    private mutating func record(
        _ member: borrowing Member, amount: Int64, instant: Double, isFirstOfMonth: Bool
    ) {
        recorder.add(Outcome.Cell.memberPurchases, 1)
        recorder.add(Outcome.Cell.memberRevenue, amount)
        // Added without a branch: whether a purchase is the month's first is a coin that no processor predicts.
        recorder.add(Outcome.Cell.memberBuyers, isFirstOfMonth ? 1 : 0)
        recorder.purchased(number: member.number, instant: instant, amount: amount)
    }

    /// Re-evaluates the effects after a purchase that leaves `balance` points, tosses its coin and sets the clock of the
    /// next one; what decays has been aged. Returns whether the member leaves.
    ///
    /// - Parameter hazard: what the coin is held against where nothing changes it.
    @inline(__always)
    mutating func react(
        _ member: inout Member, _ draw: UnsafePointer<PurchaseLuck.Draw>, balance: Int64, clock: Double,
        instant: Double, hazard: Double
    ) -> Bool {
        let oldHazard = member.mood.hazard
        lookAtBalance(&member, balance)
        member.mood.settle(study.tables)
        if person.leavesWithTime, member.mood.hazard != oldHazard {
            changeAttrition(&member, from: oldHazard, at: instant)
        }
        let hazardFactor = member.mood.hazard * (study.coinsPerTime ? member.mood.gaps : 1)
        member.nextClock = clock + draw.pointee.gap * member.mood.gaps
        member.nextPurchase = study.instant(at: member.nextClock)
        return draw.pointee.coin < hazard * hazardFactor
    }
}
