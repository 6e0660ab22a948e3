import LoyaltyModel
import Testing

/// Refunds of purchases that earned a level, as a log tells them.
@Suite("Levels in a replay")
struct TierReplayTests {
    private func replay(_ metric: TierMechanic.Metric, from threshold: Int64) -> MemberReplay {
        let levels = [
            TierMechanic.Level(name: "member", from: 0),
            TierMechanic.Level(name: "silver", from: threshold, earnMillionths: 2_000_000),
        ]
        let program = Program(
            name: "club",
            mechanics: [
                .points(PointsMechanic(earn: Fixtures.onePerMoney)),
                .tiers(TierMechanic(metric: metric, levels: levels)),
            ])
        return MemberReplay(
            program, currency: Fixtures.euro,
            dates: Fixtures.newYear...CalendarDate(year: 2027, month: 12, day: 31)!)
    }

    private func day(_ month: Int, _ day: Int) -> CalendarDate { CalendarDate(year: 2026, month: month, day: day)! }

    @Test(
        "a part of a purchase takes its part of spending and points back, a whole one its visit",
        arguments: [
            // 100.00 and 200.00; 50.00 of the second come back, then the rest.
            (TierMechanic.Metric.spend, Int64(30_000), ["silver", "member", "member"]),
            (.spend, 25_000, ["silver", "silver", "member"]),
            // 100 and 200 points.
            (.points, 260, ["silver", "member", "member"]),
            (.points, 250, ["silver", "silver", "member"]),
            (.visits, 2, ["silver", "silver", "member"]),
        ])
    func refunds(metric: TierMechanic.Metric, threshold: Int64, expected: [String]) throws {
        var replay = replay(metric, from: threshold)
        replay.join(on: day(1, 2))
        _ = try replay.buy(
            Money(minor: 10_000), paidWith: MemberReplay.Payment(), basket: 0, on: day(1, 2))
        var second = try replay.buy(
            Money(minor: 20_000), paidWith: MemberReplay.Payment(), basket: 0, on: day(1, 3))
        var levels = [replay.standing(on: day(1, 4)).level]
        try replay.refund(Money(minor: 5000), of: &second, on: day(1, 5))
        levels.append(replay.standing(on: day(1, 5)).level)
        try replay.refund(Money(minor: 15_000), of: &second, on: day(1, 6))
        levels.append(replay.standing(on: day(1, 6)).level)
        #expect(levels == expected, "\(metric) from \(threshold)")
    }
}
