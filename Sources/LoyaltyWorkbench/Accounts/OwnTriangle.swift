import LoyaltyModel

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
                if let factor = Self.tail(of: triangle, life: life, given: tail) {
                    Self.ultimates(triangle, ChainLadder(triangle, tail: factor), method, otherRate: otherRate)
                } else {
                    Self.openEnded(triangle, priorRate: Self.priorRate(method, otherRate))
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

    /// 1 once no point can outlive the triangle; until then the tail that is given, or else a fitted one; nil where none
    /// can be fitted.
    ///
    /// - Parameter life: months that points live at most where that is fixed; nil where it is not.
    static func tail(of triangle: RedemptionTriangle, life: Int?, given: Double?) -> Double? {
        // Points that live for n months after the month of issue are gone at age n + 1.
        if let life, triangle.ages > life { return 1 }
        return given ?? ChainLadder.fittedTail(of: triangle)
    }

    /// What a reserving method makes of a triangle, the total last; nil where it refuses the triangle.
    ///
    /// - Parameter tail: nil where points may outlive the triangle and nothing says how much comes after it: what is
    ///   outstanding is expected then.
    static func rows(_ triangle: RedemptionTriangle, _ method: Reserve.Method, tail: Double?) -> [Reserve.Row]? {
        let isBlank = triangle.cohorts.allSatisfy { $0.latest == 0 }
        let reserve: Reserve
        if tail == nil, !isBlank {
            var prior: Double?
            if case .bornhuetterFerguson(let rate) = method { prior = rate }
            reserve = Reserve(triangle, ultimates: openEnded(triangle, priorRate: prior))
        } else {
            do throws(Reserve.Refusal) {
                reserve = try Reserve(triangle, ChainLadder(triangle, tail: tail ?? 1), method)
            } catch { return nil }
        }
        return reserve.rows + [reserve.total]
    }

    private static func priorRate(_ method: RedemptionEstimator.Method, _ otherRate: Double) -> Double? {
        guard case .bornhuetterFerguson(let prior) = method else { return nil }
        return prior ?? otherRate
    }

    /// Where nothing says how much comes after the triangle: all that can be, or what is known beforehand on top of what
    /// has been redeemed.
    private static func openEnded(_ triangle: RedemptionTriangle, priorRate: Double?) -> [Double] {
        triangle.cohorts.map { cohort in
            let most = cohort.most ?? 0
            return priorRate.map { min(cohort.latest + $0 * (cohort.issued ?? 0), most) } ?? most
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
