import Foundation
import LoyaltyModel
import LoyaltyWorkbench
import Testing

/// The shipped log of CDNOW's sample, calibrated as the literature does.
@Suite("Calibration of CDNOW's sample")
struct CalibrationTests {
    private static let calibrated = Result { try result() }

    private static func result() throws -> CalibrationResult {
        let usd = try #require(Currency(code: "USD"))
        var options = CalibrationOptions(currency: usd)
        options.until = CalendarDate(iso: "1997-09-30")
        options.worlds = 5
        try options.setModels("nbd,bg-nbd,mbg-nbd,pareto-nbd,gamma-gamma")
        let log = try SalesLog.read(path: Loyalty.packageFile("scenarios/data/cdnow-sample.csv"))
        return try CalibrationStudy.result(log, options)
    }

    private func candidate(_ model: TimingModel) throws -> TimingCandidate {
        try #require(try Self.calibrated.get().candidates.first { $0.fit.model == model })
    }

    @Test("counts customers, purchase days and what is dropped")
    func counts() throws {
        let data = try Self.calibrated.get().data
        #expect(data.customers.count == 2357 && data.repeats == 2457 && data.actualHeldOut == 1882)
        #expect(data.timing.cells.count == 1016, "distinct histories: \(data.timing.cells.count)")
        #expect(data.log.rows == 6919 && data.log.dropped.merged == 223 && data.lateCustomers == 0)
        #expect(data.spend.count { $0 != nil } == 946)
        #expect(abs(data.logGaps - 2909.504668589728) < 1e-8, "\(data.logGaps)")
    }

    @Test("finds the gamma-gamma estimates of the literature")
    func spend() throws {
        let estimates = try #require(try Self.calibrated.get().spend?.estimates)
        // Parameters and standard errors computed apart from this code; published 6.25, 3.74, 15.44.
        let expected = [(6.249572272, 1.190047427), (3.744224667, 0.2901318981), (15.44352096, 4.159395089)]
        #expect(abs(estimates.logLikelihood + 4055.917695) < 0.01, "\(estimates)")
        for (i, (value, error)) in expected.enumerated() {
            #expect(abs(estimates.values[i] - value) < 5e-4 * value, "\(estimates)")
            #expect(abs((estimates.standardError(i) ?? 0) - error) < 0.02 * error, "\(estimates)")
        }
    }

    @Test("expects of the holdout what the reference does")
    func holdout() throws {
        // Sums over customers given their histories, ten digits of the reference's own estimates.
        let expected: [(TimingModel, Double)] = [
            (.betaGeometric, 1653.408698), (.modifiedBetaGeometric, 1576.728302), (.pareto, 1665.513107),
        ]
        for (model, sum) in expected {
            let found = try candidate(model).expectedHeldOut ?? 0
            #expect(abs(found - sum) < 1e-4 * sum, "\(model): \(found), reference \(sum)")
        }
    }

    @Test("expects of customers by their repeats what the reference does")
    func holdoutByRepeats() throws {
        let data = try Self.calibrated.get().data
        let expected: [(TimingModel, [Double])] = [
            (.betaGeometric, [0.22509, 0.52313, 1.04413, 1.52028, 2.16387, 2.65385, 3.50404, 6.15719]),
            (.modifiedBetaGeometric, [0.18516, 0.55136, 1.04895, 1.49293, 2.10431, 2.56355, 3.36082, 5.84851]),
            (.pareto, [0.13845, 0.59947, 1.19584, 1.71384, 2.39831, 2.90721, 3.81856, 6.40307]),
        ]
        for (model, means) in expected {
            let ahead = try candidate(model).ahead
            for (repeats, mean) in means.enumerated() {
                let those = ahead.indices.filter { min(7, data.histories[$0].repeats) == repeats }
                let found = those.reduce(0) { $0 + ahead[$1] } / Double(those.count)
                #expect(abs(found - mean) < 1e-4 * (1 + mean), "\(model), \(repeats): \(found), reference \(mean)")
            }
        }
    }

    @Test("tracks repeat purchases by week as the reference does")
    func tracking() throws {
        let weeks = [1, 4, 13, 26, 39, 52, 65, 78]
        let actual = [0, 81, 828, 1746, 2457, 3183, 3844, 4339]
        let expected: [(TimingModel, [Double])] = [
            (.betaGeometric, [4.405, 68.944, 722.531, 1736.348, 2501.526, 3134.104, 3680.646, 4165.664]),
            (.pareto, [4.215, 66.721, 712.385, 1742.853, 2532.782, 3191.138, 3763.861, 4275.388]),
        ]
        for (model, sums) in expected {
            let periods = try candidate(model).curve.periods
            #expect(periods.count == 78 && periods[38].end.description == "1997-09-30" && !periods[38].isHeldOut)
            for (place, week) in weeks.enumerated() {
                let found = periods.prefix(week).reduce((0, 0.0)) { ($0.0 + $1.actual, $0.1 + $1.expected) }
                #expect(found.0 == actual[place], "week \(week): \(found.0)")
                // The reference was printed to a thousandth, from estimates of ten digits.
                #expect(abs(found.1 - sums[place]) < 2e-4 * sums[place] + 1e-3, "\(model), \(week): \(found.1)")
            }
        }
    }

