public import LoyaltyModel

/// The schedule of deferred revenue that `loyalty defer` prints.
public struct DeferralSchedule: Sendable {
    /// The table as CSV.
    public let table: [UInt8]
    /// What is odd and is not wrong.
    public let warnings: [String]
    /// How amounts were rounded, for whoever keeps the table.
    public let rounding: String

    private static let columns = [
        "cohort", "period", "redeemed", "cumulative_redeemed", "expected_total", "revenue", "cumulative_revenue",
        "liability", "allocated_goods", "allocated_points",
    ]

    public init(_ extract: CohortExtract, method: Deferral.Method) {
        var table: [UInt8] = []
        var warnings = extract.warnings
        let decimals = extract.minorUnits
        func money(_ money: Money) -> TableValue { .text(ExactDecimal.fixed(money.minor, decimals: decimals)) }
        TableText.append(Self.columns.map { .text($0) }, to: &table)
        for cohort in extract.cohorts {
            var deferral = Deferral(cohort.allocation, method: method)
            let allocated = cohort.allocation.rounded
            TableText.append(
                [
                    .text(cohort.name), .integer(0), .integer(0), .integer(0), .empty, money(.zero), money(.zero),
                    money(allocated), cohort.price.map { money($0 - allocated) } ?? .empty, money(allocated),
                ], to: &table)
            for row in cohort.redemptions {
                let period = deferral.end(row.period, redeemed: row.redeemed, expectedTotal: row.expectedTotal)
                if period.isRaised {
                    warnings.append(
                        "line \(row.line): cohort \(cohort.name), period \(row.period): expected_total "
                            + "\(row.expectedTotal) is below the \(period.cumulativeRedeemed) points redeemed so far "
                            + "and is raised to them")
                }
                TableText.append(
                    [
                        .text(cohort.name), .integer(Int64(period.number)), .integer(period.redeemed),
                        .integer(period.cumulativeRedeemed), .integer(period.expectedTotal), money(period.revenue),
                        money(period.cumulativeRevenue), money(period.liability), .empty, .empty,
                    ], to: &table)
            }
        }
        self.table = table
        self.warnings = warnings.map { "\(extract.redemptionsPath): \($0)" }
        let unit = decimals == 0 ? "whole units" : "\(decimals) decimal\(decimals == 1 ? "" : "s")"
        rounding =
            "rounding: the allocation is kept exact; cumulative revenue is rounded half-even to \(unit), a period's "
            + "revenue is the difference of two of them, the liability the rounded allocation less cumulative revenue"
    }
}
