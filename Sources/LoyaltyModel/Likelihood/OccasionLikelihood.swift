import Foundation

/// The purchase histories of customers who are seen at occasions, alike ones counted.
public struct OccasionSummary: Sendable, Hashable {
    public struct Cell: Sendable, Hashable {
        public var history: BetaGeometricBetaBernoulli.History
        public var customers: Double

        public init(history: BetaGeometricBetaBernoulli.History, customers: Double) {
            self.history = history
            self.customers = customers
        }
    }

    public let cells: [Cell]

    public init(_ cells: [Cell]) { self.cells = cells }
}

/// BG/BB likelihood. Letters and source: ``BetaGeometricBetaBernoulli``.
package struct OccasionLikelihood: Likelihood {
    let summary: OccasionSummary
    package let customers: Double
    private let most: Int

    package init(_ summary: OccasionSummary) {
        self.summary = summary
        customers = summary.cells.reduce(0) { $0 + $1.customers }
        most = summary.cells.reduce(0) { max($0, $1.history.occasions + 1) }
    }

    package var parameterNames: [String] { ["alpha", "beta", "gamma", "delta"] }
    package var starts: [[Double]] { [[0, 0, -0.5, 1], [0.5, 0, 0, 2], [-1, 0, -1, 0], [1, 1, -1, 3]] }

    package var limits: [LikelihoodLimit] {
        let far = LikelihoodLimit.far
        func unit(_ i: Int) -> [Double] { (0..<4).map { $0 == i ? 1 : 0 } }
        return [
            LikelihoodLimit(
                boundary: .nobodyLeaves, unidentified: ["gamma", "delta"],
                offset: [0, 0, -far / 2, far / 2], directions: [unit(0), unit(1)], start: { Array($0.prefix(2)) }),
            LikelihoodLimit(
                boundary: .sameChanceOfLeaving, unidentified: ["gamma", "delta"],
                offset: [0, 0, far, far], directions: [unit(0), unit(1), unit(2)],
                start: { [$0[0], $0[1], $0[2] - $0[3]] }),
            LikelihoodLimit(
                boundary: .sameChanceOfBuying, unidentified: ["alpha", "beta"],
                offset: [far, far, 0, 0], directions: [unit(0), unit(2), unit(3)],
                start: { [$0[0] - $0[1], $0[2], $0[3]] }),
            LikelihoodLimit(
                boundary: .buyingAlwaysOrNever, unidentified: ["alpha", "beta"],
                offset: [-far, -far, 0, 0], directions: [unit(0), unit(2), unit(3)],
                start: { [$0[0] - $0[1], $0[2], $0[3]] }),
        ]
    }

    package func value(_ logs: [Double], _ gradient: inout [Double]) -> Double {
        let (alpha, beta, gamma, delta) = (exp(logs[0]), exp(logs[1]), exp(logs[2]), exp(logs[3]))
        let (buys, passes) = (RisingFactorial(alpha, upTo: most), RisingFactorial(beta, upTo: most))
        let (chances, stays) = (RisingFactorial(alpha + beta, upTo: most), RisingFactorial(delta, upTo: most))
        let tosses = RisingFactorial(gamma + delta, upTo: most)
        var sum = 0.0
        var total = SIMD4<Double>.zero
        for cell in summary.cells {
            let (x, last, occasions) = (cell.history.purchases, cell.history.last, cell.history.occasions)
            /// ln of the weight of having been there for `seen` occasions and having left then, or not.
            func term(_ seen: Int, left: Bool) -> (Double, SIMD4<Double>) {
                let coins = seen + (left ? 1 : 0)
                let log =
                    buys.logs[x] + passes.logs[seen - x] - chances.logs[seen]
                    + stays.logs[seen] - tosses.logs[coins] + (left ? logs[2] : 0)
                return (
                    log,
                    SIMD4(
                        buys.slopes[x] - chances.slopes[seen], passes.slopes[seen - x] - chances.slopes[seen],
                        (left ? 1 / gamma : 0) - tosses.slopes[coins], stays.slopes[seen] - tosses.slopes[coins])
                )
            }
            var (logDensity, slopes) = term(occasions, left: false)
            for seen in stride(from: occasions - 1, through: last, by: -1) {
                let (log, termSlopes) = term(seen, left: true)
                let odds = exp(log - logDensity)
                let share = odds.isFinite ? odds / (1 + odds) : 1
                slopes = (1 - share) * slopes + share * termSlopes
                logDensity = odds < 1 ? logDensity + log1p(odds) : log + log1p(1 / odds)
            }
            sum += cell.customers * logDensity
            total += cell.customers * slopes
        }
        total *= SIMD4(alpha, beta, gamma, delta)
        gradient = (0..<4).map { total[$0] }
        return sum
    }

    package func thinned(to size: Int) -> Self { self }
}
