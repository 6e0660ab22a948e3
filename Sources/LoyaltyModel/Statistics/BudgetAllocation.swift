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

    /// Totals of candidates whose replications are paired, larger values being better: at most so many further ones where
    /// they tell most about differences from the best.
    ///
    /// The variances are those of differences from the best, of the best from the next. The best is compared with all
    /// others, so it gets as many as any of them; for that the others get fewer.
    /// - Parameter rows: by candidate, its values so far.
    public static func pairedTotals(_ further: Int, rows: [[Double]]) -> [Int] {
        let means = rows.map { -Estimate($0).mean }
        let best = means.indices.min { means[$0] < means[$1] } ?? 0
        let next = means.indices.filter { $0 != best }.min { means[$0] < means[$1] } ?? best
        let variances = rows.indices.map { place -> Double in
            let other = place == best ? next : best
            let both = min(rows[place].count, rows[other].count)
            let deviation = Estimate(
                paired: Array(rows[place].prefix(both)), minus: Array(rows[other].prefix(both))
            ).standardDeviation
            return (deviation ?? 0) * (deviation ?? 0)
        }
        let counts = rows.map(\.count)
        func totals(_ shared: Int) -> [Int] {
            let more = self.further(shared, means: means, variances: variances, counts: counts)
            var totals = zip(counts, more).map(+)
            totals[best] = totals.max() ?? totals[best]
            return totals
        }
        func more(_ totals: [Int]) -> Int { totals.reduce(0, +) - counts.reduce(0, +) }
        // The most that can be shared out so that no more than asked for are given with those of the best.
        var (low, high) = (0, further)
        while low < high {
            let middle = (low + high + 1) / 2
            if more(totals(middle)) <= further { low = middle } else { high = middle - 1 }
        }
        let found = totals(low)
        // Raising the best alone may take more than there is.
        return more(found) <= further ? found : counts
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
