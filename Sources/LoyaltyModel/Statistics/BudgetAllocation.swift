/// Optimal computing budget allocation (OCBA): where further replications do most to find the best candidate.
///
/// Made for independent replications. With common random numbers it is a heuristic; given variances of differences
/// from the best in place of variances it spends replications where those differences are least known.
/// Source: C.-H. Chen, J. Lin, E. Yücesan, S. E. Chick, "Simulation budget allocation for further enhancing the
/// efficiency of ordinal optimization", Discrete Event Dynamic Systems 10 (2000).
public enum BudgetAllocation {
    /// How many further replications each candidate gets, the smallest mean being best.
    ///
    /// Shares are rounded down and what is left goes to the best. Candidates as good as the best to the last bit are
    /// taken as apart by a millionth of the spread of means.
    /// - Parameters:
    ///   - counts: replications that the candidates have had.
    ///   - further: how many more there are to give.
    /// - Precondition: two candidates at least, variances not negative.
    public static func further(_ further: Int, means: [Double], variances: [Double], counts: [Int]) -> [Int] {
        let all = further + counts.reduce(0, +)
        let ratios = self.ratios(means: means, variances: variances)
        let best = means.indices.min { means[$0] < means[$1] } ?? 0
        var totals = counts
        // A candidate that has had more than its share keeps it, and the rest is shared out again.
        var open = Set(means.indices)
        var isSettled = false
        while !isSettled {
            let spent = means.indices.filter { !open.contains($0) }.reduce(0) { $0 + totals[$1] }
            let sum = open.reduce(0.0) { $0 + ratios[$1] }
            isSettled = true
            for place in open.sorted() {
                let share = sum > 0 ? Double(all - spent) / sum * ratios[place] : 0
                totals[place] = Int(share)
                if totals[place] < counts[place] {
                    totals[place] = counts[place]
                    open.remove(place)
                    isSettled = false
                }
            }
        }
        totals[best] += all - totals.reduce(0, +)
        return zip(totals, counts).map { max(0, $0 - $1) }
    }

    /// What the candidates' totals should be in proportion to.
    private static func ratios(means: [Double], variances: [Double]) -> [Double] {
        precondition(means.count > 1 && means.count == variances.count, "candidates have a mean and a variance")
        let best = means.indices.min { means[$0] < means[$1] } ?? 0
        let spread = (means.max() ?? 0) - means[best]
        let least = spread > 0 ? spread * 1e-6 : 1
        var ratios = means.indices.map { place -> Double in
            let distance = max(least, means[place] - means[best])
            return variances[place] / (distance * distance)
        }
        let others = means.indices.filter { $0 != best && variances[$0] > 0 }
        ratios[best] = (variances[best] * others.reduce(0) { $0 + ratios[$1] * ratios[$1] / variances[$1] })
            .squareRoot()
        return ratios
    }
}
