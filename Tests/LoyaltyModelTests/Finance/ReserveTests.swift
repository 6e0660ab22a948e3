import LoyaltyModel
import Testing

@Suite("Reserving")
struct ReserveTests {
    private static func triangle(_ rows: [[Double]], issued: [Double?]? = nil) -> RedemptionTriangle {
        RedemptionTriangle(
            rows.enumerated().map { place, row in
                RedemptionTriangle.Cohort(name: "\(place + 1)", issued: issued?[place], cumulative: row)
            })
    }

    /// Tolerances: a unit of the last printed digit, four decimals from chainladder-python, two from R.
    @Test(arguments: [PublishedTriangle.taylorAshe, .raa])
    func `the chain ladder gives the published reserves and Mack's standard errors`(_ known: PublishedTriangle) throws {
        let triangle = Self.triangle(known.cumulative)
        let reserve = try Reserve(triangle, ChainLadder(triangle), .chainLadder)
        for (place, row) in reserve.rows.enumerated() {
            #expect(abs(row.reserve - known.reserves[place]) < 1e-4, "\(row)")
            #expect(abs((row.standardError ?? .nan) - known.errors[place]) < 1e-4, "\(row)")
        }
        #expect(abs(reserve.total.reserve - known.totalReserve) < 1e-4)
        #expect(abs((reserve.total.standardError ?? .nan) - known.totalError) < 1e-4)
        let smooth = try Reserve(triangle, ChainLadder(triangle, lastSigma: .logLinear), .chainLadder)
        #expect(abs((smooth.total.standardError ?? .nan) - known.logLinearTotalError) < 0.01)
    }

    /// By hand: f1 = 90/60, f2 = 1 for two cohorts; the third has 30 of 100.
    @Test func `three methods by hand`() throws {
        let triangle = Self.triangle([[20, 40, 40], [40, 50], [30]], issued: [100, 100, 100])
        let ladder = ChainLadder(triangle)
        #expect(ladder.factors == [1.5, 1])
        #expect(try Reserve(triangle, ladder, .chainLadder).rows.map(\.ultimate) == [40, 50, 45])
        let known = try Reserve(triangle, ladder, .bornhuetterFerguson(priorRate: 0.6))
        let developing: Double = 30 + 60 * (1 - 1 / 1.5)
        #expect(known.rows.map(\.ultimate) == [40, 50, developing])
        // Cape Cod: 120 redeemed of 100 + 100 + 100 / 1.5 that are to have come.
        let rate: Double = 120 / (200 + 100 / 1.5)
        let expected: Double = 30 + 100 * rate * (1 - 1 / 1.5)
        let cape = try Reserve(triangle, ladder, .capeCod)
        #expect(abs(cape.rows[2].ultimate - expected) < 1e-12)
        #expect(cape.total.issued == 300)
        #expect(abs(cape.total.reserve - cape.rows.reduce(0) { $0 + $1.reserve }) < 1e-12)
        #expect(cape.rows.allSatisfy { $0.standardError == nil })
    }

    @Test func `Bornhuetter-Ferguson with the chain ladder's own rate is the chain ladder`() throws {
        let known = PublishedTriangle.taylorAshe
        let triangle = Self.triangle(known.cumulative, issued: Array(repeating: 1e9, count: 10))
        let ladder = ChainLadder(triangle)
        let chain = try Reserve(triangle, ladder, .chainLadder)
        for (place, row) in chain.rows.enumerated() {
            let rate = try #require(row.redemptionRate)
            let same = try Reserve(triangle, ladder, .bornhuetterFerguson(priorRate: rate)).rows[place]
            #expect(agree(same.ultimate, row.ultimate, within: 1e-12), "\(row)")
        }
    }

    @Test func `no more is redeemed than was issued`() throws {
        let triangle = Self.triangle([[20, 80], [60]], issued: [100, 100])
        let row = try Reserve(triangle, ChainLadder(triangle), .chainLadder).rows[1]
        #expect(row.ultimate == 100)
        #expect(row.redemptionRate == 1)
        #expect(row.breakage == 0)
    }

    /// Of 100 issued 25 have expired, so at most 75 are redeemed; without that the chain ladder says 60 × 80 / 20, capped at
    /// 100, and the others more than 75 too.
    @Test func `what has expired is not redeemed any more`() throws {
        let triangle = RedemptionTriangle([
            RedemptionTriangle.Cohort(name: "1", issued: 100, cumulative: [20, 80], expired: 20),
            RedemptionTriangle.Cohort(name: "2", issued: 100, cumulative: [60], expired: 25),
        ])
        for method in [Reserve.Method.chainLadder, .bornhuetterFerguson(priorRate: 0.9), .capeCod] {
            let rows = try Reserve(triangle, ChainLadder(triangle), method).rows
            #expect(rows.map(\.ultimate) == [80, 75], "\(method)")
            #expect(rows[1].breakage == 25, "\(method)")
        }
    }

    @Test func `cohorts of a moving window have scatter at every age and need no rule for the last`() throws {
        let rows = [[10.0, 20, 25], [12, 22, 28], [9, 20, 24], [11, 23], [10]]
        let triangle = Self.triangle(rows)
        let (one, other) = (ChainLadder(triangle), ChainLadder(triangle, lastSigma: .logLinear))
        #expect(one.variances == other.variances)
        #expect(one.variances.allSatisfy { $0 != nil })
    }

