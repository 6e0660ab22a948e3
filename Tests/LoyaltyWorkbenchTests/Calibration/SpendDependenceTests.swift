import Foundation
import LoyaltyModel
import LoyaltyWorkbench
import Testing

@Suite("Spend and frequency")
struct SpendDependenceTests {
    @Test("are found to go together about as often as the test says where they do not, however skewed baskets are")
    func falseAlarms() {
        // Between and within customers, standard deviations of logarithms: the second are far from gamma-gamma.
        for (between, within) in [(0.5, 0.4), (0.6, 1.2), (0, 1.5)] {
            let logs = 400
            var alarms = 0
            for log in 0..<logs {
                var stream = Luck(seed: 21, replication: log).stream(.world, .bootstrap, 0)
                func uniform() -> Double { (Double(stream.next()) + 0.5) / 4_294_967_296 }
                func normal() -> Double { Distribution.normalQuantile(uniform()) }
                var ranks = BasketRanks()
                for _ in 0..<200 {
                    // One repeat and many more, as in retail logs.
                    let repeats = 1 + Int(pow(uniform(), -0.8) - 1)
                    let own = between * normal()
                    ranks.add(repeats: repeats, (0..<min(60, repeats)).map { _ in exp(own + within * normal()) })
                }
                if let found = ranks.correlation, found.pValue() < 0.05 { alarms += 1 }
            }
            // 20 expected, standard deviation 4.4: from 2 % to 8 %.
            #expect((8...32).contains(alarms), "between \(between), within \(within): \(alarms) of \(logs)")
        }
    }

