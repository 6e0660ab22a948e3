import LoyaltyModel

extension PeriodicStudy {
    static func occasions(
        _ data: OccasionSummaries, path: String, log found: (log: SalesLog, window: OccasionWindow)?,
        _ options: CalibrationOptions
    ) throws -> PeriodicResult {
        let watched = data.customers.filter { $0.history.occasions > 0 && $0.customers > 0 }
        guard watched.contains(where: { $0.history.purchases > 0 }) else {
            throw refuse(
                path, "no purchase after a customer's first occasion",
                "customers who came again" + (found?.window.remark.map { "; \($0)" } ?? ""))
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
                found?.window.remark, found.flatMap { FitVerdict.end($0.log, $0.window.until) },
                "No population is written: the simulator's customers buy at any time, not at occasions.",
            ].compactMap { $0 },
            dropped: (found?.log.droppedRows ?? []) + late(data.lateCustomers),
            dates: (
                found?.window.start.description ?? "", found?.window.until.description ?? "",
                found?.window.holdoutEnd?.description
            ),
            rows: found?.log.rows ?? data.customers.count, unreadColumns: found?.log.unreadColumns ?? [])
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
}
