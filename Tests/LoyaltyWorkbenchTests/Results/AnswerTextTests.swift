import LoyaltyModel
import LoyaltyWorkbench
import Testing

@Suite struct AnswerTextTests {
    @Test func `the answer of a study on paper, to the byte`() throws {
        var second = HandMade.outcome
        second.set(.memberRevenue, arm: 1, segment: 0, [0, 500, 900])
        let result = RunResult(scenario: try HandMade.scenario(), outcomes: [HandMade.outcome, second])
        // Profits -1202 and -1102: mean -1152, standard error 50, 12.706 of them for 95 % at one degree of freedom.
        // Split: 499 as 108, 323, 68; then 200 more for the last cause of an order, so a third of them for each.
        // Segment a: 599 − 114 of cost for 10 customers, and 100 more margin; b: 225 − 11 for 10, both times.
        #expect(
            AnswerText.text(result, folder: "results/paper") == """
                Counted on paper
                20 customers, 2026-01-01 to 2026-03-31, 2 replications; money in EUR

                                           baseline      near
                members                           -         6
                purchases                        54        59
                revenue                        54.0      60.0
                gross margin                   19.5      22.3
                program cost                      -      20.3
                incremental profit                -     -11.5
                  95% interval                    -     ±6.35
                return on investment              -    -56.9%
                points redeemed                   -     20.0%
                points expired                    -     10.0%
                members' true lift                -     41.7%
                  95% interval                    -     ±0.0%
                naive lift                        -      224%
                  95% interval                    -     ±0.0%
                before/after lift                 -     50.0%
                difference in differences         -     40.4%

                The incremental profit of near is -11.5 ± 6.35 EUR: it costs more than it earns, so life \
                without a program would be
                better.
                Members of near buy 41.7% ± 0.0% more than their own twins without a program; comparing members \
                with non-members would
                show 224% ± 0.0% more: those who join buy more anyway.
                Its incremental revenue of 5.99 EUR comes from retention 1.41, frequency 3.56, basket 1.01.
                Only pulled forward: 1 of its 5 extra purchases (20.0%). Without the program the same customers make them \
                after the
                study's end; the profit counts them.
                Parameter uncertainty is not included: people are taken to react exactly as the response says.

                Contribution per customer: margin gained less what the segment's customers cost
                                    near
                a                   0.54
                  95% interval     ±0.64
                b                   0.21
                  95% interval        ±0
                Cannot separate from zero: a (near).

                Tables: results/paper (summary.csv, comparison.csv, timeline.csv and more; datapackage.json \
                explains them).

                """)
    }

    @Test func `a segment that a program loses on is named`() throws {
        var outcome = HandMade.outcome
        outcome.set(.rewardCost, arm: 1, segment: 1, [0, 0, 500])
        let text = AnswerText.text(
            RunResult(scenario: try HandMade.scenario(), outcomes: [outcome, outcome]), folder: "results/paper")
        // No spread between the two worlds: b loses 500 − 214 on 10 customers, a gains.
        #expect(text.contains("\nb                  -0.29\n"), "\(text)")
        #expect(text.contains("\nLoses on: b (near).\n"), "\(text)")
    }

    @Test func `one replication is said to have no interval`() throws {
        let result = RunResult(scenario: try HandMade.scenario(), outcomes: [HandMade.outcome])
        let text = AnswerText.text(result, folder: "results/paper")
        #expect(text.contains("The incremental profit of near is -12.0 EUR. With one replication there "))
        #expect(!text.contains("±"))
    }

    @Test func `many programs keep to the width of a terminal`() throws {
        let programs = (1...12).map { HandMade.program(name: "a-program-with-a-name-\($0)") }
        var outcome = Outcome(shape: Outcome.Shape(arms: 13, segments: 2, months: 3, days: 90))
        outcome.set(.customers, arm: 0, segment: 0, [10, 0, 0])
        let result = RunResult(scenario: try HandMade.scenario(programs: programs), outcomes: [outcome, outcome])
        let lines = AnswerText.text(result, folder: "results/paper").split(separator: "\n")
        for line in lines { #expect(line.count <= 120, "\(line)") }
        for program in programs { #expect(lines.contains { $0.contains(program.name) }) }
    }

    @Test func `a hybrid's parts are named by their keys`() throws {
        var hybrid = HandMade.program(name: "both")
        hybrid.mechanics = [
            .tiers(TierMechanic(levels: [.init(name: "all", from: 0)])), .campaign(CampaignMechanic(messages: [])),
        ]
        let result = RunResult(
            scenario: try HandMade.scenario(programs: [hybrid]), outcomes: [HandMade.outcome, HandMade.outcome])
        let text = AnswerText.text(result, folder: "results/paper")
        #expect(text.contains("\nOf several mechanics: both (tiers, campaign).\n"), "\(text)")
    }

    @Test func `what is only pulled forward is said, where it matters`() throws {
        // Five extra purchases on paper.
        var outcome = HandMade.outcome
        func said(_ pulled: Int64) throws -> String {
            outcome.set(.pulledForward, arm: 1, segment: 0, pulled)
            let result = RunResult(scenario: try HandMade.scenario(), outcomes: [outcome, outcome])
            return AnswerText.text(result, folder: "results/paper").replacing("\n", with: " ")
        }
        let (none, two, five) = (try said(0), try said(2), try said(5))
        #expect(!none.contains("pulled forward"))
        let words = "Without the program the same customers make them after the study's end; the profit counts them."
        #expect(two.contains(" Only pulled forward: 2 of its 5 extra purchases (40.0%). \(words) "), "\(two)")
        #expect(five.contains(" Only pulled forward: 5 of its purchases, as many as it adds or more. \(words) "))
        // Members who buy as their twins do add nothing that could have been pulled forward.
        outcome.set(.memberPurchases, arm: 1, segment: 0, [0, 4, 4])
        outcome.set(.memberPurchases, arm: 1, segment: 1, [0, 2, 2])
        #expect(!(try said(5).contains("pulled forward")))
    }
}
