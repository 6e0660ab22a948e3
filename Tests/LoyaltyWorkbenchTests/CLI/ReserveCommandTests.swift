import Foundation
import Testing

@Suite struct ReserveCommandTests {
    private static func run(_ triangle: String, _ options: String = "") throws -> Loyalty {
        let scratch = try Scratch()
        try scratch.make("", files: ["t.csv": triangle])
        return try Loyalty("reserve t.csv \(options)", in: scratch.path)
    }

    /// A triangle in long form.
    private static func text(_ rows: [[Int]], issued: Int? = nil) -> String {
        var text = issued == nil ? "issue_month,age,cum_redeemed\n" : "issue_month,age,issued,cum_redeemed\n"
        for (place, row) in rows.enumerated() {
            for (age, redeemed) in row.enumerated() {
                text += "\(1981 + place),\(age + 1)," + (issued.map { "\($0)," } ?? "") + "\(redeemed)\n"
            }
        }
        return text
    }

    private static func total(_ run: Loyalty, _ column: String) throws -> Double {
        let lines = run.output.split(separator: "\n").map { $0.split(separator: ",", omittingEmptySubsequences: false) }
        let header = try #require(lines.first, "\(run.errors)")
        let last = try #require(lines.last)
        try #require(last[0] == "total")
        let place = try #require(header.firstIndex { $0 == column })
        return try #require(Double(last[place]))
    }

    /// The triangle of the Reinsurance Association of America as printed in T. Mack, "Which stochastic model is
    /// underlying the chain ladder method?", Insurance: Mathematics and Economics 15 (1994); reserve 52135, s.e. 26909.
    private static let raa = [
        [5012, 8269, 10907, 11805, 13539, 16181, 18009, 18608, 18662, 18834],
        [106, 4285, 5396, 10666, 13782, 15599, 15496, 16169, 16704],
        [3410, 8992, 13873, 16141, 18735, 22214, 22863, 23466],
        [5655, 11555, 15766, 21266, 23425, 26083, 27067], [1092, 9565, 15836, 22169, 25955, 26180],
        [1513, 6445, 11702, 12935, 15852], [557, 4020, 10946, 12314], [1351, 6947, 13112], [3133, 5395], [2063],
    ]

