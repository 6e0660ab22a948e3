import Foundation

/// How many customers of a contract left at which renewal, or are still there.
public struct RenewalSummary: Sendable, Hashable {
    public struct Cell: Sendable, Hashable {
        /// Renewals that the customer made.
        public var renewals: Int
        /// Whether the customer did not make the next one; otherwise it is yet to come.
        public var left: Bool
        public var customers: Double

        public init(renewals: Int, left: Bool, customers: Double) {
            self.renewals = renewals
            self.left = left
            self.customers = customers
        }
    }

    public let cells: [Cell]

    public init(_ cells: [Cell]) { self.cells = cells }
}

/// sBG likelihood: B(α + 1, β + n) / B(α, β) for leaving at renewal n + 1, B(α, β + n) / B(α, β) for being there after n.
/// Letters and source: ``ContractRenewal``.
package struct ContractLikelihood: Likelihood {
    let summary: RenewalSummary
    package let customers: Double
    private let most: Int

    package init(_ summary: RenewalSummary) {
        self.summary = summary
        customers = summary.cells.reduce(0) { $0 + $1.customers }
        most = summary.cells.reduce(0) { max($0, $1.renewals + 1) }
    }

    package var parameterNames: [String] { ["alpha", "beta"] }
    package var starts: [[Double]] { [[0, 1], [-1, 0], [2, 4]] }

    package var limits: [LikelihoodLimit] {
        let far = LikelihoodLimit.far
        return [
            LikelihoodLimit(
                boundary: .sameChanceOfLeaving, unidentified: ["alpha", "beta"],
                offset: [far, far], directions: [[1, 0]], start: { [$0[0] - $0[1]] }),
            LikelihoodLimit(
                boundary: .leavingFirstOrNever, unidentified: ["alpha", "beta"],
                offset: [-far, -far], directions: [[1, 0]], start: { [$0[0] - $0[1]] }),
        ]
    }

    package func value(_ logs: [Double], _ gradient: inout [Double]) -> Double {
        let (alpha, beta) = (exp(logs[0]), exp(logs[1]))
        let stays = RisingFactorial(beta, upTo: most)
        let tosses = RisingFactorial(alpha + beta, upTo: most)
        var (sum, byAlpha, byBeta) = (0.0, 0.0, 0.0)
        for cell in summary.cells {
            let coins = cell.renewals + (cell.left ? 1 : 0)
            sum +=
                cell.customers
                * (stays.logs[cell.renewals] - tosses.logs[coins] + (cell.left ? logs[0] : 0))
            byAlpha += cell.customers * ((cell.left ? 1 / alpha : 0) - tosses.slopes[coins])
            byBeta += cell.customers * (stays.slopes[cell.renewals] - tosses.slopes[coins])
        }
        gradient = [byAlpha * alpha, byBeta * beta]
        return sum
    }

    package func thinned(to size: Int) -> Self { self }
}
