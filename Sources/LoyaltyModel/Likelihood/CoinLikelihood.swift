import Foundation

/// Timing density of the beta-geometric family: BG/NBD, MBG/NBD and their forms with k phases a gap.
///
/// Letters and sources: ``BetaGeometricNBD``, ``ModifiedBetaGeometricNBD``, ``BetaGeometricCNBD``. With n coins tossed
/// by the last purchase, n = x for BG and x + 1 for MBG, the density is that of the gaps under a gamma phase rate times
/// the weight of the silence after it: the gap unfinished and all coins up, or the last coin down. Beta functions of
/// whole differences are rising factorials, so nothing over- or underflows at any x.
package struct CoinLikelihood: Likelihood {
    let summary: TimingSummary
    let phases: Int
    /// Coins before the first repeat purchase: 0 for BG, 1 for MBG.
    let firstCoins: Int

    package init(_ summary: TimingSummary, phases: Int, coinAfterFirst: Bool) {
        self.summary = summary
        self.phases = phases
        firstCoins = coinAfterFirst ? 1 : 0
    }

    package var parameterNames: [String] { ["r", "alpha", "a", "b"] }
    package var customers: Double { summary.customers }

    package var starts: [[Double]] {
        let (r, alpha) = summary.momentStart
        let scale = Double(phases)
        return [(1, 3), (0.8, 1.5), (0.5, 10), (3, 10)].flatMap { a, b in
            [[log(r), log(alpha / scale), log(a), log(b)], [log(2 * r), log(alpha / scale), log(a), log(b)]]
        }
    }

    package var limits: [LikelihoodLimit] {
        let far = LikelihoodLimit.far
        func unit(_ i: Int) -> [Double] { (0..<4).map { $0 == i ? 1 : 0 } }
        return [
            LikelihoodLimit(
                boundary: .nobodyLeaves, unidentified: ["a", "b"],
                offset: [0, 0, -far / 2, far / 2], directions: [unit(0), unit(1)], start: { Array($0.prefix(2)) }),
            LikelihoodLimit(
                boundary: .sameChanceOfLeaving, unidentified: ["a", "b"],
                offset: [0, 0, far, far], directions: [unit(0), unit(1), unit(2)],
                start: { [$0[0], $0[1], $0[2] - $0[3]] }),
            LikelihoodLimit(
                boundary: .leavingAtOnceOrNever, unidentified: ["a", "b"], offset: [0, 0, -far, -far],
                directions: [unit(0), unit(1), unit(2)], start: { [$0[0], $0[1], $0[2] - $0[3]] }),
            .alikePurchaseRates(others: 2, names: parameterNames),
        ]
    }

    package func value(_ logs: [Double], _ gradient: inout [Double]) -> Double {
        let (r, alpha, a, b) = (exp(logs[0]), exp(logs[1]), exp(logs[2]), exp(logs[3]))
        let k = Double(phases)
        let rising = RisingFactorial(r, upTo: phases * summary.mostRepeats)
        let stays = RisingFactorial(b, upTo: summary.mostRepeats + firstCoins)
        let tosses = RisingFactorial(a + b, upTo: summary.mostRepeats + firstCoins)
        var sum = (k - 1) * summary.logGaps - summary.repeats * SpecialFunctions.plainLogGamma(k)
        var (byR, byAlpha, byA, byB) = (0.0, 0.0, 0.0, 0.0)
        for cell in summary.cells {
            let repeats = cell.history.repeats
            let coins = repeats + firstCoins
            let (phasesDone, age, recency) = (k * Double(repeats), cell.history.age, cell.history.recency)
            let shape = r + phasesDone
            let (growth, growthToLast) = (log1p(age / alpha), log1p(recency / alpha))
            var logStay = -shape * growth
            var (stayByR, stayByAlpha) = (-growth, shape * age / (alpha + age))
            if phases > 1 {
                let gap = UnfinishedGap(phases: phases, shape: shape, share: (age - recency) / (alpha + age))
                logStay += gap.log
                stayByR += gap.byShape
                stayByAlpha -= gap.byLogShare * alpha / (alpha + age)
            }
            var share = 1.0
            var logWeight = logStay
            if coins > 0 {
                let logLeft = -shape * growthToLast + logs[2] - log(b + Double(coins) - 1)
                let odds = exp(logLeft - logStay)
                share = 1 / (1 + odds)
                logWeight = odds < 1 ? logStay + log1p(odds) : logLeft + log1p(1 / odds)
            }
            let gone = 1 - share
            let weight = cell.customers
            sum +=
                weight
                * (rising.logs[phases * repeats] - phasesDone * logs[1] + stays.logs[coins] - tosses.logs[coins]
                    + logWeight)
            byR += weight * (rising.slopes[phases * repeats] + share * stayByR - gone * growthToLast)
            byAlpha +=
                weight
                * (share * stayByAlpha + gone * shape * recency / (alpha + recency) - phasesDone)
            guard coins > 0 else { continue }
            byA += weight * (gone / a - tosses.slopes[coins])
            byB += weight * (stays.slopes[coins] - tosses.slopes[coins] - gone / (b + Double(coins) - 1))
        }
        gradient = [byR * r, byAlpha, byA * a, byB * b]
        return sum
    }

    /// Few leave, or many, and customers differ in it much or little; rates as at the end.
    package func insides(_ logs: [Double]) -> [[Double]] {
        [0.003, 0.03, 0.2].flatMap { mean in
            [0.1, 1, 10].map { [logs[0], logs[1], log(mean * $0), log((1 - mean) * $0)] }
        }
    }

    package func thinned(to size: Int) -> Self {
        CoinLikelihood(summary.thinned(to: size), phases: phases, coinAfterFirst: firstCoins == 1)
    }
}