    @Test func `a published triangle has the published reserve and standard error`() throws {
        let run = try Self.run(Self.text(Self.raa))
        #expect(run.status == 0)
        #expect(
            run.output.hasPrefix(
                "issue_month,method,issued,latest,ldf_to_ultimate,ultimate,urr,reserve,standard_error\n"))
        #expect(run.output.contains("\n1981,chain-ladder,,18834,1,18834,,0,0\n"))
        #expect(abs(try Self.total(run, "reserve") - 52135.2283) < 1e-4)
        #expect(abs(try Self.total(run, "standard_error") - 26909.0112) < 1e-4)
        #expect(
            run.errors == "warning: t.csv: line 18: issue_month 1982, age 7: cum_redeemed falls from 15599 to 15496\n")
        let smooth = try Self.run(Self.text(Self.raa), "--sigma-tail log-linear")
        #expect(abs(try Self.total(smooth, "standard_error") - 26880.74033) < 0.005)
    }

    @Test func `money, tails and other methods by hand`() throws {
        let triangle = Self.text([[20, 40, 40], [40, 50], [30]], issued: 100)
        #expect(abs(try Self.total(Self.run(triangle), "ultimate") - 135) < 1e-9)
        #expect(abs(try Self.total(Self.run(triangle, "--cost-per-point 0.5"), "reserve") - 7.5) < 1e-9)
        #expect(abs(try Self.total(Self.run(triangle, "--tail 1.2"), "ultimate") - 162) < 1e-9)
        let known = try Self.run(triangle, "--method bornhuetter-ferguson --prior-urr 0.6")
        #expect(abs(try Self.total(known, "ultimate") - 140) < 1e-9)
        #expect(known.output.contains("\n1983,bornhuetter-ferguson,100,30,1.5,50,0.5,20,\n"))
        let cape = try Self.run(triangle, "--method cape-cod")
        #expect(abs(try Self.total(cape, "ultimate") - (120 + 15)) < 1e-9)
        let fitted = try Self.run(Self.text([[1000, 1500, 1875], [1000, 1500], [1000]]), "--tail fitted")
        #expect(fitted.status == 0 && fitted.errors.contains("the fitted tail factor is 1.2"), "\(fitted.errors)")
    }

    @Test func `a triangle of two currencies is refused, of one it is read`() throws {
        let rows = "issue_month,age,cum_redeemed,currency\n2025-01,1,10,EUR\n2025-01,2,30,EUR\n2025-02,1,12,"
        let mixed = try Self.run(rows + "USD\n")
        #expect(mixed.status == 65 && mixed.output.isEmpty)
        #expect(
            mixed.errors == "t.csv:4:14: currency: found \"USD\", expected one currency, \"EUR\" as on line 2\n",
            "\(mixed.errors)")
        let one = try Self.run(rows + "EUR\n")
        #expect(one.status == 0 && !one.errors.contains("not read"), "\(one.errors)")
    }

    @Test func `a currency that ISO 4217 does not have is refused, with the nearest`() throws {
        let run = try Self.run("issue_month,age,cum_redeemed,currency\n2025-01,1,10,EUX\n2025-01,2,30,EUX\n")
        #expect(run.status == 65 && run.output.isEmpty)
        #expect(
            run.errors.hasPrefix(
                "t.csv:2:14: currency: found \"EUX\", expected an ISO 4217 code (did you mean \"EUR\"?)\n"),
            "\(run.errors)")
    }

    @Test func `a number beyond the limits is refused for being so`() throws {
        for number in ["1000000000000001", "99999999999999999999999999999999999999999999"] {
            let run = try Self.run("issue_month,age,cum_redeemed\n2025-01,1,\(number)\n")
            #expect(
                run.errors == "t.csv:2:11: cum_redeemed: found \"\(number)\", expected a whole number of points "
                    + "redeemed so far, from 0 to 1000000000000000\n", "\(run.errors)")
        }
    }

    @Test func `a month that is missing and figures of different dates are told`() throws {
        func warnings(_ cohorts: [(String, Int)]) throws -> String {
            let rows = cohorts.map { cohort in
                (1...cohort.1).map { "\(cohort.0),\($0),\(10 * $0 + 5)\n" }.joined()
            }
            let run = try Self.run("issue_month,age,cum_redeemed\n" + rows.joined())
            #expect(run.status == 0, "\(run.errors)")
            let lines = run.errors.split(separator: "\n").filter { !$0.contains("too few cohorts at some age") }
            return lines.joined(separator: "\n")
        }
        // Whole triangles: over a year's turn, of quarters, of cohorts complete at age 3, of years.
        for whole in [
            [("2024-11", 4), ("2024-12", 3), ("2025-01", 2), ("2025-02", 1)],
            [("2024-01", 3), ("2024-04", 2), ("2024-07", 1)], [("2025-01", 3), ("2025-02", 3), ("2025-03", 2)],
            [("2023", 3), ("2024", 2), ("2025", 1)],
        ] { #expect(try warnings(whole) == "") }
        #expect(
            try warnings([("2024-12", 4), ("2025-01", 3), ("2025-03", 1)])
                == "warning: t.csv: no rows of issue_month 2025-02 between 2024-12 and 2025-03: what was issued then is "
                + "in no figure")
        #expect(
            try warnings([("2025-01", 5), ("2025-02", 3), ("2025-03", 3), ("2025-04", 2)])
                == "warning: t.csv: line 9: issue_month 2025-02 ends in 2025-04, others in 2025-05: latest figures of "
                + "different dates make a total of none")
    }

    @Test func `the step between months of issue is what most of them show`() throws {
        func warnings(_ cohorts: [(String, Int)]) throws -> String {
            let rows = cohorts.map { cohort in (1...cohort.1).map { "\(cohort.0),\($0),\(10 * $0 + 5)\n" }.joined() }
            let run = try Self.run("issue_month,age,cum_redeemed\n" + rows.joined())
            #expect(run.status == 0, "\(run.errors)")
            let lines = run.errors.split(separator: "\n").filter { $0.contains("figure") || $0.contains("ends in") }
            return lines.joined(separator: "\n")
        }
        // January is two ages older than March: a month is missing. As old as March, it may be missing.
        #expect(
            try warnings([("2025-01", 3), ("2025-03", 1)])
                == "warning: t.csv: no rows of issue_month 2025-02 between 2025-01 and 2025-03: what was issued then is in "
                + "no figure")
        #expect(
            try warnings([("2025-01", 2), ("2025-03", 2)])
                == "warning: t.csv: no rows of issue_month 2025-02: all stand 2 months apart; if each is one month's issue, "
                + "what was issued between is in no figure")
        // Every second month is missing, and half the ages with it.
        #expect(try warnings([("2025-01", 5), ("2025-03", 3), ("2025-05", 1)]).contains("2025-02 and 1 more between"))
        // Two-monthly cohorts with two-monthly ages are whole.
        #expect(try warnings([("2025-01", 3), ("2025-03", 2), ("2025-05", 1)]) == "")
        // Quarters with a quarter missing, and with a name between them.
        #expect(
            try warnings([("2024-01", 5), ("2024-04", 4), ("2024-10", 2), ("2025-01", 1)])
                == "warning: t.csv: no rows of issue_month 2024-07 between 2024-01 and 2025-01: what was issued then is in "
                + "no figure")
        #expect(
            try warnings([("2024-01", 5), ("2024-04", 4), ("2024-07", 3), ("2024-11", 2), ("2025-01", 1)])
                == "warning: t.csv: 2024-11 stands 4 months after 2024-07, where most stand 3 months apart and 1 more such: "
                + "a name is wrong, or what was issued between is in no figure")
    }

    @Test func `what is no month, and a number that cannot be read, are one problem each`() throws {
        for (text, expected) in [
            ("2025-13,1,5\n", "t.csv:2:1: issue_month: found \"2025-13\", expected a month as YYYY-MM, or a year\n"),
            ("202501,1,5\n", "t.csv:2:1: issue_month: found \"202501\", expected a month as YYYY-MM, or a year\n"),
            ("foo,1,5\n", "t.csv:2:1: issue_month: found \"foo\", expected a month as YYYY-MM, or a year\n"),
            (
                "2025-01,1,5\n2026,1,5\n",
                "t.csv:3:1: issue_month: found \"2026\", expected the same kind of period as 2025-01\n"
            ),
            (
                "2025-01,1,10.5\n2025-01,2,12\n",
                "t.csv:2:11: cum_redeemed: found \"10.5\", expected a whole number of points redeemed so far\n"
            ),
            (
                "2025-01,1,\n2025-01,2,12\n2025-02,1,1\n",
                "t.csv:2:11: cum_redeemed: found nothing, expected a whole number of points redeemed so far\n"
            ),
        ] {
            let run = try Self.run("issue_month,age,cum_redeemed\n" + text)
            #expect(run.status == 65 && run.output.isEmpty && run.errors == expected, "\(run.errors)")
        }
    }

    @Test func `no more than what was issued is redeemed`() throws {
        let run = try Self.run(Self.text([[20, 80], [60]], issued: 100))
        #expect(run.output.contains("\n1982,chain-ladder,100,60,4,100,1,40,\n"), "\(run.output)")
        #expect(run.errors.contains("1 of 2 ultimates are held at 100 % of what was issued\n"), "\(run.errors)")
        let gone = try Self.run(
            """
            issue_month,age,issued,cum_redeemed,cum_expired
            2025-01,1,100,20,0
            2025-01,2,100,80,20
            2025-02,1,100,60,25

            """)
        #expect(gone.output.contains("\n2025-02,chain-ladder,100,60,4,75,0.75,15,\n"), "\(gone.output)")
        #expect(gone.errors.contains("100 % of what was issued and has not expired"), "\(gone.errors)")
    }

    @Test func `one program of several is chosen`() throws {
        let text = """
            program,issue_month,age,issued,cum_redeemed,cum_expired
            near,2026-01,1,100,10,0
            near,2026-01,2,100,20,0
            near,2026-02,1,100,10,0
            far,2026-01,1,100,5,0

            """
        let unnamed = try Self.run(text)
        #expect(unnamed.status == 64)
        #expect(unnamed.errors == "error: t.csv has the programs 'near', 'far'; choose one with --program\n")
        #expect(try Self.run(text, "--program nar").status == 64)
        #expect(abs(try Self.total(Self.run(text, "--program near"), "ultimate") - 40) < 1e-9)
        #expect(try Self.run("issue_month,age,cum_redeemed\n2026-01,1,5\n", "--program near").status == 64)
    }

    @Test func `every problem is told with its line`() throws {
        let run = try Self.run(
            """
            issue_month,age,issued,cum_redeemed
            2026-01,1,100,10
            2026-01,3,100,30
            2026-02,1,100,120
            2026-02,1,100,12
            2026-03,1,100,1.5
            2026-04,0,100,-1
            ,1,100,1
            2026-05,1,x,1

            """)
        #expect(run.status == 65 && run.output == "")
        #expect(
            run.errors == """
                t.csv:3: age: found issue_month 2026-01 without age 2, expected every age from 1 up to 3, as a \
                triangle has no holes
                t.csv:4: cum_redeemed: found 120 redeemed of 100 issued, expected no more redeemed than issued
                t.csv:5: age: found issue_month 2026-02, age 1 again, expected each age once; it stands on line 4
                t.csv:6:15: cum_redeemed: found "1.5", expected a whole number of points redeemed so far
                t.csv:7:9: age: found "0", expected the age in whole periods, 1 being that of issue, from 1 to 10000
                t.csv:7:15: cum_redeemed: found "-1", expected a whole number of points redeemed so far, \
                from 0 to 1000000000000000
                t.csv:8:1: issue_month: found nothing, expected the month of issue
                t.csv:9:11: issued: found "x", expected a whole number of points issued

                """)
    }

    @Test func `more redeemed than issued is found wherever issued stands`() throws {
        let run = try Self.run("issue_month,age,issued,cum_redeemed\n2026-01,1,,80\n2026-01,2,50,50\n")
        #expect(run.status == 65)
        #expect(run.errors.hasPrefix("t.csv:2: cum_redeemed: found 80 redeemed of 50 issued"), "\(run.errors)")
    }

    /// Months to the first redemption of ten members, four of them not seen longer; Greenwood's errors by hand.
    @Test func `Kaplan-Meier survival is printed with its errors`() throws {
        let seen = [
            (1, 0), (2, 0), (2, 1), (4, 1), (4, 2), (5, 2), (6, 2), (6, 2), (6, 3), (6, 3), (6, 3), (6, 3),
        ]
        let rows = seen.enumerated().map { "2026-01,\($0 + 1),10,\($1.0),\($1.1)\n" }
        let run = try Self.run("issue_month,age,issued,cum_redeemed,cum_expired\n" + rows.joined(), "--survival")
        let lines = run.output.split(separator: "\n").map { $0.split(separator: ",").map(String.init) }
        try #require(lines.count == 6, "\(run.errors)")
        #expect(lines[0] == ["age", "at_risk", "redeemed", "survival", "standard_error"])
        let known = [
            (1, 10, 1, 0.9, 0.094868), (2, 9, 1, 0.8, 0.126491), (4, 7, 2, 0.571429, 0.163775),
            (6, 4, 1, 0.428571, 0.174338), (7, 3, 1, 0.285714, 0.164662),
        ]
        for (line, step) in zip(lines.dropFirst(), known) {
            #expect(line[0] == "\(step.0)" && line[1] == "\(step.1)" && line[2] == "\(step.2)")
            let (survival, error) = (try #require(Double(line[3])), try #require(Double(line[4])))
            // Six decimals are known.
            #expect(abs(survival - step.3) < 1e-6 && abs(error - step.4) < 1e-6, "\(line)")
        }
    }

    @Test func `factors of nothing and of too much are refused, not printed`() throws {
        let back = Self.text([[20, 0, 0], [40, 0], [30]], issued: 100)
        for method in ["bornhuetter-ferguson --prior-urr 0.5", "cape-cod"] {
            let run = try Self.run(back, "--method \(method)")
            #expect(run.status == 65 && run.errors.contains("given back later"), "\(run.errors)")
        }
        #expect(try Self.run(back, "--tail 1e308").status == 64)
    }

    @Test func `a triangle that says nothing about what is to come is refused, not answered with nothing`() throws {
        let blank = Self.text([[0, 0, 0], [0, 0], [0]], issued: 100)
        for method in ["chain-ladder", "cape-cod"] {
            let run = try Self.run(blank, "--method \(method)")
            #expect(run.status == 65 && run.output == "", "\(method)")
            #expect(run.errors.contains("found nothing redeemed at any age"), "\(run.errors)")
        }
        // Half of 300, known beforehand, is all still to come.
        let known = try Self.run(blank, "--method bornhuetter-ferguson --prior-urr 0.5")
        #expect(abs(try Self.total(known, "reserve") - 150) < 1e-9)
        for options in ["", "--method cape-cod", "--method bornhuetter-ferguson --prior-urr 0.5"] {
            let young = try Self.run(Self.text([[20], [30]], issued: 100), options)
            #expect(young.status == 65 && young.errors.hasPrefix("t.csv: age: found no age but 1"), "\(young.errors)")
        }
        #expect(try Self.run(Self.text([[20], [30]], issued: 100), "--tail 2").status == 0)
        let lone = try Self.run(Self.text([[20, 30]], issued: 100))
        #expect(lone.status == 0 && lone.errors.contains("one cohort only"), "\(lone.errors)")
    }

    @Test func `what is redeemed and expired is no more than what was issued`() throws {
        let run = try Self.run(
            """
            issue_month,age,issued,cum_redeemed,cum_expired
            2026-01,1,100,50,0
            2026-01,2,100,60,41
            2026-02,1,100,50,5

            """)
        #expect(run.status == 65 && run.output == "")
        #expect(
            run.errors == """
                t.csv:3: cum_expired: found 60 redeemed and 41 expired of 100 issued, expected no more redeemed and \
                expired than issued

                """)
    }

    @Test func `survival says which line it cannot read, and takes no method`() throws {
        let falling = try Self.run(
            "issue_month,age,issued,cum_redeemed\n2026-01,1,10,5\n2026-01,2,10,4\n", "--survival")
        #expect(falling.status == 65 && falling.output == "")
        #expect(falling.errors.hasPrefix("t.csv:3: cum_redeemed: found 4 after 5"), "\(falling.errors)")
        for option in ["--method cape-cod", "--tail 1", "--cost-per-point 1", "--sigma-tail mack"] {
            #expect(try Self.run(Self.text([[1, 2]], issued: 9), "--survival \(option)").status == 64, "\(option)")
        }
    }

    @Test func `a younger cohort that is known longer betrays a hole at the end`() throws {
        let run = try Self.run(Self.text([[1, 2, 3], [1], [1, 2]]))
        #expect(run.status == 65)
        #expect(run.errors.contains("t.csv:5: age: found issue_month 1982 without ages 2 to 2"), "\(run.errors)")
    }

    @Test func `wrong usage and methods without an answer`() throws {
        let triangle = Self.text([[20, 40], [40]], issued: 100)
        for options in [
            "--method bornhuetter-ferguson", "--prior-urr 0.5", "--method bornhuetter-ferguson --prior-urr 1.5",
            "--tail 0.5", "--tail x", "--cost-per-point=-1", "--method x", "--sigma-tail x",
        ] {
            #expect(try Self.run(triangle, options).status == 64, "\(options)")
        }
        let unknown = try Self.run(Self.text([[20, 40], [40]]), "--method cape-cod")
        #expect(unknown.status == 65 && unknown.errors.contains("no column issued"))
        let waiting = try Self.run(Self.text([[0, 40], [0]], issued: 100))
        #expect(waiting.status == 65 && waiting.errors.contains("a cohort of age 1, by which nothing"))
        #expect(try Self.run(triangle, "--tail fitted").status == 65)
    }

    /// How long it takes stands in docs/PERFORMANCE.md. Cohort m has 1000 k + m points by age k: the oldest has come to its
    /// end, and each younger one grows by the factors of those before it.
    @Test func `ten years of monthly cohorts are read`() throws {
        let rows = (0..<120).map { month in (1...120 - month).map { 1000 * $0 + month } }
        let run = try Self.run(Self.text(rows, issued: 1_000_000))
        #expect(run.status == 0 && run.rows.count == 121, "\(run.errors)")
        #expect(
            run.rows[0]["ultimate"] == "120000" && run.rows[1]["ultimate"] == "120001.00840336134", "\(run.rows[1])")
    }
}
