import Foundation
import LoyaltyModel
import Testing

/// When and for what members redeem.
@Suite("Redemption choice")
struct RedemptionChoiceTests {
    static func reward(_ name: String, _ appeal: Double, _ ease: Double, face: Int64, cost: Int64, price: Int64 = 10)
        -> Reward
    {
        Reward(
            name: name, kind: .freeProduct, pointsPrice: Points(price), faceValue: Money(minor: face),
            unitCost: Money(minor: cost), appeal: appeal, ease: ease)
    }

    func program(headStart: Int64, perVisit: Int64 = 0, rewards: [Reward]) -> Program {
        Program(
            name: "gifts", enrolment: EnrolmentTerms(headStart: Points(headStart)),
            mechanics: [
                .points(
                    PointsMechanic(
                        earn: EarnRule(perMoneyMillionths: 0, perVisit: Points(perVisit)), rewards: rewards))
            ])
    }

    @Test(
        "the visit of the first redemption is geometric, n affordable giving 1 − (1 − q)^n",
        arguments: [(1, 0.2), (2, 0.2), (3, 0.2), (100, 0.01)])
    func propensity(affordable: Int, q: Double) {
        let each = 1 - power(1 - q, Double(affordable))
        let world = PlainWorld(rate: 1, customers: 3000, days: 150)
        // One point a visit marks the visits and never makes another reward affordable.
        let price: Int64 = 10_000
        let gift = Self.reward("gift", 1, 1, face: 500, cost: 1, price: price)
        let simulation = world.simulation(
            [program(headStart: price * Int64(affordable), perVisit: 1, rewards: [gift])],
            Response(redemption: RedemptionChoice(propensity: q)))
        let visits = (0..<world.customers).map { customer -> Double in
            let kinds = simulation.lives(of: .base(customer), replication: 1)[1].postings.map(\.kind)
            // The head start is issued first, and each visit's point after its redemption.
            return kinds.firstIndex(of: .redeemed).map { Double($0 - 1) } ?? .infinity
        }
        #expect(standardErrors(visits, from: (1 - each) / each) < 4)
        for visit in 0..<4 {
            let share = visits.map { $0 == Double(visit) ? 1.0 : 0 }
            #expect(standardErrors(share, from: each * power(1 - each, Double(visit))) < 4, "visit \(visit)")
        }
    }

    @Test("the reward is chosen with probability proportional to appeal × ease × face value (Luce)")
    func choice() async {
        // Weights 400, 200 and 600; the dear one is not affordable. Costs are digits that tell the counts apart.
        let rewards = [
            Self.reward("a", 0.8, 1, face: 500, cost: 1), Self.reward("b", 0.4, 1, face: 500, cost: 100_000),
            Self.reward("dear", 1, 1, face: 90_000, cost: 7, price: 11),
            Self.reward("c", 0.8, 0.5, face: 1500, cost: 10_000_000_000),
        ]
        let world = PlainWorld(rate: 0, customers: 30_000, days: 1)
        let outcome = await Fixtures.run(
            world.simulation([program(headStart: 10, rewards: rewards)]), replications: 1)[0]
        let cost = outcome.sum(.rewardCost, arm: 1, segment: 0)
        let counts = [cost % 100_000, cost / 100_000 % 100_000, cost / 10_000_000_000].map(Double.init)
        #expect(counts.reduce(0, +) == 30_000)
        for (count, share) in zip(counts, [1.0 / 3, 1.0 / 6, 1.0 / 2]) {
            let error = (30_000 * share * (1 - share)).squareRoot()
            #expect(abs(count - 30_000 * share) < 4 * error, "\(counts)")
        }
        // What is bought with a head start was earned on no purchase.
        #expect(outcome.sum(.rewardCostOnTwin, arm: 1, segment: 0) == 0)
    }

    @Test("a reward is to be had with its availability; points stay where it is not")
    func availability() async {
        var gift = Self.reward("gift", 1, 1, face: 500, cost: 1)
        gift.availability = 0.7
        let world = PlainWorld(rate: 0, customers: 20_000, days: 1)
        let outcome = await Fixtures.run(
            world.simulation([program(headStart: 10, rewards: [gift])]), replications: 1)[0]
        let given = outcome.sum(.rewards, arm: 1, segment: 0)
        #expect(given + outcome.sum(.unavailable, arm: 1, segment: 0) == 20_000)
        #expect(outcome.value(.closingPoints, arm: 1, segment: 0) == 10 * (20_000 - given))
        let error = (20_000 * 0.7 * 0.3).squareRoot()
        #expect(abs(Double(given) - 14_000) < 4 * error)
    }

