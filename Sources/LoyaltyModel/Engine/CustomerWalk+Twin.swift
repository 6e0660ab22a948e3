/// The walk of the twin: the customer's life with no program.
extension CustomerWalk where Recorder: ~Copyable {
    /// - Parameter first: what the purchase clock shows at the person's arrival.
    mutating func walkTwin(first: Double) {
        twin.begin(firstClock: first)
        recorder.begin(arm: 0, segment: person.segment)
        twin.lifeEnd = person.traits.attrition.lifeEnd(
            of: person.key, arrival: person.arrival, limit: study.horizon, luck)
        var clock = first
        var instant = person.arrival
        var number = 0
        while instant < study.horizon {
            if instant >= twin.lifeEnd { break }
            let day = Int32(dayOf: instant)
            let month = study.month(ofDay: day)
            let draw = purchaseLuck.draw(number, luck, sampler)
            let amount = draw.pointee.amount
            recorder.purchased(number: number, instant: instant, amount: amount)
            twin.append(
                TwinLife.Purchase(clock: clock, instant: instant, day: day, month: month, amount: amount),
                spent: draw.pointee.total)
            if draw.pointee.coin < person.hazardAfter(number) {
                twin.leftAt = instant
                break
            }
            if number + 1 == Simulation.purchaseLimit {
                recorder.add(Outcome.Total.cutOff, 1)
                break
            }
            number += 1
            clock += draw.pointee.gap
            twin.nextClock = clock
            instant = study.instant(at: clock)
        }
        recordTwinMonths()
        closeTwin()
    }

    /// The twin of a customer who leaves before the next purchase.
    mutating func walkTwin(first: Double, leavingAt end: Double) {
        twin.begin(firstClock: first)
        recorder.begin(arm: 0, segment: person.segment)
        twin.lifeEnd = end
        closeTwin()
    }

    private mutating func recordTwinMonths() {
        var (first, spent) = (0, Int64(0))
        for place in 0..<twin.months.count {
            let month = twin.months[place]
            recorder.turn(toMonth: month.month)
            if place == 0, !person.isPresent { recorder.add(Outcome.Cell.customers, 1) }
            recorder.add(Outcome.Cell.purchases, Int64(month.end - first))
            recorder.add(Outcome.Cell.revenue, month.spent - spent)
            recorder.add(Outcome.Cell.buyers, 1)
            (first, spent) = (month.end, month.spent)
        }
    }

    private mutating func closeTwin() {
        if twin.lifeEnd < study.horizon { twin.leftAt = twin.lifeEnd }
        if twin.leftAt < study.horizon {
            recorder.turn(toMonth: study.month(ofDay: Int32(twin.leftAt)))
            recorder.add(Outcome.Cell.left, 1)
            recorder.left(instant: twin.leftAt)
        }
        twin.followedLifeEnd = twin.lifeEnd
        twin.followed = twin.count
        twin.followedClock = twin.nextClock
        twin.followedToEnd = twin.leftAt < study.horizon || twin.count == Simulation.purchaseLimit
        if isActive(lastDay: twin.lastDay) { recorder.add(Outcome.Total.active, 1) }
        if !person.isPresent, isActive(lastDay: twin.count > 0 ? twin.purchases[0].day : nil) {
            recorder.add(Outcome.Total.lateArrivals, 1)
        }
        if twin.count > 1 { recorder.add(Outcome.Total.repeaters, 1) }
    }

    /// Whether a last purchase on this day lies within the study's last 90 days.
    @inline(__always)
    func isActive(lastDay: Int32?) -> Bool {
        guard let lastDay else { return false }
        return Int(lastDay) >= study.calendar.days - 90
    }

    /// How many of its first `number` purchases the twin makes in the end, if followed beyond the horizon.
    mutating func followTwin(to number: Int) -> Int {
        if twin.followedLifeEnd == .infinity, !twin.followedToEnd, case .contract = person.traits.attrition {
            twin.followedLifeEnd = person.traits.attrition.lifeEnd(
                of: person.key, arrival: person.arrival,
                limit: study.horizon + Double(SeasonClock.yearsBeyond) * 365.25, luck)
        }
        while twin.followed < number, !twin.followedToEnd {
            let instant = study.instant(at: twin.followedClock)
            guard instant < twin.followedLifeEnd else {
                twin.followedToEnd = true
                break
            }
            let draw = purchaseLuck.draw(twin.followed, luck, sampler)
            twin.followedToEnd = draw.pointee.coin < person.hazardAfter(twin.followed)
            twin.followedClock += draw.pointee.gap
            twin.followed += 1
        }
        return min(twin.followed, number)
    }
}
