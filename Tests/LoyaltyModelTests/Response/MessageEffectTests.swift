import Foundation
import LoyaltyModel
import Testing

/// What opened messages do to the purchase clock: every gap of every life against the stock worked out again.
@Suite("Messages")
struct MessageEffectTests {
    /// A member's multiplier, from the days of the messages and the words of the response alone.
    struct StockReplay {
        let world: PlainWorld
        let effect: MessageEffect
        let messageDays: [Int]
        private var stock = 0.0
        private var day = 0

        init(world: PlainWorld, effect: MessageEffect, messageDays: [Int]) {
            (self.world, self.effect, self.messageDays) = (world, effect, messageDays)
        }

        private var multiplier: Double {
            let over = max(0, stock - effect.tolerance)
            return min(4, max(0.25, exp(effect.lift * min(stock, effect.tolerance) - effect.fatigue * over)))
        }

        private mutating func age(to day: Int) {
            stock *= exp2(-Double(day - self.day) / effect.halfLifeDays)
            if stock < 1e-3 { stock = 0 }
            self.day = day
        }

        /// Days at whose end the stock is looked at: messages, month ends, whole half-lives after the last message.
        private var lookDays: [Int] {
            let half = Int(effect.halfLifeDays.rounded())
            var days = Set(messageDays + world.monthEnds.map { Int($0) - 1 })
            for (message, next) in zip(messageDays, messageDays.dropFirst() + [world.days]) {
                days.formUnion(stride(from: message + half, to: min(next, message + 40 * half), by: half))
            }
            return days.sorted()
        }

        /// The multiplier's integral over the gap after each purchase of `life`.
        mutating func integrals(_ life: Life) -> [Double] {
            let looks = lookDays
            return zip(life.purchases, life.purchases.dropFirst()).map { purchase, next in
                age(to: Int(purchase.instant))
                var (sum, from) = (0.0, purchase.instant)
                for look in looks where Double(look + 1) > purchase.instant && Double(look + 1) <= next.instant {
                    sum += multiplier * (Double(look + 1) - from)
                    from = Double(look + 1)
                    age(to: look)
                    if messageDays.contains(look) { stock += 1 }
                }
                return sum + multiplier * (next.instant - from)
            }
        }
    }

    @Test(
        "over every gap the multiplier integrates to the twin's gap",
        arguments: [
            (MessageEffect(lift: 0.4, halfLifeDays: 14, tolerance: 10), 30),
            (MessageEffect(lift: 0.5, halfLifeDays: 9.4, tolerance: 1.5, fatigue: 0.8), 6),
            (MessageEffect(lift: 0.2, halfLifeDays: 40, tolerance: 2, fatigue: 0.3), 17),
        ])
    func gaps(effect: MessageEffect, every days: Int) {
        let message = CampaignMessage(name: "news", trigger: .every(days: days))
        var compared = 0
        for rate in [0.03, 0.2] {
            var run = MessageRun()
            run.world = PlainWorld(
                rate: rate, customers: 40, days: 700, start: CalendarDate(year: 2027, month: 12, day: 11)!)
            run.response = Response(message: effect)
            for (twin, member) in run.lives(MessageRun.campaign(message)) {
                var replay = StockReplay(
                    world: run.world, effect: effect, messageDays: Array(stride(from: days, to: 700, by: days)))
                for (number, integral) in replay.integrals(member).enumerated()
                where number + 1 < twin.purchases.count {
                    let gap = twin.purchases[number + 1].instant - twin.purchases[number].instant
                    #expect(agree(integral, gap, within: 1e-9), "\(effect), gap \(number + 1)")
                    compared += 1
                }
            }
        }
        #expect(compared > 3000)
    }

    @Test("a lift alone delays no customer's purchase, and a larger one delays none more")
    func lift() {
        let messages = MessageRun.campaign(Fixtures.messages[0], Fixtures.messages[5])
        var run = MessageRun()
        run.world = PlainWorld(customers: 100)
        let lives = [0, 0.1, 0.3].map { lift in
            run.response = Response(message: MessageEffect(lift: lift, tolerance: 100))
            return run.lives(messages)
        }
        for (none, small, large) in zip(lives[0], zip(lives[1], lives[2])).map({ ($0, $1.0, $1.1) }) {
            #expect(none.member.purchases == none.twin.purchases)
            for (a, b) in zip(none.member.purchases, small.member.purchases) { #expect(b.instant <= a.instant) }
            for (a, b) in zip(small.member.purchases, large.member.purchases) { #expect(b.instant <= a.instant) }
            #expect(large.member.purchases.count > none.member.purchases.count)
        }
    }

    @Test("too much mail slows members down and drives them away; mail nobody opens does nothing")
    func flood() async {
        var run = MessageRun()
        run.world.attrition = .exponentialGamma(ExponentialGamma(s: 2, beta: 800))
        run.response = Response(
            frustration: Frustration(attritionGain: 0.5, perMailFlood: 1),
            message: MessageEffect(lift: 0.02, tolerance: 4, fatigue: 0.2))
        func outcome(_ open: Double) async -> Outcome {
            let daily = CampaignMessage(name: "daily", trigger: .every(days: 1), open: open)
            return await run.outcome(MessageRun.campaign(daily))
        }
        let (all, none) = (await outcome(1), await outcome(0))
        func sum(_ outcome: Outcome, _ cell: Outcome.Cell) -> Int64 { outcome.sum(cell, arm: 1, segment: 0) }
        #expect(sum(all, .memberPurchases) < sum(all, .twinPurchases))
        #expect(sum(all, .memberLeft) > sum(all, .twinLeft))
        #expect(sum(none, .memberPurchases) == sum(none, .twinPurchases))
        #expect(sum(none, .memberRevenue) == sum(none, .twinRevenue) && sum(none, .memberLeft) == sum(none, .twinLeft))
        #expect(sum(none, .messages) == sum(all, .messages) && sum(none, .messages) > 100_000)
    }

    @Test("Hillstrom's trial: the lift worked out from its buyers gives its buyers back")
    func hillstrom() async {
        // 0.57 % of those without mail buy within two weeks, 1.065 % of those with (the mean of two creatives).
        let rate = -log(1 - 0.0057) / 14
        let lift = log(log(1 - 0.01065) / log(1 - 0.0057))
        var run = MessageRun()
        // Everyone comes on 30 January; the mail goes out in the evening of the 31st; February's two weeks follow.
        run.world = PlainWorld(
            rate: rate, customers: 200_000, days: 16, start: CalendarDate(year: 2026, month: 1, day: 30)!)
        run.response = Response(message: MessageEffect(lift: lift, halfLifeDays: 14))
        let outcome = await run.outcome(MessageRun.campaign(CampaignMessage(name: "mail", trigger: .monthEnd)))
        #expect(outcome.value(.messages, arm: 1, segment: 0, month: 0) == 200_000)
        for (cell, share) in [(Outcome.Cell.memberBuyers, 0.01065), (.twinBuyers, 0.0057)] {
            let buyers = Double(outcome.value(cell, arm: 1, segment: 0, month: 1)) / 200_000
            let error = (share * (1 - share) / 200_000).squareRoot()
            #expect(abs(buyers - share) < 4 * error, "\(cell): \(buyers), published \(share)")
        }
    }
}
