import LoyaltyModel
import Testing

/// Coupons, gifts and samples in a run.
@Suite("Offers")
struct OfferTests {
    static func welcome(_ terms: CouponTerms, days: Int = 365) -> Offer {
        Offer(name: "welcome", benefit: .coupon(terms), window: .joining(days: days))
    }

    func total(_ outcome: Outcome, _ total: Outcome.Total, arm: Int = 1, segment: Int = 0) -> Int64 {
        outcome.value(total, arm: arm, segment: segment)
    }

    @Test("the share of coupons used is the share kept, where the time is long enough", arguments: [0, 0.166, 1])
    func redemption(share: Double) async {
        var run = MessageRun()
        run.world.customers = 4000
        run.response = Response(offer: OfferEffect(redemption: share))
        let outcome = await run.outcome(MessageRun.offer(Self.welcome(CouponTerms(money: Money(minor: 300)))))
        #expect(total(outcome, .couponsIssued) == 4000)
        let used = Double(total(outcome, .couponsUsed)) / 4000
        #expect(abs(used - share) <= 4 * (share * (1 - share) / 4000).squareRoot(), "\(used)")
        #expect(total(outcome, .couponValue) == 300 * total(outcome, .couponsUsed))
        #expect(outcome.sum(.rewardCost, arm: 1, segment: 0) == total(outcome, .couponValue))
        // Nobody reacts, so every coupon was used on a bill that would have come anyway.
        #expect(outcome.sum(.rewardCostOnTwin, arm: 1, segment: 0) == 1000 * total(outcome, .couponValue))
    }

    @Test("a larger coupon costs more and is used by the same customers")
    func larger() async {
        var run = MessageRun()
        run.response = Response(offer: OfferEffect(redemption: 0.4))
        let small = await run.outcome(MessageRun.offer(Self.welcome(CouponTerms(money: Money(minor: 100)))))
        let large = await run.outcome(MessageRun.offer(Self.welcome(CouponTerms(shareMillionths: 200_000))))
        #expect(total(small, .couponsUsed) == total(large, .couponsUsed))
        #expect(2 * total(small, .couponValue) == total(large, .couponValue))
    }

    @Test("an offer is for its segments alone")
    func segments() async {
        let program = MessageRun.offer(
            Offer(
                name: "b-only", benefit: .coupon(CouponTerms(money: Money(minor: 300))), window: .joining(days: 30),
                segments: ["b"]))
        let segments = [Fixtures.segment("a", share: 0.5), Fixtures.segment("b", share: 0.5)]
        let outcome = await Fixtures.run(
            Fixtures.simulation(customers: 400, segments: segments, programs: [program]), replications: 1)[0]
        #expect(total(outcome, .couponsIssued, segment: 0) == 0)
        #expect(total(outcome, .couponsIssued, segment: 1) == outcome.sum(.joined, arm: 1, segment: 1))
    }

    @Test("samples are given with their probability, gifts with every bill that is large enough")
    func goods() async {
        var run = MessageRun()
        run.world.basket = 25
        func gift(_ minimum: Int64) -> Offer {
            Offer(
                name: "gift-\(minimum)",
                benefit: .gift(
                    Offer.GiftTerms(
                        faceValue: Money(minor: 500), unitCost: Money(minor: 100), minimumBill: Money(minor: minimum))))
        }
        let sample = Offer(
            name: "taste",
            benefit: .sample(
                Offer.SampleTerms(faceValue: Money(minor: 100), unitCost: Money(minor: 7), probability: 0.25)))
        let outcome = await run.outcome(MessageRun.offer(gift(2500), gift(2501), sample))
        // The purchase at joining counts too.
        let bills = outcome.sum(.memberPurchases, arm: 1, segment: 0) + outcome.sum(.joined, arm: 1, segment: 0)
        #expect(total(outcome, .gifts) == bills)
        let share = Double(total(outcome, .samples)) / Double(bills)
        #expect(abs(share - 0.25) < 4 * (0.1875 / Double(bills)).squareRoot())
        let cost = 100 * bills + 7 * total(outcome, .samples)
        #expect(outcome.sum(.rewardCost, arm: 1, segment: 0) == cost)
        #expect(outcome.sum(.rewardCostOnTwin, arm: 1, segment: 0) == 1000 * cost)
    }

    @Test("what an offer is worth, perceived per purchase, within the reach of the customer's pace and basket")
    func perceived() {
        func coupon(_ terms: CouponTerms, _ window: Offer.Window) -> Offer {
            Offer(name: "coupon", benefit: .coupon(terms), window: window)
        }
        let (five, tenth) = (CouponTerms(money: Money(minor: 500)), CouponTerms(shareMillionths: 100_000))
        let dear = CouponTerms(money: Money(minor: 500), minimumBill: Money(minor: 1001))
        let dates = Offer.Window.dates(Fixtures.date("2026-01-01"), Fixtures.date("2027-12-31"))
        let gift = Offer.GiftTerms(faceValue: Money(minor: 100), unitCost: .zero, minimumBill: Money(minor: 1000))
        let sample = Offer.SampleTerms(faceValue: Money(minor: 200), unitCost: .zero, probability: 0.5)
        // Bills of 10.00, one in five days: 73.05 a year.
        let cases: [(Offer, Double)] = [
            (coupon(five, .visit(days: 5)), 0.75 * 0.5), (coupon(five, .visit(days: 4)), 0),
            (coupon(tenth, .visit(days: 5)), 0.075), (coupon(dear, .visit(days: 9)), 0),
            (coupon(five, .joining(days: 90)), 0.75 * 0.5 / 73.05), (coupon(five, dates), 0),
            (Offer(name: "gift", benefit: .gift(gift)), 0.77 * 0.1),
            (Offer(name: "taste", benefit: .sample(sample)), 0.66 * 0.5 * 0.2),
        ]
        var run = MessageRun()
        run.world.customers = 10
        run.response = PerceivedValueTests.only(0.7)
        for (offer, v) in cases {
            for (twin, member) in run.lives(MessageRun.offer(offer)) {
                for (a, b) in zip(twin.purchases, member.purchases).dropFirst() {
                    #expect(agree(a.instant / b.instant, power(1 + v, 0.7), within: 1e-9), "\(offer) \(v)")
                }
            }
        }
    }

    @Test("a coupon's own lift brings purchases forward and fades; only kept coupons lift")
    func lift() {
        var run = MessageRun()
        run.world = PlainWorld(rate: 0.05, customers: 400)
        let program = MessageRun.offer(Self.welcome(CouponTerms(money: Money(minor: 300))))
        run.response = Response(offer: OfferEffect(lift: 0.5, halfLifeDays: 7))
        let lifted = run.lives(program)
        run.response.offer.redemption = 0
        #expect(run.lives(program).allSatisfy { $0.member.purchases == $0.twin.purchases })
        var shifts: [Double] = []
        for (twin, member) in lifted {
            for (a, b) in zip(twin.purchases, member.purchases) { #expect(b.instant <= a.instant) }
            if twin.purchases.count > 1 { shifts.append(twin.purchases[1].instant - member.purchases[1].instant) }
            // Ten half-lives after the only coupon nothing is left: the shift stays what it is.
            let late = zip(twin.purchases, member.purchases).filter { $1.instant > 71 }.map { $0.instant - $1.instant }
            #expect(late.allSatisfy { agree($0, late[0], within: 1e-9) })
        }
        #expect(shifts.reduce(0, +) / Double(shifts.count) > 2)
    }
}
