/// The deferred revenue of one cohort of points: an allocation released as its points are redeemed.
///
/// Cumulative revenue is the exact allocation × redeemed ÷ expected to be redeemed, rounded half-even; a period's
/// revenue is the difference of two of them, so a higher estimate may make it negative. The liability is the rounded
/// allocation less the rounded cumulative revenue. The allocation never changes.
///
/// Source: IFRS 15 paragraphs B39 to B47, 88 and example 52; ASC 606-10-55-41 to 49.
public struct Deferral: Sendable {
    /// When revenue from points that nobody will redeem is recognised.
    public enum Method: Hashable, Sendable {
        /// In proportion to the pattern of redemptions (B46, first sentence).
        case proportional
        /// What is left, in the given period: redemption has become remote (B46, second sentence).
        case remote(from: Int)
    }

    /// What one period does to a cohort. Liability at its begin = that at its end + revenue.
    public struct Period: Hashable, Sendable {
        /// From 1.
        public let number: Int
        /// In the period; negative where more was given back than redeemed.
        public let redeemed: Int64
        public let cumulativeRedeemed: Int64
        /// The estimate used.
        public let expectedTotal: Int64
        /// Whether the estimate was below what had been redeemed, and was raised to it.
        public let isRaised: Bool
        /// Revenue of the period by cause; they add up to ``revenue``.
        public let redemptionRelease: Money
        public let reestimation: Money
        /// What the remote method recognises of points that nobody will redeem.
        public let expiryRelease: Money
        public let cumulativeRevenue: Money
        public let liability: Money

        public var revenue: Money { redemptionRelease + reestimation + expiryRelease }
    }

    public let allocation: ExactMoney
    public let method: Method
    private var redeemed: Int64 = 0
    private var recognised = Money.zero
    /// Estimate used at the end of the period before; at inception that of the allocation.
    private var expected: Int64?
    private var isClosed = false

    /// - Parameter expectedAtInception: what was expected to be redeemed when the allocation was fixed, which the first
    ///   period's release is measured by; nil where it is not told, and the first period's own estimate stands for it.
    public init(_ allocation: ExactMoney, method: Method = .proportional, expectedAtInception: Int64? = nil) {
        self.allocation = allocation
        self.method = method
        expected = expectedAtInception
    }

    /// Ends a period; periods are ended in order.
    ///
    /// - Parameters:
    ///   - redeemed: points redeemed in the period; with those before not negative, at most ``ExactMoney/mostPoints``.
    ///   - expectedTotal: the estimate at its end of all that will ever be redeemed. Below what has been redeemed it is
    ///     raised to that; then nothing is left to defer.
    public mutating func end(_ period: Int, redeemed now: Int64, expectedTotal: Int64) -> Period {
        precondition(redeemed + now >= 0 && expectedTotal >= 0, "points redeemed so far are not negative")
        redeemed += now
        let used = max(expectedTotal, redeemed)
        let before = recognised
        var (release, proportional) = (Money.zero, allocation.rounded)
        if !isClosed {
            proportional = Self.recognised(allocation, redeemed, of: used)
            let base = expected ?? used
            // An estimate of nothing left no base to release by: the whole movement is a change of estimate.
            release = base > 0 ? allocation.part(now, of: base) : .zero
        }
        recognised = proportional
        if case .remote(let from) = method, period >= from {
            recognised = allocation.rounded
            isClosed = true
        }
        expected = used
        return Period(
            number: period, redeemed: now, cumulativeRedeemed: redeemed, expectedTotal: used,
            isRaised: used > expectedTotal, redemptionRelease: release,
            reestimation: proportional - before - release, expiryRelease: recognised - proportional,
            cumulativeRevenue: recognised, liability: allocation.rounded - recognised)
    }

    /// The liability of a cohort under another estimate of all that will ever be redeemed.
    public static func liability(_ allocation: ExactMoney, redeemed: Int64, expectedTotal: Int64) -> Money {
        allocation.rounded - recognised(allocation, redeemed, of: max(redeemed, expectedTotal))
    }

    private static func recognised(_ allocation: ExactMoney, _ redeemed: Int64, of expected: Int64) -> Money {
        redeemed >= expected ? allocation.rounded : allocation.part(redeemed, of: expected)
    }
}
