import Foundation
import LoyaltyModel
import LoyaltyWorkbench
import Testing

/// The tables by month of issue that a replay writes.
@Suite struct ReplayCohortTests {
    private static let rules = "earn: { per_money: 1 }, expiry: { end-of-month: 2 months }"

    /// Replays a log and returns the rows of a table without its header.
    private static func rows(_ log: String, points: String, until: String, file: String) throws -> [String] {
        let scratch = try Scratch()
        try scratch.make(
            "",
            files: [
                "log.csv": log, "p.yaml": "document: program\nname: p\nmechanics:\n  - points: { \(points) }\n",
            ])
        let run = try Loyalty("replay log.csv --program p.yaml --until \(until) --output out --quiet", in: scratch.path)
        try #require(run.status == 0, "\(run.errors)")
        return try scratch.text("out/" + file).split(separator: "\n").dropFirst().map(String.init)
    }

    /// Lots of 100, 200 and 300, of which 250 are redeemed: 100, 150 and none, the soonest to expire first.
    @Test func `a redemption is paired to the lots that expire first`() throws {
        let log = """
            customer_id,date,amount,kind,reward
            a,2026-01-05,100,purchase,
            a,2026-02-05,200,purchase,
            a,2026-03-05,300,purchase,
            a,2026-03-20,,redeem,cake

            """
        let cake = "rewards: [{ name: cake, kind: free-product, points_price: 250, face_value: 5, unit_cost: 2 }]"
        let rows = try Self.rows(
            log, points: "\(Self.rules), \(cake)", until: "2026-03-25", file: "aging.csv")
        #expect(
            rows == [
                "p,2026-01,3,100,100,0,0", "p,2026-02,2,200,150,0,50", "p,2026-03,1,300,0,0,300",
            ])
    }

    /// By hand: of January's 100 points 60 are taken back, 40 expire at the end of March; of February's 50, 20 pay and
    /// come back with the refund of what they paid for.
    @Test func `refunds count against what was issued and redeemed`() throws {
        let log = """
            customer_id,date,amount,kind,refund_of,points
            a,2026-01-05,100,purchase,,
            a,2026-01-09,60,refund,2026-01-05,
            a,2026-02-03,50,purchase,,
            a,2026-02-10,,redeem,,20
            a,2026-02-10,20,purchase,,
            a,2026-04-02,20,refund,2026-02-10,

            """
        let points = "\(Self.rules), as_money: { points: 20, value: 1.00 }"
        let triangle = try Self.rows(log, points: points, until: "2026-04-20", file: "cohort_triangle.csv")
        // The 20 points used in February were January's, whose last day was over when they came back: they expire.
        #expect(
            triangle == [
                "p,2026-01,1,40,0,0", "p,2026-01,2,40,20,0", "p,2026-01,3,40,20,20", "p,2026-01,4,40,0,40",
                "p,2026-02,1,50,0,0", "p,2026-02,2,50,0,0", "p,2026-02,3,50,0,0",
            ])
    }

    /// January's 100 points are used; then their purchase is given back: 90 used points are owed, and February's 60 fill
    /// a part of the debt. What was used stays used.
    @Test func `a triangle with points used and taken back is one that reserve reads`() throws {
        let scratch = try Scratch()
        let cup = "rewards: [{ name: cup, kind: free-product, points_price: 90, face_value: 2, unit_cost: 1 }]"
        try scratch.make(
            "",
            files: [
                "log.csv": """
                customer_id,date,amount,kind,refund_of,reward
                a,2026-01-05,100,purchase,,
                a,2026-01-06,,redeem,,cup
                a,2026-01-10,100,refund,2026-01-05,
                a,2026-02-20,60,purchase,,
                b,2026-01-20,200,purchase,,
                b,2026-02-20,,redeem,,cup

                """,
                "p.yaml": "document: program\nname: p\nmechanics:\n  - points: { earn: { per_money: 1 }, \(cup) }\n",
            ])
        let run = try Loyalty("replay log.csv --program p.yaml --output out --quiet", in: scratch.path)
        try #require(run.status == 0, "\(run.errors)")
        let triangle = try scratch.text("out/cohort_triangle.csv").split(separator: "\n").dropFirst()
        // January: 100 + 200 − 100 + 60 that fill the debt; 90 and 90 used. February: 60 − 60.
        #expect(triangle == ["p,2026-01,1,260,90,0", "p,2026-01,2,260,180,0"], "\(triangle)")
        #expect(try Loyalty("reserve out/cohort_triangle.csv", in: scratch.path).status == 0)
        let lone = try Self.rows(
            "customer_id,date,amount,kind,refund_of,reward\na,2026-01-05,100,purchase,,\na,2026-01-06,,redeem,,cup\n"
                + "a,2026-02-10,100,refund,2026-01-05,\n",
            points: "earn: { per_money: 1 }, \(cup)", until: "2026-02-10", file: "cohort_triangle.csv")
        #expect(lone == ["p,2026-01,1,90,90,0", "p,2026-01,2,90,90,0"], "no less issued than used")
    }

    @Test func `the triangle is one that reserve reads, and gives the replay's own estimate`() throws {
        var log = "customer_id,date,amount,kind,reward\n"
        for member in 1...40 {
            for month in 1...6 {
                log += "m\(member),2026-0\(month)-05,\(40 + member),purchase,\n"
                if month > 1, (member + month) % 3 == 0 { log += "m\(member),2026-0\(month)-20,,redeem,cup\n" }
            }
        }
        let scratch = try Scratch()
        let cup = "rewards: [{ name: cup, kind: free-product, points_price: 60, face_value: 2, unit_cost: 1 }]"
        try scratch.make(
            "",
            files: [
                "log.csv": log,
                "p.yaml": "document: program\nname: p\nmechanics:\n  - points: { earn: { per_money: 1 }, \(cup) }\n",
            ])
        let run = try Loyalty(
            "replay log.csv --program p.yaml --until 2026-06-30 --output out --quiet", in: scratch.path)
        try #require(run.status == 0, "\(run.errors)")
        let reserve = try Loyalty("reserve out/cohort_triangle.csv --tail fitted", in: scratch.path)
        let total = try #require(reserve.output.split(separator: "\n").last).split(
            separator: ",", omittingEmptySubsequences: false)
        let own = try #require(
            try scratch.text("out/urr_estimate.csv").split(separator: "\n").first {
                $0.hasPrefix("p,total,chain-ladder")
            }
        ).split(separator: ",", omittingEmptySubsequences: false)
        #expect(total[5] == own[6] && total[8] == own[8] && !own[6].isEmpty, "\(total) \(own)")
    }
}
