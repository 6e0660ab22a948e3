public import LoyaltyModel

/// How `loyalty defer` is to work.
public struct DeferralOptions: Sendable {
    /// What the revenue of a cohort follows.
    public enum Release: Hashable, Sendable {
        case redemptions(Deferral.Method)
        /// Evenly over a number of periods: a level's benefits, a year's fee.
        case straightLine(periods: Int64)
    }

    /// What the company is in supplying the points of cohorts that a partner is paid for.
    public enum Capacity: String, CaseIterable, Sendable {
        /// It supplies them itself: revenue is the allocation, as points are redeemed, and the partner's pay a cost.
        case principal
        /// It arranges for the partner to supply them: revenue is what it keeps, when points are granted.
        case agent
    }

    public var release: Release
    public var capacity: Capacity

    public init(_ release: Release = .redemptions(.proportional), capacity: Capacity = .principal) {
        self.release = release
        self.capacity = capacity
    }
}

/// The schedule of deferred revenue that `loyalty defer` prints.
public struct DeferralSchedule: Sendable {
    /// The table as CSV.
    public private(set) var table: [UInt8] = []
    /// What is odd and is not wrong.
    public private(set) var warnings: [String]
    /// How amounts were rounded, for whoever keeps the table.
    public let rounding: String

    private let decimals: Int
    /// Beginnings of warnings.
    private let cohortsPath: String
    private let redemptionsPath: String

    private let currency: Currency?

    private static let columns: [TableColumn] = [
        TableColumn("cohort", .string, "Name of the cohort, such as its month of issue."),
        TableColumn("period", .integer, "Number of the period, from 1; 0 is the grant, with both allocations."),
        TableColumn("redeemed", .integer, unit: "points", "Redeemed in the period."),
        TableColumn("cumulative_redeemed", .integer, unit: "points", "Redeemed by its end."),
        TableColumn(
            "expected_total", .integer, unit: "points",
            "Estimate at its end of all that will ever be redeemed, as used: never below what is redeemed."),
        TableColumn(
            "revenue", .number, unit: "major units", "Of the period; negative where the estimate rises by more."),
        TableColumn(
            "cumulative_revenue", .number, unit: "major units", "Allocation × redeemed so far ÷ expected_total."),
        TableColumn("liability", .number, unit: "major units", "Rounded allocation less cumulative revenue."),
        TableColumn(
            "allocated_goods", .number, unit: "major units", "Price less the rounded allocation to the points."),
        TableColumn("allocated_points", .number, unit: "major units", "The allocation to the points, rounded."),
    ]

    /// The data dictionary of the table in a file of that name: its columns with their units, and the rounding.
    public func dictionary(file: String) throws -> [UInt8] {
        let name = file.split(separator: "/").last.map(String.init) ?? file
        let table = TableDescription(
            file: name, meaning: "Deferred revenue by cohort and period (docs/FINANCE.md).", key: ["cohort", "period"],
            columns: Self.columns)
        let package = DataPackage(
            name: "deferral-schedule", title: "Schedule of deferred revenue", tables: [table], currency: currency,
            rounding: rounding)
        return Array(try ResultJSON.text(package).utf8)
    }

    /// Where the dictionary of a table stands: beside it, `schedule.datapackage.json` of `schedule.csv`.
    public static func dictionaryPath(of file: String) -> String {
        (file.hasSuffix(".csv") ? String(file.dropLast(4)) : file) + ".datapackage.json"
    }

    public init(_ extract: CohortExtract, _ options: DeferralOptions) {
        decimals = extract.minorUnits
        currency = extract.currency
        (cohortsPath, redemptionsPath) = (extract.cohortsPath, extract.redemptionsPath ?? "")
        let unit = decimals == 0 ? "whole units" : "\(decimals) decimal\(decimals == 1 ? "" : "s")"
        rounding =
            "rounding: the allocation is kept exact; cumulative revenue is rounded half-even to \(unit), a period's "
            + "revenue is the difference of two of them, the liability the rounded allocation less cumulative revenue"
        warnings = extract.warnings
        TableText.append(Self.columns.map { .text($0.name) }, to: &table)
        var early = 0
        for cohort in extract.cohorts {
            if options.capacity == .agent, let cost = cohort.partnerCost {
                appendCommission(cohort, cost)
                continue
            }
            appendGrant(cohort, revenue: .zero, liability: cohort.allocation.rounded)
            switch options.release {
            case .straightLine(let periods): appendEven(cohort, StraightLine(cohort.allocation, periods: periods))
            case .redemptions(let method):
                appendPeriods(cohort, method)
                if case .remote(let from) = method, cohort.redemptions.last.map({ $0.period < from }) ?? true {
                    early += 1
                }
            }
        }
        if case .redemptions(.remote(let from)) = options.release, early > 0 {
            warnings.append(
                "\(redemptionsPath): \(early) of \(extract.cohorts.count) cohorts have no row of period \(from) or later; "
                    + "nothing of them is recognised as remote yet")
        }
    }

