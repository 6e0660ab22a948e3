import Foundation
import Testing

@Suite struct DeferCommandTests {
    /// Runs `loyalty defer` on two files.
    private static func run(_ cohorts: String, _ redemptions: String, _ options: String = "") throws -> Loyalty {
        let scratch = try Scratch()
        try scratch.make("", files: ["cohorts.csv": cohorts, "redemptions.csv": redemptions])
        return try Loyalty("defer cohorts.csv redemptions.csv \(options)", in: scratch.path)
    }

    private static func rows(_ table: String) -> [[String: String]] {
        let lines = table.split(separator: "\n").map { $0.split(separator: ",", omittingEmptySubsequences: false) }
        return lines.dropFirst().map { line in
            Dictionary(uniqueKeysWithValues: zip(lines[0].map(String.init), line.map(String.init)))
        }
    }

    @Test func `redemptions of another currency than the cohorts' are refused`() throws {
        let scratch = try Scratch()
        try scratch.make(
            "",
            files: [
                "c.csv": "cohort,allocated,currency\njan,100.00,EUR\n",
                "r.csv": "cohort,period,redeemed,expected_total,currency\njan,1,5,10,EUR\njan,2,1,10,USD\n",
            ])
        let run = try Loyalty("defer c.csv r.csv", in: scratch.path)
        #expect(run.status == 65 && run.output.isEmpty)
        #expect(
            run.errors == "r.csv:3:12: currency: found \"USD\", expected one currency, \"EUR\" as in c.csv\n",
            "\(run.errors)")
    }

    @Test func `a currency that the redemptions alone name is the cohorts', too`() throws {
        let redemptions = "cohort,period,redeemed,expected_total,currency\njan,1,1,3,KWD\n"
        let dinar = try Self.run("cohort,allocated\njan,1.0005\n", redemptions)
        #expect(dinar.status == 0 && Self.rows(dinar.output).map { $0["liability"] } == ["1.000", "0.666"], "\(dinar)")
        let yen = try Self.run(
            "cohort,transaction_price,goods_ssp,points_ssp\njan,100.50,90,10\n",
            redemptions.replacing("KWD", with: "JPY"))
        #expect(yen.status == 65 && yen.output.isEmpty)
        #expect(yen.errors.contains("cohorts.csv:2:5: transaction_price: found \"100.50\""), "\(yen.errors)")
        let mixed = try Self.run("cohort,allocated\njan,100\n", redemptions + "jan,2,1,3,EUR\n")
        #expect(mixed.status == 65 && mixed.output.isEmpty)
        #expect(
            mixed.errors
                == "redemptions.csv:3:11: currency: found \"EUR\", expected one currency, \"KWD\" as on line 2\n",
            "\(mixed.errors)")
        let unknown = try Self.run("cohort,allocated\njan,100\n", redemptions.replacing("KWD", with: "KWX"))
        #expect(
            unknown.status == 65 && unknown.errors.contains("or its decimals by --minor-units"), "\(unknown.errors)")
    }

    @Test func `a month without a cohort is told, names that are no months are not looked at`() throws {
        func warnings(_ names: [String]) throws -> String {
            let run = try Self.run(
                "cohort,allocated\n" + names.map { "\($0),100\n" }.joined(),
                "cohort,period,redeemed,expected_total\n\(names[0]),1,1,3\n")
            #expect(run.status == 0, "\(run.errors)")
            return run.errors.split(separator: "\n").filter { $0.hasPrefix("warning") }.joined(separator: "\n")
        }
        #expect(
            try warnings(["2024-11", "2024-12", "2025-02"])
                == "warning: cohorts.csv: no cohort 2025-01 between 2024-11 and 2025-02: what was issued then is in no "
                + "figure")
        #expect(try warnings(["2024-01", "2024-04", "2024-07"]) == "")
        #expect(try warnings(["2024-01", "plus", "2024-07"]) == "")
    }

    @Test func `the file of a schedule has its dictionary beside it, with the rounding`() throws {
        let scratch = try Scratch()
        try scratch.make(
            "",
            files: [
                "c.csv": "cohort,allocated,currency\njan,100,JPY\n",
                "r.csv": "cohort,period,redeemed,expected_total\njan,1,1,3\n", "b.datapackage.json": "mine",
            ])
        #expect(try Loyalty("defer c.csv r.csv --output a.csv", in: scratch.path).status == 0)
        let text = try scratch.text("a.datapackage.json")
        #expect(text.contains("\"rounding\" : \"rounding: the allocation is kept exact;") && text.contains("half-even"))
        #expect(text.contains("\"path\" : \"a.csv\"") && text.contains("\"unit\" : \"JPY\""), "\(text)")
        #expect(try Loyalty("defer c.csv r.csv --output b.csv", in: scratch.path).status == 73)
        #expect(
            try scratch.names
                == [".stderr", ".stdout", "a.csv", "a.datapackage.json", "b.datapackage.json", "c.csv", "r.csv"])
    }

    @Test func `IFRS 15 example 52 is scheduled to the cent`() throws {
        let run = try Self.run(
            "cohort,transaction_price,goods_ssp,points_ssp\n2026-01,100000,100000,9500\n",
            "cohort,period,redeemed,expected_total\n2026-01,1,4500,9500\n2026-01,2,4000,9700\n")
        #expect(run.status == 0, "\(run.errors)")
        #expect(
            run.output == """
                cohort,period,redeemed,cumulative_redeemed,expected_total,revenue,cumulative_revenue,liability,\
                allocated_goods,allocated_points
                2026-01,0,0,0,,0.00,0.00,8675.80,91324.20,8675.80
                2026-01,1,4500,4500,9500,4109.59,4109.59,4566.21,,
                2026-01,2,4000,8500,9700,3492.91,7602.50,1073.30,,

                """)
        #expect(run.errors.contains("half-even to 2 decimals"), "the rounding is said beside the table")
    }

    @Test func `an agent without a partner's cost is told which column is missing`() throws {
        let run = try Self.run(
            "cohort,allocated\na,100\n", "cohort,period,redeemed,expected_total\na,1,5,10\n", "--partners agent")
        #expect(run.status == 65 && run.output.isEmpty)
        #expect(run.errors.contains("found no column partner_cost"), "\(run.errors)")
    }

    /// Sources: KPMG 10A rounded; Van department store; gift card with 10 % breakage; ticket with miles.
    @Test(arguments: [
        ("9000", "4500,9700;4000,9900", "4175.26 3552.01", "4824.74 1272.73"),
        ("100000", "25000,90000;35000,95000", "27777.78 35380.11", "72222.22 36842.11"),
        ("1000", "540,900", "600.00", "400.00"),
        ("100", "40,80;41,90;9,90", "50.00 40.00 10.00", "50.00 10.00 0.00"),
        ("0.10", "1,3;1,3;1,3", "0.03 0.04 0.03", "0.07 0.03 0.00"),
    ])
    func `allocations of one's own are released by redemption`(_ known: (String, String, String, String)) throws {
        let periods = known.1.split(separator: ";").enumerated().map { "a,\($0.offset + 1),\($0.element)\n" }
        let run = try Self.run(
            "cohort,allocated\na,\(known.0)\n", "cohort,period,redeemed,expected_total\n" + periods.joined())
        let rows = Self.rows(run.output)
        #expect(rows.dropFirst().compactMap { $0["revenue"] }.joined(separator: " ") == known.2, "\(run.errors)")
        #expect(rows.dropFirst().compactMap { $0["liability"] }.joined(separator: " ") == known.3)
        #expect(rows[0]["allocated_goods"] == "")
    }

    @Test func `currencies of no and of three decimals`() throws {
        let redemptions = "cohort,period,redeemed,expected_total\na,1,1,3\n"
        let yen = try Self.run(
            "cohort,transaction_price,goods_ssp,points_ssp,currency\na,1000,900,100.25,JPY\n", redemptions)
        #expect(Self.rows(yen.output).map { $0["liability"] } == ["100", "67"], "\(yen.errors)")
        let dinar = try Self.run("cohort,allocated\na,1.0005\n", redemptions, "--minor-units 3")
        #expect(Self.rows(dinar.output).map { $0["liability"] } == ["1.000", "0.666"], "\(dinar.errors)")
    }

    @Test func `an estimate below what is redeemed is raised with a warning`() throws {
        let run = try Self.run(
            "cohort,allocated\na,100\n", "cohort,period,redeemed,expected_total\na,1,60,50\na,2,30,120\n")
        #expect(run.status == 0)
        let rows = Self.rows(run.output)
        #expect(rows[1]["expected_total"] == "60" && rows[1]["liability"] == "0.00")
        #expect(rows[2]["revenue"] == "-25.00")
        #expect(
            run.errors.contains(
                "warning: redemptions.csv: line 2: cohort a, period 1: expected_total 50 is below the 60 points "
                    + "redeemed so far and is raised to them\n"), "\(run.errors)")
    }

    @Test func `the remote method recognises the rest in its period`() throws {
        let run = try Self.run(
            "cohort,allocated\na,1000\n",
            "cohort,period,redeemed,expected_total\na,1,500,1000\na,2,40,1000\na,3,10,1000\n",
            "--method remote --remote-from 3")
        #expect(Self.rows(run.output).compactMap { $0["revenue"] } == ["0.00", "500.00", "40.00", "460.00"])
    }

    @Test func `what becomes remote in a period without a row is recognised in that period`() throws {
        let run = try Self.run(
            "cohort,allocated\na,1000\nb,500\n",
            "cohort,period,redeemed,expected_total\na,1,500,1000\na,5,0,1000\nb,1,100,400\n",
            "--method remote --remote-from 3")
        let rows = Self.rows(run.output).filter { $0["cohort"] == "a" }
        #expect(rows.compactMap { $0["period"] } == ["0", "1", "3", "5"])
        #expect(rows.compactMap { $0["revenue"] } == ["0.00", "500.00", "500.00", "0.00"])
        #expect(run.errors.contains("line 3: cohort a has no row of period 3; what is left is recognised there"))
        #expect(run.errors.contains("1 of 2 cohorts have no row of period 3 or later"), "\(run.errors)")
    }

    @Test func `a currency that is none must not pass for two decimals`() throws {
        let run = try Self.run(
            "cohort,allocated,currency\na,100,jpy\nb,100,\n", "cohort,period,redeemed,expected_total\na,1,1,2\n")
        #expect(run.status == 65 && run.output == "")
        #expect(
            run.errors == """
                cohorts.csv:2:7: currency: found "jpy", expected an ISO 4217 code such as EUR, three capital letters
                cohorts.csv:3:7: currency: found nothing, expected an ISO 4217 code such as EUR

                """)
    }

    @Test func `a currency that nobody has must not pass for two decimals either`() throws {
        let redemptions = "cohort,period,redeemed,expected_total\na,1,1,2\n"
        let run = try Self.run("cohort,allocated,currency\na,100,EUX\n", redemptions)
        #expect(run.status == 65 && run.output == "")
        #expect(
            run.errors == """
                cohorts.csv:2:7: currency: found "EUX", expected an ISO 4217 code, or its decimals by --minor-units (did \
                you mean "EUR"?)

                """)
        let told = try Self.run("cohort,allocated,currency\na,1.5,XYZ\n", redemptions, "--minor-units 1")
        #expect(told.status == 0 && Self.rows(told.output).last?["liability"] == "0.7", "\(told.errors)")
    }

    @Test func `nothing expected to be redeemed is told, with its line and file`() throws {
        let run = try Self.run(
            "cohort,allocated,partner_cost\na,100,\nb,100,150\n",
            "cohort,period,redeemed,expected_total\na,1,0,0\na,2,0,50\nb,1,60,50\n", "--partners agent")
        #expect(run.status == 0)
        let rows = Self.rows(run.output)
        #expect(rows.compactMap { $0["revenue"] } == ["0.00", "100.00", "-100.00", "-50.00", "0.00"])
        #expect(rows.last?["expected_total"] == "60", "the value used")
        for warning in [
            "redemptions.csv: line 2: cohort a, period 1: expected_total 0: nothing is ever to be redeemed",
            "cohorts.csv: line 3: cohort b: the partner is owed more than is allocated to its points",
            "redemptions.csv: line 4: cohort b, period 1: expected_total 50 is below the 60 points redeemed so far",
        ] {
            #expect(run.errors.contains("warning: \(warning)"), "\(run.errors)")
        }
    }

    @Test func `what becomes remote before anything is told takes no estimate from later`() throws {
        let run = try Self.run(
            "cohort,allocated\na,1000\n", "cohort,period,redeemed,expected_total\na,5,0,1000\n",
            "--method remote --remote-from 3")
        #expect(Self.rows(run.output).compactMap { $0["expected_total"] } == ["", "0", "1000"], "\(run.output)")
        #expect(Self.rows(run.output).compactMap { $0["liability"] } == ["1000.00", "0.00", "0.00"])
    }

    /// 60 × 0.2 × 1,000 + 150 × 0.55 × 400 = 45,000 of benefits beside sales of 500,000, over the year of the level
    /// (IFRS 15 B40, B42, by hand).
    @Test func `a level's benefits are recognised evenly, to the cent`() throws {
        let scratch = try Scratch()
        try scratch.make(
            "", files: ["c.csv": "cohort,transaction_price,goods_ssp,points_ssp\n2026,500000,500000,45000\n"])
        let run = try Loyalty("defer c.csv --method straight-line --over 12", in: scratch.path)
        #expect(run.status == 0, "\(run.errors)")
        let rows = Self.rows(run.output)
        #expect(rows[0]["allocated_goods"] == "458715.60" && rows[0]["allocated_points"] == "41284.40")
        #expect(
            rows.dropFirst().compactMap { $0["revenue"] } == [
                "3440.37", "3440.36", "3440.37", "3440.37", "3440.36", "3440.37", "3440.37", "3440.37", "3440.36",
                "3440.37", "3440.37", "3440.36",
            ])
        #expect(rows[12]["liability"] == "0.00")
    }

    /// IFRIC 13 IE5 to IE10: sales of 1,000,000, an airline's points worth 10,000, for which it is paid 9,000.
    @Test(arguments: [
        ("agent", ["1000.00", "0.00"], ["0.00", "0.00"]), ("principal", ["0.00", "10000.00"], ["10000.00", "0.00"]),
    ])
    func `a partner's points are a commission or a sale`(_ known: (String, [String], [String])) throws {
        let run = try Self.run(
            "cohort,transaction_price,goods_ssp,points_ssp,partner_cost\na,1000000,990000,10000,9000\n",
            "cohort,period,redeemed,expected_total\na,1,1000000,1000000\n", "--partners \(known.0)")
        let rows = Self.rows(run.output)
        #expect(rows.compactMap { $0["revenue"] } == known.1, "\(run.errors)")
        #expect(rows.compactMap { $0["liability"] } == known.2)
        #expect(rows[0]["allocated_points"] == "10000.00" && rows[0]["allocated_goods"] == "990000.00")
    }

    @Test func `spreadsheet files and unsorted, quoted rows are read`() throws {
        let plain = try Self.run(
            "cohort,allocated\n\"a, b\",100\nc,50\n",
            "cohort,period,redeemed,expected_total\n\"a, b\",2,10,100\nc,1,5,10\n\"a, b\",1,20,100\n")
        let windows = try Self.run(
            "\u{FEFF}cohort,allocated\r\n\"a, b\",100\r\nc,50",
            "\u{FEFF}cohort,period,redeemed,expected_total\r\n\"a, b\",1,20,100\r\n\"a, b\",2,10,100\r\nc,1,5,10\r\n")
        #expect(plain.status == 0 && plain.output == windows.output, "\(plain.errors) \(windows.errors)")
        #expect(plain.output.contains("\n\"a, b\",2,10,30,100,10.00,30.00,70.00,,\n"))
    }

    @Test func `every problem of both files is told with its line, and nothing is written`() throws {
        let scratch = try Scratch()
        try scratch.make(
            "",
            files: [
                "c.csv": """
                cohort,transaction_price,goods_ssp,points_ssp,currency
                jan,100,100,9.5,EUR
                jan,100,100,9.5,EUR
                feb,100.005,100,9.5,USD
                mar,100,0,0,EUR
                apr,-1,100,,EUR

                """,
                "r.csv": """
                cohort,period,redeemed,expected_total
                jan,1,4.5,10
                jna,1,4,10
                jan,2,3,x
                feb,0,1,10
                feb,1,1,10
                feb,1,1,10
                mar,1,-5,10

                """,
            ])
        let run = try Loyalty("defer c.csv r.csv --output out.csv", in: scratch.path)
        #expect(run.status == 65)
        #expect(run.output == "")
        #expect(
            run.errors == """
                c.csv:3:1: cohort: found cohort "jan" again, expected each cohort once; it stands on line 2
                c.csv:4:5: transaction_price: found "100.005", expected an amount from 0 to 100000000000000 in major \
                units with at most 2 decimals
                c.csv:4:21: currency: found "USD", expected one currency, "EUR" as on line 2
                c.csv:5:11: points_ssp: found stand-alone selling prices of 0 for goods and points, expected at least \
                one above 0
                c.csv:6:5: transaction_price: found "-1", expected an amount from 0 to 100000000000000 in major units \
                with at most 2 decimals
                c.csv:6:12: points_ssp: found nothing, expected an amount from 0 to 100000000000000 in major units \
                with at most 6 decimals
                r.csv:2:7: redeemed: found "4.5", expected a whole number of points redeemed in the period
                r.csv:3:1: cohort: found "jna", expected a cohort of the file of cohorts (did you mean "jan"?)
                r.csv:4:9: expected_total: found "x", expected a whole number: all points that will ever be redeemed
                r.csv:5:5: period: found "0", expected the period's number, from 1 to 100000
                r.csv:7:5: period: found period 1 again, expected each period of a cohort once; it stands on line 6
                r.csv:8: redeemed: found -5 points redeemed so far, expected from 0 to 1000000000000000

                """)
        #expect(try scratch.names == [".stderr", ".stdout", "c.csv", "r.csv"])
    }

    @Test(arguments: [
        ("cohort\na\n", "no allocation and no prices"),
        ("cohort,allocated,goods_ssp\na,1,1\n", "columns allocated and goods_ssp"),
        ("", "an empty file"), ("cohort,allocated\n", "no rows"),
        ("cohort,alocated\na,1\n", "did you mean \"allocated\"?"), ("cohort,allocated\n\"a,1\n", "not closed"),
    ])
    func `a file that is no table of cohorts says why`(_ wrong: (text: String, words: String)) throws {
        let run = try Self.run(wrong.text, "cohort,period,redeemed,expected_total\na,1,1,2\n")
        #expect(run.status == 65 && run.output == "" && run.errors.contains(wrong.words), "\(run.errors)")
    }

    @Test func `wrong usage, missing files, and files in the way`() throws {
        let scratch = try Scratch()
        try scratch.make(
            "",
            files: [
                "c.csv": "cohort,allocated\na,1\n", "r.csv": "cohort,period,redeemed,expected_total\na,1,1,2\n",
                "old.csv": "mine",
            ])
        for options in [
            "--minor-units 7", "--method remote", "--remote-from 3", "--over 3", "--method straight-line --over 3",
            "--partners x", "--method remote --remote-from 0", "--method x",
        ] {
            #expect(try Loyalty("defer c.csv r.csv \(options)", in: scratch.path).status == 64, "\(options)")
        }
        #expect(try Loyalty("defer c.csv", in: scratch.path).status == 64)
        #expect(try Loyalty("defer c.csv none.csv", in: scratch.path).status == 65)
        #expect(try Loyalty("defer c.csv r.csv --output old.csv", in: scratch.path).status == 73)
        #expect(try scratch.text("old.csv") == "mine")
        #expect(try Loyalty("defer c.csv r.csv --output no/such/x.csv", in: scratch.path).status == 73)
        let run = try Loyalty("defer c.csv r.csv --output old.csv --force", in: scratch.path)
        #expect(run.status == 0 && run.output == "")
        #expect(try scratch.text("old.csv").hasPrefix("cohort,period,"))
        #expect(try scratch.names == [".stderr", ".stdout", "c.csv", "old.csv", "old.datapackage.json", "r.csv"])
        let help = try Loyalty("defer --help", in: scratch.path)
        #expect(help.output.contains("loyalty defer scenarios/finance/cohorts.csv scenarios/finance/redemptions.csv"))
    }

    /// How long it takes stands in docs/PERFORMANCE.md.
    @Test func `ten years of monthly cohorts are scheduled`() throws {
        var cohorts = "cohort,transaction_price,goods_ssp,points_ssp\n"
        var redemptions = "cohort,period,redeemed,expected_total\n"
        for month in 0..<120 {
            cohorts += "\(month),100000,100000,9500\n"
            for period in 1...120 - month { redemptions += "\(month),\(period),50,\(9000 + period)\n" }
        }
        let scratch = try Scratch()
        try scratch.make("", files: ["c.csv": cohorts, "r.csv": redemptions])
        let rows = try Loyalty("defer c.csv r.csv", in: scratch.path).output.split(separator: "\n").count
        #expect(rows == 1 + 120 + 7260)
    }
}
