import LoyaltyModel
import Testing

/// What a program earns: figures of `roi.csv`, from runs in which nothing is left to chance.
extension FinanceVectorTests {
    /// Runs a program on customers who all buy for the same amount, on joining and once more, and returns `roi.csv`'s
    /// means by item.
    private static func returns(
        customers: Int, basket: String, program: String, effects: String = ""
    ) throws -> [String: Double] {
        let scratch = try Scratch()
        try scratch.make(
            "",
            files: [
                "s.yaml": """
                document: scenario
                title: Everybody alike
                source: constructed
                description: Two visits each, fifty days apart.
                currency: EUR
                start: 2026-01-01
                months: 3
                replications: 2
                seed: 1
                population:
                  document: population
                  title: Buyers like clockwork
                  source: constructed
                  unit: day
                  customers: \(customers)
                  segments:
                    - name: all-alike
                      share: 1
                      purchase: { gamma-gamma-gaps: { t: 1000000, gamma: 100, r: 20000, alpha: 1000000 } }
                      attrition: none
                      basket: { fixed: { amount: \(basket) } }
                      margin: 0.4
                response:
                  document: response
                  title: Everybody joins
                  source: constructed
                  effects:
                    enrolment: { intercept: 100 }
                \(effects)
                programs:
                  - document: program
                    name: tried
                    title: What is tried
                    source: constructed
                \(program)
                """
            ])
        let run = try Loyalty("run s.yaml --output out --quiet", in: scratch.path)
        try #require(run.status == 0, "\(run.errors)")
        var items: [String: Double] = [:]
        for row in Loyalty.rows(try scratch.text("out/roi.csv")) where row["basis"] == "true" {
            items[row["item"] ?? ""] = number(row["mean"])
        }
        return items
    }

    /// A program without effects: what it brings is a fee of everybody's, what it costs is paid at its launch.
    static func returns(_ vector: FinanceVector) throws {
        for (place, known) in vector.inputs["cases"].list.enumerated() {
            let items = try returns(
                customers: 1000, basket: "10",
                program: "    enrolment: { fee: \(Int(known[0].value) / 1000) }\n"
                    + "    costs: { set_up: \(known[1].text) }\n    mechanics: []")
            #expect(items["incremental_margin"] == 100 * known[0].value, "minor units")
            #expect(items["program_cost"] == 100 * known[1].value)
            #expect((items["roi"] ?? .nan) * 100 == vector.expected["roi_pct"][place].value)
        }
    }

    /// The second visit is worth 415 without the program and 460 with it; money off is given there alone. The elasticity
    /// is ln(460 ÷ 415) ÷ ln(1 + v) with the v that the response finds in 1.2 % from 415 on.
    static func rewardsOnBaseline(_ vector: FinanceVector) throws {
        let (inputs, expected) = (vector.inputs, vector.expected)
        let items = try returns(
            customers: Int(inputs["members"].value), basket: inputs["counterfactual_member_sales_each"].text,
            program: "    mechanics:\n      - discount: { brackets: [{ from: 415, share: "
                + "\(inputs["reward_cost_rate_on_member_sales"].text) }] }",
            effects: "    basket: { elasticity: 11.49 }")
        func item(_ name: String) -> Double { items[name] ?? .nan }
        let members = inputs["members"].value
        let gain = inputs["member_sales_each"].value - inputs["counterfactual_member_sales_each"].value
        #expect(item("incremental_revenue") == 100 * members * gain)
        let (total, onBaseline) = (item("cost_rewards") / 100, item("reward_cost_on_baseline") / 100)
        #expect(text(total, decimals: 2) == expected["reward_cost_total"].text)
        #expect(text(onBaseline, decimals: 2) == expected["on_baseline_sales"].text)
        #expect(text(total - onBaseline, decimals: 2) == expected["on_incremental_sales"].text)
        #expect(abs(onBaseline / total - expected["share_on_baseline"].value) <= 0.5001e-8)
    }

    /// The formulas behind the rows `test` of `roi.csv`, whose groups are of equal size.
    static func holdout(_ vector: FinanceVector) {
        let (inputs, expected) = (vector.inputs, vector.expected)
        let (treated, heldOut) = (inputs["n_test"].value, inputs["n_control"].value)
        let deviation = inputs["sd"].value
        let error = HoldoutTest.standardError(deviation: deviation, treated: treated, heldOut: heldOut)
        #expect(abs(error - expected["se"].value) <= 0.5001e-8)
        let difference = inputs["diff"].value
        #expect(abs(difference / error - expected["z"].value) <= 0.5001e-7)
        let reach = Distribution.normalQuantile(0.975)
        #expect(abs(reach - inputs["z975"].value) <= 1e-15 * 4)
        #expect(abs(difference - reach * error - expected["ci"][0].value) <= 0.5001e-6)
        #expect(abs(difference + reach * error - expected["ci"][1].value) <= 0.5001e-6)
        let least = HoldoutTest().detectable(deviation: deviation, treated: treated, heldOut: heldOut)
        #expect(abs(least - expected["mde_80"].value) <= 0.5001e-6)
    }

    /// What `npv` and `clv` discount by, over 300 years of one margin a year: 10¹² minor units for one of the example's.
    static func lifetimeValue(_ vector: FinanceVector) {
        let (margin, unit) = (vector.inputs["margin"].value, 1e12)
        let values = vector.inputs["retention"].values.map { retention in
            var profits = Array(repeating: Int64(0), count: 12 * 300)
            for year in 1...300 { profits[12 * year - 1] = Int64((margin * unit * power(retention, year)).rounded()) }
            // The first margin comes at once.
            let flow = CashFlow(outlay: -Int64(margin * unit), profits: profits)
            return flow.netPresentValue(yearlyRate: vector.inputs["discount"].value) / unit
        }
        for (value, known) in zip(values, vector.expected["clv"].values) { #expect(abs(value - known) <= 0.5001e-6) }
        #expect(abs(values[1] - values[0] - vector.expected["uplift"].value) <= 0.5001e-6)
    }
}
