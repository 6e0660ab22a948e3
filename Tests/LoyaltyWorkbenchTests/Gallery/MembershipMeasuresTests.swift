import LoyaltyModel
import LoyaltyWorkbench
import Testing

@Suite struct MembershipMeasuresTests {
    @Test func `a goal is reached in a span, by members`() throws {
        let pairs = [
            HandMadeLives.pair([0, 5, 9], twin: [0]), HandMadeLives.pair([0, 5, 10], twin: [0]),
            LifePair(life: HandMadeLives.life([0, 1, 2]), twin: HandMadeLives.life([0])),
        ]
        // The second member's third purchase is on day 10, outside; the third customer is no member.
        #expect(try #require(MembershipMeasures.reached(pairs, goal: 3, within: 0..<10)) == 0.5)
        #expect(MembershipMeasures.reached([], goal: 3, within: 0..<10) == nil)
    }

    @Test func `who has missed is chosen by the twin`() throws {
        let pairs = [
            HandMadeLives.pair([0, 1, 2, 12], twin: [0, 1, 11, 12]), HandMadeLives.pair([0, 15], twin: [0, 1, 2, 15]),
        ]
        // Twins with two purchases up to day 10: the first, who then buys once where the twin buys twice.
        let lift = MembershipMeasures.lift(pairs, in: 10..<20) { MembershipMeasures.purchases($0, 0..<10) == 2 }
        #expect(try #require(lift) == -0.5)
    }

    @Test func `what comes without the fee is the economic share`() throws {
        // Three more with the fee, one without it; the second customer joins where it is free only.
        let paid = [
            HandMadeLives.pair([0, 1, 2, 3, 9], twin: [0, 2]),
            LifePair(life: HandMadeLives.life([0, 1, 2]), twin: HandMadeLives.life([0, 1, 2])),
        ]
        let free = [HandMadeLives.pair([0, 2, 3], twin: [0, 2]), HandMadeLives.pair([0, 1, 2, 3], twin: [0, 1, 2])]
        #expect(try #require(MembershipMeasures.economicShare(paid: paid, free: free, days: 30)) == 1.0 / 3)
        // Up to day 5 it is one of two.
        #expect(try #require(MembershipMeasures.economicShare(paid: paid, free: free, days: 5)) == 0.5)
    }

    @Test func `friends and others are followed for the same time from their first purchases`() throws {
        let friend = HandMadeLives.life([30, 40, 79, 81])
        let late = HandMadeLives.life([70, 71, 72, 73, 74])
        let member = HandMadeLives.life([0, 20, 55], newcomers: [friend, late])
        // Fifty days each: three purchases of the friend's, two of the member's; the late friend is not seen so long.
        let worth = MembershipMeasures.referredBesideOthers([member], window: 50, days: 100)
        #expect(try #require(worth) == 0.5)
    }

    @Test func `buyers are counted once, beside their twins`() throws {
        let pairs = [
            HandMadeLives.pair([0, 11, 12], twin: [0]), HandMadeLives.pair([0, 13], twin: [0, 12]),
            HandMadeLives.pair([0, 25], twin: [0, 14]), HandMadeLives.pair([0, 11], twin: [0, 20]),
        ]
        #expect(try #require(MembershipMeasures.moreBuyers(pairs, in: 10..<20)) == 0.25)
    }
}
