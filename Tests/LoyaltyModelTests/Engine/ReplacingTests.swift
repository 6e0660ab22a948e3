import LoyaltyModel
import Testing

/// Rewards that members take in place of buying the same.
@Suite("Rewards that replace a purchase")
struct ReplacingTests {
    /// Ten points a visit, a free item at 100.
    private func program(face: Int64, cost: Int64 = 200, replaces: Int64, headStart: Int64 = 0) -> Program {
        var reward = Fixtures.reward("cup", price: 100, face: face, cost: cost)
        reward.replacesMillionths = replaces
        return Program(
            name: "card", enrolment: EnrolmentTerms(headStart: Points(headStart)),
            mechanics: [
                .points(
                    PointsMechanic(earn: EarnRule(perMoneyMillionths: 0, perVisit: Points(10)), rewards: [reward]))
            ])
    }

    private let world = PlainWorld(customers: 100, days: 500)

    @Test("part of the item: the visit's basket shrinks by that part of its face value, and nothing else changes")
    func part() async {
        let programs = [program(face: 400, replaces: 0), program(face: 400, replaces: 500_000)]
        for customer in 0..<world.customers {
            let lives = world.lives(customer, programs)
            let redeemed = Set(lives[2].redemptions.map(\.number))
            #expect(lives[1].redemptions == lives[2].redemptions && lives[1].postings == lives[2].postings)
            for (twin, purchase) in zip(lives[0].purchases, lives[2].purchases) {
                let amount: Int64 = redeemed.contains(twin.number) ? 800 : 1000
                #expect(purchase.amount == amount && purchase.instant == twin.instant, "customer \(customer)")
            }
            #expect(lives[0].purchases.count == lives[2].purchases.count)
        }
        let outcome = await Fixtures.run(world.simulation(programs), replications: 1)[0]
        func sum(_ cell: Outcome.Cell, _ arm: Int) -> Int64 { outcome.sum(cell, arm: arm, segment: 0) }
        let rewards = sum(.rewards, 2)
        #expect(rewards > 300 && rewards == sum(.rewards, 1))
        #expect(sum(.memberRevenue, 1) - sum(.memberRevenue, 2) == 200 * rewards)
        // The item still costs what it costs, all of it on purchases that the twin makes too.
        #expect(sum(.rewardCost, 2) == 200 * rewards && sum(.rewardCostOnTwin, 2) == 200_000 * rewards)
        #expect(sum(.memberPurchases, 1) == sum(.memberPurchases, 2))
    }

    @Test("a whole basket: ten are sold and eleven made, as a discount of one in eleven; the free visit earns nothing")
    func whole() {
        for customer in 0..<world.customers {
            let lives = world.lives(customer, [program(face: 5000, replaces: 1_000_000)])
            for purchase in lives[1].purchases {
                #expect(purchase.amount == (purchase.number % 11 == 10 ? 0 : 1000), "customer \(customer)")
            }
        }
    }

    @Test("an item whose cost is the shop's own share of its price costs as much as a discount of its face value")
    func asDiscount() async {
        // Margin 0.4: 4.00 are made for 2.40. Sales lost at that margin, 1.60, and the item: 4.00 a reward.
        let outcome = await Fixtures.run(
            world.simulation([program(face: 400, cost: 240, replaces: 1_000_000)]), replications: 1)[0]
        func sum(_ cell: Outcome.Cell) -> Int64 { outcome.sum(cell, arm: 1, segment: 0) }
        let lost = Double(sum(.twinRevenue) - sum(.memberRevenue)) * 0.4 + Double(sum(.rewardCost))
        #expect(sum(.rewards) > 300 && agree(lost, 400 * Double(sum(.rewards)), within: 1e-12))
    }

    @Test("of one more of the same, a share of the bill it is worth", arguments: [(2000, 500), (600, 300)])
    func same(upTo: Int64, replaced: Int64) {
        var card = PunchCardMechanic(reward: Fixtures.cardReward(stamps: 4, costMillionths: 300_000))
        (card.reward.faceValue, card.reward.replacesMillionths) = (Money(minor: upTo), 500_000)
        let beside = Mechanic.points(PointsMechanic(earn: Fixtures.onePerMoney))
        for mechanics in [[.punchCard(card)], [.punchCard(card), beside]] {
            for customer in 0..<20 {
                let life = world.lives(customer, [Program(name: "card", mechanics: mechanics)])[1]
                let redeemed = Set(life.redemptions.map(\.number))
                #expect(redeemed.count > 3)
                for purchase in life.purchases {
                    let amount = redeemed.contains(purchase.number) ? 1000 - replaced : 1000
                    #expect(purchase.amount == amount, "customer \(customer)")
                }
            }
        }
    }

    @Test("what is not bought is a loss of the basket in the split of lift, and revenue agrees however it is counted")
    func split() async {
        // A head start fills the first card: the purchase at joining is the first to shrink.
        let program = program(face: 300, replaces: 1_000_000, headStart: 100)
        let outcome = await Fixtures.run(world.simulation([program]), replications: 1)[0]
        let all = SplitTests.Revenues(outcome, arm: 1)
        let replaced = 300 * outcome.sum(.rewards, arm: 1, segment: 0)
        #expect(all.twins - all.members == replaced && replaced > 0)
        // Retained, faster, larger, and their pairs: only where baskets are the member's is anything lost. To half a
        // minor unit a member; the loss at joining of one who buys no more belongs to no later basket.
        #expect(all.between[0] == all.twins && all.between[1] == all.twins)
        for place in [2, 4] { #expect(abs(all.between[place] - all.members) <= 300 * 5, "\(all.between)") }
        let (all0, all1) =
            ((0..<outcome.shape.months).reduce((Int64(0), Int64(0))) { sum, month in
                (
                    sum.0 + outcome.revenue(arm: 0, segment: 0, month: month),
                    sum.1 + outcome.revenue(arm: 1, segment: 0, month: month)
                )
            })
        #expect(all0 - all1 == replaced)
    }
}