/// ln Σ over j < k of (R)ⱼ / j! wʲ: how likely a gap of k phases is not over, beside one of a single phase; w is the
/// silence's share of the time, R the shape of the phase rate.
private struct UnfinishedGap {
    let log: Double
    /// Derivative by R.
    let byShape: Double
    /// Derivative by ln w.
    let byLogShare: Double

    init(phases: Int, shape: Double, share: Double) {
        var (term, slope) = (1.0, 0.0)
        var (sum, byShape, byLogShare) = (1.0, 0.0, 0.0)
        for j in 1..<phases {
            let factor = shape + Double(j) - 1
            slope += 1 / factor
            term *= factor / Double(j) * share
            sum += term
            byShape += term * slope
            byLogShare += term * Double(j)
        }
        log = Foundation.log(sum)
        self.byShape = byShape / sum
        self.byLogShare = byLogShare / sum
    }
}

extension LikelihoodLimit {
    /// s, β → 0 of a gamma hazard with s ln β fixed: some leave at once, with MBG/NBD's first coin, the others never. A
    /// share π stays where β is exp(−L) and s is ln π ÷ −L; L would have to be many thousands for the density to be near.
    ///
    /// - Parameters:
    ///   - names: of a model whose first parameters are r and α.
    ///   - model: the model's logarithms from those of r, α, s and β.
    static func leavingAtOnceOrNever(
        _ summary: TimingSummary, names: [String], model: @escaping @Sendable ([Double]) -> [Double]
    ) -> LikelihoodLimit {
        let coin = CoinLikelihood(summary, phases: 1, coinAfterFirst: true)
        let reach = 300.0
        var limit = LikelihoodLimit(
            boundary: .leavingAtOnceOrNever, unidentified: Array(names.dropFirst(2)), offset: names.map { _ in 0 },
            directions: [[], [], []], start: { [$0[0], $0[1], -1] })
        guard let own = coin.limits.first(where: { $0.boundary == .leavingAtOnceOrNever }) else { return limit }
        // The last of the limit's own logarithms is that of a / b: a share 1 / (1 + a / b) stays.
        limit.density = (
            LimitedLikelihood(full: coin, limit: own),
            { model([$0[0], $0[1], log(max(1e-9, log1p(exp($0[2])))) - log(reach), -reach]) }
        )
        return limit
    }
}
