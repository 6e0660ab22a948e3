import LoyaltyModel
import LoyaltyWorkbench
import Testing

/// Levels and paid memberships as documents say them.
@Suite struct MembershipDecoderTests {
    private func program(_ name: String) throws -> Program {
        let scenario = try ScenarioLoader.load(path: ScenarioLoaderTests.mechanics)
        return try #require(scenario.programs.first { $0.name == name })
    }

    @Test func everyRuleOfLevelsIsRead() throws {
        let program = try program("tiers")
        #expect(program.uninformed == 0.05)
        guard case .tiers(let tiers) = program.mechanics[1] else { throw MissingMechanic() }
        #expect(
            tiers
                == TierMechanic(
                    levels: [
                        .init(name: "member", from: 0),
                        .init(
                            name: "silver", from: 30_050, earnMillionths: 1_250_000, discountMillionths: 20_000,
                            gift: .init(
                                kind: .freeProduct, faceValue: Money(minor: 1000), unitCost: Money(minor: 300),
                                appeal: 0.8),
                            perksValue: Money(minor: 2000), perksCost: Money(minor: 500)),
                    ], promotion: .atReview, demotion: .oneLevel, graceMonths: 14, roundingOrder: .after,
                    discountAppeal: 0.7))
    }

    @Test func theUsualGraceDependsOnTheWindow() throws {
        guard case .tiers(let rolling) = try program("tiers-rolling").mechanics[0] else { throw MissingMechanic() }
        #expect(rolling.window == .rolling(months: 6) && rolling.graceMonths == 0)
        let node = "name: p\nmechanics: [{ tiers: { levels: [{ name: a, from: 0 }] } }]\n"
        let euro = try #require(Currency(code: "EUR"))
        let yearly = try ProgramDecoder.program(DocumentReader.read(node, file: "p.yaml"), currency: euro)
        guard case .tiers(let tiers) = yearly.mechanics[0] else { throw MissingMechanic() }
        #expect(tiers.window == .calendarYear && tiers.graceMonths == 12)
    }

    @Test func everyRuleOfAPaidMembershipIsRead() throws {
        guard case .paid(let paid) = try program("paid").mechanics[1] else { throw MissingMechanic() }
        #expect(
            paid
                == PaidMechanic(
                    fee: Money(minor: 490), every: .month, trial: .days(30), refund: .proRata, fullRefundDays: 14,
                    pointsAtEnd: .keep, discountMillionths: 50_000, discountAppeal: 0.7,
                    deliveryValue: Money(minor: 390), deliveryCost: Money(minor: 240), offersValue: Money(minor: 2000),
                    offersCost: Money(minor: 600), earnMillionths: 2_000_000))
        guard case .paid(let free) = try program("paid-month-free").mechanics[0] else { throw MissingMechanic() }
        #expect(free.trial == .months(1) && free.every == .year && free.pointsAtEnd == .forfeit)
    }

    private struct MissingMechanic: Error {}
}