    @Test func `a tail moves ultimates and errors by its factor`() throws {
        let triangle = Self.triangle(PublishedTriangle.raa.cumulative)
        let (plain, tailed) = (ChainLadder(triangle), ChainLadder(triangle, tail: 1.05))
        for cohort in triangle.cohorts {
            let a = try #require(plain.projection(of: cohort))
            let b = try #require(tailed.projection(of: cohort))
            #expect(agree(b.ultimate, 1.05 * a.ultimate, within: 1e-12))
            #expect(agree(b.standardError ?? .nan, 1.05 * (a.standardError ?? .nan), within: 1e-12))
        }
    }

    /// Factors 1 + 2^-k at age k: the tail beyond age 5 is Π (1 + 2^-k), k ≥ 5.
    @Test func `a fitted tail continues factors that fall geometrically`() throws {
        var row = [1000.0]
        for k in 1...4 { row.append(row[k - 1] * (1 + power(0.5, Double(k)))) }
        let tail = try #require(ChainLadder.fittedTail(of: Self.triangle([row, Array(row.prefix(4))])))
        let expected = (5...60).reduce(1.0) { $0 * (1 + power(0.5, Double($1))) }
        #expect(agree(tail, expected, within: 1e-10))
        #expect(ChainLadder.fittedTail(of: Self.triangle([[1, 2, 6]])) == nil, "factors that rise have no end")
        #expect(ChainLadder.fittedTail(of: Self.triangle([[5, 5, 5]])) == nil)
    }

    /// Two cohorts gave everything back by age 2: the factor is 0, and 1 ÷ 0 no part of anything.
    @Test func `where all is given back there is no part to have come`() throws {
        let triangle = Self.triangle([[20, 0, 0], [40, 0], [30]], issued: [100, 100, 100])
        let ladder = ChainLadder(triangle)
        for method in [Reserve.Method.bornhuetterFerguson(priorRate: 0.5), .capeCod] {
            #expect(throws: Reserve.Refusal.allGivenBack(age: 1)) { try Reserve(triangle, ladder, method) }
        }
        #expect(try Reserve(triangle, ladder, .chainLadder).rows[2].ultimate == 0)
    }

    @Test func `factors beyond what a number holds are refused`() {
        let triangle = Self.triangle([[1, 1e15], [1]], issued: [1e15, 1e15])
        for method in [Reserve.Method.chainLadder, .capeCod] {
            #expect(throws: Reserve.Refusal.beyondNumbers(age: 2)) {
                try Reserve(triangle, ChainLadder(triangle, tail: .infinity), method)
            }
        }
    }

    /// By hand: cohorts 1 and 2 grow from nothing to 40 of 100 and 30 of 100 by age 2, so cohort 3 at age 1 has no
    /// factor; its 10 tell nothing about the rate, which is 70 ÷ 200.
    @Test func `a cohort without a factor has no say in Cape Cod's rate`() throws {
        let triangle = Self.triangle([[0, 40], [0, 30], [10]], issued: [100, 100, 100])
        let reserve = try Reserve(triangle, ChainLadder(triangle), .capeCod)
        #expect(reserve.rows[2].factorToUltimate == nil)
        #expect(abs(reserve.rows[2].ultimate - (10 + 0.35 * 100)) < 1e-12)
    }

    @Test func `what cannot be told is not told`() throws {
        let waiting = Self.triangle([[0, 40, 50], [0, 30], [0]], issued: [100, 100, 100])
        let ladder = ChainLadder(waiting)
        #expect(throws: Reserve.Refusal.nothingToGrowFrom(age: 1)) { try Reserve(waiting, ladder, .chainLadder) }
        let known = try Reserve(waiting, ladder, .bornhuetterFerguson(priorRate: 0.5))
        #expect(known.rows[2].ultimate == 50)
        #expect(known.rows[2].factorToUltimate == nil)
        let small = Self.triangle([[10, 20], [10]])
        #expect(try Reserve(small, ChainLadder(small), .chainLadder).rows[1].standardError == nil)
        #expect(throws: Reserve.Refusal.issuedUnknown) { try Reserve(small, ChainLadder(small), .capeCod) }
    }

    /// Ages 1 to 12 of ten customers, those marked 0 not seen longer; Greenwood's errors by hand.
    @Test func `Kaplan-Meier has the survival and the errors worked out by hand`() {
        let seen = [(1, 1), (2, 1), (3, 0), (4, 1), (4, 1), (5, 0), (6, 1), (7, 1), (9, 0), (12, 0)]
        let curve = KaplanMeier(
            seen.map { KaplanMeier.Observation(age: Double($0.0), redeemed: Int64($0.1), lost: Int64(1 - $0.1)) })
        let expected = [
            (1.0, 10, 1, 0.9, 0.094868), (2, 9, 1, 0.8, 0.126491), (4, 7, 2, 0.571429, 0.163775),
            (6, 4, 1, 0.428571, 0.174338), (7, 3, 1, 0.285714, 0.164662),
        ]
        #expect(curve.steps.count == expected.count)
        for (step, known) in zip(curve.steps, expected) {
            #expect(step.age == known.0 && step.atRisk == known.1 && step.redeemed == known.2)
            #expect(abs(step.survival - known.3) < 1e-6 && abs(step.standardError - known.4) < 1e-6, "\(step)")
        }
        #expect(curve.survival(after: 0.5) == 1)
        #expect(curve.survival(after: 5) == curve.steps[2].survival)
    }
}
