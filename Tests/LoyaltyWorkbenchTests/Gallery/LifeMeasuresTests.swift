import LoyaltyModel
import LoyaltyWorkbench
import Testing

@Suite struct LifeMeasuresTests {
    @Test func `paces leave out first purchases and the days before joining`() {
        let member = LifePair(
            life: HandMadeLives.life([0, 20, 30, 40, 50], amounts: [9, 9, 5, 6, 7], joined: 20, at: 1),
            twin: HandMadeLives.life([0, 20, 35], amounts: [9, 9, 8]))
        // Joined by mail before the second purchase; the first is left out on both sides.
        let other = HandMadeLives.life([0, 5, 60], amounts: [9, 9, 4])
        let paces = LifeMeasures.paces([member, LifePair(life: other, twin: other)], launch: 10, days: 100)
        #expect(paces.members.purchases == 3)
        #expect(paces.members.revenue == 18)
        #expect(paces.members.days == 80)
        #expect(paces.twins.purchases == 1)
        #expect(paces.twins.revenue == 8)
        #expect(paces.twins.days == 80)
        #expect(paces.others.purchases == 1)
        #expect(paces.others.revenue == 4)
        #expect(paces.others.days == 90)
        #expect(paces.members.basket == 6)
        #expect(paces.others.revenuePerDay == 4.0 / 90)
    }

    @Test func `a lift in a window counts members and twins on the same days`() throws {
        let pairs = [
            HandMadeLives.pair([0, 5, 9, 12], twin: [0, 6, 14]), HandMadeLives.pair([0, 8], twin: [0, 9, 9.5]),
        ]
        // Days 0 to 10: members 5, 9 and 8; twins 6, 9 and 9.5.
        #expect(try #require(LifeMeasures.lift(pairs, daysAfterJoining: 0..<10)) == 0)
        // Days 10 to 20: a member's 12 beside a twin's 14.
        #expect(try #require(LifeMeasures.lift(pairs, daysAfterJoining: 10..<20)) == 0)
        // The first alone: 5 and 9 beside 6.
        let first = LifeMeasures.lift(pairs, daysAfterJoining: 0..<10) { $0.twin.purchases.last?.instant == 14 }
        #expect(try #require(first) == 1)
        #expect(LifeMeasures.lift(pairs, daysAfterJoining: 20..<30) == nil)
    }

    @Test func `heavy buyers' head start is the difference between the halves`() throws {
        func member(_ purchases: Int, joined: Int) -> LifePair {
            LifePair(
                life: HandMadeLives.life([0], joined: joined, at: 0),
                twin: HandMadeLives.life((0..<purchases).map(Double.init)))
        }
        let pairs = [member(9, joined: 10), member(2, joined: 40), member(1, joined: 60), member(8, joined: 20)]
        // Light: 60 and 40; heavy: 10 and 20.
        #expect(try #require(LifeMeasures.headStartOfHeavyBuyers(pairs)) == 35)
    }

    @Test func `the loyal are those who still buy, the effect is on all`() throws {
        // Two years and a half. A first year brings 100 + 200, so 150 each; the last one brings the loyal one 300.
        let loyal = LifePair(
            life: HandMadeLives.life([0, 700, 800], amounts: [100, 150, 150], joined: 0, at: 0),
            twin: HandMadeLives.life([0, 700], amounts: [100, 150]))
        let gone = LifePair(
            life: HandMadeLives.life([0], amounts: [200], joined: 0, at: 0),
            twin: HandMadeLives.life([0, 710], amounts: [200, 90]))
        let pairs = [loyal, gone]
        #expect(try #require(LifeMeasures.loyalBesideNew(pairs, days: 913)) == 1)
        // 300 beside 150 + 90.
        #expect(try #require(LifeMeasures.lastYearLift(pairs, days: 913)) == 0.25)
    }
}
