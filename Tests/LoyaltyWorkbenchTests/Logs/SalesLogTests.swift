import Foundation
import LoyaltyModel
import LoyaltyWorkbench
import Testing

@Suite("A log of sales")
struct SalesLogTests {
    private func log(_ text: String, columns: String? = nil, dates: String? = nil) throws -> SalesLog {
        let scratch = try Scratch()
        try scratch.make("", files: ["log.csv": text])
        let layout = try SalesLog.Layout(columns: columns, dateFormat: dates)
        return try SalesLog.read(path: scratch["log.csv"], layout: layout)
    }

    private func problems(_ text: String, columns: String? = nil, dates: String? = nil) throws -> [String] {
        do {
            _ = try log(text, columns: columns, dates: dates)
            return []
        } catch let problems as Problems {
            return problems.lines.map { line in line.split(separator: "log.csv").last.map(String.init) ?? line }
        }
    }

    /// Each customer's purchase days and amounts.
    private func purchases(_ log: SalesLog) -> [String: [String]] {
        Dictionary(
            uniqueKeysWithValues: log.customers.indices.map { customer in
                let days = log.places(of: customer).map { place in
                    "\(CalendarDate(daysSinceEpoch: Int(log.days[place]))) \(log.amounts[place])"
                }
                return (log.customers[customer], days)
            })
    }

