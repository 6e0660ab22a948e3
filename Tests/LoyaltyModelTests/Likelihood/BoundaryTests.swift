import Foundation
import LoyaltyModel
import Testing

/// Data whose likelihood has its top at the end of a parameter.
@Suite("Estimates at a boundary")
struct BoundaryTests {
    private func meaning(_ estimates: Estimates) -> String {
        estimates.ends.isEmpty ? "\(estimates.status)" : estimates.ends.map(\.meaning).joined(separator: "; ")
    }

    @Test("name attrition that no data show, as likely as without it")
    func nobodyLeaves() throws {
        var luck = SimulatedHistories(1)
        // Heavy buyers over a short time.
        let summary = luck.summary(200) { luck, age in luck.history(rate: luck.gamma(3, rate: 2), age: age) }
        let plain = try TimingModel.nbd.fit(summary).estimates
        for model in TimingModel.allCases where model != .nbd {
            let found = try model.fit(summary).estimates
            #expect(found.logLikelihood > plain.logLikelihood - 0.02, "\(model): \(found), NBD \(plain)")
            // Where the model finds a little more, it must be more, and say so if the data hardly tell it.
            let isInside = found.status != .notConverged && found.logLikelihood > plain.logLikelihood + 0.005
            #expect(meaning(found).contains("attrition not identified") || isInside, "\(model): \(found), NBD \(plain)")
        }
    }

    @Test("name a hazard that all customers share")
    func sameHazard() throws {
        var luck = SimulatedHistories(2)
        let summary = luck.summary(3000) { luck, age in
            luck.history(rate: luck.gamma(2, rate: 4), lifetime: luck.exponential() / 0.05, age: age)
        }
        let found = try TimingModel.pareto.fit(summary).estimates
        var slopes = [0.0, 0, 0, 0]
        // The limit by hand: s, β at 10⁶, the hazard the best of a fine grid; r and α as found.
        let grid = stride(from: 0.03, to: 0.08, by: 0.0002).map { hazard in
            ParetoLikelihood(summary).value(
                [log(found.values[0]), log(found.values[1]), log(hazard * 1e6), log(1e6)], &slopes)
        }
        let limit = grid.max() ?? 0
        #expect(found.logLikelihood > limit - 0.02, "\(found), limit \(limit)")
        let isInside = found.status == .converged && found.logLikelihood > limit
        #expect(meaning(found).contains("leave at the same rate") || isInside, "\(found)")
        // G/G/NBD has that limit, too.
        let wider = try TimingModel.gompertz.fit(summary).estimates
        #expect(wider.logLikelihood > limit - 0.02 && wider.status != .notConverged, "\(wider), limit \(limit)")
    }

    @Test("or on a ridge are what small logs give, and contradict nothing")
    func smallLogs() throws {
        for occurrence in 0..<12 {
            var luck = SimulatedHistories(500 + occurrence)
            let summary = luck.summary(40) { luck, age in
                luck.history(rate: luck.gamma(0.8, rate: 4), lifetime: luck.exponential() / 0.03, age: age)
            }
            // G/G/NBD may not settle on logs as small as these: it is told so in docs/CALIBRATION.md.
            for model in TimingModel.allCases where model != .gompertz {
                let found = try model.fit(summary).estimates
                #expect(found.status != .notConverged, "log \(occurrence), \(model): \(found)")
                // A parameter goes to one end at most.
                guard case .atBoundary(_, let letters) = found.status else { continue }
                #expect(Set(letters).count == letters.count, "log \(occurrence), \(model): \(found)")
            }
        }
    }

    @Test("name a purchase rate that all customers share")
    func sameRate() throws {
        let histories = Array(repeating: PurchaseHistory(repeats: 4, recency: 30, age: 39), count: 500)
        let summary = TimingSummary(histories, logGaps: 2000 * log(7.5))
        for model in TimingModel.allCases {
            let found = try model.fit(summary).estimates
            // Identical histories: at most a Poisson density of four purchases in 30 to 39 units each.
            let poisson = 500 * (4 * log(4.0 / 39) - 4)
            #expect(found.logLikelihood > poisson - 0.02, "\(model): \(found), \(poisson)")
            let isRidge = if case .flatRidge = found.status { true } else { false }
            #expect(meaning(found).contains("all customers buy at the same rate") || isRidge, "\(model): \(found)")
        }
    }

