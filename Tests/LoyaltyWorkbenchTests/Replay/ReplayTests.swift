import LoyaltyModel
import LoyaltyWorkbench
import Testing

@Suite struct ReplayTests {
    private static let onePerEuro = "{ earn: { per_money: 1 } }"
    private static let header = "customer_id,date,amount,kind,refund_of,reward,points\n"

    @Test func `purchases earn, two of a day in their order, customers in the order of the log`() throws {
        let story = try ReplayStory(
            """
            customer_id,date,amount
            b,2026-01-05,10.90
            a,2026-01-04,3
            b,2026-01-05,20
            b,2026-03-01,5

            """, points: Self.onePerEuro)
        #expect(
            story.postings == [
                "b,2026-01-05,issued,10,10,,2", "b,2026-01-05,issued,20,30,,4", "b,2026-03-01,issued,5,35,,5",
                "a,2026-01-04,issued,3,3,,3",
            ])
        #expect(
            story.rollforward == [
                "p,1,2026-01,0,33,0,0,0,0,0,33,0", "p,1,2026-02,33,0,0,0,0,0,0,33,0",
                "p,1,2026-03,33,5,0,0,0,0,0,38,0",
            ])
        #expect(story.balances == ["b,2026-01-05,35,35,35,0,0,0,0,,", "a,2026-01-04,3,3,3,0,0,0,0,,"])
    }

    @Test func `a refund takes back what the purchase earned`() throws {
        let story = try ReplayStory(
            """
            customer_id,date,amount,kind,refund_of
            a,2026-01-05,10,,
            a,2026-01-06,30,,
            a,2026-02-01,30.00,refund,2026-01-06

            """, points: Self.onePerEuro)
        #expect(
            story.postings == [
                "a,2026-01-05,issued,10,10,,2", "a,2026-01-06,issued,30,40,,3", "a,2026-02-01,reversed,30,10,,4",
            ])
        #expect(story.rollforward.last == "p,1,2026-02,40,0,0,0,30,0,0,10,0")
    }

    /// 100 points, of which 90 buy a cup. The refund of all 100 finds 10 and leaves 90 owed; 60 new points fill the debt
    /// to 30, 50 more to nothing, and 20 of them are left: 210 issued − 90 redeemed − 100 reversed = 20.
    @Test func `a refund after the points were spent leaves a debt that earns itself out`() throws {
        let story = try ReplayStory(
            Self.header + """
                a,2026-01-05,100,,,,
                a,2026-01-06,,redeem,,cup,
                a,2026-01-10,-100,refund,2026-01-05,,
                a,2026-01-20,60,,,,
                a,2026-02-01,50,,,,

                """,
            points: "{ earn: { per_money: 1 }, rewards: [{ name: cup, kind: free-product, points_price: 90, "
                + "face_value: 4, unit_cost: 1 }] }")
        #expect(
            story.postings == [
                "a,2026-01-05,issued,100,100,,2", "a,2026-01-06,redeemed,90,10,,3",
                "a,2026-01-10,reversed,10,0,,4", "a,2026-01-10,reversed,90,-90,,4",
                "a,2026-01-20,issued,60,-30,,5", "a,2026-01-20,transferred,-60,-90,,5",
                "a,2026-01-20,transferred,60,-30,,5", "a,2026-02-01,issued,50,20,,6",
                "a,2026-02-01,transferred,-30,-10,,6", "a,2026-02-01,transferred,30,20,,6",
            ])
        #expect(story.balances == ["a,2026-01-05,20,20,210,90,0,100,0,,"])
    }

    /// Points of 31 January with a rolling month are gone at the end of 28 February: nothing is left to take back.
    @Test func `a refund after the points expired takes nothing back`() throws {
        let story = try ReplayStory(
            """
            customer_id,date,amount,kind,refund_of
            a,2026-01-31,100,,
            a,2026-02-20,7,,
            a,2026-03-01,100,refund,2026-01-31

            """, points: "{ earn: { per_money: 1 }, expiry: { rolling: 1 month } }")
        #expect(
            story.postings == [
                "a,2026-01-31,issued,100,100,2026-02-28,2", "a,2026-02-20,issued,7,107,2026-03-20,3",
                "a,2026-02-28,expired,100,7,2026-02-28,",
            ])
        #expect(story.balances == ["a,2026-01-31,7,7,107,0,100,0,0,2026-03-20,7"])
    }

    /// 10.00 earns 15 points at 1.5 a euro. Thirds of it: 15 × 3.33 ÷ 10 = 4.995, half-even 5; 15 × 6.66 ÷ 10 = 9.99,
    /// so 10 in all and 5 now; the rest, 15 in all and 5 now.
    @Test func `partial refunds sum to the whole`() throws {
        let story = try ReplayStory(
            """
            customer_id,date,amount,kind,refund_of
            a,2026-01-05,10,,
            a,2026-01-06,3.33,refund,2026-01-05
            a,2026-01-07,3.33,refund,2026-01-05
            a,2026-01-08,3.34,refund,2026-01-05

            """, points: "{ earn: { per_money: 1.5 } }")
        #expect(
            story.postings == [
                "a,2026-01-05,issued,15,15,,2", "a,2026-01-06,reversed,5,10,,3", "a,2026-01-07,reversed,5,5,,4",
                "a,2026-01-08,reversed,5,0,,5",
            ])
    }

    /// Any split of a refund takes back, in all, what one refund takes back.
    @Test(arguments: 1...200)
    func `any partial refunds sum to the whole`(seed: Int) throws {
        var dice = CSVDice(seed: UInt64(seed))
        let bill = dice.roll(5000) + 1
        var left = bill
        var log = "customer_id,date,amount,kind,refund_of\na,2026-01-01,\(bill),,\n"
        var day = 1
        while left > 0, day < 28 {
            day += 1
            let part = day == 28 ? left : dice.roll(left) + 1
            left -= part
            log += "a,2026-01-\(day < 10 ? "0" : "")\(day),\(part),refund,2026-01-01\n"
        }
        let story = try ReplayStory(log, points: "{ earn: { per_money: 0.37 } }", currency: "JPY")
        let issued = Int64(bill * 37 / 100)
        #expect(left == 0)
        #expect(story.balances.first?.hasPrefix("a,2026-01-01,0,0,\(issued),0,0,\(issued),0") == true, "\(log)")
    }

    /// 2 points a euro; 100 points pay 1.00. On 10 May the member pays 3.00 of 20.00 with 300 points, of which 200 were
    /// issued in January and 100 in March; 17.00 earn 34. Half of it back on 1 June: 150 points return, first the 100
    /// of March, then 50 of January, and 17 are taken back. The rest on 2 August: 150 of January, whose last day
    /// was 31 July, expire that night.
    @Test func `points that paid come back with their own last day, even if it is over`() throws {
        let story = try ReplayStory(
            Self.header + """
                a,2026-01-10,100,,,,
                a,2026-03-10,100,,,,
                a,2026-05-10,,redeem,,,300
                a,2026-05-10,20,,,,
                a,2026-06-01,10,refund,2026-05-10,,
                a,2026-08-02,10,refund,2026-05-10,,
                a,2026-08-03,1,,,,

                """,
            points: "{ earn: { per_money: 2 }, expiry: { end-of-month: 6 months }, "
                + "as_money: { points: 100, value: 1.00 } }")
        #expect(
            story.postings == [
                "a,2026-01-10,issued,200,200,2026-07-31,2", "a,2026-03-10,issued,200,400,2026-09-30,3",
                "a,2026-05-10,redeemed,200,200,2026-07-31,4", "a,2026-05-10,redeemed,100,100,2026-09-30,4",
                "a,2026-05-10,issued,34,134,2026-11-30,5",
                "a,2026-06-01,reinstated,100,234,2026-09-30,6", "a,2026-06-01,reinstated,50,284,2026-07-31,6",
                "a,2026-06-01,reversed,17,267,2026-11-30,6",
                "a,2026-07-31,expired,50,217,2026-07-31,",
                "a,2026-08-02,reinstated,150,367,2026-07-31,7", "a,2026-08-02,reversed,17,350,2026-11-30,7",
                "a,2026-08-02,expired,150,200,2026-07-31,", "a,2026-08-03,issued,2,202,2027-02-28,8",
            ])
    }

    /// 100 points of January become a voucher of 5.00, used on 3 February: 20.00 − 5.00 earn 15. With the refund it is
    /// there again, and the next bill takes it: 10.00 − 5.00 earn 5.
    @Test func `a voucher comes back with the last of the money`() throws {
        let story = try ReplayStory(
            """
            customer_id,date,amount,kind,refund_of
            a,2026-01-10,100,,
            a,2026-02-03,20,,
            a,2026-02-04,15,refund,2026-02-03
            a,2026-02-05,10,,
            a,2026-02-06,5,refund,2026-02-03
            a,2026-02-07,10,,

            """, points: "{ earn: { per_money: 1 }, conversion: { points: 100, voucher: 5.00, valid: 2 months } }")
        #expect(
            story.postings == [
                "a,2026-01-10,issued,100,100,,2", "a,2026-01-31,redeemed,100,0,,", "a,2026-02-03,issued,15,15,,3",
                // 15 × 15 ÷ 20 = 11.25.
                "a,2026-02-04,reversed,11,4,,4", "a,2026-02-05,issued,10,14,,5", "a,2026-02-06,reversed,4,10,,6",
                "a,2026-02-07,issued,5,15,,7",
            ])
    }

    @Test func `points live over a leap day`() throws {
        let story = try ReplayStory(
            "customer_id,date,amount\na,2028-01-31,10\nb,2028-02-29,20\n",
            points: "{ earn: { per_money: 1 }, expiry: { rolling: 1 month } }", until: "2028-03-28")
        #expect(
            story.postings == [
                "a,2028-01-31,issued,10,10,2028-02-29,2", "a,2028-02-29,expired,10,0,2028-02-29,",
                "b,2028-02-29,issued,20,20,2028-03-29,3",
            ])
        #expect(story.balances.last == "b,2028-02-29,20,20,20,0,0,0,0,2028-03-29,20")
        let later = try ReplayStory(
            "customer_id,date,amount\na,2028-01-31,10\nb,2028-02-29,20\n",
            points: "{ earn: { per_money: 1 }, expiry: { rolling: 1 month } }", until: "2028-03-29")
        #expect(later.postings.last == "b,2028-03-29,expired,20,0,2028-03-29,")
    }

    /// Points of 1 January wait until the 11th. They are noticed on the 20th, after others have expired on the 12th,
    /// and stand in the table on their own day.
    @Test func `points that wait are usable on their day, whoever notices`() throws {
        let story = try ReplayStory(
            "customer_id,date,amount\na,2026-01-01,10\na,2026-01-20,5\n",
            points: "{ earn: { per_money: 1 }, pending: 10 days }")
        #expect(
            story.postings == [
                "a,2026-01-01,issued,10,10,,2", "a,2026-01-11,pending_activated,10,10,,",
                "a,2026-01-20,issued,5,15,,3",
            ])
        #expect(story.balances == ["a,2026-01-01,15,10,15,0,0,0,0,,"])
    }

    @Test func `with an enrolment in the log only those enrolled are members, from then on`() throws {
        let story = try ReplayStory(
            """
            customer_id,date,amount,kind,refund_of
            a,2026-01-05,10,,
            a,2026-01-05,,enrol,
            a,2026-01-05,20,,
            b,2026-01-06,30,,
            a,2026-01-07,10,refund,2026-01-05

            """, points: Self.onePerEuro, program: "enrolment: { head_start: 7 }")
        // The refund is of the first purchase of the day with 10.00 left, which earned nothing.
        #expect(story.postings == ["a,2026-01-05,issued,7,7,,3", "a,2026-01-05,issued,20,27,,4"])
        #expect(story.balances == ["a,2026-01-05,27,27,27,0,0,0,0,,", "b,,0,0,0,0,0,0,0,,"])
    }

    @Test func `before its launch the program gives nothing`() throws {
        let story = try ReplayStory(
            "customer_id,date,amount\na,2026-01-05,10\na,2026-02-05,20\n", points: Self.onePerEuro,
            program: "launch: 2026-02-01")
        #expect(story.postings == ["a,2026-02-05,issued,20,20,,3"])
    }

    @Test func `categories multiply, and a refund of one names it`() throws {
        let story = try ReplayStory(
            """
            customer_id,date,amount,kind,refund_of,category,id
            a,2026-01-05,10,,,food,17
            a,2026-01-05,10,,,drinks,17
            a,2026-01-06,10,refund,17,drinks,
            a,2026-01-06,4,refund,2026-01-05,,

            """, points: "{ earn: { per_money: 1, categories: { drinks: 2 } } }")
        #expect(
            story.postings == [
                "a,2026-01-05,issued,10,10,,2", "a,2026-01-05,issued,20,30,,3", "a,2026-01-06,reversed,20,10,,4",
                "a,2026-01-06,reversed,4,6,,5",
            ])
    }

    static let refused: [(rows: String, problem: String)] = [
        (
            "a,2026-01-05,,redeem,,cup,",
            "log.csv:2: customer_id: found a customer who is no member on 2026-01-05, expected an enrolment or a first "
                + "purchase before it"
        ),
        (
            "a,2026-01-05,10,,,,\na,2026-01-05,,redeem,,cap,",
            "log.csv:3: reward: found \"cap\", expected \"cup\" (did you mean \"cup\"?)"
        ),
        (
            "a,2026-01-05,10,,,,\na,2026-01-05,,redeem,,cup,",
            "log.csv:3: reward: found 10 usable points on 2026-01-05, expected 90 or more"
        ),
        (
            "a,2026-01-05,500,,,,\na,2026-01-06,,redeem,,,250\na,2026-01-06,9,,,,",
            "log.csv:3: points: found 250, expected a multiple of 100, for which the program has a value"
        ),
        (
            "a,2026-01-05,100,,,,\na,2026-01-06,,redeem,,,100\na,2026-01-06,9,,,,",
            "log.csv:3: points: found 100 usable points on 2026-01-06, expected 200 or more to pay with points"
        ),
        (
            "a,2026-01-05,250,,,,\na,2026-01-06,,redeem,,,300\na,2026-01-06,9,,,,",
            "log.csv:3: points: found 250 usable points on 2026-01-06, expected 300 or more"
        ),
        (
            "a,2026-01-05,500,,,,\na,2026-01-06,,redeem,,,300\na,2026-01-06,2.99,,,,",
            "log.csv:4: amount: found a bill of which 2.99 is left to pay, expected at least what points paid before"
        ),
        (
            "a,2026-01-05,500,,,,\na,2026-01-06,,redeem,,,300\na,2026-01-07,9,,,,",
            "log.csv:3: points: found points paid with, expected a purchase of the customer's after it on the day"
        ),
        (
            "a,2026-01-05,10,,,,\na,2026-01-06,5,refund,2026-01-04,,",
            "log.csv:3: refund_of: found no purchase of customer \"a\" on 2026-01-04 before it, expected a purchase in "
                + "the log"
        ),
        (
            "a,2026-01-05,10,,,,\na,2026-01-04,5,refund,2026-01-05,,",
            "log.csv:3: refund_of: found no purchase of customer \"a\" on 2026-01-05 before it, expected a purchase in "
                + "the log"
        ),
        (
            "a,2026-01-05,10,,,,\na,2026-01-06,8,refund,2026-01-05,,\na,2026-01-06,3,refund,2026-01-05,,",
            "log.csv:4: amount: found 3, expected at most 2, what is left of the purchase"
        ),
        (
            "a,2026-01-05,100,,,,\na,2026-01-05,40,,,,\na,2026-01-06,40,refund,2026-01-05,,\n"
                + "a,2026-01-07,70,refund,2026-01-05,,",
            "log.csv:5: amount: found 70, expected at most 60, what is left of the purchase"
        ),
        (
            "a,2026-01-05,,enrol,,,\na,2026-01-06,,enrol,,,",
            "log.csv:3: kind: found another enrolment of a member since 2026-01-05, expected one enrolment a customer"
        ),
        (
            "a,2025-12-05,,enrol,,,",
            "log.csv:2: date: found an enrolment on 2025-12-05, expected a date from the program's launch on, 2026-01-01"
        ),
    ]

    @Test(arguments: refused)
    func `a row that the rules refuse is one sentence`(rows: String, problem: String) {
        #expect(
            ReplayStory.problems(
                Self.header + rows + "\n",
                points: "{ earn: { per_money: 1 }, rewards: [{ name: cup, kind: free-product, points_price: 90, "
                    + "face_value: 4, unit_cost: 1 }], as_money: { points: 100, value: 1.00, minimum: 200 } }",
                program: "launch: 2026-01-01") == [problem])
    }

    @Test func `points do not pay where the program does not say so`() {
        #expect(
            ReplayStory.problems(
                Self.header + "a,2026-01-05,10,,,,\na,2026-01-05,,redeem,,,5\n", points: Self.onePerEuro) == [
                    "log.csv:3: points: found points paid with, expected rewards: in the program points do not pay"
                ])
    }

    @Test func `the last date is the log's or a later one`() throws {
        let error = #expect(throws: UsageProblem.self) {
            try ReplayStory("customer_id,date,amount\na,2026-01-05,1\n", points: Self.onePerEuro, until: "2026-01-04")
        }
        #expect(error?.description == "--until 2026-01-04: the log goes to 2026-01-05, and a replay from there on")
    }
}
