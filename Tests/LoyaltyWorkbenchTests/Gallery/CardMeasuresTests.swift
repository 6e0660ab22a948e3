import LoyaltyWorkbench
import Testing

/// Cards of three stamps. The first customer's gaps are 10 and 8 days, the second's 6 and 4; the third fills none.
@Suite struct CardMeasuresTests {
    private let pairs = [
        HandMadeLives.pair([0, 10, 18, 19], twin: []), HandMadeLives.pair([1, 7, 11], twin: []),
        HandMadeLives.pair([0, 2], twin: []),
    ]

    @Test func `the last gap is held against the first over filled cards`() throws {
        // (8 + 4) ÷ (10 + 6) = 0.75.
        #expect(try #require(CardMeasures.lastGapShortening(pairs, stamps: 3)) == 0.25)
    }

    @Test func `a card is held against its first gap's pace`() throws {
        // 18 + 10 days in place of 2 × (10 + 6).
        #expect(try #require(CardMeasures.cardShortening(pairs, stamps: 3)) == 1 - 28.0 / 32)
    }

    @Test func `filled cards are a share of members`() throws {
        #expect(try #require(CardMeasures.filledShare(pairs, stamps: 3)) == 2.0 / 3)
        let stranger = LifePair(life: HandMadeLives.life([0, 1, 2]), twin: HandMadeLives.life([0, 1, 2]))
        #expect(try #require(CardMeasures.filledShare(pairs + [stranger], stamps: 3)) == 2.0 / 3)
    }

    @Test func `days between visits are counted to the last stamp`() throws {
        // 28 days in 4 gaps.
        #expect(try #require(CardMeasures.daysBetweenVisits(pairs, stamps: 3)) == 7)
    }

    @Test func `without a filled card there is no figure`() {
        #expect(CardMeasures.lastGapShortening(pairs, stamps: 9) == nil)
        #expect(CardMeasures.cardShortening(pairs, stamps: 9) == nil)
        #expect(CardMeasures.daysBetweenVisits(pairs, stamps: 9) == nil)
        #expect(CardMeasures.filledShare([], stamps: 3) == nil)
    }
}
