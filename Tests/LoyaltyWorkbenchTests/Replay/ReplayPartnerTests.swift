import LoyaltyModel
import LoyaltyWorkbench
import Testing

/// A coalition's rules on a log with partners, worked out by hand.
@Suite struct ReplayPartnerTests {
    private static let program = """
        - coalition:
              partners:
                - name: fuel
                  visits_per_year: 26
                  basket: { mean: 50 }
                  earn: { per_money: 0.5 }
                  burn: { as_money: { points: 50, value: 0.40 } }
                  price_per_point: 0.009
        """

    private func story(_ rows: String) throws -> ReplayStory {
        try ReplayStory(
            "customer_id,date,amount,kind,points,partner,refund_of\n" + rows,
            points: "{ earn: { per_money: 1 } }\n  \(Self.program)")
    }

    @Test func `earned at the company, at a partner, and burnt there`() throws {
        let story = try story(
            """
            a,2026-01-05,30,,,,
            a,2026-01-06,61.50,,,fuel,
            a,2026-01-07,,redeem,50,fuel,
            a,2026-01-07,20,,,fuel,
            a,2026-01-08,10,,,home,

            """)
        // 30; 61.50 x 0.5 = 30.75, rounded down; 20.00 less 0.40 at 0.5 is 9.80; 10 at home.
        #expect(story.balances.count == 1)
        #expect(story.balances[0].split(separator: ",")[2] == "29", "\(story.balances)")
        #expect(story.postings.count == 5, "\(story.postings)")
    }

    @Test func `a refund at a partner takes back what was earned there, and gives back the points`() throws {
        let story = try story(
            """
            a,2026-01-05,60,,,,
            a,2026-01-07,,redeem,50,fuel,
            a,2026-01-07,20,,,fuel,
            a,2026-01-09,20,refund,,,2026-01-07

            """)
        // 60 - 50 + 9; then 50 come back and 9 are taken back.
        #expect(story.balances[0].split(separator: ",")[2] == "60", "\(story.balances)")
    }

    @Test func `a partner whom the coalition does not have is an error with the nearest name`() throws {
        do {
            _ = try story("a,2026-01-05,30,,,feul,\n")
            Issue.record("no error")
        } catch let problems as Problems {
            #expect(problems.lines.count == 1)
            #expect(problems.lines[0].contains("partner: found \"feul\""), "\(problems.lines)")
            #expect(problems.lines[0].contains("(did you mean \"fuel\"?)"), "\(problems.lines)")
        }
    }

    @Test func `points paid at one till are not for a purchase at another`() throws {
        do {
            _ = try story("a,2026-01-05,60,,,,\na,2026-01-06,,redeem,50,fuel,\na,2026-01-06,20,,,,\n")
            Issue.record("no error")
        } catch let problems as Problems {
            #expect(problems.lines.count == 1 && problems.lines[0].contains("points paid with"), "\(problems.lines)")
        }
    }

    @Test func `a scenario with one program stands for it, with two it does not`() throws {
        let euro = try #require(Currency(code: "EUR"))
        let lone = try ProgramLoader.load(
            path: Loyalty.packageFile("scenarios/gallery/turkey.yaml"), currency: dollar())
        #expect(lone.program.name == "turkey")
        #expect(throws: Problems.self) {
            try ProgramLoader.load(path: Loyalty.packageFile("scenarios/gallery/turkey.yaml"), currency: euro)
        }
        #expect(throws: Problems.self) {
            try ProgramLoader.load(path: Loyalty.packageFile("scenarios/nearer-reward.yaml"), currency: euro)
        }
    }

    private func dollar() throws -> Currency { try #require(Currency(code: "USD")) }
}
