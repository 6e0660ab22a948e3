import LoyaltyModel
import LoyaltyWorkbench
import Testing

/// Punch cards, cashback and annual schemes as documents write them.
@Suite struct PurseLoaderTests {
    private func mechanics(_ program: String) throws -> [Mechanic] {
        let scenario = try ScenarioLoader.load(path: ScenarioLoaderTests.mechanics)
        return try #require(scenario.programs.first { $0.name == program }).mechanics
    }

    private func reward(_ stamps: Int64, face: Int64, cost: Int64, appeal: Double) -> Reward {
        Reward(
            name: "full-card", kind: .freeProduct, pointsPrice: Points(stamps), faceValue: Money(minor: face),
            unitCost: Money(minor: cost), appeal: appeal)
    }

    @Test func cardsAreRead() throws {
        var service = reward(10, face: 350, cost: 80, appeal: 0.6)
        (service.kind, service.availability, service.ease) = (.freeService, 0.9, 0.95)
        service.replacesMillionths = 500_000
        #expect(
            try mechanics("punch-card-fixed") == [
                .punchCard(
                    PunchCardMechanic(
                        reward: service, joiningStamps: Points(2), newCardStamps: Points(1),
                        minimumBill: Money(minor: 200), validMonths: 12))
            ])
        var same = reward(5, face: 400, cost: 0, appeal: 0.77)
        same.costMillionths = 250_000
        #expect(try mechanics("punch-card-same") == [.punchCard(PunchCardMechanic(reward: same))])
    }

    @Test func cashbackIsRead() throws {
        #expect(
            try mechanics("cashback-money") == [
                .cashback(
                    CashbackMechanic(
                        brackets: [
                            DiscountMechanic.Bracket(from: .zero, shareMillionths: 10_000),
                            DiscountMechanic.Bracket(from: Money(minor: 50_000), shareMillionths: 20_000),
                        ], window: .calendarYear, crossing: .after, minimumBill: Money(minor: 500), earnsOn: .gross,
                        carriesFractions: true, payout: .quarterly, minimumPayout: Money(minor: 1000),
                        cap: CashbackMechanic.Cap(amount: Money(minor: 10_000), period: .month), appeal: 0.5))
            ])
        #expect(
            try mechanics("cashback-bonus") == [
                .cashback(
                    CashbackMechanic(
                        brackets: [DiscountMechanic.Bracket(from: .zero, shareMillionths: 30_000)],
                        window: .rolling(months: 6), form: .bonus(validMonths: 3), payout: .atOnce))
            ])
    }

    @Test func annualSchemesAreRead() throws {
        typealias Bracket = AnnualMechanic.Bracket
        #expect(
            try mechanics("annual-voucher") == [
                .annual(
                    AnnualMechanic(
                        measure: .spend,
                        brackets: [
                            Bracket(from: 20_000, bonus: .share(10_000)), Bracket(from: 50_000, bonus: .fixed(1250)),
                        ], year: .anniversary, form: .voucher(validMonths: 3), countsOn: .gross, appeal: 0.6))
            ])
        #expect(
            try mechanics("annual-visits") == [
                .annual(AnnualMechanic(measure: .visits, brackets: [Bracket(from: 20, bonus: .fixed(1000))]))
            ])
        #expect(
            try mechanics("annual-points").last
                == .annual(
                    AnnualMechanic(
                        measure: .points,
                        brackets: [
                            Bracket(from: 500, bonus: .share(50_000)), Bracket(from: 900, bonus: .fixed(100)),
                        ], form: .points)))
    }
}
