/// Points redeemed by cohorts of issue months, by age: what reserving methods forecast from.
///
/// Age 1 is the month of issue. A younger cohort has fewer ages, or as many where the window moves with the cohorts.
public struct RedemptionTriangle: Hashable, Sendable {
    public struct Cohort: Hashable, Sendable {
        public let name: String
        /// Points issued; nil where it is not known.
        public let issued: Double?
        /// Redeemed so far at the end of each age from 1; at least one.
        public let cumulative: [Double]
        /// Expired so far, and never to be redeemed; 0 where it is not known.
        public let expired: Double

        public init(name: String, issued: Double?, cumulative: [Double], expired: Double = 0) {
            precondition(!cumulative.isEmpty, "a cohort has at least one age")
            self.name = name
            self.issued = issued
            self.cumulative = cumulative
            self.expired = expired
        }

        public var age: Int { cumulative.count }
        public var latest: Double { cumulative[cumulative.count - 1] }
        /// What can be redeemed at most: what was issued and has not expired, or what is redeemed already where refunds have
        /// left less issued than that; nil where it is not known what was issued.
        public var most: Double? { issued.map { max($0 - expired, latest) } }
    }

    /// Oldest first.
    public let cohorts: [Cohort]

    /// - Precondition: at least one cohort.
    public init(_ cohorts: [Cohort]) {
        precondition(!cohorts.isEmpty, "a triangle has at least one cohort")
        self.cohorts = cohorts
    }

    /// The highest age that any cohort has.
    public var ages: Int { cohorts.reduce(0) { max($0, $1.age) } }
}
