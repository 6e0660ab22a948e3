import Foundation
import Testing

/// What `loyalty defer` meets.
extension FinanceVectorTests {
    /// Runs `loyalty defer` and returns its rows.
    static func deferRows(_ cohorts: String, _ redemptions: String, _ options: String = "") throws -> [[String: String]]
    {
        let scratch = try Scratch()
        try scratch.make(
            "", files: ["c.csv": cohorts, "r.csv": "cohort,period,redeemed,expected_total\n" + redemptions])
        let run = try Loyalty("defer c.csv r.csv \(options)", in: scratch.path)
        try #require(run.status == 0, "\(run.errors)")
        return run.rows
    }

    /// The inputs of a cohort, every amount times a power of ten.
    private static func cohort(_ inputs: Figures, times scale: Decimal = 1) -> String {
        let isAllocated = !inputs["allocated"].isNone
        let names = isAllocated ? ["allocated"] : ["price", "ssp_goods", "ssp_points"]
        let amounts = names.map { name -> String in
            let parts = inputs[name].text.split(separator: "/").compactMap { Decimal(string: String($0)) }
            return "\((parts.count == 2 ? parts[0] / parts[1] : parts[0]) * scale)"
        }
        let header = isAllocated ? "cohort,allocated" : "cohort,transaction_price,goods_ssp,points_ssp"
        return header + "\na," + amounts.joined(separator: ",") + "\n"
    }

    static func schedule(_ vector: FinanceVector) throws {
        let periods = vector.inputs["periods"].list.enumerated()
            .map { "a,\($0.offset + 1),\($0.element[0].text),\($0.element[1].text)\n" }.joined()
        let known = vector.expected["schedule"].list
        let rows = try deferRows(cohort(vector.inputs), periods)
        try #require(rows.count == known.count + 1)
        if !vector.expected["goods"].isNone {
            #expect(rows[0]["allocated_goods"] == vector.expected["goods"].text)
            #expect(rows[0]["allocated_points"] == vector.expected["points"].text)
        }
        let published = vector.expected["published"]
        let wholeRevenues = published.list.isEmpty ? published["rev"].values : published.values
        for (place, (row, period)) in zip(rows.dropFirst(), known).enumerated() {
            for (column, key) in [
                ("redeemed", "redeemed"), ("cumulative_redeemed", "cum_redeemed"), ("expected_total", "expected_total"),
                ("revenue", "revenue"), ("cumulative_revenue", "cum_revenue"), ("liability", "liability"),
            ] {
                #expect(row[column] == period[key].text, "\(column) of period \(place + 1)")
            }
            // Published in whole units.
            if place < wholeRevenues.count { #expect(number(row["revenue"]).rounded() == wholeRevenues[place]) }
        }
        try exactSchedule(vector, periods)
    }

    /// Six decimals are known; the command has them where every amount is 10⁴ times as large. Allocation and cumulative
    /// revenue are rounded at the sixth, and so is what is known: three halves of a unit.
    private static func exactSchedule(_ vector: FinanceVector, _ periods: String) throws {
        let rows = try deferRows(cohort(vector.inputs, times: 10_000), periods)
        func isMet(_ text: String?, _ known: Figures, _ what: String) {
            #expect(abs(number(text) / 1e4 - known.value) <= 1.5e-6, "\(what): \(text ?? "") \(known)")
        }
        if !vector.expected["goods_exact"].isNone {
            isMet(rows[0]["allocated_goods"], vector.expected["goods_exact"], "goods")
            isMet(rows[0]["allocated_points"], vector.expected["points_exact"], "points")
        }
        for (row, period) in zip(rows.dropFirst(), vector.expected["schedule"].list) {
            isMet(row["revenue"], period["revenue_exact"], "revenue")
            isMet(row["liability"], period["liability_exact"], "liability")
        }
    }

    static func partner(_ vector: FinanceVector) throws {
        let (inputs, expected) = (vector.inputs, vector.expected)
        let points = inputs["points"].value * inputs["fv_per_point"].value
        let cost = inputs["points"].value * inputs["paid_to_airline"].value
        let cohorts =
            "cohort,transaction_price,goods_ssp,points_ssp,partner_cost\n"
            + "a,\(inputs["sales"].text),\(Int(inputs["sales"].value - points)),\(Int(points)),\(Int(cost))\n"
        let all = "a,1,\(inputs["points"].text),\(inputs["points"].text)\n"
        for capacity in ["principal", "agent"] {
            let rows = try deferRows(cohorts, all, "--partners \(capacity)")
            #expect(rows[0]["allocated_points"] == expected["deferred"].text)
            #expect(rows.last?["cumulative_revenue"] == expected[capacity]["revenue"].text, "\(capacity)")
            // A principal's cost is what the partner is paid; an agent's revenue is net of it.
            let expense = capacity == "principal" ? cost : 0
            #expect(text(expense, decimals: 2) == expected[capacity]["expense"].text)
            let margin = number(rows.last?["cumulative_revenue"]) - expense
            #expect(text(margin, decimals: 2) == expected[capacity]["margin"].text)
        }
    }

    static func giftCard(_ vector: FinanceVector) throws {
        let (sold, redeemed) = (vector.inputs["sold"].value, vector.inputs["redeemed"].value)
        let toCome = sold * (1 - vector.inputs["breakage"].value)
        let row = try #require(
            deferRows("cohort,allocated\na,\(Int(sold))\n", "a,1,\(Int(redeemed)),\(Int(toCome))\n").last)
        // A unit of money is a point: revenue of what is redeemed is its face value, the rest is breakage.
        let (redemption, breakage) = (number(row["redeemed"]), number(row["revenue"]) - number(row["redeemed"]))
        #expect(text(redemption, decimals: 2) == vector.expected["redemption_revenue"].text)
        #expect(text(breakage, decimals: 2) == vector.expected["breakage_revenue"].text)
        #expect(row["liability"] == vector.expected["liability"].text)
    }

