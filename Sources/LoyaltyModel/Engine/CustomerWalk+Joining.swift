internal import Foundation

/// Who joins and when, and what is counted of the twin in each arm.
extension CustomerWalk where Recorder: ~Copyable {
    /// The moment of joining.
    struct Joining {
        /// Number of the twin's purchase at which the customer joined, or of the last one before; −1 for a customer of
        /// the log who has not yet bought in the study.
        let purchase: Int
        let day: Int32
        let instant: Double
        /// Whether the customer joined at that purchase, which then earns, or at the end of `day`.
        let atTill: Bool
    }

    /// Whether the customer can join, and says yes when asked; never asked where membership is automatic.
    mutating func accepts(arm: Int, _ perception: Perception) -> Bool {
        let terms = study.arms[arm].pointee.rules.pointee.enrolment
        let traits = person.traits
        guard terms.channels.contains(traits.channel) else { return false }
        guard terms.invitation != .automatic else { return true }
        return study.tables.pointee.response.enrolment.accepts(
            terms, engagement: traits.rewardSensitivity * log1p(perception.value),
            effortAversion: traits.effortAversion, channel: traits.channel,
            monthlySpend: traits.purchase.purchasesPerDay * traits.basket.mean * CalendarDate.meanDaysPerMonth,
            taste: luck.rareUniform(person.key, .enrolmentTaste, 0))
    }

    /// When a willing customer joins; nil if never asked before leaving or the horizon.
    mutating func joining(arm: Int) -> Joining? {
        let launch = study.arms[arm].pointee.rules.pointee.launchDay
        switch study.arms[arm].pointee.rules.pointee.enrolment.invitation {
        case .automatic: return joiningAtTill(from: launch, probability: 1)
        case .till(let probability): return joiningAtTill(from: launch, probability: probability)
        case .mail(let probability): return joiningByMail(from: launch, probability: probability)
        }
    }

    private mutating func joiningAtTill(from launch: Int32, probability: Double) -> Joining? {
        var number = twin.purchases(before: launch)
        while number < twin.count {
            if probability >= 1 || luck.rareUniform(person.key, .invitation, number) < probability {
                let purchase = twin.purchases[number]
                return Joining(purchase: number, day: purchase.day, instant: purchase.instant, atTill: true)
            }
            number += 1
        }
        return nil
    }

    private mutating func joiningByMail(from launch: Int32, probability: Double) -> Joining? {
        guard twin.count < Simulation.purchaseLimit else { return nil }
        let months = study.calendar.months
        var month = Int(study.month(ofDay: Int32(max(Double(launch), person.since))))
        while month < months {
            let day = study.monthEnd[month]
            let instant = Double(day) + 1
            guard instant < study.horizon, instant <= twin.leftAt else { return nil }
            if luck.rareUniform(person.key, .mailInvitation, month) < probability {
                let before = twin.purchases(before: day + 1)
                return Joining(purchase: before - 1, day: day, instant: instant, atTill: false)
            }
            month += 1
        }
        return nil
    }

    /// What an arm offers to everyone: time and repeat purchases on or after the launch.
    mutating func recordEligible(arm: Int) {
        let launch = study.arms[arm].pointee.rules.pointee.launchDay
        let from = max(Double(launch), person.since)
        recorder.add(Outcome.Total.eligibleMinutes, Self.minutes(study.horizon - from))
        // The first purchase ever is no repeat purchase.
        let first = max(person.isPresent ? 0 : 1, twin.purchases(before: launch))
        recorder.add(Outcome.Total.eligiblePurchases, Int64(max(0, twin.count - first)))
    }

    /// What the member's twin does after the instant of joining.
    mutating func recordTwin(after joining: Joining) {
        var (first, spent) = (joining.purchase + 1, purchaseLuck.total(through: joining.purchase))
        let joined = study.month(ofDay: joining.day)
        var place = 0
        while place < twin.months.count, twin.months[place].end <= first { place &+= 1 }
        while place < twin.months.count {
            let month = twin.months[place]
            // In the month of joining the customer has bought before, or joins without buying.
            recorder.addTwin(
                month: month.month, purchases: Int64(month.end &- first), revenue: month.spent &- spent,
                buyers: month.month == joined ? 0 : 1)
            (first, spent) = (month.end, month.spent)
            place &+= 1
        }
        if twin.leftAt < study.horizon {
            recorder.turn(toMonth: study.month(ofDay: Int32(twin.leftAt)))
            recorder.add(Outcome.Cell.twinLeft, 1)
        }
        if isActive(lastDay: twin.lastDay) { recorder.add(Outcome.Total.activeTwins, 1) }
        if twin.count > 1 { recorder.add(Outcome.Total.repeaterTwins, 1) }
        recorder.add(Outcome.Total.memberMinutes, Self.minutes(study.horizon - joining.instant))
    }

    /// Purchases in equal windows before and after the launch, of customers present before it.
    ///
    /// - Parameter after: purchases of a member in the window after the launch.
    mutating func recordWindows(arm: Int, joined: Bool, after: Int) {
        let window = study.arms[arm].pointee.window
        let launch = study.arms[arm].pointee.rules.pointee.launchDay
        guard window > 0, person.since < Double(launch) else { return }
        let atLaunch = twin.purchases(before: launch)
        // The arrival itself is no repeat purchase; a base all of whose customers arrive on day 0 would show it as
        // a fall after the launch.
        let before = atLaunch - max(person.isPresent ? 0 : 1, twin.purchases(before: launch - window))
        let twinAfter = twin.purchases(before: launch + window) - atLaunch
        recorder.add(joined ? Outcome.Total.presentJoined : .presentNever, 1)
        recorder.add(joined ? Outcome.Total.beforeJoined : .beforeNever, Int64(max(0, before)))
        recorder.add(joined ? Outcome.Total.afterJoined : .afterNever, Int64(joined ? after : twinAfter))
    }

    /// Whole minutes in a number of days: time as an integer, so that sums do not depend on their order.
    static func minutes(_ days: Double) -> Int64 { Int64(floorOf: max(0, days * 1440 + 0.5)) }
}
