import LoyaltyModel

/// What the cohorts of one world are expected to redeem in the end, at issuance and at each month's end after it.
struct ExpectedRedemption: Sendable {
    struct Cohort: Sendable, Hashable {
        /// Whole points, as expected when they were issued.
        let atIssue: Int64
        /// At the end of each month of the study from the month of issue on.
        let atAge: [Int64]
    }

    /// One for each month of the study.
    let cohorts: [Cohort]

    /// - Parameters:
    ///   - others: what was redeemed in all other worlds.
    ///   - life: months that points live at most where that is fixed; nil where it is not.
    init(_ world: WorldCohorts, _ estimator: RedemptionEstimator, others: RedemptionPattern, life: Int?) {
        let months = world.cohorts.count
        switch estimator {
        case .otherWorlds:
            cohorts = Self.each(world) { cohort, age in others.expected(cohort, place: cohort.month, age: age) }
        case .truth:
            cohorts = Self.each(world) { cohort, _ in cohort.redeemed.last ?? 0 }
        case .curve(let curve):
            cohorts = Self.each(world) { cohort, age in
                let toCome = curve.ultimate - curve.share(age: age.map { $0 + 1 } ?? 0)
                let redeemed = age.map { cohort.redeemed[$0] } ?? 0
                return Self.whole(Double(redeemed) + toCome * Double(cohort.issued), of: cohort, redeemed)
            }
        case .ownTriangle(let method, let tail):
            let views = (0..<months).map {
                OwnTriangle(world, month: $0, method, tail: tail, life: life, otherRate: others.rate)
            }
            cohorts = Self.each(world) { cohort, age in
                guard let age else {
                    let before = cohort.month > 0 ? views[cohort.month - 1].rate : nil
                    return Self.whole(Double(cohort.issued) * (before ?? 1), of: cohort, 0)
                }
                let ultimate = views[cohort.month + age].ultimates[cohort.month]
                return Self.whole(ultimate, of: cohort, cohort.redeemed[age])
            }
        }
    }

    /// - Parameter expected: of a cohort at the end of an age from 0; at issuance itself for nil.
    private static func each(
        _ world: WorldCohorts, _ expected: (WorldCohorts.Cohort, Int?) -> Int64
    ) -> [Cohort] {
        world.cohorts.map { cohort in
            Cohort(
                atIssue: expected(cohort, nil),
                atAge: (0..<world.cohorts.count - cohort.month).map { expected(cohort, $0) })
        }
    }

    /// Whole points, at least what is redeemed already and at most what was issued.
    private static func whole(_ ultimate: Double, of cohort: WorldCohorts.Cohort, _ redeemed: Int64) -> Int64 {
        let whole = Int64(min(ultimate, Double(cohort.issued)).rounded(.toNearestOrEven))
        return max(whole, redeemed)
    }
}

/// A world's own triangle at a month's end, and what a reserving method makes of it.
///
/// Before anything has been redeemed nothing says that anybody will let points go, so all that was issued is expected
/// (IFRS 15 B46: breakage is expected where there is evidence for it); nor does anything while points may outlive the
/// triangle and no tail can be fitted to it. A cohort of which nothing is redeemed yet gives the chain ladder nothing to
/// multiply, and takes the answer of Cape Cod.
struct OwnTriangle {
    /// Points expected in the end; indexed [cohort].
    let ultimates: [Double]
    /// Of all that was issued, the share expected to be redeemed in the end; nil where nothing was issued.
    let rate: Double?

    init(
        _ world: WorldCohorts, month: Int, _ method: RedemptionEstimator.Method, tail: Double?, life: Int?,
        otherRate: Double
    ) {
        let known = world.cohorts.prefix(month + 1).filter { $0.issued > 0 }
        var ultimates = world.cohorts.map { Double($0.issued) }
        let redeemed = known.reduce(0) { $0 + $1.redeemed[month - $1.month] }
        if redeemed > 0 {
            let triangle = Self.triangle(world, month: month)
            let answers =
                if let factor = tail ?? Self.tail(of: triangle, life: life) {
                    Self.ultimates(triangle, ChainLadder(triangle, tail: factor), method, otherRate: otherRate)
                } else {
                    Self.openEnded(triangle, method, otherRate: otherRate)
                }
            for (cohort, answer) in zip(known, answers) { ultimates[cohort.month] = answer }
        }
        self.ultimates = ultimates
        let issued = known.reduce(0) { $0 + $1.issued }
        rate = issued > 0 ? known.reduce(0) { $0 + ultimates[$1.month] } / Double(issued) : nil
    }

    /// Cohorts that have issued anything by a month's end, as far as they are known then.
    ///
    /// - Precondition: there is one.
    static func triangle(_ world: WorldCohorts, month: Int) -> RedemptionTriangle {
        RedemptionTriangle(
            world.cohorts.prefix(month + 1).filter { $0.issued > 0 }.map {
                RedemptionTriangle.Cohort(
                    name: String($0.month), issued: Double($0.issued),
                    cumulative: $0.redeemed.prefix(month - $0.month + 1).map { Double($0) })
            })
    }

    /// A fitted tail while points may outlive the triangle, nil where none can be fitted; 1 where no point can.
    private static func tail(of triangle: RedemptionTriangle, life: Int?) -> Double? {
        // Points that live for n months after the month of issue are gone at age n + 1.
        if let life, triangle.ages > life { return 1 }
        return ChainLadder.fittedTail(of: triangle)
    }

    /// Where nothing says how much comes after the triangle: all that was issued, or what is known beforehand on top of
    /// what has been redeemed.
    private static func openEnded(
        _ triangle: RedemptionTriangle, _ method: RedemptionEstimator.Method, otherRate: Double
    ) -> [Double] {
        triangle.cohorts.map { cohort in
            let issued = cohort.issued ?? 0
            guard case .bornhuetterFerguson(let prior) = method else { return issued }
            return min(cohort.latest + (prior ?? otherRate) * issued, issued)
        }
    }

    private static func ultimates(
        _ triangle: RedemptionTriangle, _ ladder: ChainLadder, _ method: RedemptionEstimator.Method, otherRate: Double
    ) -> [Double] {
        let issued = triangle.cohorts.map { $0.issued ?? 0 }
        func reserve(_ method: Reserve.Method) -> [Double] {
            (try? Reserve(triangle, ladder, method))?.rows.map(\.ultimate) ?? issued
        }
        switch method {
        case .capeCod: return reserve(.capeCod)
        case .bornhuetterFerguson(let prior): return reserve(.bornhuetterFerguson(priorRate: prior ?? otherRate))
        case .chainLadder:
            let instead = reserve(.capeCod)
            return zip(triangle.cohorts, instead).enumerated().map { place, pair in
                let projected = pair.0.latest > 0 ? ladder.projection(of: pair.0)?.ultimate : nil
                return min(projected ?? pair.1, issued[place])
            }
        }
    }
}
