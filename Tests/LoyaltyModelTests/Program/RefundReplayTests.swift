import LoyaltyModel
import Testing

/// What a refund takes back beside points. Every figure is worked out by hand in the test's comment.
@Suite("Refunds beside points")
struct RefundReplayTests {
    private static let start = Fixtures.newYear

    private func replay(_ mechanics: [Mechanic]) -> MemberReplay {
        var replay = MemberReplay(
            Program(name: "p", mechanics: mechanics), currency: Fixtures.euro,
            dates: Self.start...Self.start.adding(days: 800))
        replay.join(on: Self.start)
        return replay
    }

    private func cashback(
        _ brackets: [DiscountMechanic.Bracket] = [.init(from: .zero, shareMillionths: 20_000)],
        form: CashbackMechanic.Form = .money, minimum: Int64 = 0, cap: CashbackMechanic.Cap? = nil,
        minimumBill: Int64 = 0
    ) -> Mechanic {
        .cashback(
            CashbackMechanic(
                brackets: brackets, minimumBill: Money(minor: minimumBill), form: form,
                minimumPayout: Money(minor: minimum), cap: cap))
    }

    private func buy(
        _ replay: inout MemberReplay, _ minor: Int64, _ day: Int
    ) throws -> MemberReplay.Purchase {
        try replay.buy(
            Money(minor: minor), paidWith: MemberReplay.Payment(), basket: 0, on: Self.start.adding(days: day))
    }

    private func refund(
        _ replay: inout MemberReplay, _ minor: Int64, of purchase: inout MemberReplay.Purchase, _ day: Int
    ) throws {
        try replay.refund(Money(minor: minor), of: &purchase, on: Self.start.adding(days: day))
    }

    @Test("points of a mission stay, whichever of its purchases is given back")
    func mission() throws {
        // 10.00 twice earn 10 points each, and the second completes a mission of 100. A refund takes 10 back: 110 stay.
        for place in [0, 1] {
            let mission = GameMechanic(
                missions: [.init(target: .purchases(2), withinDays: 60, gives: .points(Points(100)))])
            var replay = replay([.points(PointsMechanic(earn: Fixtures.onePerMoney)), .game(mission)])
            var purchases = [try buy(&replay, 1_000, 4), try buy(&replay, 1_000, 5)]
            try refund(&replay, 1_000, of: &purchases[place], 9)
            #expect(replay.standing(on: Self.start.adding(days: 10)).balance == Points(110), "\(place)")
        }
    }

    @Test("cashback that waits is taken back, in parts that sum to the whole, and is not paid below the minimum")
    func pending() throws {
        // 2 % of 100.00 is 2.00 and of 60.01 is 1.20. A third of 60.01 takes 0.40 back, the rest 0.80.
        var replay = replay([cashback(minimum: 250)])
        _ = try buy(&replay, 10_000, 3)
        var second = try buy(&replay, 6_001, 5)
        #expect(replay.benefits.cashbackPending == 320)
        try refund(&replay, 2_000, of: &second, 6)
        #expect(replay.benefits.cashbackPending == 280)
        try refund(&replay, 4_001, of: &second, 8)
        #expect(replay.benefits.cashbackPending == 200 && replay.benefits.cashbackEarned == 200)
        // 2.00 is below 2.50: January pays nothing.
        let benefits = replay.standing(on: Self.start.adding(days: 40)).purses
        #expect(benefits.cashbackPaid == .zero && benefits.cashbackPending == Money(minor: 200))
    }

    @Test("cashback that was paid out is owed, and comes off what is earned next")
    func owed() throws {
        // 2.00 is paid at the end of January. The refund leaves 2.00 owed; 2 % of 130.00 is 2.60, of which 0.60 is left.
        var replay = replay([cashback()])
        var first = try buy(&replay, 10_000, 3)
        try refund(&replay, 10_000, of: &first, 40)
        #expect(replay.benefits.cashbackPending == -200)
        _ = try buy(&replay, 13_000, 41)
        #expect(replay.benefits.cashbackPending == 60)
        let march = replay.standing(on: Self.start.adding(days: 61)).purses
        #expect(march.cashbackPaid == Money(minor: 260) && march.cashbackPending == .zero)
    }

