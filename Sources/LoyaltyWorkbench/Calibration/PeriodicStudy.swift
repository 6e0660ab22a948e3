import LoyaltyModel

/// What a log of a contract or of occasions was found to say.
public struct PeriodicResult: Sendable {
    let model: String
    let path: String
    let options: CalibrationOptions
    let estimates: Estimates
    let customers: Int
    let holdout: (actual: Int, expected: Double, error: Double)?
    let tracking: (description: TableDescription, rows: [[TableValue]])
    let customerTable: (description: TableDescription, rows: [[TableValue]])
    /// Of the holdout; empty without one.
    let validation: [[TableValue]]
    /// Nil where the simulator has no model of the kind.
    let population: String?
    let sentences: [String]
    let dropped: [(String, Int)]
    let dates: (first: String, until: String, end: String?)
    let rows: Int
    public let unreadColumns: [String]
}

/// Calibrates logs whose customers act once a period: contracts (sBG) and occasions (BG/BB).
public enum PeriodicStudy {
    /// - Throws: ``Problems`` where nothing can be said, ``UsageProblem`` for dates outside of the log.
    public static func result(
        path: String, layout: SalesLog.Layout, _ options: CalibrationOptions
    ) throws -> PeriodicResult {
        if options.kind == .occasions, let table = try OccasionSummaries.table(path: path) {
            guard options.until == nil else {
                throw UsageProblem("--calibrate-until: a table of counts has no dates")
            }
            return try occasions(table, path: path, log: nil, options)
        }
        let log = try SalesLog.read(path: path, layout: layout)
        let until = options.until ?? log.dates.upperBound
        try log.check(until)
        if options.kind == .occasions, options.until != nil {
            let end = OccasionSummaries.end(of: options.unit, containing: until, logStart: log.dates.lowerBound)
            guard end == until else {
                throw UsageProblem(
                    "--calibrate-until \(until) lies within a \(options.unit.rawValue): its last day is \(end)")
            }
        }
        return options.kind == .occasions
            ? try occasions(OccasionSummaries(log, unit: options.unit, until: until), path: path, log: log, options)
            : try contract(RenewalSummaries(log, unit: options.unit, until: until), log, options)
    }

    /// Above this share of the customers those who pay again after a missed date are no exception.
    private static let manyReturns = 0.05

    private static func returns(_ data: RenewalSummaries, _ options: CalibrationOptions) -> String? {
        let share = Double(data.returned) / Double(data.customers.count)
        guard share > manyReturns else { return nil }
        return
            "\(Humanised.percent(share)) of the customers paid again after a missed renewal, at which they left: these "
            + "are hardly contracts of a \(options.unit.rawValue) each; see whether another --unit, or --kind purchases, "
            + "suits the log."
    }

    private static func refuse(_ path: String, _ found: String, _ expected: String) -> Problems {
        Problems([Problem(file: path, path: "", found: found, expected: expected)])
    }

    private static func dates(_ log: SalesLog?, _ options: CalibrationOptions) -> (String, String, String?) {
        guard let log else { return ("", "", nil) }
        let until = options.until ?? log.dates.upperBound
        return (
            log.dates.lowerBound.description, until.description,
            until < log.dates.upperBound ? log.dates.upperBound.description : nil
        )
    }

    // MARK: Contracts

    private static func contract(
        _ data: RenewalSummaries, _ log: SalesLog, _ options: CalibrationOptions
    ) throws -> PeriodicResult {
        guard data.customers.contains(where: { $0.left || $0.renewals > 0 }) else {
            throw refuse(log.path, "no renewal that was due", "customers watched for a time unit or more")
        }
        let estimates = try ContractRenewal.fit(data.summary)
        let model = ContractRenewal(alpha: estimates.values[0], beta: estimates.values[1], period: 1)
        /// Expected renewals at the next dates of a customer who is still there.
        func ahead(_ customer: RenewalSummaries.Customer, _ dates: Int) -> Double {
            guard !customer.left else { return 0 }
            var (stay, sum) = (1.0, 0.0)
            for date in 0..<dates {
                stay *= model.retentionRate(renewal: customer.renewals + date + 1)
                sum += stay
            }
            return sum
        }
        let until = options.until ?? log.dates.upperBound
        let expected = data.customers.map { ahead($0, $0.heldOutDates) }
        let actual = data.customers.map(\.heldOut)
        let holdout =
            until < log.dates.upperBound
            ? (
                actual.reduce(0, +), expected.reduce(0, +),
                zip(expected, actual).reduce(0) { $0 + abs($1.0 - Double($1.1)) } / Double(expected.count)
            ) : nil
        let dates = max(1, Int((Double(options.horizonDays) / options.unit.days).rounded()))
        let most = data.customers.reduce(0) { max($0, $1.renewals + ($1.left ? 1 : 0)) }
        let tracking = (1...max(1, most)).map { renewal -> [TableValue] in
            let due = data.customers.filter { $0.renewals >= renewal || ($0.renewals == renewal - 1 && $0.left) }
            let rate = model.retentionRate(renewal: renewal)
            return [
                .text("sbg"), .integer(Int64(renewal)), .integer(Int64(due.count)),
                .integer(Int64(due.count { $0.renewals >= renewal })), .real(rate * Double(due.count)),
            ]
        }
        let customerRows = data.customers.map { customer -> [TableValue] in
            [
                .text(customer.name), .integer(Int64(customer.renewals)), .truth(customer.left),
                .real(customer.left ? 0 : model.retentionRate(renewal: customer.renewals + 1)),
                .real(ahead(customer, dates)),
            ]
        }
        return PeriodicResult(
            model: "sbg", path: log.path, options: options, estimates: estimates, customers: data.customers.count,
            holdout: holdout, tracking: (ContractTables.tracking, tracking),
            customerTable: (ContractTables.customers(dates), customerRows),
            validation: holdout == nil ? [] : PeriodicValidation.rows(model, data.customers),
            population: ContractTables.population(model, estimates, data, log, options),
            sentences: [
                FitVerdict.status(estimates), sentence(holdout, "renewals"), FitVerdict.end(log, until),
                returns(data, options), ContractTables.amount(log, options).note,
            ].compactMap { $0 } + log.remarks,
            dropped: log.droppedRows + late(data.lateCustomers)
                + (data.returned > 0
                    ? [("customers who paid again after a missed renewal, at which they left", data.returned)] : []),
            dates: self.dates(log, options), rows: log.rows,
            unreadColumns: log.unreadColumns)
    }