    @Test("are none where a few leave at once and the others never: the top inside is found")
    func fewLeave() throws {
        for occurrence in 0..<6 {
            var luck = SimulatedHistories(700 + occurrence)
            let phases = 2 + occurrence % 2
            let summary = luck.summary(400) { luck, age in
                let coin = luck.uniform() < 0.02 ? 0.8 : 0
                return luck.history(rate: luck.gamma(1.5, rate: 0.6), phases: phases, coin: coin, age: 3 * age)
            }
            for model in [TimingModel.betaGeometric, .modifiedBetaGeometric] {
                let found = try model.fit(summary, phases: phases).estimates
                let likelihood = CoinLikelihood(
                    summary, phases: phases, coinAfterFirst: model == .modifiedBetaGeometric)
                // Coins of a grid with the rates as found: none may be likelier.
                var (slopes, best) = ([0.0, 0, 0, 0], -Double.infinity)
                for a in stride(from: -8.0, to: 2, by: 0.5) {
                    for b in stride(from: -5.0, to: 4, by: 0.5) {
                        best = max(
                            best, likelihood.value([log(found.values[0]), log(found.values[1]), a, b], &slopes))
                    }
                }
                #expect(found.logLikelihood > best - 0.005, "\(occurrence), \(model): \(found), \(best)")
                #expect(found.status != .notConverged, "\(occurrence), \(model): \(found)")
            }
        }
    }

