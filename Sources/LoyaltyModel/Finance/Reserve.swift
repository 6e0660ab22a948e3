/// How much of what was issued will be redeemed in the end, by one of three methods.
public struct Reserve: Sendable {
    public enum Method: Hashable, Sendable {
        /// What has been redeemed × the factor to the end.
        case chainLadder
        /// What has been redeemed, and of what was issued a rate known beforehand × the part still to come.
        case bornhuetterFerguson(priorRate: Double)
        /// The same with one rate from all cohorts that have a factor: Σ redeemed ÷ Σ issued × the part to have come.
        case capeCod

        public var name: String {
            switch self {
            case .chainLadder: "chain-ladder"
            case .bornhuetterFerguson: "bornhuetter-ferguson"
            case .capeCod: "cape-cod"
            }
        }
    }

    /// A cohort's result, or that of all. Points.
    public struct Row: Hashable, Sendable {
        public let name: String
        public let issued: Double?
        public let latest: Double
        /// Nil where the cohort has redeemed nothing at an age from which others grow.
        public let factorToUltimate: Double?
        /// At most what was issued and has not expired.
        public let ultimate: Double
        /// Of the chain ladder before the cap; nil for the other methods, and where scatter is not known.
        public let standardError: Double?

        /// Ultimate ÷ issued.
        public var redemptionRate: Double? { issued.flatMap { $0 > 0 ? ultimate / $0 : nil } }
        /// Still to be redeemed.
        public var reserve: Double { ultimate - latest }
        /// Never to be redeemed.
        public var breakage: Double? { issued.map { $0 - ultimate } }
    }

    /// Why a method has no answer.
    public enum Refusal: Error, Hashable, Sendable {
        /// The method needs what was issued, of every cohort.
        case issuedUnknown
        /// Nothing is redeemed at all, which tells nothing.
        case nothingRedeemed
        /// Nothing is redeemed by this age, so the chain ladder has nothing to multiply.
        case nothingToGrowFrom(age: Int)
        /// Cape Cod has no cohort of which any part is to have come.
        case nothingDeveloped
        /// All that is redeemed by this age is given back later, so no part of the whole has come by then.
        case allGivenBack(age: Int)
        /// The factors from this age on multiply to more than a number holds.
        case beyondNumbers(age: Int)
    }

    public let rows: [Row]
    public let total: Row

    public init(_ triangle: RedemptionTriangle, _ ladder: ChainLadder, _ method: Method) throws(Refusal) {
        let cohorts = triangle.cohorts
        let isBlank = cohorts.allSatisfy { $0.cumulative.allSatisfy { $0 == 0 } }
        let rate = try Self.rate(cohorts, ladder, method)
        if isBlank, rate == nil || method == .capeCod { throw .nothingRedeemed }
        var rows: [Row] = []
        for cohort in cohorts {
            // Where nothing is redeemed at any age, no part of the whole is known to have come.
            let factor = isBlank ? nil : ladder.factorToUltimate(from: cohort.age)
            if let factor, !factor.isFinite { throw .beyondNumbers(age: cohort.age) }
            var ultimate: Double
            var error: Double?
            if let rate {
                if factor == 0 { throw .allGivenBack(age: cohort.age) }
                let toCome = 1 - (factor.map { 1 / $0 } ?? 0)
                ultimate = cohort.latest + rate * (cohort.issued ?? 0) * toCome
            } else {
                guard let projection = ladder.projection(of: cohort) else {
                    throw .nothingToGrowFrom(age: cohort.age)
                }
                (ultimate, error) = (projection.ultimate, projection.standardError)
            }
            guard ultimate.isFinite, error?.isFinite != false else { throw .beyondNumbers(age: cohort.age) }
            if let most = cohort.most { ultimate = min(ultimate, most) }
            rows.append(
                Row(
                    name: cohort.name, issued: cohort.issued, latest: cohort.latest, factorToUltimate: factor,
                    ultimate: ultimate, standardError: error))
        }
        self.rows = rows
        total = Self.total(rows, error: rate == nil ? ladder.project(cohorts)?.standardError : nil)
        guard total.ultimate.isFinite, total.standardError?.isFinite != false else { throw .beyondNumbers(age: 1) }
    }

    /// Ultimates found in another way, in the order of the cohorts.
    public init(_ triangle: RedemptionTriangle, ultimates: [Double]) {
        rows = zip(triangle.cohorts, ultimates).map { cohort, ultimate in
            Row(
                name: cohort.name, issued: cohort.issued, latest: cohort.latest,
                factorToUltimate: cohort.latest > 0 ? ultimate / cohort.latest : nil, ultimate: ultimate,
                standardError: nil)
        }
        total = Self.total(rows, error: nil)
    }

    /// The rate of redemption that the method takes of what was issued; nil for the chain ladder, which needs none.
    private static func rate(
        _ cohorts: [RedemptionTriangle.Cohort], _ ladder: ChainLadder, _ method: Method
    ) throws(Refusal) -> Double? {
        if method == .chainLadder { return nil }
        guard cohorts.allSatisfy({ $0.issued != nil }) else { throw .issuedUnknown }
        if case .bornhuetterFerguson(let prior) = method { return prior }
        // Of a cohort without a factor nobody knows which part is to have come: it tells nothing about the rate.
        var (developed, redeemed) = (0.0, 0.0)
        for cohort in cohorts {
            guard let factor = ladder.factorToUltimate(from: cohort.age) else { continue }
            guard factor > 0 else { throw .allGivenBack(age: cohort.age) }
            guard factor.isFinite else { throw .beyondNumbers(age: cohort.age) }
            developed += (cohort.issued ?? 0) / factor
            redeemed += cohort.latest
        }
        guard developed > 0 else { throw .nothingDeveloped }
        return redeemed / developed
    }

    private static func total(_ rows: [Row], error: Double?) -> Row {
        let latest = rows.reduce(0) { $0 + $1.latest }
        let ultimate = rows.reduce(0) { $0 + $1.ultimate }
        let issued = rows.compactMap(\.issued)
        return Row(
            name: "total", issued: issued.count == rows.count ? issued.reduce(0, +) : nil, latest: latest,
            factorToUltimate: latest > 0 ? ultimate / latest : nil, ultimate: ultimate, standardError: error)
    }
}
