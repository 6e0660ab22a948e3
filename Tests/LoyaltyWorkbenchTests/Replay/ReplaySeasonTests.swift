import LoyaltyModel
import LoyaltyWorkbench
import Testing

/// Seasons won by rank in a log, which holds all the members.
@Suite struct ReplaySeasonTests {
    private func story(_ season: String, _ rows: String, until: String? = nil) throws -> ReplayStory {
        try ReplayStory(
            "customer_id,date,amount,kind,reward\n" + rows,
            points: "{ earn: { per_money: 1 }, rewards: [{ name: cup, kind: free-product, points_price: 100, "
                + "face_value: 5, unit_cost: 1 }] }\n  - game: { season: { \(season), gives: { points: 70 } } }",
            until: until)
    }

    /// Customers' balances, in the order of the log.
    private func balances(_ story: ReplayStory) -> [Int] {
        story.balances.compactMap { Int($0.split(separator: ",", omittingEmptySubsequences: false)[2]) }
    }

    @Test func `the one who spent most in a month has its prize, and in the next month another`() throws {
        let story = try story(
            "length: 1 month, per_money: 1, best: 1",
            """
            a,2026-01-05,30,,
            b,2026-01-06,40,,
            c,2026-01-07,39.99,,
            a,2026-02-05,50,,
            b,2026-02-06,20,,
            c,2026-03-07,10,,

            """)
        // March does not end within the log.
        #expect(balances(story) == [30 + 50 + 70, 40 + 20 + 70, 39 + 10])
        #expect(
            story.postings.filter { $0.contains(",70,") }.map { $0.prefix(12) } == ["a,2026-02-28", "b,2026-01-31"])
    }

    @Test func `a tie for the last place goes to one of them, and a prize can buy what the log says it did`() throws {
        let rows = """
            a,2026-01-05,30,,
            b,2026-01-06,40,,
            c,2026-01-07,30,,
            d,2026-01-07,20,,
            b,2026-02-03,,redeem,cup

            """
        let story = try story("length: 1 month, per_purchase: 1, per_point: 1, best: 2", rows)
        let balances = balances(story)
        // b has won, and has given 100 of 110 for the cup.
        #expect(balances[1] == 10 && balances[3] == 20)
        #expect(Set([balances[0], balances[2]]) == [30, 100], "\(balances)")
        // Who did not win cannot have had it.
        let problems = ReplayStory.problems(
            "customer_id,date,amount,kind,reward\n" + rows + "d,2026-02-03,,redeem,cup\n",
            points: "{ earn: { per_money: 1 }, rewards: [{ name: cup, kind: free-product, points_price: 100, "
                + "face_value: 5, unit_cost: 1 }] }\n  - game: { season: { length: 1 month, per_money: 1, best: 2, "
                + "gives: { points: 70 } } }")
        #expect(problems.count == 1 && problems.allSatisfy { $0.hasPrefix("log.csv:7") }, "\(problems)")
    }

    @Test func `a part of those who scored is rounded down, and is one at least`() throws {
        let rows = (1...9).map { "m\($0),2026-01-05,\($0)0,," }.joined(separator: "\n") + "\n"
        for (share, winners) in [("0.05", 1), ("0.3", 2), ("0.34", 3), ("1", 9)] {
            let story = try story("length: 1 month, per_money: 1, best_share: \(share)", rows, until: "2026-01-31")
            let expected = (1...9).map { $0 * 10 + ($0 > 9 - winners ? 70 : 0) }
            #expect(balances(story) == expected, "\(share)")
        }
    }
}