    static func option(_ vector: FinanceVector) throws {
        let inputs = vector.inputs
        let worth = (inputs["discount"].value - inputs["generally_available"].value) * inputs["prob"].value
        #expect(text(worth, decimals: 2) == vector.expected["ssp_option"].text)
        let price = inputs["price"].text
        let row = try deferRows(
            "cohort,transaction_price,goods_ssp,points_ssp\na,\(price),\(price),\(text(worth, decimals: 2))\n",
            "a,1,0,1\n")[0]
        #expect(row["allocated_goods"] == vector.expected["goods"].text)
        #expect(row["allocated_points"] == vector.expected["option"].text)
    }

    static func saleOfMiles(_ vector: FinanceVector) throws {
        let share = vector.inputs["ssp_miles_share"].value
        let row = try deferRows(
            "cohort,transaction_price,goods_ssp,points_ssp\na,\(vector.inputs["cash"].text),"
                + "\(text(1 - share, decimals: 2)),\(text(share, decimals: 2))\n", "a,1,0,1\n")[0]
        #expect(row["allocated_goods"] == vector.expected["marketing_services"].text)
        #expect(row["allocated_points"] == vector.expected["deferred"].text)
        #expect(row["liability"] == vector.expected["deferred"].text)
    }

    static func status(_ vector: FinanceVector) throws {
        // Members × the probability that they use it × what it is then worth.
        let worth = vector.inputs["tiers"].list.reduce(0) { $0 + $1.values.reduce(1, *) }
        #expect(text(worth, decimals: 2) == vector.expected["ssp_status"].text)
        let sales = vector.inputs["sales"].text
        let scratch = try Scratch()
        try scratch.make(
            "",
            files: [
                "c.csv":
                    "cohort,transaction_price,goods_ssp,points_ssp\na,\(sales),\(sales),\(text(worth, decimals: 2))\n"
            ])
        let months = vector.inputs["months"].text
        let rows = try Loyalty("defer c.csv --method straight-line --over \(months)", in: scratch.path).rows
        try #require(!rows.isEmpty)
        #expect(rows[0]["allocated_goods"] == vector.expected["goods"].text)
        #expect(rows[0]["allocated_points"] == vector.expected["status_deferral"].text)
        #expect(rows.dropFirst().map { $0["revenue"] } == vector.expected["monthly_release"].list.map(\.text))
        #expect(rows.last?["liability"] == "0.00")
    }

    /// What is disclosed of a period, as two cohorts: what was there before, used first, and what was added.
    static func rollforwards(_ vector: FinanceVector) throws {
        let rows = vector.expected["rows"].list
        try #require(rows.count == vector.inputs["rows"].list.count)
        for row in rows {
            let (opening, movements) = (Int(row["opening"].value), row["movements"].values.map { Int($0) })
            let used = -movements.dropFirst().reduce(0, +)
            let old = min(used, opening)
            let schedule = try deferRows(
                "cohort,allocated\nold,\(opening)\nnew,\(movements[0])\n",
                "old,1,\(old),\(opening)\nnew,1,\(used - old),\(movements[0])\n", "--minor-units 0")
            let closing = schedule.filter { $0["period"] == "1" }.reduce(0) { $0 + number($1["liability"]) }
            #expect(closing - row["closing_disclosed"].value == row["diff"].value, "\(row["name"].text)")
        }
    }

    static func pointOfRedemption(_ vector: FinanceVector) throws {
        let (issued, redeemed) = (Int(vector.inputs["issued"].value), vector.inputs["redeemed"].text)
        let expected = Int(vector.inputs["E"].value)
        let example = try #require(FinanceVector.all.first { $0.number == vector.inputs["allocated"].text[...] })
        func liabilities(_ estimates: [Int], times scale: Decimal = 1) throws -> [Double] {
            let row = cohort(example.inputs, times: scale).split(separator: "\n")
            let names = estimates.indices.map { "c\($0)" }
            let cohorts = "\(row[0])\n" + names.map { $0 + row[1].dropFirst() + "\n" }.joined()
            let periods = zip(names, estimates).map { "\($0),1,\(redeemed),\($1)\n" }.joined()
            return try deferRows(cohorts, periods).filter { $0["period"] == "1" }.map { number($0["liability"]) }
        }
        let (base, point) = (try liabilities([expected])[0], issued / 100)
        #expect(text(base, decimals: 2) == vector.expected["base"].text)
        let shifted = try liabilities([expected + point, expected - point])
        #expect(text(shifted[0] - base, decimals: 2) == vector.expected["plus1pt"].text)
        #expect(text(shifted[1] - base, decimals: 2) == vector.expected["minus1pt"].text)
        // A difference quotient over one point to each side errs by its square ÷ E², 1e-8 of it; eight digits are known.
        let around = try liabilities([expected + 1, expected - 1], times: 100_000_000)
        #expect(abs((around[0] - around[1]) / 2e8 - vector.expected["dLdE"].value) < 1e-8)
    }
}
