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
        let tracking = tracking(data, model)
        let spend = try OccasionSpend(data.customers)
        return PeriodicResult(
            model: "bg-bb", path: path, options: options, estimates: estimates, spend: spend.estimates,
            customers: count, holdout: holdout,
            tracking: (OccasionTables.tracking, tracking),
            customerTable: (OccasionTables.customers(options), customers(data, estimates, model, spend, options)),
            validation: holdout == nil ? [] : PeriodicValidation.rows(model, data),
            population: nil,
            sentences: [
                FitVerdict.status(estimates), options.unitRemark("An occasion"), sentence(holdout, "purchases"),
                spend.sentence,
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

    /// Who is there still, what each is expected to buy, and what that is worth.
    private static func customers(
        _ data: OccasionSummaries, _ estimates: Estimates, _ model: BetaGeometricBetaBernoulli, _ spend: OccasionSpend,
        _ options: CalibrationOptions
    ) -> [[TableValue]] {
        let (ahead, discount) = (options.periodsAhead, options.discount(days: options.unit.days))
        var known: [BetaGeometricBetaBernoulli.History: PeriodicOutlook] = [:]
        func outlook(_ history: BetaGeometricBetaBernoulli.History) -> PeriodicOutlook {
            if let outlook = known[history] { return outlook }
            let outlook = PeriodicOutlook(estimates, dates: ahead, discount: discount) { values, discount in
                BetaGeometricBetaBernoulli(alpha: values[0], beta: values[1], gamma: values[2], delta: values[3])
                    .expectedPurchases(after: history, ahead: ahead, discount: discount)
            }
            known[history] = outlook
            return outlook
        }
        return data.customers.map { customer in
            let history = customer.history
            return [
                .text(customer.name), .integer(Int64(history.purchases)), .integer(Int64(history.last)),
                .integer(Int64(history.occasions)), .integer(Int64(customer.customers)),
                .real(model.aliveProbability(history)),
            ] + outlook(history).columns(amount: spend.expectedMean(customer.spend), scale: options.margin ?? 1)
        }
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
