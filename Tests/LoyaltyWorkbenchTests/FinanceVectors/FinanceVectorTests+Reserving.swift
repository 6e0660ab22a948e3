import LoyaltyModel
import Testing

/// What `loyalty reserve` meets, and figures of risk.
extension FinanceVectorTests {
    static func reserve(_ triangle: String, _ options: String = "") throws -> [[String: String]] {
        let scratch = try Scratch()
        try scratch.make("", files: ["t.csv": triangle])
        let run = try Loyalty("reserve t.csv \(options)", in: scratch.path)
        try #require(run.status == 0, "\(run.errors)")
        return run.rows
    }

    /// Four decimals are known, of the log-linear total two.
    static func triangle(_ vector: FinanceVector) throws {
        var text = "issue_month,age,cum_redeemed\n"
        for (place, row) in vector.inputs["cumulative"].list.enumerated() {
            for (age, redeemed) in row.list.enumerated() { text += "\(1981 + place),\(age + 1),\(redeemed.text)\n" }
        }
        let expected = vector.expected
        let rows = try reserve(text, "--sigma-tail \(vector.inputs["sigma_last"].text)")
        let reserves = expected["ibnr"].values + [expected["ibnr_total"].value]
        let errors = expected["se"].values + [expected["se_total"].value]
        try #require(rows.count == reserves.count)
        for (row, known) in zip(rows, zip(reserves, errors)) {
            #expect(abs(number(row["reserve"]) - known.0) <= 0.5001e-4, "\(row)")
            #expect(abs(number(row["standard_error"]) - known.1) <= 0.5001e-4, "\(row)")
        }
        #expect(number(rows.last?["reserve"]).rounded() == expected["published"]["reserve"].value)
        #expect(number(rows.last?["standard_error"]).rounded() == expected["published"]["se"].value)
        let smooth = try reserve(text, "--sigma-tail log-linear")
        #expect(abs(number(smooth.last?["standard_error"]) - expected["log_linear_se_total"].value) <= 0.5001e-2)
    }

    static func survival(_ vector: FinanceVector) throws {
        let seen = vector.inputs["data"].list.map { (age: Int($0[0].value), isEvent: $0[1].value == 1) }
        let last = try #require(seen.map(\.age).max())
        var text = "issue_month,age,issued,cum_redeemed,cum_expired\n"
        for age in 1...last {
            let (redeemed, lost) = (
                seen.count { $0.age <= age && $0.isEvent }, seen.count { $0.age <= age && !$0.isEvent }
            )
            text += "2025-01,\(age),\(seen.count),\(redeemed),\(lost)\n"
        }
        let rows = try reserve(text, "--survival")
        let known = vector.expected["km"].list
        try #require(rows.count == known.count)
        for (row, step) in zip(rows, known) {
            #expect([row["age"], row["at_risk"], row["redeemed"]] == ["t", "at_risk", "events"].map { step[$0].text })
            #expect(abs(number(row["survival"]) - step["S"].value) <= 0.5001e-6, "\(row)")
            #expect(abs(number(row["standard_error"]) - step["se"].value) <= 0.5001e-6, "\(row)")
        }
    }

    /// The reserve of points none of which has been used yet, in money, if a share of them is redeemed in the end.
    private static func reserve(points: Double, share: Double, costPerPoint: Double) throws -> Double {
        // By age 1 nobody had redeemed anything: all is still to come, and the method gives rate × issued.
        let triangle =
            "issue_month,age,issued,cum_redeemed\n2025-01,1,10,0\n2025-01,2,10,5\n2025-02,1,\(Int(points)),0\n"
        let rows = try reserve(
            triangle, "--method bornhuetter-ferguson --prior-urr \(share) --cost-per-point \(costPerPoint)")
        return number(rows[1]["reserve"])
    }

    static func runOnTheBank(_ vector: FinanceVector) throws {
        let (inputs, expected) = (vector.inputs, vector.expected)
        let (points, cost) = (inputs["outstanding"].value, inputs["cpp"].value)
        let (usual, rush) = (
            inputs["redeemed_share_of_outstanding_base"].value, inputs["redeemed_share_of_outstanding_in_run"].value
        )
        let base = try reserve(points: points, share: usual, costPerPoint: cost)
        #expect(text(base, decimals: 2) == expected["base_liability"].text)
        let run = try reserve(points: points, share: rush, costPerPoint: cost)
        #expect(text(run, decimals: 2) == expected["run_no_deval"].text)
        // The rush before the devaluation in equal months, the rest in as many after it: what stress.csv adds up.
        let months = Int(inputs["run_months"].value)
        let early = (points * rush * inputs["run_share_before_devaluation"].value).rounded()
        let parts: [Int64] = [Int64(early), Int64((points * rush - early).rounded())]
        var redeemed: [Int64] = []
        for part in parts {
            // Equal months, to the point.
            for month in 0..<Int64(months) {
                redeemed.append(part * (month + 1) / Int64(months) - part * month / Int64(months))
            }
        }
        let devalued = RedemptionCost(
            redeemed: redeemed, costPerPoint: cost, pointsPrice: 1 / (1 + inputs["cpp_devaluation"].value),
            fromMonth: months)
        #expect(text(devalued.total, decimals: 2) == expected["run_with_deval"].text)
        #expect(text(devalued.peak, decimals: 2) == expected["peak_month_cash_if_equal"].text)
    }

    /// A quarter of a point of all points ever earned is what is disclosed; so a point, and all of them, are known.
    static func disclosedSensitivity(_ vector: FinanceVector) throws {
        let (shift, change) = (vector.inputs["bp"].value / 10_000, vector.inputs["delta_musd"].value)
        let base = change / shift
        #expect(base == vector.expected["implied_points_value_base_musd"].value)
        func owed(_ share: Double) throws -> Double {
            try reserve(points: base * 1000, share: share, costPerPoint: 0.001)
        }
        #expect(text(try owed(0.95 + shift) - owed(0.95), decimals: 6) == text(change, decimals: 6))
        #expect(
            text(try owed(0.96) - owed(0.95), decimals: 6) == text(vector.expected["per_1pt_musd"].value, decimals: 6))
    }

    /// Points that wait are owed from the sale on, less those that come back with returned goods.
    static func pendingPoints(_ vector: FinanceVector) throws {
        let inputs = vector.inputs
        let owed = try reserve(
            points: inputs["pending"].value, share: (1 - inputs["return_rate"].value) * inputs["E_rate"].value,
            costPerPoint: inputs["alloc_per_expected_point"].value)
        #expect(text(owed, decimals: 2) == vector.expected["pending_expected"].text)
    }

    /// The quantiles and tails that every table of a run has.
    static func tails(_ vector: FinanceVector) {
        let samples = [
            ("x1", SortedSample((1...100).map(Double.init))), ("x2", SortedSample(vector.inputs["x2"].values)),
        ]
        for (name, sample) in samples {
            for key in vector.expected[name].keys {
                let level = number(String(key.drop { !$0.isNumber })) / 100
                let value = key.hasPrefix("es") ? sample.expectedShortfall(level: level) : sample.quantile(level)
                // 14 digits: the level itself is no binary fraction.
                #expect(abs(value - vector.expected[name][key].value) <= 1e-14 * 100, "\(name) \(key): \(value)")
            }
        }
    }
}
