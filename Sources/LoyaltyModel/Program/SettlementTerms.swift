/// What a partner and the coalition's operator owe each other.
///
/// Every amount is the exact product rounded half-even to the minor unit once, so that the months of an account, as
/// differences of rounded totals, add up to it.
public struct SettlementTerms: Sendable, Hashable {
    /// The partner pays the operator for each point issued there.
    public var pricePerPoint: FineMoney
    /// The operator pays the partner for each point redeemed there.
    public var reimbursementPerPoint: FineMoney
    /// Share of the price of expired points that the operator gives back, millionths; 0 where the operator keeps it.
    public var breakageShareMillionths: Int64

    public init(
        pricePerPoint: FineMoney = .zero, reimbursementPerPoint: FineMoney = .zero, breakageShareMillionths: Int64 = 0
    ) {
        self.pricePerPoint = pricePerPoint
        self.reimbursementPerPoint = reimbursementPerPoint
        self.breakageShareMillionths = breakageShareMillionths
    }

    /// Owed by the partner for all points issued so far.
    public func billed(issued: Int64) -> Money { pricePerPoint.times(issued) }

    /// Owed to the partner for all points redeemed so far.
    public func reimbursed(redeemed: Int64) -> Money { reimbursementPerPoint.times(redeemed) }

    /// Owed to the partner for points that expired so far. Points carry no issuer, so each partner's part of those
    /// expired is its part of those issued.
    public func breakage(expired: Int64, issued: Int64, issuedByAll: Int64) -> Money {
        guard issuedByAll > 0, expired > 0 else { return .zero }
        // Thousandths of a minor unit, times millionths.
        let billion: Int128 = 1_000_000_000
        let worth = Int128(pricePerPoint.thousandths) * Int128(breakageShareMillionths)
        let points = Int128(expired) * Int128(issued)
        let (product, overflow) = worth.multipliedReportingOverflow(by: points)
        // Where even 128 bits are too few, points are rounded first.
        guard !overflow else { return Money(minor: Int64(clamping: worth * (points / Int128(issuedByAll)) / billion)) }
        return Money(minor: Int64(Rounding.halfEven.divide(product, by: Int128(issuedByAll) * billion)))
    }
}
