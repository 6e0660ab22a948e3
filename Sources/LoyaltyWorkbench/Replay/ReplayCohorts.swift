import LoyaltyModel

/// The points of a replayed log by month of issue: what a valuation of real points starts from.
struct ReplayCohorts: Sendable {
    /// What became of one month's points by the end of each month from its own on.
    struct Cohort: Sendable {
        /// Less what refunds took back, and with what moved between lots to fill debts.
        var issued: Int64 = 0
        /// Less what refunds gave back.
        var redeemed: [Int64]
        var expired: [Int64]

        /// As a triangle has it: no less than what was redeemed and expired by any age, where refunds have taken back
        /// points that were used.
        var issuedOrUsed: Int64 { max(issued, zip(redeemed, expired).reduce(0) { max($0, $1.0 + $1.1) }) }

        var outstanding: Int64 { issued - (redeemed.last ?? 0) - (expired.last ?? 0) }
    }

    private(set) var cohorts: [Cohort]

    init(months: Int) {
        cohorts = (0..<months).map { month in
            let none = Array(repeating: Int64(0), count: months - month)
            return Cohort(redeemed: none, expired: none)
        }
    }

    mutating func add(_ posting: Posting, month: Int) {
        let cohort = Int(posting.issueMonth)
        let age = month - cohort
        switch posting.kind {
        case .issued, .transferred: cohorts[cohort].issued += posting.points
        case .reversed: cohorts[cohort].issued -= posting.points
        case .redeemed: cohorts[cohort].redeemed[age] += posting.points
        case .reinstated: cohorts[cohort].redeemed[age] -= posting.points
        case .expired: cohorts[cohort].expired[age] += posting.points
        case .pendingActivated: break
        }
    }

    /// Turns what happened in each month into what has happened by its end.
    mutating func addUp() {
        for place in cohorts.indices {
            for age in cohorts[place].redeemed.indices.dropFirst() {
                cohorts[place].redeemed[age] += cohorts[place].redeemed[age - 1]
                cohorts[place].expired[age] += cohorts[place].expired[age - 1]
            }
        }
    }
}

/// `cohort_triangle.csv`, `aging.csv` and `urr_estimate.csv` of a replay.
enum ReplayCohortTables {
    static let descriptions = [triangle, aging, estimates]

    private static let issueMonth = TableColumn("issue_month", .yearmonth, "Month in which the points were issued.")
    private static let age = TableColumn("age", .integer, unit: "months", "1 in the month of issue.")
    private static let issued = points("issued", "Issued in the month, less what refunds took back.")

    private static func points(_ name: String, _ meaning: String) -> TableColumn {
        TableColumn(name, .integer, unit: "points", meaning)
    }

    private static let triangle = TableDescription(
        file: "cohort_triangle.csv",
        meaning: "Points by month of issue and age, up to the last date; loyalty reserve reads it.",
        key: ["program", "issue_month", "age"],
        columns: [
            .program, issueMonth, age,
            points(
                "issued",
                "Issued in the month, less what refunds took back, and no less than what was redeemed and expired by any age."
            ),
            points("cum_redeemed", "Redeemed by the end of that age, less what refunds gave back."),
            points("cum_expired", "Expired by the end of that age."),
        ])

    private static let aging = TableDescription(
        file: "aging.csv",
        meaning: "Points outstanding on the last date by month of issue; their sum is that of balances.csv.",
        key: ["program", "issue_month"],
        columns: [
            .program, issueMonth, age, issued, points("redeemed", "Redeemed, less what refunds gave back."),
            points("expired", "Expired."),
            points("outstanding", "Still held; negative where refunds took back more than was there."),
        ])