    @Test("what counted towards a bracket and a cap no longer does")
    func bracketAndCap() throws {
        // 1 % below 100.00 spent, 10 % from there on: 100.00 earn 1.00, and with them refunded 50.00 earn 0.50, not 5.00.
        let brackets: [DiscountMechanic.Bracket] = [
            .init(from: .zero, shareMillionths: 10_000), .init(from: Money(minor: 10_000), shareMillionths: 100_000),
        ]
        var replay = replay([cashback(brackets)])
        var first = try buy(&replay, 10_000, 3)
        try refund(&replay, 10_000, of: &first, 4)
        _ = try buy(&replay, 5_000, 5)
        #expect(replay.benefits.cashbackPending == 50)
        // At most 2.00 a month: the refunded 2.00 leave room for another 1.00.
        var capped = self.replay([cashback(cap: .init(amount: Money(minor: 200), period: .month))])
        first = try buy(&capped, 10_000, 3)
        try refund(&capped, 10_000, of: &first, 4)
        _ = try buy(&capped, 5_000, 5)
        #expect(capped.benefits.cashbackPending == 100)
    }

    @Test("a bonus that paid comes back with its own last day")
    func bonus() throws {
        // 2 % of 100.00, credited on 31 January, is valid to 28 February. On 10 February it pays 2.00 of 8.00. Half of
        // the 8.00 refunded brings 1.00 back, the other half, in March, the rest, which runs out that night. Bills below
        // 10.00 earn nothing.
        var replay = replay([cashback(form: .bonus(validMonths: 1), minimumBill: 1000)])
        _ = try buy(&replay, 10_000, 3)
        var second = try buy(&replay, 800, 40)
        #expect(replay.benefits.bonus == 0 && replay.benefits.rewardCost == 200)
        try refund(&replay, 400, of: &second, 45)
        #expect(replay.benefits.bonus == 100 && replay.benefits.rewardCost == 100)
        try refund(&replay, 400, of: &second, 65)
        #expect(replay.benefits.bonus == 100 && replay.benefits.rewardCost == 0)
        let next = replay.standing(on: Self.start.adding(days: 66)).purses
        #expect(next.bonus == .zero)
        #expect(next.cashbackExpired == Money(minor: 200))
    }

    @Test("a year's bonus rests on what was kept")
    func year() throws {
        // 1 % from 200.00 on. 150.00 and 100.00 come to 2.50; without the half of 100.00 that goes back, 200.00: 2.00;
        // without 0.02 more, nothing.
        for (refunded, granted) in [(0, 250), (5_000, 200), (5_002, 0)] {
            var replay = replay([
                .annual(AnnualMechanic(measure: .spend, brackets: [.init(from: 20_000, bonus: .share(10_000))]))
            ])
            _ = try buy(&replay, 15_000, 3)
            var second = try buy(&replay, 10_000, 200)
            if refunded > 0 { try refund(&replay, Int64(refunded), of: &second, 210) }
            let after = replay.standing(on: Self.start.adding(days: 365)).purses
            #expect(after.annualGranted == Money(minor: Int64(granted)), "\(refunded) refunded")
        }
    }

    @Test("a refund in the year after leaves the year as it was granted, and the running one alone")
    func yearThatIsOver() throws {
        var replay = replay([
            .annual(AnnualMechanic(measure: .visits, brackets: [.init(from: 1, bonus: .fixed(300))]))
        ])
        var first = try buy(&replay, 1_000, 3)
        _ = try buy(&replay, 1_000, 370)
        try refund(&replay, 1_000, of: &first, 371)
        #expect(replay.benefits.annualGranted == 300 && replay.benefits.yearSoFar == 1)
    }

