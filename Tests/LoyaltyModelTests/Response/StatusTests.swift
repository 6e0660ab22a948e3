import Foundation
import LoyaltyModel
import Testing

/// What levels do to the purchase rate: over every gap the multiplier's integral is the twin's gap.
@Suite("Status")
struct StatusTests {
    static func program(
        _ thresholds: [Int64], window: AccumulationWindow = .calendarYear, grace: Int = 0
    ) -> Program {
        let levels = ([0] + thresholds).enumerated().map {
            TierMechanic.Level(name: "level-\($0)", from: $1)
        }
        return Program(
            name: "levels",
            mechanics: [
                .tiers(TierMechanic(metric: .visits, window: window, levels: levels, graceMonths: grace))
            ])
    }

    @Test(
        "each level has its share of the top one's effect, from the purchase that reaches it on", arguments: [1, 2.5])
    func level(sensitivity: Double) {
        var world = PlainWorld(customers: 20, days: 400)
        world.traits.statusSensitivity = .fixed(sensitivity)
        let response = Response(status: Status(level: 0.3))
        for customer in 0..<world.customers {
            let lives = world.lives(customer, [Self.program([3, 6], window: .lifetime)], response)
            for (number, gaps) in zip(lives[0].gaps, lives[1].gaps).enumerated() {
                let share = number + 1 >= 6 ? 1.0 : number + 1 >= 3 ? 0.5 : 0
                #expect(agree(gaps.0, gaps.1 * exp(0.3 * sensitivity * share), within: 1e-9))
            }
        }
    }

    /// The multiplier of one level on 40 visits a calendar year, worked out again from purchases and calendar.
    private struct Replay {
        let status: Status
        let world: PlainWorld
        var visits = 0.0
        var isTop = false
        var pull = 0.0
        var stock = 0.0
        var stockDay = 0
        var year = 0
        private let needed = 40.0

        init(_ status: Status, _ world: PlainWorld) { (self.status, self.world) = (status, world) }

        var multiplier: Double { exp((isTop ? status.level : 0) + pull + stock) }

        /// 2026 and 2027 have 365 days each.
        private mutating func look(seen day: Int) {
            if day / 365 > year { (year, visits) = (day / 365, 0) }
            let progress = visits < needed ? visits / needed : 0
            pull = status.pressure * pow(progress, status.shape) * max(0, 1 - Double(year * 365 + 364 - day) / 365.25)
        }

        private mutating func age(to day: Int) {
            stock *= exp2(-Double(day - stockDay) / status.halfLifeDays)
            if abs(stock) < 1e-3 { stock = 0 }
            stockDay = day
        }

        mutating func buy(on day: Int) {
            if day / 365 > year { (year, visits) = (day / 365, 0) }
            visits += 1
            age(to: day)
            if visits == needed, !isTop { (isTop, stock) = (true, stock + status.promotionGain) }
            look(seen: day)
        }

        /// The end of a month's last day; without grace a year's level ends with the year.
        mutating func endMonth(on day: Int) {
            age(to: day)
            if day == 364, isTop { (isTop, stock) = (false, stock - status.demotionLoss) }
            look(seen: day + 1)
        }
    }

    @Test(
        "pressure grows as the window closes; a rise lifts and a fall depresses, and both fade",
        arguments: [
            Status(pressure: 0.8, shape: 2), Status(promotionGain: 0.3, demotionLoss: 0.6, halfLifeDays: 40),
            Status(level: 0.2, pressure: 0.5, shape: 1, promotionGain: 0.1, demotionLoss: 0.4, halfLifeDays: 90),
        ])
    func replayed(status: Status) {
        let world = PlainWorld(customers: 30, days: 730)
        var falls = 0
        for customer in 0..<world.customers {
            let lives = world.lives(customer, [Self.program([40])], Response(status: status))
            var replay = Replay(status, world)
            for (number, twinGap) in lives[0].gaps.enumerated() where number + 1 < lives[1].purchases.count {
                let (start, end) = (lives[1].purchases[number].instant, lives[1].purchases[number + 1].instant)
                replay.buy(on: Int(start))
                var (sum, from) = (0.0, start)
                for monthEnd in world.monthEnds where monthEnd > start && monthEnd <= end {
                    sum += replay.multiplier * (monthEnd - from)
                    from = monthEnd
                    if Int(monthEnd) == 365, replay.isTop { falls += 1 }
                    replay.endMonth(on: Int(monthEnd) - 1)
                }
                sum += replay.multiplier * (end - from)
                #expect(agree(sum, twinGap, within: 1e-9), "customer \(customer), purchase \(number)")
            }
        }
        #expect(falls > 20, "falls must happen for this to mean anything")
    }

    @Test("a fall delays the next purchases, and delays them more than a rise of the same size of effect brings on")
    func asymmetry() {
        let world = PlainWorld(customers: 200, days: 730)
        let status = Status(promotionGain: 0.05, demotionLoss: 0.2, halfLifeDays: 90)
        var (after, without) = (0, 0)
        for customer in 0..<world.customers {
            let lives = world.lives(customer, [Self.program([40])], Response(status: status))
            after += lives[1].purchases.count { (365..<545).contains($0.instant) }
            without += lives[0].purchases.count { (365..<545).contains($0.instant) }
        }
        #expect(after < without, "in the half-year after the fall: \(after), twins \(without)")
    }
}

extension Life {
    /// Days between purchases.
    var gaps: [Double] { zip(purchases, purchases.dropFirst()).map { $1.instant - $0.instant } }
}
