import LoyaltyModel
import LoyaltyWorkbench
import Testing

/// Three candidates and their two objectives, each observation the same but for a hair: every place is sure.
@Suite("The rounds of a front")
struct FrontRoundsTests {
    static func front(_ means: [[Double]]) -> ParetoFront {
        ParetoFront(means.map { $0.map { mean in (0..<10).map { mean + 1e-9 * Double($0 % 3) } } })
    }

    @Test("whom only a candidate dominated that breaks a constraint is looked at again, and may be on the front")
    func again() {
        var rounds = FrontRounds([0, 2, 5])
        #expect(rounds.count == 1 && rounds.isContested)
        // 0 is better than 2 on both; 5 is best on the second alone.
        rounds.learn(Self.front([[3, 3], [2, 2], [1, 4]]))
        #expect(rounds.open == [0, 5] && rounds.count == 2)
        #expect(rounds.standings == [0: .front, 2: .dominated, 5: .front])
        #expect(rounds.dominators == [2: 0])
        #expect(!rounds.isContested)
        rounds.drop([0])
        #expect(rounds.open == [2, 5] && rounds.isContested)
        #expect(rounds.standings[0] == nil)
        rounds.learn(Self.front([[2, 2], [1, 4]]))
        #expect(rounds.standings == [2: .front, 5: .front])
        #expect(rounds.dominators.isEmpty)
    }

    @Test("whom another dominates too stays out, and one that keeps its place does so when nobody is left out")
    func stays() {
        var rounds = FrontRounds([0, 1, 2])
        rounds.learn(Self.front([[3, 3], [2, 2], [2.5, 2.5]]))
        #expect(rounds.open == [0])
        rounds.drop([])
        #expect(rounds.open == [0])
        // Both were dominated by the first alone, as far as anybody looked.
        rounds.drop([0])
        #expect(rounds.open == [1, 2])
        rounds.learn(Self.front([[2, 2], [2.5, 2.5]]))
        #expect(rounds.standings == [1: .dominated, 2: .front])
        #expect(rounds.dominators == [1: 2])
    }
}