    // MARK: Occasions

    private static func occasions(
        _ data: OccasionSummaries, path: String, log: SalesLog?, _ options: CalibrationOptions
    ) throws -> PeriodicResult {
        let watched = data.customers.filter { $0.history.occasions > 0 && $0.customers > 0 }
        guard watched.contains(where: { $0.history.purchases > 0 }) else {
            throw refuse(path, "no purchase after a customer's first occasion", "customers who came again")
        }
        let estimates = try BetaGeometricBetaBernoulli.fit(data.summary)
        let values = estimates.values
        let model = BetaGeometricBetaBernoulli(
            alpha: values[0], beta: values[1], gamma: values[2], delta: values[3])
        let count = data.customers.reduce(0) { $0 + $1.customers }
        let expected = data.customers.map { model.expectedPurchases(after: $0.history, ahead: data.occasionsAhead) }
        let holdout =
            data.occasionsAhead > 0
            ? (
                data.customers.reduce(0) { $0 + $1.heldOut }, expected.reduce(0, +),
                zip(expected, data.customers).reduce(0) { $0 + abs($1.0 - Double($1.1.heldOut)) } / Double(count)
            ) : nil
        let ahead = max(1, Int((Double(options.horizonDays) / options.unit.days).rounded()))
        let tracking = tracking(data, model)
        let rows = data.customers.map { customer -> [TableValue] in
            [
                .text(customer.name), .integer(Int64(customer.history.purchases)),
                .integer(Int64(customer.history.last)),
                .integer(Int64(customer.history.occasions)), .integer(Int64(customer.customers)),
                .real(model.aliveProbability(customer.history)),
                .real(model.expectedPurchases(after: customer.history, ahead: ahead)),
            ]
        }
        return PeriodicResult(
            model: "bg-bb", path: path, options: options, estimates: estimates, customers: count, holdout: holdout,
            tracking: (OccasionTables.tracking, tracking), customerTable: (OccasionTables.customers(ahead), rows),
            validation: holdout == nil ? [] : PeriodicValidation.rows(model, data),
            population: nil,
            sentences: [
                FitVerdict.status(estimates), sentence(holdout, "purchases"),
                log.flatMap { FitVerdict.end($0, options.until ?? $0.dates.upperBound) },
                "No population is written: the simulator's customers buy at any time, not at occasions.",
            ].compactMap { $0 },
            dropped: (log?.droppedRows ?? []) + late(data.lateCustomers), dates: dates(log, options),
            rows: log?.rows ?? data.customers.count, unreadColumns: log?.unreadColumns ?? [])
    }

    /// Customers by purchases, made and expected; those beyond a hundred are not listed.
    private static func tracking(
        _ data: OccasionSummaries, _ model: BetaGeometricBetaBernoulli
    ) -> [[TableValue]] {
        let most = min(100, data.customers.reduce(0) { max($0, $1.history.occasions) })
        var made = Array(repeating: 0, count: most + 1)
        var byOccasions: [Int: Int] = [:]
        for customer in data.customers {
            if customer.history.purchases <= most { made[customer.history.purchases] += customer.customers }
            byOccasions[customer.history.occasions, default: 0] += customer.customers
        }
        var expected = Array(repeating: 0.0, count: most + 1)
        for (occasions, customers) in byOccasions.sorted(by: { $0.key < $1.key }) {
            for (purchases, share) in model.masses(upTo: most, by: occasions).enumerated() {
                expected[purchases] += Double(customers) * share
            }
        }
        return (0...most).map {
            [.text("bg-bb"), .integer(Int64($0)), .integer(Int64(made[$0])), .real(expected[$0])]
        }
    }

    private static func late(_ customers: Int) -> [(String, Int)] {
        customers > 0 ? [("customers first seen after calibration", customers)] : []
    }

    private static func sentence(_ holdout: (actual: Int, expected: Double, error: Double)?, _ what: String) -> String {
        guard let holdout else { return "Nothing was held out, so no forecast was tested." }
        return FitVerdict.holdout(expected: holdout.expected, actual: holdout.actual, what)
    }
}
