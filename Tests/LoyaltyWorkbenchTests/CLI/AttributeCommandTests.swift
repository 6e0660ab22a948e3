import Foundation
import Testing

@Suite struct AttributeCommandTests {
    private static func run(_ rollforward: String, _ options: String = "") throws -> Loyalty {
        let scratch = try Scratch()
        try scratch.make("", files: ["r.csv": rollforward])
        return try Loyalty("attribute r.csv \(options)", in: scratch.path)
    }

    @Test func `what expires is the oldest that is left, and what is given back comes off`() throws {
        let text = """
            month,issued,redeemed,expired,reversed,reinstated
            2025-12,120,0,0,20,0
            2026-01,100,70,10,0,20
            2026-02,0,20,60,0,0

            """
        let fifo = try Self.run(text)
        #expect(
            fifo.output == """
                issue_month,age,issued,cum_redeemed,cum_expired
                2025-12,1,100,0,0
                2025-12,2,100,50,10
                2025-12,3,100,70,30
                2026-01,1,100,0,0
                2026-01,2,100,0,40

                """, "\(fifo.errors)")
        let lifo = try Self.run(text, "--rule lifo")
        #expect(
            lifo.output.contains("\n2025-12,3,100,0,70\n") && lifo.output.contains("\n2026-01,2,100,70,0\n"),
            "\(lifo.output)")
    }

    @Test func `what is given back beyond a month's own comes off the months before`() throws {
        let text = """
            month,issued,redeemed,expired,reversed,reinstated
            2026-01,100,0,0,0,0
            2026-02,50,60,0,0,0
            2026-03,0,0,0,40,20

            """
        let fifo = try Self.run(text)
        #expect(
            fifo.output == """
                issue_month,age,issued,cum_redeemed,cum_expired
                2026-01,1,60,0,0
                2026-01,2,60,60,0
                2026-01,3,60,40,0
                2026-02,1,50,0,0
                2026-02,2,50,0,0

                """, "\(fifo.errors)")
        let lifo = try Self.run(text, "--rule lifo")
        #expect(lifo.output.contains("\n2026-01,3,60,10,0\n") && lifo.output.contains("\n2026-02,2,50,30,0\n"))
    }

    @Test func `the triangle is one that reserve reads, of a run's roll-forward too`() throws {
        let scratch = try Scratch()
        let example = "attribute '\(Loyalty.packageFile("scenarios/finance/rollforward.csv"))'"
        let made = try Loyalty("\(example) --rule average --output t.csv", in: scratch.path)
        #expect(made.status == 0 && made.output.isEmpty, "\(made.errors)")
        #expect(try Loyalty("reserve t.csv", in: scratch.path).status == 0)
        #expect(try Loyalty("\(example) --output t.csv", in: scratch.path).status == 73)
        let run = try Loyalty(
            "run '\(Loyalty.packageFile("scenarios/coffee.yaml"))' --customers 100 --replications 2 --output run",
            in: scratch.path)
        #expect(run.status == 0, "\(run.errors)")
        #expect(try Loyalty("attribute run/points_rollforward.csv", in: scratch.path).status == 64)
        let own = try Loyalty("attribute run/points_rollforward.csv --program near", in: scratch.path)
        #expect(own.status == 0, "\(own.errors)")
        // Months before the launch have issued nothing and are no cohorts.
        #expect(own.output.contains("\n2026-07,1,") && !own.output.contains("2026-06"), "\(own.output.prefix(200))")
    }

    @Test(arguments: [
        (
            "month,issued,redeemed\n2026-01,10,11\n",
            "r.csv:2: redeemed: found 11 redeemed and 0 expired of 10 outstanding, expected no more used than there is"
        ),
        (
            "month,issued,redeemed\n2026-01,10,0\n2026-03,10,0\n",
            "r.csv:3: month: found 2026-03 after 2026-01, expected the month that follows, as a roll-forward has no holes"
        ),
        ("month,issued,redeemed\n2026-1,10,0\n", "r.csv:2:1: month: found \"2026-1\", expected a month as YYYY-MM"),
        (
            "month,issued,redeemed\n2026-01,1.5,0\n",
            "r.csv:2:9: issued: found \"1.5\", expected a whole number of points"
        ),
        ("month,issued,redeemed,opening\n2026-01,1,0,5\n", "r.csv:2:13: opening: found 5, expected 0, since points"),
        (
            "month,issued,redeemed,reversed\n2026-01,10,4,0\n2026-02,0,0,7\n",
            "r.csv:3: reversed: found 7 more than in the month itself, expected at most the 6 of the months before"
        ),
        (
            "month,issued,redeemed,reinstated\n2026-01,10,4,0\n2026-02,1,0,5\n",
            "r.csv:3: reinstated: found 5 more than in the month itself, expected at most the 4 of the months before"
        ),
        ("month,issued,redeemed\n", "r.csv:1: found no rows, expected a row for each month"),
    ])
    func `a wrong roll-forward is refused at its place`(text: String, words: String) throws {
        let run = try Self.run(text)
        #expect(run.status == 65 && run.output.isEmpty)
        #expect(run.errors.contains(words), "\(run.errors)")
    }
}
