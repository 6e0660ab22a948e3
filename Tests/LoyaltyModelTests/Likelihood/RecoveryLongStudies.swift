import Foundation
import LoyaltyModel
import Testing

/// Simulated customers, fitted again: `make test-long`.
@Suite(
    "Recovery of parameters", .enabled(if: ProcessInfo.processInfo.environment["LOYALTY_LONG_TESTS"] != nil),
    .serialized)
struct RecoveryLongStudies {
    private static let logs = 60
    private static let customers = 5_000

    struct Case: Sendable {
        let model: TimingModel
        let phases: Int
        let truth: [Double]
    }

    private static let cases = [
        Case(model: .nbd, phases: 1, truth: [0.4, 12]),
        Case(model: .betaGeometric, phases: 1, truth: [0.25, 4.5, 0.8, 2.4]),
        Case(model: .modifiedBetaGeometric, phases: 1, truth: [0.6, 7, 0.8, 1.5]),
        Case(model: .betaGeometricErlang, phases: 2, truth: [0.8, 2, 0.7, 3]),
        Case(model: .modifiedBetaGeometricErlang, phases: 3, truth: [0.9, 1.5, 0.8, 2.5]),
        Case(model: .pareto, phases: 1, truth: [0.55, 10.6, 0.6, 11.7]),
    ]

    /// Four standard errors of the share of so many independent intervals that cover.
    private static func coverageError(_ intervals: Int) -> Double {
        4 * (0.95 * 0.05 / Double(intervals)).squareRoot()
    }

    private func history(
        _ test: Case, _ luck: inout SimulatedHistories, _ age: Double
    ) -> (history: PurchaseHistory, logGaps: Double) {
        let values = test.truth
        let rate = luck.gamma(values[0], rate: values[1])
        switch test.model {
        case .nbd: return luck.history(rate: rate, age: age)
        case .betaGeometric, .betaGeometricErlang:
            return luck.history(rate: rate, phases: test.phases, coin: luck.beta(values[2], values[3]), age: age)
        case .modifiedBetaGeometric, .modifiedBetaGeometricErlang:
            return luck.history(
                rate: rate, phases: test.phases, coin: luck.beta(values[2], values[3]), coinAtFirst: true, age: age)
        case .pareto:
            return luck.history(
                rate: rate, lifetime: luck.exponential() / luck.gamma(values[2], rate: values[3]), age: age)
        case .gompertz:
            let scale = luck.gamma(values[3], rate: values[4])
            return luck.history(rate: rate, lifetime: log1p(luck.exponential() / scale) / values[2], age: age)
        }
    }

    @Test("95 per cent intervals cover the truth as often as they say", arguments: cases)
    func coverage(test: Case) throws {
        var (covered, all) = (0, 0)
        for occurrence in 0..<Self.logs {
            var luck = SimulatedHistories(1000 + occurrence)
            let summary = luck.summary(Self.customers) { history(test, &$0, $1) }
            let fit = try test.model.fit(summary)
            #expect(fit.phases == test.phases, "log \(occurrence): \(fit)")
            for (i, truth) in test.truth.enumerated() {
                all += 1
                // On the scale of logarithms, where the likelihood is nearest to a parabola.
                let error = (fit.estimates.standardError(i) ?? 0) / fit.estimates.values[i]
                if abs(log(fit.estimates.values[i] / truth)) <= 1.96 * error { covered += 1 }
            }
        }
        let share = Double(covered) / Double(all)
        print("\(test.model) \(test.truth): \(covered) of \(all) intervals cover, \(share)")
        #expect(abs(share - 0.95) <= Self.coverageError(all), "\(test): \(share)")
    }

    @Test("spend's intervals cover the truth as often as they say")
    func spend() throws {
        let truth = [6.25, 3.74, 15.44]
        var (covered, all) = (0, 0)
        for occurrence in 0..<Self.logs {
            var luck = SimulatedHistories(2000 + occurrence)
            let customers = (0..<Self.customers).map { number -> SpendSummary.Customer in
                let purchases = 1 + number % 4
                let rate = luck.gamma(truth[1], rate: truth[2])
                let total = (0..<purchases).reduce(0) { sum, _ in sum + luck.gamma(truth[0], rate: rate) }
                return SpendSummary.Customer(purchases: purchases, average: total / Double(purchases))
            }
            let estimates = try GammaGamma.fit(SpendSummary(customers))
            for i in 0..<3 {
                all += 1
                let error = (estimates.standardError(i) ?? 0) / estimates.values[i]
                if abs(log(estimates.values[i] / truth[i])) <= 1.96 * error { covered += 1 }
            }
        }
        print("gamma-gamma: \(covered) of \(all) intervals cover")
        #expect(abs(Double(covered) / Double(all) - 0.95) <= Self.coverageError(all))
    }

    @Test("G/G/NBD is at least as likely as the truth that made the log")
    func gompertz() throws {
        let test = Case(model: .gompertz, phases: 1, truth: [0.6, 6, 0.08, 0.7, 0.5])
        for occurrence in 0..<3 {
            var luck = SimulatedHistories(3000 + occurrence)
            let summary = luck.summary(Self.customers) { history(test, &$0, $1) }
            let found = try TimingModel.gompertz.fit(summary).estimates
            var slopes = test.truth
            let truth = GompertzLikelihood(summary).value(test.truth.map { log($0) }, &slopes)
            print("G/G/NBD: \(found.logLikelihood) fitted, \(truth) true, \(found.status)")
            // Twice the gain is about chi-square with five degrees: 20.5 is exceeded once in a thousand logs.
            #expect(found.logLikelihood >= truth && found.logLikelihood < truth + 10.3, "\(found), truth \(truth)")
        }
    }

    @Test("whole days with one purchase each bias the rates down by a known share")
    func wholeDays() throws {
        // What a log of days does to CDNOW-like customers: days since the first, same-day purchases merged.
        var shifts: [Double] = []
        for occurrence in 0..<Self.logs {
            var luck = SimulatedHistories(4000 + occurrence)
            let (r, alpha, s, beta) = (0.55, 10.6, 0.6, 11.7)
            let histories = (0..<Self.customers).map { _ -> PurchaseHistory in
                let rate = luck.gamma(r, rate: alpha)
                let life = luck.exponential() / luck.gamma(s, rate: beta)
                let first = luck.uniform() * 90
                var (days, time) = (Set([Int(first)]), first)
                while true {
                    time += 7 * luck.exponential() / rate
                    guard time < 273, time - first < 7 * life else { break }
                    days.insert(Int(time))
                }
                let last = days.max() ?? 0
                return PurchaseHistory(
                    repeats: days.count - 1, recency: Double(last - Int(first)) / 7,
                    age: Double(272 - Int(first)) / 7)
            }
            let values = try TimingModel.pareto.fit(TimingSummary(histories, logGaps: 0)).estimates.values
            shifts.append(values[0] / values[1] / (r / alpha) - 1)
        }
        let mean = shifts.reduce(0, +) / Double(shifts.count)
        let squares = shifts.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        let error = (squares / Double(shifts.count * (shifts.count - 1))).squareRoot()
        print("mean purchase rate under whole days: \(100 * mean) per cent, standard error \(100 * error)")
        // docs/CALIBRATION.md states 3.6 per cent too low, rounded to a tenth; other luck may move it by standard errors.
        #expect(abs(mean + 0.036) < 3 * error + 0.0005, "\(mean) ± \(error)")
        #expect(mean < -3 * error, "\(mean) ± \(error)")
    }
}