    @Test("merges a customer's day, in any order, and leaves out what is no purchase")
    func merging() throws {
        let log = try log(
            """
            customer_id,date,amount,kind,refund_of
            b,2024-03-01,5,,
            a,2024-02-02,10.25,purchase,
            a,2024-01-05,4,,
            a,2024-02-02,0.5,,
            a,2024-02-03,-2,,
            b,2024-03-09,2,refund,2024-03-01
            b,2024-03-02,,enrol,
            b,2024-03-04,0,,
            c,2024-03-09,-1,,
            """)
        #expect(
            purchases(log) == [
                "b": ["2024-03-01 5.0", "2024-03-04 0.0"], "a": ["2024-01-05 4.0", "2024-02-02 10.75"],
            ])
        #expect(log.dropped == SalesLog.Dropped(merged: 1, refunds: 1, negative: 2, otherKinds: 1, zero: 1))
        #expect(log.rows == 9 && log.dates.lowerBound.description == "2024-01-05")
        #expect(log.dates.upperBound.description == "2024-03-09", "the last row's date, whatever its kind")
    }

    @Test("is read with a mark, CRLF, semicolons, quoted names, other columns, dates and decimals")
    func european() throws {
        let log = try log(
            "\u{FEFF}Filiale;Datum;Kunde;Betrag\r\nNord;5.1.2024;\"K;1\";12,50\r\nSüd;06.01.2024;\"K;1\";1,5\r\nNord;7.1.2024;K2;3",
            columns: "customer=Kunde,date=Datum,amount=Betrag", dates: "dd.mm.yyyy")
        #expect(purchases(log) == ["K;1": ["2024-01-05 12.5", "2024-01-06 1.5"], "K2": ["2024-01-07 3.0"]])
        #expect(log.unreadColumns == ["Filiale"])
    }

    @Test("reads the dates of a pattern and no others")
    func dates() throws {
        let cases: [(String?, String, String?)] = [
            (nil, "2024-02-29", "2024-02-29"), (nil, "2024-02-29T08:15:00Z", "2024-02-29"),
            (nil, "2024-02-29 08:15", "2024-02-29"), (nil, "2023-02-29", nil), (nil, "2024-02-29x", nil),
            (nil, "29.02.2024", nil), ("dd.mm.yyyy", "29.2.2024", "2024-02-29"),
            ("m/d/yyyy", "12/1/2010 8:26", "2010-12-01"),
            ("%d/%m/%Y", "01/12/2010", "2010-12-01"), ("d/m/yy", "1/12/97", "1997-12-01"), ("d/m/yy", "1/13/97", nil),
            ("yyyymmdd", "20240229", nil), (nil, "2024-02-29T99:99:99", nil),
            (nil, "2024-02-29T23:59:60.5Z", "2024-02-29"),
            (nil, "2024-02-29 8:61", nil), ("d/m/yyyy", "1/12/2010 8:26 PM", "2010-12-01"), (nil, "2024-02-29 ", nil),
        ]
        for (pattern, text, expected) in cases {
            let format = pattern.map { DateFormat($0) } ?? DateFormat.iso
            #expect(format?.date(Array(text.utf8)[...])?.description == expected, "\(pattern ?? "ISO") \(text)")
        }
    }

    @Test("is refused with line, column and what is right")
    func refusals() throws {
        let head = "customer_id,date,amount\n"
        let cases: [(String, [String])] = [
            (
                "",
                [
                    ":1: found an empty file, expected a header row with the columns customer_id, date, amount (--columns customer=NAME,date=NAME,amount=NAME for other names)"
                ]
            ),
            (head, [": found no rows, expected a row for each purchase"]),
            (
                head + "a,2024-01-01,1,234\na,01/02/2024,5\n,2024-01-01,1.2.3\n",
                [
                    ":2: found 4 fields, expected 3 as in the header",
                    ":3:3: date: found \"01/02/2024\", expected a date as YYYY-MM-DD (--date-format for others)",
                    ":4:1: customer_id: found nothing, expected the customer's id",
                    ":4:13: amount: found \"1.2.3\", expected an amount of money below 10^15: a sign, digits, one decimal mark, and no currency beside them",
                ]
            ),
            (
                head + "a,2024-01-01,-5\n",
                [": found no purchase in 1 rows, expected amounts of 0 or more on rows of kind purchase"]
            ),
            (
                head + "a,2024-01-01,\"5\n",
                [":2:14: found a quote that is not closed, expected a closing quote before the next field"]
            ),
            (
                "customer;date;amount\na;2024-01-01;5\n",
                [
                    ":1:1: found an unknown column \"customer\", expected one of customer_id, kind (did you mean \"customer_id\"?)"
                ]
            ),
        ]
        for (text, expected) in cases {
            let found = try problems(text)
            #expect(found == expected, "\(text)")
        }
    }

    /// Amounts of a customer's days, row by row.
    private func amounts(_ texts: [String], separator: String, mark: String? = nil) throws -> [Double] {
        var text = ["customer_id", "date", "amount"].joined(separator: separator) + "\n"
        for (row, amount) in texts.enumerated() {
            text += ["a", "2024-01-\(10 + row)", amount].joined(separator: separator) + "\n"
        }
        let scratch = try Scratch()
        try scratch.make("", files: ["log.csv": text])
        let layout = try SalesLog.Layout(columns: nil, dateFormat: nil, decimalMark: mark)
        return try SalesLog.read(path: scratch["log.csv"], layout: layout).amounts
    }

    @Test("has one decimal mark, told by its amounts, and groups of thousands")
    func amountStyles() throws {
        let cases: [(String, [String], String?, [Double])] = [
            (";", ["1,234", "12,50", "1.234,50", "1.234"], nil, [1.234, 12.5, 1234.5, 1234]),
            (";", ["1.234", "12.50"], nil, [1.234, 12.5]),
            (";", ["1,234", "12.50", "1,234,567"], nil, [1234, 12.5, 1_234_567]),
            (";", ["1.234", "1.234.567"], nil, [1234, 1_234_567]),
            (";", ["1 234,50", "1\u{A0}234", "7"], nil, [1234.5, 1234, 7]),
            (";", ["1'234.50", "1\u{2019}000"], nil, [1234.5, 1000]),
            (";", ["0,500", "1234,500"], nil, [0.5, 1234.5]),
            (",", [".50", "+5", "1.", "+.25"], nil, [0.5, 5, 1, 0.25]),
            (";", [",500", "3"], nil, [0.5, 3]),
            (";", ["1,234"], "comma", [1.234]), (";", ["1,234"], "point", [1234]),
            ("\t", ["12,5", "3"], nil, [12.5, 3]),
            (",", ["\"1,234.50\"", "12.5", "1.234"], nil, [1234.5, 12.5, 1.234]),
            (",", ["\"1.234,50\"", "\"12,5\"", "1.234"], nil, [1234.5, 12.5, 1234]),
            (",", ["\"1,234\"", "1.234"], nil, [1234, 1.234]),
        ]
        for (separator, texts, mark, expected) in cases {
            let found = try amounts(texts, separator: separator, mark: mark)
            #expect(found == expected, "\(texts) \(mark ?? "")")
        }
        let european = try log("customer_id;date;amount\na;2024-01-01;1.234\na;2024-01-02;2,50\n")
        #expect(
            european.remarks == [
                "Amounts were read with a decimal comma (as on line 3), 1.234 (line 2) and its like as thousands."
            ])
        #expect(try log("customer_id,date,amount\na,2024-01-01,1.234\na,2024-01-02,2.50\n").remarks.count == 1)
    }

    @Test("is refused where amounts leave open what they are")
    func openAmounts() throws {
        let head = "customer_id;date;amount\na;2024-01-01;"
        let cases = [
            (
                "7\na;2024-01-02;1,234\na;2024-01-03;2,500\n",
                ":3:14: amount: found \"1,234\", expected a decimal mark that can be told from thousands, here or in another "
                    + "row (--decimal-mark comma or point)"
            ),
            ("1,5\na;2024-01-02;1.5\n", ":3:14: amount: found \"1.5\", expected a decimal comma as on line 2"),
        ]
        for (rows, words) in cases { #expect(try problems(head + rows) == [words], "\(rows)") }
        for amount in ["€ 5", "5 EUR", "$5", "1,23.50", "12 34", "1.2.3", "5-", "(5)", ".", "-.", ".1.2", "-", "1e3"] {
            let found = try problems(head + amount + "\n")
            #expect(found.count == 1 && found[0].contains(":2:14: amount: found"), "\(amount): \(found)")
        }
    }

    @Test("is read as spreadsheets write it")
    func spreadsheets() throws {
        let log = try log(
            "sep=;\r\n customer_id ;date; amount ;kind;;\r\n a ;2024-01-01 ; 5 ;Purchase;;\r\n;;;;;\r\n"
                + "a;2024-01-02;2;Refund;;\r\nb;2024-01-03;4;PURCHASE;;\r\n ;;;;;\r\n")
        #expect(purchases(log) == ["a": ["2024-01-01 5.0"], "b": ["2024-01-03 4.0"]])
        #expect(log.dropped.refunds == 1 && log.rows == 3 && log.unreadColumns.isEmpty)
        // Lines are the file's own.
        let found = try problems("sep=;\ncustomer_id;date;amount\na;2024-13-01;5\n")
        #expect(found.count == 1 && found[0].hasPrefix(":3:3: date"), "\(found)")
    }

    @Test("names an amount that is out of all proportion")
    func absurdAmount() throws {
        let rows = (1...20).map { "c\($0),2024-01-\($0 + 9),\($0 == 7 ? 1_000_000_000 : 30)\n" }.joined()
        let remarks = try log("customer_id,date,amount\n" + rows).remarks
        #expect(remarks.count == 1 && remarks[0].contains("on 2024-01-16, is"), "\(remarks)")
    }

    @Test("names its columns where those that are needed are not there")
    func otherColumns() throws {
        let found = try problems("Filiale;Datum;Kunde;Umsatz;\nNord;1.1.2024;a;5;\n")
        #expect(
            found == [
                ":1: found no column customer_id, date, amount among Filiale, Datum, Kunde, Umsatz, expected a header row with the columns customer_id, date, amount (--columns customer=NAME,date=NAME,amount=NAME for other names)"
            ])
    }

    @Test("has a layout that is told in words that make sense")
    func layouts() {
        // A name that the file does not have is the user's slip, not the file's.
        let found = try? problems(
            "Kunde;Datum;Betrag\na;2024-01-01;5\n", columns: "customer=Kund,date=Datum,amount=Betrag")
        #expect(
            found == [
                ":1: found no column \"Kund\", as which it is asked for, expected one of Kunde, Datum, Betrag (did you mean \"Kunde\"?)"
            ], "\(found ?? [])")
        for (columns, format) in [("client=x", nil), ("customer", nil), (nil, "dd-mm"), (nil, "ddmmyyyy")] {
            #expect(throws: UsageProblem.self) { _ = try SalesLog.Layout(columns: columns, dateFormat: format) }
        }
    }
}
