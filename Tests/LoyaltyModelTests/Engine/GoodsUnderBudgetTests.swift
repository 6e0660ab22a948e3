import LoyaltyModel
import Testing

/// A budget caps whatever a program gives in goods and coupons, however it is given.
@Suite("Goods under a budget")
struct GoodsUnderBudgetTests {
    private static func prize(_ cost: Int64) -> PlayReward {
        .prize(faceValue: Money(minor: 2 * cost), unitCost: Money(minor: cost))
    }

    private static let programs: [(name: String, mechanic: Mechanic)] = [
        (
            "gifts by mail",
            .campaign(
                CampaignMechanic(messages: [
                    CampaignMessage(
                        name: "mail", trigger: .monthEnd,
                        gift: CampaignMessage.Gift(faceValue: Money(minor: 400), unitCost: Money(minor: 200)))
                ]))
        ),
        (
            "coupons",
            .offer(
                OfferMechanic(offers: [
                    Offer(
                        name: "next", benefit: .coupon(CouponTerms(money: Money(minor: 100))), window: .visit(days: 60))
                ]))
        ),
        (
            "gifts with a bill",
            .offer(
                OfferMechanic(offers: [
                    Offer(
                        name: "gift",
                        benefit: .gift(
                            Offer.GiftTerms(
                                faceValue: Money(minor: 300), unitCost: Money(minor: 120), minimumBill: .zero)),
                        window: .always)
                ]))
        ),
        (
            "missions",
            .game(
                GameMechanic(missions: [
                    GameMechanic.Mission(target: .purchases(2), withinDays: 60, gives: prize(150))
                ]))
        ),
        (
            "seasons",
            .game(
                GameMechanic(
                    season: GameMechanic.Season(
                        months: 1, perPurchase: 1, wins: .at(2), gives: prize(150))))
        ),
        (
            "levels",
            .tiers(
                TierMechanic(
                    metric: .visits,
                    levels: [
                        TierMechanic.Level(name: "all", from: 0),
                        TierMechanic.Level(
                            name: "top", from: 4,
                            gift: TierMechanic.Gift(
                                kind: .surprise, faceValue: Money(minor: 400), unitCost: Money(minor: 200), appeal: 1)),
                    ]))
        ),
    ]

    @Test("a month's cost stays within the budget, and refusals are counted", arguments: programs.map(\.name))
    func capped(_ name: String) async throws {
        let mechanic = try #require(Self.programs.first { $0.name == name }).mechanic
        let free = Program(name: "free", mechanics: [mechanic])
        let capped = Program(
            name: "capped", mechanics: [mechanic], budget: SharedLimit(amount: 10_000, every: .month))
        var world = PlainWorld(rate: 0.1, customers: 1500)
        (world.days, world.traits.playAffinity) = (181, 1)
        let outcome = await Fixtures.run(world.simulation([free, capped]), replications: 1)[0]
        let cost = { (arm: Int) in
            (0..<outcome.shape.months).map { outcome.value(.rewardCost, arm: arm, segment: 0, month: $0) }
        }
        // One member's gifts of a month at most, or a step of the share, may be too much.
        #expect(cost(2).allSatisfy { $0 <= 10_000 + 200 }, "\(name): \(cost(2))")
        #expect(cost(1).contains { $0 > 20_000 }, "\(name): \(cost(1))")
        #expect(cost(2).reduce(0, +) > 8000, "\(name): \(cost(2))")
        #expect(outcome.sum(.unavailable, arm: 1, segment: 0) == 0)
        #expect(outcome.sum(.unavailable, arm: 2, segment: 0) > 0)
    }

    @Test("many limits of a few pieces each in one program: none is exceeded")
    func manyLimits() async {
        let few = SharedLimit(amount: 3, every: .month)
        let rewards = [("cup", 20), ("bag", 30), ("book", 50)].map { name, price -> Reward in
            var reward = Fixtures.reward(name, price: Int64(price))
            reward.stock = few
            return reward
        }
        let prize = GameMechanic.Prize(
            name: "trip", probabilityMillionths: 300_000, faceValue: Money(minor: 400), unitCost: Money(minor: 150),
            stock: few)
        let program = Program(
            name: "few", launchDay: 90,
            mechanics: [
                .points(PointsMechanic(earn: Fixtures.onePerMoney, rewards: rewards)),
                .game(GameMechanic(spinsPerPurchase: 1, prizes: [prize])),
            ], budget: SharedLimit(amount: 1500, every: .month))
        for seed: UInt64 in 1...4 {
            // Seldom enough that one member seldom takes more in a month than there is.
            var world = PlainWorld(rate: 0.03, customers: 1500)
            (world.days, world.seed, world.traits.playAffinity) = (540, seed, 1)
            let outcome = await Fixtures.run(world.simulation([program], Fixtures.strong), replications: 1)[0]
            #expect(outcome.limits.count == 5)
            for limit in outcome.limits {
                for (granted, available) in zip(limit.granted, limit.available) {
                    #expect(granted <= available, "seed \(seed), \(limit.name): \(limit.granted)")
                }
            }
            // What one member takes in a month may be left of the scarcest, and nothing else.
            #expect(outcome.limits.contains { $0.use > 0.3 }, "\(outcome.limits.map(\.use))")
            #expect(outcome.limits.allSatisfy { $0.use <= 1 })
        }
    }
}