    @Test("simulates as many purchases as the model expects")
    func validation() throws {
        let result = try Self.calibrated.get()
        let row = try #require(result.validation.rows.first { $0.measure == "repeat_purchases" && !$0.isHeldOut })
        let expected = result.chosen.curve.periods.reduce(0) { $1.isHeldOut ? $0 : $0 + $1.expected }
        // Four standard errors of the worlds' mean, and the purchases that share a day. These are at most as many as if
        // nobody left: on the first day E[λ] a customer, and after a purchase, on average for half a day, at the rate of
        // those who just bought, E[λ²] / E[λ].
        let error = 4 * row.deviation / Double(result.validation.worlds).squareRoot()
        let (r, alpha) = (result.chosen.fit.estimates.values[0], result.chosen.fit.estimates.values[1])
        let merged = 2357 * r / alpha / 7 + expected * (r + 1) / alpha / 7 / 2
        #expect(
            row.simulated < expected + error && row.simulated > expected - merged - error, "\(row), model \(expected)")
    }

    @Test("says what a person should know")
    func verdict() throws {
        let text = try Self.calibrated.get().text(folder: "r")
        for part in [
            "2,357 customers, 2,457 repeat purchase days, 1997-01-01 to 1997-09-30, holdout to 1998-06-30; unit week",
            "223 rows of the same customer and day, merged", "mbg-nbd and bg-nbd fit equally well",
            "It under-predicts the holdout by 16.2% (1,577 purchases expected, 1,882 made).",
            "Spend depends on frequency (correlation 0.",
            "; rank correlation with single baskets 0.11, p < 0.001): the copula carries it.", "They spend 15.3% less.",
            "a customer's own baskets differ as under p 3.19, the document has the p of mean baskets, 6.25",
        ] {
            #expect(text.contains(part), "\(part)\n in \n\(text)")
        }
    }

    @Test("gives frequencies that add up to the customers")
    func frequencies() throws {
        for model in [TimingModel.nbd, .betaGeometric, .modifiedBetaGeometric, .pareto] {
            let fit = try candidate(model).frequencies
            #expect(fit.actual == [1411, 439, 214, 100, 62, 38, 29, 64])
            #expect(abs(fit.expected.reduce(0, +) - 2357) < 1e-6, "\(model): \(fit.expected)")
            // Pearson's statistic by hand: every bin expects five or more. Its law has 7 degrees, or fewer for estimates.
            let statistic = zip(fit.actual, fit.expected).reduce(0) { sum, bin in
                sum + (Double(bin.0) - bin.1) * (Double(bin.0) - bin.1) / bin.1
            }
            let parameters = model == .nbd ? 2 : 4
            #expect(abs((fit.chiSquare ?? 0) - statistic) < 1e-9 && fit.degrees == (7 - parameters)...7, "\(model)")
            let p = try #require(fit.pValues)
            // The survival of chi-square of 7 degrees: erfc and a sum, Abramowitz and Stegun 26.4.4.
            let root = statistic.squareRoot()
            let tail =
                erfc(root / 2.0.squareRoot()) + (2 / Double.pi).squareRoot() * exp(-statistic / 2)
                * (root + pow(root, 3) / 3 + pow(root, 5) / 15)
            #expect(abs(p.upperBound - tail) < 1e-9 && p.lowerBound < p.upperBound, "\(model): \(p), \(tail)")
        }
    }
}

@Suite("Seasons")
struct SeasonTests {
    /// Customers who come at random for three years, half as often again in December; numbers from addressed luck.
    private func log(december: Double) throws -> SalesLog {
        var stream = Luck(seed: 5, replication: 0).stream(.world, .bootstrap, 0)
        func uniform() -> Double { (Double(stream.next()) + 0.5) / 4_294_967_296 }
        var rows = ["customer_id,date,amount"]
        let start = try #require(CalendarDate(iso: "2020-01-01"))
        for customer in 0..<800 {
            for day in 0..<1096 {
                let date = start.adding(days: day)
                let rate = (0.02 + 0.03 * Double(customer % 5) / 4) * (date.month == 12 ? december : 1)
                // The first purchase is a certain one, and nothing comes before it.
                let first = customer % 28
                if day == first || (day > first && uniform() < rate) { rows.append("c\(customer),\(date),10") }
            }
        }
        let scratch = try Scratch()
        try scratch.make("", files: ["log.csv": rows.joined(separator: "\n")])
        return try SalesLog.read(path: scratch["log.csv"])
    }