    @Test("are finite and have a status for odd logs")
    func oddLogs() throws {
        let odd: [(String, [(Int, Double, Double, Int)])] = [
            ("one customer", [(3, 20, 30, 1)]),
            ("two customers", [(0, 0, 30, 1), (1, 3, 30, 1)]),
            ("all came back at the last moment", [(1, 30, 30, 50), (2, 30, 30, 20)]),
            ("no time watched for some", [(0, 0, 0, 100), (1, 2, 5, 30), (0, 0, 9, 300)]),
            ("all but one never came back", [(0, 0, 39, 2356), (1, 0.142857, 39, 1)]),
            ("heavy buyers", [(131, 38, 39, 20), (222, 39, 39, 20), (150, 3, 39, 10)]),
            ("a century of days", [(3000, 36000, 36500, 5), (0, 0, 36500, 50), (10, 400, 36500, 20)]),
        ]
        for (name, cells) in odd {
            let summary = TimingSummary(
                cells: cells.map {
                    .init(history: PurchaseHistory(repeats: $0.0, recency: $0.1, age: $0.2), customers: Double($0.3))
                }, logGaps: cells.reduce(0) { $0 + Double($1.0 * $1.3) * log(max(0.14, $1.1 / Double(max(1, $1.0)))) })
            for model in TimingModel.allCases {
                let found = try model.fit(summary)
                #expect(found.estimates.logLikelihood.isFinite, "\(name), \(model): \(found.estimates)")
                #expect(found.estimates.values.allSatisfy { $0.isFinite && $0 > 0 }, "\(name), \(model): \(found)")
                // No model may be less likely than the one inside it without attrition.
                if model != .nbd {
                    let plain = try TimingModel.nbd.fit(summary).estimates.logLikelihood
                    #expect(
                        found.estimates.logLikelihood > plain - 0.02,
                        "\(name), \(model): \(found.estimates), NBD \(plain)")
                }
                #expect(found.estimates.status != .notConverged, "\(name), \(model): \(found.estimates)")
                for cell in summary.cells.prefix(3) {
                    let base = found.customerBase
                    let alive = try base.aliveProbability(cell.history)
                    let ahead = try base.expectedPurchases(after: cell.history, ahead: 39)
                    #expect(
                        alive >= 0 && alive <= 1 && ahead >= 0,
                        "\(name), \(model): \(alive) \(ahead) \(found.estimates)")
                }
            }
        }
    }

    @Test("name customers who leave at once or never, in every model that has such a limit")
    func atOnceOrNever() throws {
        // Half of them come once; the others every other week for a year, as the model has it.
        var luck = SimulatedHistories(91)
        let summary = luck.summary(400) { luck, age in
            luck.uniform() < 0.5
                ? (PurchaseHistory(repeats: 0, recency: 0, age: age), 0) : luck.history(rate: 0.5, age: age)
        }
        let coin = try TimingModel.modifiedBetaGeometric.fit(summary)
        for model in [TimingModel.modifiedBetaGeometric, .pareto, .gompertz] {
            let found = try model.fit(summary)
            let estimates = found.estimates
            #expect(estimates.logLikelihood > coin.estimates.logLikelihood - 0.02, "\(model): \(estimates), \(coin)")
            #expect(estimates.values.allSatisfy { $0.isFinite && $0 > 0 }, "\(model): \(estimates)")
            let isInside = estimates.logLikelihood > coin.estimates.logLikelihood + 0.005
            #expect(meaning(estimates).contains("at once or never") || isInside, "\(model): \(estimates)")
            // Half of them stay, four binomial standard errors; and those who came again are still there.
            if let chance = found.chanceOfLeavingAtOnce {
                #expect(abs(chance - 0.5) < 4 * (0.25 / 400).squareRoot(), "\(model): \(chance)")
                let busy = PurchaseHistory(repeats: 15, recency: 29, age: 30)
                #expect(try found.customerBase.aliveProbability(busy) > 0.99, "\(model): \(estimates)")
            }
        }
    }

    @Test("name a law of leaving with age that all customers share")
    func sameLaw() throws {
        var luck = SimulatedHistories(92)
        // Survival exp(−η (exp(b t) − 1)), b = 0.3, η = exp(−6): all of them leave about week 20.
        let summary = luck.summary(800) { luck, age in
            let lifetime = log1p(luck.exponential() * exp(6)) / 0.3
            return luck.history(rate: luck.gamma(2, rate: 4), lifetime: lifetime, age: age)
        }
        let found = try TimingModel.gompertz.fit(summary).estimates
        var slopes = Array(repeating: 0.0, count: 5)
        let truth = GompertzLikelihood(summary).value([log(2), log(4), log(0.3), log(1e6), log(1e6) + 6], &slopes)
        #expect(found.logLikelihood > truth, "\(found), truth \(truth)")
        // Where the model finds a little more inside, it is on the ridge to that limit.
        let isRidge = if case .flatRidge(let names) = found.status { names == ["s", "beta"] } else { false }
        #expect(meaning(found).contains("by the same law of age") || isRidge, "\(found)")
        let pareto = try TimingModel.pareto.fit(summary).estimates
        #expect(found.logLikelihood > pareto.logLikelihood - 0.02, "\(found), \(pareto)")
    }

    @Test("of spend name a mean basket that all customers share, however much they buy")
    func sameMeanBasket() throws {
        var luck = SimulatedHistories(93)
        let spend = SpendSummary(
            (0..<800).map { _ in
                .init(purchases: 60, average: (0..<60).reduce(0) { sum, _ in sum + luck.gamma(6, rate: 0.2) } / 60)
            })
        let found = try GammaGamma.fit(spend)
        let isInside = found.status != .notConverged
        #expect(meaning(found).contains("same mean basket") || isInside, "\(found)")
        // The limit by hand: mean baskets of Gamma(60 p, rate 60 p / mean), the best p of a fine grid.
        let mean = spend.customers.reduce(0) { $0 + $1.average } / 800
        let limit =
            stride(from: 4.0, to: 9.0, by: 0.01).map { p in
                spend.customers.reduce(0.0) { sum, customer in
                    let shape = 60 * p
                    let scaled = shape * customer.average / mean
                    return sum + shape * log(shape / mean) + (shape - 1) * log(customer.average) - scaled
                        - lgamma(shape)
                }
            }.max() ?? 0
        #expect(found.logLikelihood > limit - 0.02, "\(found), limit \(limit)")
    }

    @Test("of spend leave p to how a customer's own baskets differ")
    func shapeOfBaskets() throws {
        var luck = SimulatedHistories(94)
        let customers = (0..<400).map { number -> (purchases: Int, squares: Double) in
            let baskets = (0..<(2 + number % 9)).map { _ in luck.gamma(6, rate: 0.3) }
            let mean = baskets.reduce(0, +) / Double(baskets.count)
            return (baskets.count, baskets.reduce(0) { $0 + ($1 / mean - 1) * ($1 / mean - 1) })
        }
        let p = try #require(GammaGamma.shape(ofBaskets: customers))
        // 2,000 degrees of freedom: a relative error of √(2 / 2000) for squares of normal numbers, these are near it.
        #expect(abs(p / 6 - 1) < 5 * (2.0 / 2000).squareRoot(), "\(p)")
        #expect(GammaGamma.shape(ofBaskets: [(1, 0), (1, 0)]) == nil)
        #expect(GammaGamma.shape(ofBaskets: [(5, 0), (7, 0)]) == nil)
    }
}
