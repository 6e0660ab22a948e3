import LoyaltyModel
import LoyaltyWorkbench
import Testing

/// Figures of punch cards, cashback and annual schemes, counted on paper.
@Suite struct PurseMetricTests {
    private static let card = Mechanic.punchCard(
        PunchCardMechanic(
            reward: Reward(
                name: PunchCardMechanic.rewardName, kind: .freeProduct, pointsPrice: Points(10),
                faceValue: Money(minor: 350), unitCost: Money(minor: 80), appeal: 1)))
    private static let points = Mechanic.points(PointsMechanic(earn: EarnRule(perMoneyMillionths: 1_000_000)))

    private func figures(_ mechanics: [Mechanic]) throws -> [String: Double] {
        var program = HandMade.program()
        program.mechanics = mechanics
        var outcome = HandMade.outcome
        let totals: [(Outcome.Total, Int64)] = [
            (.stampsIssued, 25), (.stampsRedeemed, 20), (.stampsExpired, 3), (.cashbackEarned, 500),
            (.cashbackPaid, 300), (.cashbackExpired, 50), (.cashbackOutstanding, 150), (.annualGranted, 700),
            (.annualOutstanding, 80), (.annualPointsOutstanding, 9), (.yearsEnded, 8), (.yearsRewarded, 2),
        ]
        for (total, value) in totals { outcome.set(total, arm: 1, segment: 1, value) }
        let view = ArmView(scenario: try HandMade.scenario(programs: [program]), outcome: outcome, arm: 1)
        return Dictionary(
            uniqueKeysWithValues: Metric.all.compactMap { metric in
                metric.value(view).map { (metric.name, $0) }
            })
    }

    @Test func `what purses did is told beside points`() throws {
        let figures = try figures([Self.card, Self.points])
        let expected = [
            "stamps_issued": 25.0, "stamps_redeemed": 20, "stamps_expired": 3, "cashback_earned": 500,
            "cashback_paid": 300, "cashback_expired": 50, "cashback_outstanding": 150, "annual_granted": 700,
            "annual_outstanding": 80, "annual_points_outstanding": 9, "annual_reached_share": 0.25,
        ]
        for (name, value) in expected { #expect(figures[name] == value, "\(name)") }
    }

    @Test func `stamps of a card alone are the program's points`() throws {
        let figures = try figures([Self.card])
        #expect(figures["stamps_issued"] == 300 && figures["stamps_redeemed"] == 60)
        #expect(figures["stamps_expired"] == 30)
    }
}