    private func season(december: Double) throws -> SeasonFit {
        var options = CalibrationOptions(currency: try #require(Currency(code: "EUR")))
        options.worlds = 2
        try options.setModels("nbd")
        return try CalibrationStudy.result(try log(december: december), options).season
    }

    @Test("are found where there are any, with their size")
    func december() throws {
        let found = try season(december: 1.5)
        let factors = try #require(found.factors, "\(found)")
        #expect(abs(factors.reduce(0, +) / 12 - 1) < 1e-9)
        for month in 1...12 {
            // 1.5 or 1 ÷ the mean 12.5 / 12.
            let factor = month == 12 ? 1.44 : 0.96
            // 28 purchases a day, half as many again in December; all who come began by 28 January of the first year.
            let variances = (2020...2022).map { year in
                let days = CalendarDate(year: year, month: month, day: 1)?.endOfMonth.day ?? 28
                let isFirst = year == 2020 && month == 1
                return 1 / (28 * (Double(days) - (isFirst ? 14 : 0)) * (month == 12 ? 1.5 : 1))
            }
            // A factor is the mean of three years' logarithms, each with a Poisson count's relative error.
            let error = factor * variances.reduce(0, +).squareRoot() / 3
            #expect(abs(factors[month - 1] - factor) < 4 * error, "month \(month): \(factors), ± \(error)")
        }
    }

    @Test("a month in which the shop is closed is one of the season")
    func closed() throws {
        var options = CalibrationOptions(currency: try #require(Currency(code: "EUR")))
        options.worlds = 2
        try options.setModels("nbd")
        let open = try log(december: 1)
        let rows = open.customers.indices.flatMap { customer in
            open.places(of: customer).map {
                (open.customers[customer], CalendarDate(daysSinceEpoch: Int(open.days[$0])))
            }
        }
        let text = rows.filter { $0.1.month != 8 }.map { "\($0.0),\($0.1),10\n" }.joined()
        let scratch = try Scratch()
        try scratch.make("", files: ["log.csv": "customer_id,date,amount\n" + text])
        let result = try CalibrationStudy.result(try SalesLog.read(path: scratch["log.csv"]), options)
        let factors = try #require(result.season.factors)
        // About 900 purchases are expected of an August: ln (½ / 900) is a thousandth, and the others are 12 / 11.
        #expect(factors[7] < 0.01, "\(factors)")
        #expect(factors.enumerated().allSatisfy { $0.offset == 7 || abs($0.element - 12.0 / 11) < 0.1 }, "\(factors)")
    }

    @Test("are planted, and the fitted customers buy as often as the planted ones")
    func roundTrip() throws {
        let factors = [0.7, 0.5, 0.8, 0.9, 1, 1.1, 0.8, 0.7, 0.9, 1.1, 1.5, 2]
        // One customer begins every twelve hours of the first two years; r / α is a purchase in ten weeks.
        let planted = Population(
            unitDays: 7, customers: 1460,
            segments: [
                Segment(
                    name: "all", share: 1, purchase: .poissonGamma(PoissonGamma(r: 2, alpha: 20)), attrition: .none,
                    basket: .fixed(FixedBasket(amount: 10)), marginMillionths: 0)
            ], season: factors)
        let scratch = try Scratch()
        let arrivals = (0..<1460).map { Double($0 / 2) }
        try scratch.make(
            "", files: ["log.csv": try SimulatedLog.text(planted, arrivals, start: "2020-01-01", days: 1096, world: 0)])
        var options = CalibrationOptions(currency: try #require(Currency(code: "EUR")))
        options.worlds = 20
        try options.setModels("nbd,gamma-gamma")
        let log = try SalesLog.read(path: scratch["log.csv"])
        let result = try CalibrationStudy.result(log, options)
        let found = try #require(result.season.factors)
        let estimates = result.chosen.fit.estimates
        let covariance = try #require(estimates.logCovariance)
        let error = (covariance[0][0] + covariance[1][1] - 2 * covariance[0][1]).squareRoot()
        let rate = estimates.values[0] / estimates.values[1]
        // Purchases of a day are one in the log, at most E[λ²] / E[λ] a week after each: 1.1 % for half a day.
        #expect(abs(log10(rate / 0.1)) < (3 * error + 0.011) / 2.302585, "rate \(rate), error \(error)")
        for (month, factor) in factors.enumerated() {
            // Fifty purchases a month and 100 customers, and 730 to 1,460 customers are there from the second year on.
            let purchases = factor * 0.1 / 7 * 30 * (365 + 1095 + 1460)
            #expect(abs(found[month] - factor) < 4 * factor / purchases.squareRoot() + 0.01, "\(month + 1): \(found)")
        }
        let row = try #require(result.validation.rows.first { $0.measure == "repeat_purchases" })
        #expect(abs(row.simulated - row.actual) < 3 * row.deviation, "\(row)")
        // Where the calendar's time is taken instead, the likelihood of the same purchases is far lower.
        let plain = try PurchaseSummaries(log, unit: .week, until: nil)
        let without = try TimingModel.nbd.fit(plain.timing).estimates.logLikelihood
        #expect(estimates.logLikelihood > without + 100, "\(estimates.logLikelihood), \(without)")
        #expect(plain.histories[0].age != result.data.histories[0].age)
    }

    @Test("are left out where months differ by chance only")
    func none() throws {
        let found = try season(december: 1)
        #expect(found.factors == nil && (found.pValue ?? 0) > 0.01, "\(found)")
    }
}
