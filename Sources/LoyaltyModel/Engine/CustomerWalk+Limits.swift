/// What there is not enough of for everybody.
extension CustomerWalk where Recorder: ~Copyable {
    /// Whether a thing can be given to a member now, as far as shared limits go: a piece of its own limit, and its cost
    /// out of the program's budget. What is granted counts as given.
    ///
    /// - Parameters:
    ///   - limit: the place of the thing's own limit among the program's; −1 where it has none.
    ///   - cost: minor units; what costs nothing asks no budget.
    @inline(__always)
    mutating func isGranted(limit: Int32, cost: Int64, _ member: inout Member) -> Bool {
        let budget = cost > 0 ? member.arm.pointee.rules.pointee.budget : -1
        return (limit < 0 && budget < 0) || ask(limit, budget, cost: cost, member.arm, month: member.month)
    }

    /// Everybody gets what they got in a whole replication.
    mutating func take(_ outcome: Outcome) {
        limits.take(outcome.limits)
        for board in outcome.leaderboards {
            seasons.set(board.lines, from: study.arms[board.arm - 1].pointee.firstSeason)
        }
    }

    /// Goods that the budget pays for are handed over; what it does not pay for was promised to nobody.
    mutating func askForGoods(_ member: inout Member) {
        for goods in account.news.asked {
            if isGranted(limit: -1, cost: goods.cost, &member) {
                account.handOver(goods, &recorder)
            } else {
                recorder.add(Outcome.Cell.unavailable, 1)
            }
        }
        account.news.asked.removeAll(keepingCapacity: true)
    }

    /// The best coupon for a bill is taken if the budget pays for it; the member keeps it otherwise.
    mutating func askForCoupon(_ member: inout Member, _ bill: inout Bill) {
        guard let best = account.coupons.best(bill: bill.rest, on: bill.day) else { return }
        guard isGranted(limit: -1, cost: best.off, &member) else {
            recorder.add(Outcome.Cell.unavailable, 1)
            return
        }
        account.useCoupon(&bill, &recorder)
    }

    @inline(never)
    private mutating func ask(
        _ limit: Int32, _ budget: Int32, cost: Int64, _ arm: UnsafePointer<PreparedArm>, month: Int32
    ) -> Bool {
        let (limitRow, budgetRow) = (arm.pointee.firstLimit + Int(limit), arm.pointee.firstLimit + Int(budget))
        // One place in the queue for all limits: with several, none is left to those who get nothing of the others.
        let step = LimitShare.step(of: luck.rareUniform(person.key, .sharedLimit, Int(month)))
        let hasPiece = limit < 0 || limits.grants(row: limitRow, month: month, step: step)
        let hasMoney = budget < 0 || limits.grants(row: budgetRow, month: month, step: step)
        // A request counts where this limit alone decides on it: what the other one refuses would not be taken.
        if limit >= 0, hasMoney { limits.ask(1, row: limitRow, month: month, step: step) }
        if budget >= 0, hasPiece { limits.ask(cost, row: budgetRow, month: month, step: step) }
        return hasPiece && hasMoney
    }
}
