import LoyaltyModel

extension PeriodicStudy {
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

    static func contract(
        _ data: RenewalSummaries, _ log: SalesLog, _ until: CalendarDate, _ options: CalibrationOptions
    ) throws -> PeriodicResult {
        guard data.customers.contains(where: { $0.left || $0.renewals > 0 }) else {
            throw refuse(log.path, "no renewal that was due", "customers watched for a time unit or more")
        }
        let estimates = try ContractRenewal.fit(data.summary)
        let model = ContractRenewal(alpha: estimates.values[0], beta: estimates.values[1], period: 1)
        let expected = data.customers.map {
            $0.left ? 0 : model.expectedRenewals(after: $0.renewals, ahead: $0.heldOutDates)
        }
        let actual = data.customers.map(\.heldOut)
        let holdout =
            until < log.dates.upperBound
            ? (
                actual.reduce(0, +), expected.reduce(0, +),
                zip(expected, actual).reduce(0) { $0 + abs($1.0 - Double($1.1)) } / Double(expected.count)
            ) : nil
        return PeriodicResult(
            model: "sbg", path: log.path, options: options, estimates: estimates, customers: data.customers.count,
            holdout: holdout, tracking: (ContractTables.tracking, tracking(data, model)),
            customerTable: (ContractTables.customers(until, options), customers(data, estimates, model, options)),
            validation: holdout == nil ? [] : PeriodicValidation.rows(model, data.customers),
            population: ContractTables.population(model, estimates, data, log, options),
            sentences: [
                FitVerdict.status(estimates), options.unitRemark("A term"), sentence(holdout, "renewals"),
                FitVerdict.end(log, until),
                undecided(data, log, until, options), returns(data, options), ContractTables.amount(log, options).note,
            ].compactMap { $0 } + log.remarks,
            dropped: log.droppedRows + late(data.lateCustomers)
                + (data.returned > 0
                    ? [("customers who paid again after a missed renewal, at which they left", data.returned)] : []),
            dates: (
                log.dates.lowerBound.description, until.description,
                until < log.dates.upperBound ? log.dates.upperBound.description : nil
            ), rows: log.rows,
            unreadColumns: log.unreadColumns)
    }

    /// Who is there, what each is expected to renew, and what that is worth at the own mean payment.
    private static func customers(
        _ data: RenewalSummaries, _ estimates: Estimates, _ model: ContractRenewal, _ options: CalibrationOptions
    ) -> [[TableValue]] {
        let (dates, discount) = (options.periodsAhead, options.discount(days: options.unit.days))
        let payments = data.customers.compactMap(\.payment)
        let mean = payments.isEmpty ? nil : payments.reduce(0, +) / Double(payments.count)
        var known: [Int: PeriodicOutlook] = [:]
        func outlook(_ renewals: Int) -> PeriodicOutlook {
            if let outlook = known[renewals] { return outlook }
            let outlook = PeriodicOutlook(estimates, dates: dates, discount: discount) { values, discount in
                ContractRenewal(alpha: values[0], beta: values[1], period: 1)
                    .expectedRenewals(after: renewals, ahead: dates, discount: discount)
            }
            known[renewals] = outlook
            return outlook
        }
        return data.customers.map { customer in
            let outlook = customer.left ? .ofThoseWhoLeft : outlook(customer.renewals)
            return [
                .text(customer.name), .integer(Int64(customer.renewals)), .truth(customer.left),
                .real(customer.left ? 0 : model.retentionRate(renewal: customer.renewals + 1)),
            ]
                + outlook.columns(
                    amount: customer.payment ?? mean,
                    scale: (options.margin ?? 1) * options.discount(days: customer.nextDate))
        }
    }

    /// Who was due at each renewal, and who stayed.
    private static func tracking(_ data: RenewalSummaries, _ model: ContractRenewal) -> [[TableValue]] {
        let most = data.customers.reduce(0) { max($0, $1.renewals + ($1.left ? 1 : 0)) }
        return (1...max(1, most)).map { renewal -> [TableValue] in
            let due = data.customers.filter { $0.renewals >= renewal || ($0.renewals == renewal - 1 && $0.left) }
            let rate = model.retentionRate(renewal: renewal)
            return [
                .text("sbg"), .integer(Int64(renewal)), .integer(Int64(due.count)),
                .integer(Int64(due.count { $0.renewals >= renewal })), .real(rate * Double(due.count)),
            ]
        }
    }

    /// Payments at the end of a log are not counted, because those who did not make them are not known yet.
    private static func undecided(
        _ data: RenewalSummaries, _ log: SalesLog, _ until: CalendarDate, _ options: CalibrationOptions
    ) -> String? {
        guard until >= log.dates.upperBound, data.undecided > 0 else { return nil }
        return
            "\(data.undecided) renewals, of dates less than half a \(options.unit.rawValue) before the end, are not looked "
            + "at, because who has not paid is not known yet; --calibrate-until \(data.decided) counts them, where the "
            + "log is whole up to then."
    }
}