    private func money(_ money: Money) -> TableValue { .text(ExactDecimal.fixed(money.minor, decimals: decimals)) }

    private mutating func appendGrant(_ cohort: CohortExtract.Cohort, revenue: Money, liability: Money) {
        let allocated = cohort.allocation.rounded
        TableText.append(
            [
                .text(cohort.name), .integer(0), .integer(0), .integer(0), .empty, money(revenue), money(revenue),
                money(liability), cohort.price.map { money($0 - allocated) } ?? .empty, money(allocated),
            ], to: &table)
    }

    /// An agent has earned its commission when the points are granted; what is redeemed later is the partner's affair.
    private mutating func appendCommission(_ cohort: CohortExtract.Cohort, _ cost: Money) {
        let commission = cohort.allocation.rounded - cost
        appendGrant(cohort, revenue: commission, liability: .zero)
        if commission < .zero {
            warnings.append(
                "\(cohortsPath): line \(cohort.line): cohort \(cohort.name): the partner is owed more than is allocated to "
                    + "its points")
        }
        var points = Deferral(cohort.allocation)
        for row in cohort.redemptions {
            let period = end(row, of: cohort, &points)
            append(
                cohort, period.number, period.redeemed, period.cumulativeRedeemed, period.expectedTotal, .zero,
                commission, .zero)
        }
    }

    /// Ends a period as its row has it, and says what is odd about its estimate.
    private mutating func end(
        _ row: CohortExtract.Redemption, of cohort: CohortExtract.Cohort, _ deferral: inout Deferral
    ) -> Deferral.Period {
        let period = deferral.end(row.period, redeemed: row.redeemed, expectedTotal: row.expectedTotal)
        let place = "\(redemptionsPath): line \(row.line): cohort \(cohort.name), period \(row.period): expected_total "
        if period.isRaised {
            warnings.append(
                place + "\(row.expectedTotal) is below the \(period.cumulativeRedeemed) points redeemed so far and is "
                    + "raised to them")
        } else if period.expectedTotal == 0, cohort.allocation.rounded > .zero {
            warnings.append(place + "0: nothing is ever to be redeemed, so nothing is deferred")
        }
        return period
    }

    private mutating func appendEven(_ cohort: CohortExtract.Cohort, _ right: StraightLine) {
        for period in 1...right.periods {
            append(
                cohort, Int(period), 0, 0, nil, right.revenue(of: period), right.recognised(byEndOf: period),
                right.liability(atEndOf: period))
        }
    }

    private mutating func appendPeriods(_ cohort: CohortExtract.Cohort, _ method: Deferral.Method) {
        var deferral = Deferral(cohort.allocation, method: method)
        var before: CohortExtract.Redemption?
        for row in cohort.redemptions {
            // What becomes remote in a period without a row becomes so in that period, not in the next one told.
            if case .remote(let from) = method, row.period > from, before.map({ $0.period < from }) ?? true {
                // Of what comes later nothing is known there.
                append(cohort, deferral.end(from, redeemed: 0, expectedTotal: before?.expectedTotal ?? 0))
                warnings.append(
                    "\(redemptionsPath): line \(row.line): cohort \(cohort.name) has no row of period \(from); what is "
                        + "left is recognised there")
            }
            append(cohort, end(row, of: cohort, &deferral))
            before = row
        }
    }

    private mutating func append(_ cohort: CohortExtract.Cohort, _ period: Deferral.Period) {
        append(
            cohort, period.number, period.redeemed, period.cumulativeRedeemed, period.expectedTotal, period.revenue,
            period.cumulativeRevenue, period.liability)
    }

    private mutating func append(
        _ cohort: CohortExtract.Cohort, _ period: Int, _ redeemed: Int64, _ cumulative: Int64, _ expected: Int64?,
        _ revenue: Money, _ recognised: Money, _ liability: Money
    ) {
        TableText.append(
            [
                .text(cohort.name), .integer(Int64(period)), .integer(redeemed), .integer(cumulative),
                expected.map { .integer($0) } ?? .empty, money(revenue), money(recognised), money(liability), .empty,
                .empty,
            ], to: &table)
    }
}