    @Test("a visit is one until nothing is left of it")
    func visits() throws {
        var replay = replay([
            .annual(AnnualMechanic(measure: .visits, brackets: [.init(from: 1, bonus: .fixed(300))]))
        ])
        var first = try buy(&replay, 1_000, 3)
        try refund(&replay, 999, of: &first, 4)
        #expect(replay.benefits.yearSoFar == 1)
        try refund(&replay, 1, of: &first, 5)
        #expect(replay.benefits.yearSoFar == 0)
    }

    @Test("an accumulating discount looks at what was kept")
    func discount() throws {
        // 10 % once 100.00 have been spent: 100.00 refunded by half leave 50.00, so the next bill is at its price.
        let mechanic = Mechanic.discount(
            DiscountMechanic(brackets: [.init(from: Money(minor: 10_000), shareMillionths: 100_000)]))
        for (refunded, discount) in [(0, 400), (5_000, 0)] {
            var replay = replay([mechanic])
            var first = try buy(&replay, 10_000, 3)
            if refunded > 0 { try refund(&replay, Int64(refunded), of: &first, 4) }
            _ = try buy(&replay, 4_000, 5)
            #expect(replay.benefits.discounts == Int64(discount), "\(refunded) refunded")
        }
    }

    private let card = PunchCardMechanic(
        reward: Fixtures.reward(PunchCardMechanic.rewardName, price: 3), validMonths: 2)

    @Test("a stamp beside points goes with the last of the money, and its place on the card is free again")
    func stampBesidePoints() throws {
        var replay = replay([.punchCard(card), .points(PointsMechanic(earn: Fixtures.onePerMoney))])
        var first = try buy(&replay, 1_000, 3)
        _ = try buy(&replay, 1_000, 4)
        try refund(&replay, 500, of: &first, 5)
        #expect(replay.benefits.stamps == 2)
        try refund(&replay, 500, of: &first, 5)
        #expect(replay.benefits.stamps == 1)
        // Two more fill the card; a fourth begins another, with two months of its own from 20 February.
        for day in [6, 7, 50] { _ = try buy(&replay, 1_000, day) }
        #expect(replay.benefits.stamps == 4)
        #expect(replay.standing(on: Self.start.adding(days: 100)).purses.stamps == Points(1))
    }

    @Test("a stamp whose card has run out is not taken back again")
    func stampThatRanOut() throws {
        // The card of 4 January runs out on 4 March, the stamp of 15 February with it.
        for mechanics in [
            [Mechanic.punchCard(card)], [.punchCard(card), .points(PointsMechanic(earn: Fixtures.onePerMoney))],
        ] {
            var replay = replay(mechanics)
            _ = try buy(&replay, 1_000, 3)
            var second = try buy(&replay, 1_000, 45)
            try refund(&replay, 1_000, of: &second, 70)
            let standing = replay.standing(on: Self.start.adding(days: 70))
            #expect(standing.purses.stamps == .zero)
        }
    }

    @Test("what was taken off the price is no longer given, in parts that sum to the whole")
    func takenOff() throws {
        // 5 % off 19.99 is 0.99, rounded down. 10.00 of 19.99 take 0.495 back, half-even on 49.52 ct: 0.50; the rest 0.49.
        var replay = replay([.discount(DiscountMechanic(brackets: [.init(from: .zero, shareMillionths: 50_000)]))])
        var purchase = try buy(&replay, 1_999, 3)
        #expect(replay.benefits.discounts == 99 && replay.benefits.rewardCost == 99)
        try refund(&replay, 1_000, of: &purchase, 4)
        #expect(replay.benefits.discounts == 49 && replay.benefits.rewardCost == 49)
        try refund(&replay, 999, of: &purchase, 5)
        #expect(replay.benefits.discounts == 0 && replay.benefits.rewardCost == 0)
    }
}