    @Test("vouchers: what each month end converts pays for the next bill, which earns on the rest")
    func vouchers() async {
        // 7 points a major unit on bills of 10.00; 20 points make 1.50, valid to the end of the next month.
        let conversion = VoucherConversion(points: Points(20), value: Money(minor: 150), validMonths: 1)
        let program = Program(
            name: "voucher",
            mechanics: [
                .points(PointsMechanic(earn: EarnRule(perMoneyMillionths: 7_000_000), conversion: conversion))
            ])
        let world = PlainWorld(rate: 0.05, customers: 150, days: 365)
        let simulation = world.simulation([program])
        let outcome = await Fixtures.run(simulation, replications: 1)[0]
        var (issued, used, points, rewarded) = (Int64(0), Int64(0), Int64(0), Int64(0))
        for customer in 0..<world.customers {
            let life = simulation.lives(of: .base(customer), replication: 1)[1]
            var (balance, vouchers) = (Int64(0), [(value: Int64, lastMonth: Int)]())
            var purchases = life.purchases[...]
            var everConverted = false
            for (month, end) in (world.monthEnds + [365]).enumerated() {
                while let purchase = purchases.first, purchase.instant < end {
                    purchases.removeFirst()
                    vouchers.removeAll { $0.lastMonth < month }
                    let paid = vouchers.isEmpty ? 0 : min(purchase.amount, vouchers.removeFirst().value)
                    used += paid
                    let earned = (purchase.amount - paid) * 7 / 100
                    points += earned
                    balance += earned
                }
                let blocks = balance / 20
                guard blocks > 0 else { continue }
                balance -= blocks * 20
                issued += blocks * 150
                vouchers.append((blocks * 150, month + 1))
                everConverted = true
            }
            rewarded += everConverted ? 1 : 0
        }
        #expect(outcome.sum(.vouchersIssued, arm: 1, segment: 0) == issued)
        #expect(outcome.sum(.vouchersUsed, arm: 1, segment: 0) == used)
        #expect(outcome.sum(.rewardCost, arm: 1, segment: 0) == used)
        #expect(outcome.sum(.issued, arm: 1, segment: 0) == points)
        #expect(outcome.sum(.firstRewards, arm: 1, segment: 0) == rewarded)
        #expect(used > 0 && used < issued)
    }

    @Test("points as money: whole blocks from the minimum on, never more than the bill, earning on the rest")
    func pointsAsMoney() async {
        // 8 points a major unit on bills of 10.00; 6 points are worth 1.70, from 200 points on.
        let till = PointsAsMoney(points: Points(6), value: Money(minor: 170), minimum: Points(200))
        let program = Program(
            name: "till",
            mechanics: [.points(PointsMechanic(earn: EarnRule(perMoneyMillionths: 8_000_000), asMoney: till))])
        let world = PlainWorld(customers: 150, days: 365)
        let simulation = world.simulation([program])
        let outcome = await Fixtures.run(simulation, replications: 1)[0]
        var (paid, points) = (Int64(0), Int64(0))
        for customer in 0..<world.customers {
            var balance: Int64 = 0
            for purchase in simulation.lives(of: .base(customer), replication: 1)[1].purchases {
                // Five blocks are 8.50, a sixth would be more than the bill.
                let blocks: Int64 = balance >= 200 ? min(balance / 6, purchase.amount / 170) : 0
                paid += blocks * 170
                let earned = (purchase.amount - blocks * 170) * 8 / 100
                points += earned
                balance += earned - blocks * 6
            }
        }
        #expect(outcome.sum(.paidWithPoints, arm: 1, segment: 0) == paid && paid > 0)
        #expect(outcome.sum(.rewardCost, arm: 1, segment: 0) == paid)
        #expect(outcome.sum(.issued, arm: 1, segment: 0) == points)
    }
}
