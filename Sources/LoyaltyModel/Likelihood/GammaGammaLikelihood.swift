import Foundation

/// Density of customers' mean baskets z̄ over x purchases under gamma-gamma spend. Letters and source: ``GammaGamma``.
///
/// ln Γ(px + q) − ln Γ(px) − ln Γ(q) + q ln γ + (px − 1) ln z̄ + px ln x − (px + q) ln (γ + x z̄).
package struct GammaGammaLikelihood: Likelihood {
    /// Customers with equally many purchases, ln z̄ each.
    struct Group {
        let purchases: Int
        let logAverages: [Double]
        let weight: Double
    }

    let groups: [Group]
    package let customers: Double
    private let logMean: Double

    package init(_ summary: SpendSummary) {
        var groups: [Group] = []
        var rest = summary.customers[...]
        while let first = rest.first {
            let alike = rest.prefix { $0.purchases == first.purchases }
            groups.append(Group(purchases: first.purchases, logAverages: alike.map { log($0.average) }, weight: 1))
            rest = rest.dropFirst(alike.count)
        }
        self.init(groups)
    }

    private init(_ groups: [Group]) {
        self.groups = groups
        customers = groups.reduce(0) { $0 + $1.weight * Double($1.logAverages.count) }
        let sum = groups.reduce(0) { $0 + $1.weight * $1.logAverages.reduce(0, +) }
        logMean = sum / max(1, customers)
    }

    package var parameterNames: [String] { ["p", "q", "gamma"] }

    package var starts: [[Double]] {
        // E Z = p γ / (q − 1) is put at the geometric mean.
        [(6, 4), (2, 3), (30, 8), (1, 10)].map { p, q in [log(p), log(q), logMean + log((q - 1) / p)] }
    }

    package var limits: [LikelihoodLimit] {
        // Far beyond p x of any customer, and ln Γ of it keeps its digits.
        let far = 0.75 * LikelihoodLimit.far
        func unit(_ i: Int) -> [Double] { (0..<3).map { $0 == i ? 1 : 0 } }
        return [
            LikelihoodLimit(
                boundary: .sameMeanBasket, unidentified: ["q", "gamma"],
                offset: [0, far, far], directions: [unit(0), unit(2)], start: { [$0[0], $0[2] - $0[1]] }),
            LikelihoodLimit(
                boundary: .basketsAlike, unidentified: ["p", "gamma"],
                offset: [far, 0, -far], directions: [unit(1), unit(2)], start: { [$0[1], $0[2] + $0[0]] }),
        ]
    }

    package func value(_ logs: [Double], _ gradient: inout [Double]) -> Double {
        let (p, q) = (exp(logs[0]), exp(logs[1]))
        let (logGammaQ, psiQ) = (SpecialFunctions.plainLogGamma(q), SpecialFunctions.plainDigamma(q))
        var (sum, byP, byQ, byGamma) = (0.0, 0.0, 0.0, 0.0)
        for group in groups {
            let x = Double(group.purchases)
            let (shape, all) = (p * x, p * x + q)
            let (psiAll, psiShape) = (SpecialFunctions.plainDigamma(all), SpecialFunctions.plainDigamma(shape))
            var (sumOfGroup, byPOfGroup, byQOfGroup, byGammaOfGroup) = (0.0, 0.0, 0.0, 0.0)
            for logAverage in group.logAverages {
                // v = x z̄ / γ on the logarithmic scale: ln (γ + x z̄) = ln γ + ln (1 + v).
                let logOdds = log(x) + logAverage - logs[2]
                let odds = exp(logOdds)
                let growth = logOdds > 600 ? logOdds : log1p(odds)
                sumOfGroup += shape * logOdds - all * growth - logAverage
                byPOfGroup += logOdds - growth
                byQOfGroup -= growth
                byGammaOfGroup += all / (1 + 1 / odds) - shape
            }
            let count = Double(group.logAverages.count)
            let constant = SpecialFunctions.plainLogGamma(all) - SpecialFunctions.plainLogGamma(shape) - logGammaQ
            sum += group.weight * (count * constant + sumOfGroup)
            byP += group.weight * x * (count * (psiAll - psiShape) + byPOfGroup)
            byQ += group.weight * (count * (psiAll - psiQ) + byQOfGroup)
            byGamma += group.weight * byGammaOfGroup
        }
        gradient = [byP * p, byQ * q, byGamma]
        return sum
    }

    package func thinned(to size: Int) -> Self {
        guard customers > Double(2 * size) else { return self }
        let step = Int(customers) / size
        return GammaGammaLikelihood(
            groups.map { group in
                let chosen = stride(
                    from: min(step / 2, group.logAverages.count - 1), to: group.logAverages.count, by: step
                )
                .map { group.logAverages[$0] }
                return Group(
                    purchases: group.purchases, logAverages: chosen,
                    weight: group.weight * Double(group.logAverages.count) / Double(chosen.count))
            })
    }
}