    /// Customers of a year and a half with so much dependence, calibrated.
    private func result(dependence: Double, world: Int) throws -> CalibrationResult {
        let planted = Population(
            unitDays: 7, customers: 4000,
            segments: [
                Segment(
                    name: "all", share: 1, purchase: .poissonGamma(PoissonGamma(r: 0.8, alpha: 8)),
                    attrition: .betaGeometric(BetaGeometric(a: 0.8, b: 3)),
                    basket: .gammaGamma(GammaGamma(p: 3, q: 4, gamma: 30)), marginMillionths: 0,
                    dependence: Dependence(purchaseBasket: dependence))
            ])
        let scratch = try Scratch()
        let arrivals = (0..<4000).map { Double($0 % 90) }
        try scratch.make(
            "",
            files: ["log.csv": try SimulatedLog.text(planted, arrivals, start: "2021-01-01", days: 548, world: world)])
        var options = CalibrationOptions(currency: try #require(Currency(code: "EUR")))
        options.worlds = 5
        try options.setModels("bg-nbd,gamma-gamma")
        return try CalibrationStudy.result(try SalesLog.read(path: scratch["log.csv"]), options)
    }

    @Test("a planted correlation is found again, and baskets are as large as the log's")
    func recovery() throws {
        var found: [Double] = []
        for world in 0..<5 {
            let result = try result(dependence: 0.4, world: world)
            found.append(try #require(result.groups[0].dependence?.copula, "world \(world)").correlation)
            let row = try #require(result.validation.rows.first { $0.measure == "mean_repeat_basket" && !$0.isHeldOut })
            #expect(abs(row.simulated - row.actual) < 4 * row.deviation, "world \(world): \(row)")
        }
        let estimate = Estimate(found)
        // Four standard errors of five worlds' mean.
        let error = (estimate.standardDeviation ?? 1) / 5.0.squareRoot()
        #expect(abs(estimate.mean - 0.4) < 4 * error && error < 0.05, "\(found)")
    }

    @Test("none is written where none was planted")
    func none() throws {
        for world in 0..<2 {
            let result = try result(dependence: 0, world: world)
            let dependence = try #require(result.groups[0].dependence)
            #expect(dependence.copula == nil && dependence.pValue > 0.001, "\(world): \(dependence)")
            #expect(result.text(folder: "r").contains("Spend hardly depends on frequency"))
        }
    }

    /// The busiest have larger days, whatever they spend at a time: a simulated purchase stands for a day.
    @Test(
        "purchases of a day that are one in the log are carried, and told to be all there is",
        arguments: [
            // From hardly any to one a day; and one a day in the mean, with several a day often.
            (PoissonGamma(r: 0.6, alpha: 0.75), 6000), (PoissonGamma(r: 1.5, alpha: 0.25), 2000),
        ])
    func mergedDays(rate: PoissonGamma, customers: Int) throws {
        let planted = Population(
            unitDays: 7, customers: customers,
            segments: [
                Segment(
                    name: "all", share: 1, purchase: .poissonGamma(rate), attrition: .none,
                    basket: .gammaGamma(GammaGamma(p: 6, q: 12, gamma: 60)), marginMillionths: 0)
            ])
        let scratch = try Scratch()
        let arrivals = (0..<customers).map { Double($0 % 30) }
        try scratch.make(
            "", files: ["log.csv": try SimulatedLog.text(planted, arrivals, start: "2021-01-01", days: 120, world: 0)])
        var options = CalibrationOptions(currency: try #require(Currency(code: "EUR")))
        options.worlds = 5
        try options.setModels("nbd,gamma-gamma")
        let result = try CalibrationStudy.result(try SalesLog.read(path: scratch["log.csv"]), options)
        let dependence = try #require(result.groups[0].dependence)
        #expect(dependence.copula != nil && dependence.pValue < 0.001, "\(dependence)")
        // Ranks of so many customers have a standard error of about 1 / √n; three of them.
        let error = 3 / Double(dependence.ranks.customers).squareRoot()
        #expect(abs(dependence.ranks.value - dependence.ofDays) < error + 0.02, "\(dependence)")
        let text = result.text(folder: "r")
        #expect(text.contains("of it because purchases of a day are one"), "\(text)")
        // Without the copula days are 9 % and 26 % too small.
        let row = try #require(result.validation.rows.first { $0.measure == "mean_repeat_basket" && !$0.isHeldOut })
        #expect(abs(row.simulated / row.actual - 1) < 0.04, "\(row)")
    }

    @Test("a p that customers' own baskets contradict is not the document's, and the sentence says so")
    func ownBaskets() throws {
        // Hardly anybody has few baskets: mean baskets tell p badly, though their likelihood has a top.
        let planted = Population(
            unitDays: 7, customers: 300,
            segments: [
                Segment(
                    name: "all", share: 1, purchase: .poissonGamma(PoissonGamma(r: 4, alpha: 1)), attrition: .none,
                    basket: .gammaGamma(GammaGamma(p: 6, q: 3, gamma: 60)), marginMillionths: 0)
            ])
        let scratch = try Scratch()
        let arrivals = (0..<300).map { Double($0 % 30) }
        try scratch.make(
            "", files: ["log.csv": try SimulatedLog.text(planted, arrivals, start: "2021-01-01", days: 365, world: 3)])
        var options = CalibrationOptions(currency: try #require(Currency(code: "EUR")))
        options.worlds = 5
        try options.setModels("nbd,gamma-gamma")
        let result = try CalibrationStudy.result(try SalesLog.read(path: scratch["log.csv"]), options)
        let row = try #require(result.validation.rows.first { $0.measure == "median_repeat_basket" })
        #expect(abs(row.simulated / row.actual - 1) < 0.1, "\(row), \(result.spend?.note ?? "")")
        let p = try #require(result.spend?.estimates).values[0]
        #expect((0.5...24).contains(p) || result.spend?.note?.contains("own baskets") == true, "\(p)")
    }

    @Test("spend that simulated customers are far from is said to be so")
    func tradeAccounts() throws {
        var rows = "customer_id,date,amount\n"
        for customer in 0..<300 {
            // Ten of them buy for resale: seventy times as much, and often.
            let isTrade = customer < 10
            for turn in 0..<(isTrade ? 60 : 1 + customer % 5) {
                let date = CalendarDate(daysSinceEpoch: 18_628 + (customer * 7 + turn * (isTrade ? 5 : 61)) % 360)
                rows += "c\(customer),\(date),\((isTrade ? 1500 : 20) + (customer * 3 + turn * 5) % 11)\n"
            }
        }
        let scratch = try Scratch()
        try scratch.make("", files: ["log.csv": rows])
        let run = try Loyalty("fit log.csv --models nbd,bg-nbd,gamma-gamma --output r", in: scratch.path)
        #expect(run.status == 0, "\(run.errors)")
        let spent = try #require(
            Loyalty.rows(try scratch.text("r/validation.csv")).first { $0["measure"] == "repeat_spend" })
        let (actual, simulated) = (
            try #require(Double(spent["actual"] ?? "")), try #require(Double(spent["simulated"] ?? ""))
        )
        let isOff = abs(simulated / actual - 1) > 0.2
        #expect(run.output.contains("They spend ") && isOff, "\(spent) \(run.output)")
        #expect(run.output.contains("% less") && run.output.contains("That is far off"), "\(run.output)")
    }
}
