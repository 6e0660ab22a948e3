import Foundation
import LoyaltyModel
import LoyaltyWorkbench
import Testing

@Suite struct TransactionLogTests {
    static let euro = Currency(code: "EUR")

    static func read(_ text: String, currency: String = "EUR") throws -> TransactionLog {
        let scratch = try Scratch()
        try scratch.make("", files: ["log.csv": text])
        return try TransactionLog.read(
            path: scratch["log.csv"], currency: try #require(Currency(code: currency)))
    }

    /// Every problem of a log, its folder left out.
    static func problems(_ text: String, currency: String = "EUR") -> [String] {
        do {
            _ = try read(text, currency: currency)
            return []
        } catch let problems as Problems {
            return problems.lines.map { line in
                line.firstRange(of: "log.csv").map { String(line[$0.lowerBound...]) } ?? line
            }
        } catch { return ["\(error)"] }
    }

    @Test func `columns in any order, rows of a customer by date and those of a day as they come`() throws {
        let log = try Self.read(
            """
            amount,kind,date,customer_id,reward,points,refund_of,quantity
            20,,2026-02-01,b,,,,2
            10.5,purchase,2026-01-31,a,,,,1
            ,enrol,2026-01-01,b,,,,
            ,redeem,2026-02-01,b,drink,,,
            0.00,redeem,2026-02-01,b,,300,,
            -5,refund,2026-02-03,b,,,2026-02-01,

            """)
        #expect(log.customers == ["b", "a"])
        #expect(log.unreadColumns == ["quantity"])
        #expect(log.hasEnrolments)
        #expect(log.dates.lowerBound.description == "2026-01-01")
        #expect(log.dates.upperBound.description == "2026-02-03")
        let day = Int32(try #require(CalendarDate(iso: "2026-02-01")).daysSinceEpoch)
        #expect(
            log.rows(of: 0).map(\.event) == [
                .enrol, .purchase(2000), .redeem(reward: 0), .pay(points: 300), .refund(500, of: .day(day)),
            ])
        #expect(log.rows(of: 0).map(\.line) == [4, 2, 5, 6, 7])
        #expect(log.rows(of: 1).map(\.event) == [.purchase(1050)])
        #expect(log.rewards == ["drink"])
    }

    @Test func `a purchase is known by its id, where a log has ids`() throws {
        let log = try Self.read(
            """
            customer_id,date,amount,kind,id,refund_of,category
            a,2026-01-01,10,,17-b,,food
            a,2026-01-02,10,refund,,17-b,

            """)
        #expect(log.rows.map(\.event) == [.purchase(1000), .refund(1000, of: .id(1))])
        #expect(log.rows.map(\.id) == [1, 0])
        #expect(log.categories == ["", "food"])
        #expect(log.rows.map(\.category) == [1, 0])
    }

    @Test(arguments: [
        ("EUR", "29.33", 2933), ("EUR", "0", 0), ("EUR", "+1", 100), ("EUR", ".50", 50), ("EUR", "12.500", 1250),
        ("EUR", "007.1", 710),
        ("JPY", "120.0", 120), ("KWD", "0.125", 125), ("EUR", "10000000000", 1_000_000_000_000),
    ])
    func `amounts are exact`(currency: String, text: String, minor: Int64) throws {
        let log = try Self.read("customer_id,date,amount\na,2026-01-01,\(text)\n", currency: currency)
        #expect(log.rows.map(\.event) == [.purchase(minor)])
    }

    /// The fast reading of decimals against the exact one of documents, on every short text of the letters that matter.
    @Test func `amounts are what documents read`() throws {
        let letters = ["0", "1", "7", ".", "-", "+", " "]
        var texts = [""]
        var all: [String] = []
        for _ in 0..<4 {
            texts = texts.flatMap { text in letters.map { text + $0 } }
            all += texts
        }
        let scratch = try Scratch()
        try scratch.make("", files: ["t.csv": all.map { $0 + ",\n" }.joined()])
        var reader = try CSVReader(path: scratch["t.csv"])
        var problems = ProblemList(file: "t.csv")
        for text in all {
            let more = try reader.next(&problems)
            try #require(more)
            for decimals in 0...4 {
                // A document refuses zeros beyond the smallest coin, a log has them.
                var exact = ExactDecimal.scaled(text, decimals: decimals)
                if exact == nil, let tens = ExactDecimal.scaled(text, decimals: 4) {
                    let unit = (0..<(4 - decimals)).reduce(Int64(1)) { unit, _ in unit * 10 }
                    if tens % unit == 0 { exact = tens / unit }
                }
                #expect(reader.decimal(0, decimals: decimals) == exact, "\(text) with \(decimals)")
            }
        }
    }

    static let broken: [(log: String, problem: String)] = [
        ("", "log.csv:1: found an empty file, expected a header row with the columns customer_id, date, amount"),
        ("customer_id,date,amount\n", "log.csv: found no rows, expected a row for each purchase"),
        (
            "customer_id;date;amount\na;2026-01-01;3\n",
            "log.csv:1: found no column customer_id, date, amount, expected a header row with the columns customer_id, "
                + "date, amount, separated by commas"
        ),
        (
            "customer,date,amount\na,2026-01-01,3\n",
            "log.csv:1:1: found an unknown column \"customer\", expected one of customer_id, kind, refund_of, reward, "
                + "points, id, category, partner, channel (did you mean \"customer_id\"?)"
        ),
        (
            "customer_id,Date,amount\na,2026-01-01,3\n",
            "log.csv:1:13: found an unknown column \"Date\", expected one of date, kind, refund_of, reward, "
                + "points, id, category, partner, channel (did you mean \"date\"?)"
        ),
        (
            "customer_id,date,amount,refundof\na,2026-01-01,3,\n",
            "log.csv:1:25: found an unknown column \"refundof\", expected one of kind, refund_of, reward, points, id, "
                + "category, partner, channel (did you mean \"refund_of\"?)"
        ),
        (
            "customer_id,date,amount,date\na,2026-01-01,3,\n",
            "log.csv:1:25: found the column \"date\" again, expected each column once"
        ),
        (row("a,2026-01-01"), "log.csv:2: found 2 fields, expected 6 as in the header"),
        (
            row("a,\"2026-01-01,3,,,"),
            "log.csv:2:3: found a quote that is not closed, expected a closing quote before the next field"
        ),
        (row(",2026-01-01,3,,,"), "log.csv:2:1: customer_id: found nothing, expected the customer's id"),
        (row("a,,3,,,"), "log.csv:2:3: date: found nothing, expected a date as YYYY-MM-DD"),
        (
            row("a,2026-02-29,3,,,"),
            "log.csv:2:3: date: found \"2026-02-29\", expected a date of the calendar as YYYY-MM-DD"
        ),
        (
            row("a,01/02/2026,3,,,"),
            "log.csv:2:3: date: found \"01/02/2026\", expected a date of the calendar as YYYY-MM-DD"
        ),
        (row("a,2026-01-01,,,,"), "log.csv:2:14: amount: found nothing, expected an amount of money"),
        (
            row("a,2026-01-01,29.333,,,"),
            "log.csv:2:14: amount: found \"29.333\", expected an amount in EUR with at most 2 decimals"
        ),
        (
            row("a,2026-01-01,\"1,000\",,,"),
            "log.csv:2:14: amount: found \"1,000\", expected an amount in EUR with at most 2 decimals"
        ),
        (
            row("a,2026-01-01,10000000000.01,,,"),
            "log.csv:2:14: amount: found \"10000000000.01\", expected at most 10000000000"
        ),
        (
            row("a,2026-01-01,123456789012345678901234567890,,,"),
            "log.csv:2:14: amount: found \"123456789012345678901234567890\", expected at most 10000000000"
        ),
        (
            row("a,2026-01-01,\(String(repeating: "9", count: 60)),,,"),
            "log.csv:2:14: amount: found \"\(String(repeating: "9", count: 60))\", expected at most 10000000000"
        ),
        (
            row("a,2026-01-01,-3,,,"),
            "log.csv:2:14: amount: found \"-3\", expected 0 or more; what is given back is a row of kind refund with "
                + "refund_of"
        ),
        (
            row("a,2026-01-01,3,purchse,,"),
            "log.csv:2:16: kind: found \"purchse\", expected one of purchase, refund, enrol, redeem "
                + "(did you mean \"purchase\"?)"
        ),
        (
            row("a,2026-01-01,3,refund,,"),
            "log.csv:2:23: refund_of: found nothing, expected the date or the id of the purchase"
        ),
        (
            row("a,2026-01-01,0,refund,2026-01-01,"),
            "log.csv:2:14: amount: found \"0\", expected the amount given back"
        ),
        (
            row("a,2026-01-02,3,refund,17,"),
            "log.csv:2:23: refund_of: found \"17\", expected the date of the purchase as YYYY-MM-DD, or its id in a "
                + "log with a column id"
        ),
        (
            row("a,2026-01-02,3,,2026-01-01,"),
            "log.csv:2:17: refund_of: found \"2026-01-01\", expected nothing on a row of kind purchase"
        ),
        (row("a,2026-01-02,3,enrol,,"), "log.csv:2:14: amount: found \"3\", expected nothing on a row of kind enrol"),
        (
            row("a,2026-01-02,,redeem,,"),
            "log.csv:2: reward: found nothing, expected the reward's name, or in points how many were paid with"
        ),
        (
            row("a,2026-01-02,,redeem,,1.5"),
            "log.csv:2:23: points: found \"1.5\", expected a whole number of points paid with"
        ),
        (
            "customer_id,date,amount,kind,reward,points\na,2026-01-02,,redeem,cup,3\n",
            "log.csv:2:26: points: found \"3\", expected a reward or points on a row of kind redeem, not both"
        ),
        (
            row("a,0206-01-01,3,,,\na,2026-01-01,3,,,"),
            "log.csv: found dates from 0206-01-01 to 2026-01-01, expected at most 100 years"
        ),
    ]

    private static func row(_ row: String) -> String { "customer_id,date,amount,kind,refund_of,points\n\(row)\n" }

    @Test(arguments: broken)
    func `one mistake is one sentence`(log: String, problem: String) {
        #expect(Self.problems(log) == [problem])
    }

    @Test func `all mistakes are told at once, in the order of the lines`() {
        #expect(
            Self.problems("customer_id,date,amount,kind\n,2026-13-01,x,\nb,2026-01-01,3\nc,2026-01-01,3,buy\n").map {
                $0.split(separator: " ").prefix(2).joined(separator: " ")
            } == [
                "log.csv:2:1: customer_id:", "log.csv:2:2: date:", "log.csv:2:13: amount:", "log.csv:3: found",
                "log.csv:4:16: kind:",
            ])
    }

    @Test func `no such file`() {
        let error = #expect(throws: Problems.self) {
            try TransactionLog.read(path: "nowhere.csv", currency: try #require(Self.euro))
        }
        #expect(error?.lines == ["nowhere.csv: found no such file, expected a CSV file"])
        #expect(throws: FileFailure(.read, "/", code: 21)) {
            try TransactionLog.read(path: "/", currency: try #require(Self.euro))
        }
    }
}