    private static let estimates = TableDescription(
        file: "urr_estimate.csv",
        meaning:
            "How much of each month's points will be redeemed in the end, by the chain ladder and by Cape Cod on "
            + "cohort_triangle.csv, as loyalty reserve finds it: with a tail of 1 once no point can outlive the triangle, else a "
            + "fitted one (--tail fitted); where none can be fitted, what is outstanding is expected. A method that has no "
            + "answer for this triangle has one row, the total, without an ultimate.",
        key: ["program", "issue_month", "method"],
        columns: [
            .program, TableColumn("issue_month", .string, "Month of issue; total for all."),
            TableColumn("method", .string, "chain-ladder or cape-cod."),
            TableColumn("issued", .number, unit: "points", "Points issued."),
            TableColumn("latest", .number, unit: "points", "Redeemed so far."),
            TableColumn("ldf_to_ultimate", .number, "Factor from what is redeemed to the end; empty for none."),
            TableColumn("ultimate", .number, unit: "points", "Redeemed in the end, as estimated."),
            TableColumn("urr", .number, "Ultimate ÷ issued."),
            TableColumn("standard_error", .number, unit: "points", "Mack's, of the chain ladder; empty otherwise."),
            TableColumn("breakage", .number, unit: "points", "Never redeemed, as estimated: issued − ultimate."),
        ])

    /// Writes the three and returns their digests.
    static func write(
        _ cohorts: ReplayCohorts, program: Program, calendar: StudyCalendar, folder: String
    ) throws(FileFailure) -> [String: String] {
        let life = program.monthsOfLife
        let program = program.name
        var triangle = try TableWriter(Self.triangle, folder: folder)
        var aging = try TableWriter(Self.aging, folder: folder)
        var known: [RedemptionTriangle.Cohort] = []
        for (month, cohort) in cohorts.cohorts.enumerated() {
            let isEmpty = cohort.issued == 0 && cohort.outstanding == 0 && cohort.redeemed.allSatisfy { $0 == 0 }
            if isEmpty { continue }
            let label = calendar.label(ofMonth: month)
            for age in cohort.redeemed.indices {
                try triangle.row([
                    .text(program), .text(label), .integer(Int64(age + 1)),
                    .integer(cohort.issuedOrUsed),
                    .integer(cohort.redeemed[age]), .integer(cohort.expired[age]),
                ])
            }
            try aging.row([
                .text(program), .text(label), .integer(Int64(cohort.redeemed.count)), .integer(cohort.issued),
                .integer(cohort.redeemed.last ?? 0), .integer(cohort.expired.last ?? 0), .integer(cohort.outstanding),
            ])
            known.append(
                RedemptionTriangle.Cohort(
                    name: label, issued: Double(cohort.issuedOrUsed), cumulative: cohort.redeemed.map(Double.init),
                    expired: Double(cohort.expired.last ?? 0)))
        }
        let estimated = known.isEmpty ? [] : Self.estimated(RedemptionTriangle(known), life: life)
        return [
            Self.triangle.file: try triangle.finish(), Self.aging.file: try aging.finish(),
            estimates.file: try writeEstimates(estimated, known, program: program, folder: folder),
        ]
    }

    /// Each method's rows; nil where it refuses the triangle.
    private static func estimated(
        _ triangle: RedemptionTriangle, life: Int?
    ) -> [(method: Reserve.Method, rows: [Reserve.Row]?)] {
        let tail = OwnTriangle.tail(of: triangle, life: life, given: nil)
        return [Reserve.Method.chainLadder, .capeCod].map { ($0, OwnTriangle.rows(triangle, $0, tail: tail)) }
    }

    private static func writeEstimates(
        _ estimated: [(method: Reserve.Method, rows: [Reserve.Row]?)], _ cohorts: [RedemptionTriangle.Cohort],
        program: String, folder: String
    ) throws(FileFailure) -> String {
        var table = try TableWriter(estimates, folder: folder)
        for (method, rows) in estimated {
            guard let rows else {
                let sums = [cohorts.reduce(0) { $0 + ($1.issued ?? 0) }, cohorts.reduce(0) { $0 + $1.latest }]
                try table.row(
                    [.text(program), .text("total"), .text(method.name)] + sums.map { .real($0) }
                        + Array(repeating: .empty, count: 5))
                continue
            }
            for line in rows {
                try table.row([
                    .text(program), .text(line.name), .text(method.name), .optional(line.issued), .real(line.latest),
                    .optional(line.factorToUltimate), .real(line.ultimate), .optional(line.redemptionRate),
                    .optional(line.standardError), .optional(line.breakage),
                ])
            }
        }
        return try table.finish()
    }
}
