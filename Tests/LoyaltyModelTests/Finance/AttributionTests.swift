import LoyaltyModel
import Testing

@Suite("Attribution of points to cohorts")
struct AttributionTests {
    @Test("250 of 100, 200 and 300 come from the oldest, the youngest, or all in proportion")
    func byHand() {
        let cohorts: [Int64] = [100, 200, 300]
        #expect(Attribution.fifo.parts(of: 250, from: cohorts) == [100, 150, 0])
        #expect(Attribution.lifo.parts(of: 250, from: cohorts) == [0, 0, 250])
        // 41.67, 83.33 and 125: the point that rounding down leaves over goes to the largest remainder.
        #expect(Attribution.average.parts(of: 250, from: cohorts) == [42, 83, 125])
        // Three equal remainders, two points: the oldest.
        #expect(Attribution.average.parts(of: 5, from: [7, 7, 7]) == [2, 2, 1])
    }

    @Test("parts add up and no cohort gives more than it has, whatever is asked for", arguments: Attribution.allCases)
    func wholes(rule: Attribution) {
        for cohorts in [[0], [5], [0, 3, 0, 4], [1, 1, 1, 1, 1], [1_000_000_000_000_000, 1, 999_999_999_999_999]] {
            let cohorts = cohorts.map(Int64.init)
            let total = cohorts.reduce(0, +)
            for points in Set([0, 1, total / 3, total / 2, max(0, total - 1), total]) where points <= total {
                let parts = rule.parts(of: points, from: cohorts)
                #expect(parts.reduce(0, +) == points, "\(cohorts), \(points)")
                #expect(zip(parts, cohorts).allSatisfy { (0...$1).contains($0) }, "\(cohorts), \(points)")
            }
        }
    }
}
