import Foundation
import LoyaltyModel
import Testing

/// Missions and streaks pull as the next reward of a card does, and only while a purchase would bring them further.
@Suite("Pull of a game")
struct GamePullTests {
    private static let strength = 0.5
    private let response = Response(pointsPressure: PointsPressure(strength: strength, shape: 1))
    private let world = PlainWorld(rate: 0.2, traits: ResponseTraits(playAffinity: 1), days: 400)
    private let prize = PlayReward.prize(faceValue: Money(minor: 500), unitCost: Money(minor: 200))
    /// 1 January 2026 is a Thursday.
    private let daysFromMonday = 3

    private func program(_ game: GameMechanic) -> Program { Program(name: "game", mechanics: [.game(game)]) }

    /// Over every gap the integral of the multiplier is the twin's gap.
    ///
    /// - Parameter progress: in the day that begins at the whole number given, after `purchases` of the days given.
    private func check(_ game: GameMechanic, customers: Int = 10, progress: (Int, [Int]) -> Double) {
        for customer in 0..<customers {
            let lives = world.lives(customer, [program(game)], response)
            let (twin, member) = (lives[0].purchases.map(\.instant), lives[1].purchases.map(\.instant))
            #expect(member.count > 40 && member.count >= twin.count)
            for place in 1..<min(twin.count, member.count) {
                let made = member.prefix(place).map { Int($0) }
                var (sum, from) = (0.0, member[place - 1])
                while from < member[place] {
                    let upTo = min(member[place], from.rounded(.down) + 1)
                    sum += (upTo - from) * exp(Self.strength * progress(Int(from), made))
                    from = upTo
                }
                let gap = twin[place] - twin[place - 1]
                // A gap is the difference of two instants, so its last digits are lost.
                #expect(agree(sum, gap, within: 1e-6), "customer \(customer), purchase \(place)")
            }
        }
    }

    @Test("a mission pulls by the purchases made of it, and lets go when it is done")
    func mission() {
        check(GameMechanic(missions: [.init(target: .purchases(4), withinDays: 5000, gives: prize)])) { _, made in
            Double(made.count % 4) / 4
        }
    }

    @Test("a mission whose time is over pulls no longer, from the night on")
    func lapse() {
        check(GameMechanic(missions: [.init(target: .purchases(3), withinDays: 6, gives: prize)])) { today, made in
            var (start, count) = (-1, 0)
            for day in made {
                if start < 0 || day - start >= 6 { (start, count) = (day, 0) }
                count += 1
                if count == 3 { (start, count) = (-1, 0) }
            }
            return start >= 0 && today - start < 6 ? Double(count) / 3 : 0
        }
    }

    @Test("a streak pulls in a week that has had no purchase yet, and lets go when it is broken")
    func streak() {
        check(GameMechanic(streaks: [.init(every: .week, length: 5, gives: prize)])) { today, made in
            func week(_ day: Int) -> Int { (day + daysFromMonday) / 7 }
            var (last, count) = (-2, 0)
            for day in made where week(day) != last {
                count = week(day) == last + 1 ? count + 1 : 1
                last = week(day)
                if count == 5 { count = 0 }
            }
            return week(today) == last + 1 ? Double(count) / 5 : 0
        }
    }

    @Test("so does one of months")
    func months() {
        let calendar = StudyCalendar(start: world.start, days: world.days)
        check(GameMechanic(streaks: [.init(every: .month, length: 3, gives: prize)])) { today, made in
            func month(_ day: Int) -> Int { Int(calendar.monthOfDay[day]) }
            var (last, count) = (-2, 0)
            for day in made where month(day) != last {
                count = month(day) == last + 1 ? count + 1 : 1
                last = month(day)
                if count == 3 { count = 0 }
            }
            return month(today) == last + 1 ? Double(count) / 3 : 0
        }
    }

    @Test("spending pulls by the money, and never beyond the last purchase but one")
    func spending() {
        // Purchases of 10.00 towards 25.00: after two of them 20.00, but 15.00 is the most that leaves one to go.
        let target = GameMechanic.Mission.Target.spend(Money(minor: 2500), category: nil)
        check(GameMechanic(missions: [.init(target: target, withinDays: 5000, gives: prize)])) { _, made in
            min(0.6, Double(made.count % 3) * 0.4)
        }
    }

    @Test("a badge, and what has been had as often as it can be, pull nobody")
    func nothingToHave() {
        let badge = GameMechanic(missions: [.init(target: .purchases(4), withinDays: 5000, gives: .badge)])
        check(badge) { _, _ in 0 }
        let once = GameMechanic(missions: [.init(target: .purchases(4), withinDays: 5000, limit: 1, gives: prize)])
        check(once) { _, made in made.count < 4 ? Double(made.count) / 4 : 0 }
    }
}
