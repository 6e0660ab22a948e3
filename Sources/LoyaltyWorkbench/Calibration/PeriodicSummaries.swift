package import LoyaltyModel

/// Customers of a contract: how many renewals each made, and whether the next one was missed.
package struct RenewalSummaries: Sendable {
    package struct Customer: Sendable, Hashable {
        package let name: String
        package let renewals: Int
        package let left: Bool
        /// Renewals made after calibration, and renewal dates that lay in the holdout.
        package let heldOut: Int
        package let heldOutDates: Int
        /// Days from the end of calibration to the next renewal date; 0 where it has just passed, undecided.
        let nextDate: Double
        /// Mean of the payments above 0 in calibration, major units; nil without one.
        let payment: Double?
    }

    package let customers: [Customer]
    package let lateCustomers: Int
    /// Customers who missed a renewal and paid again in calibration: they left where they missed it.
    package let returned: Int
    /// Renewals paid so lately that it is not known yet who did not: they are not looked at.
    package let undecided: Int
    /// The day by which all of them are decided.
    package let decided: CalendarDate

    /// Payments are a time unit apart, each counts for the nearest renewal date; more than one and a half apart, the
    /// renewal between them was missed, and the customer has left there.
    package init(_ log: SalesLog, unit: TimeUnit, until: CalendarDate) {
        var (customers, late, returned, undecided) = ([Customer](), 0, 0, 0)
        let last = Double(until.daysSinceEpoch)
        var decided = last
        // Calibration may go on after the log's last date: then there is no holdout.
        let end = max(last, Double(log.dates.upperBound.daysSinceEpoch))
        for customer in log.customers.indices {
            let days = log.places(of: customer).map { Double(log.days[$0]) }
            guard let first = days.first, first <= last else {
                late += 1
                continue
            }
            /// Renewal dates that passed half a unit ago or more: only of these is it known who did not renew, and to
            /// count earlier those who did would count the loyal ones twice.
            func due(by day: Double) -> Int { max(0, Int(((day - first) / unit.days - 0.5).rounded(.down))) }
            let missed = zip(days, days.dropFirst()).first { $1 - $0 > 1.5 * unit.days }
            if let missed, missed.1 <= last { returned += 1 }
            func paid(by day: Double) -> Int {
                let paid = days.last { $0 <= min(day, missed?.0 ?? day) } ?? first
                return Int(((paid - first) / unit.days).rounded())
            }
            func renewals(by day: Double) -> Int { min(due(by: day), paid(by: day)) }
            let made = renewals(by: last)
            if paid(by: last) > made {
                undecided += paid(by: last) - made
                decided = max(decided, first + ((Double(paid(by: last)) + 0.5) * unit.days).rounded(.up))
            }
            customers.append(
                Customer(
                    name: log.customers[customer], renewals: made, left: made < due(by: last),
                    heldOut: renewals(by: end) - made, heldOutDates: due(by: end) - due(by: last),
                    nextDate: max(0, first + Double(made + 1) * unit.days - last),
                    payment: Self.mean(
                        log.places(of: customer).filter { Double(log.days[$0]) <= last }.map { log.amounts[$0] })))
        }
        (self.customers, lateCustomers, self.returned, self.undecided) = (customers, late, returned, undecided)
        self.decided = CalendarDate(daysSinceEpoch: Int(decided))
    }

    private static func mean(_ amounts: [Double]) -> Double? {
        let paid = amounts.filter { $0 > 0 }
        return paid.isEmpty ? nil : paid.reduce(0, +) / Double(paid.count)
    }

    package var summary: RenewalSummary {
        var counts: [RenewalSummary.Cell: Double] = [:]
        for customer in customers {
            counts[RenewalSummary.Cell(renewals: customer.renewals, left: customer.left, customers: 0), default: 0] += 1
        }
        let cells = counts.map {
            RenewalSummary.Cell(renewals: $0.key.renewals, left: $0.key.left, customers: $0.value)
        }
        return RenewalSummary(cells.sorted { ($0.renewals, $0.left ? 1 : 0) < ($1.renewals, $1.left ? 1 : 0) })
    }
}

/// Customers seen at occasions: at how many they bought, and at which last.
package struct OccasionSummaries: Sendable {
    package struct Customer: Sendable, Hashable {
        /// The customer's id, or nothing where a table counts customers.
        package let name: String
        package let history: BetaGeometricBetaBernoulli.History
        package let customers: Int
        /// Occasions of the holdout with a purchase.
        package let heldOut: Int
        /// Occasions after the first with something spent, and the mean of that; nil where nothing is known of it.
        let spend: SpendSummary.Customer?
    }

    package let customers: [Customer]
    package let lateCustomers: Int
    /// Occasions in the holdout.
    package let occasionsAhead: Int

    /// The first purchase's own occasion is not counted.
    package init(_ log: SalesLog, _ window: OccasionWindow) {
        let lastDay = Int32(window.until.daysSinceEpoch)
        let endDay = window.holdoutEnd.map { Int32($0.daysSinceEpoch) } ?? lastDay
        let last = window.occasion(Int(lastDay))
        var (customers, late) = ([Customer](), 0)
        for customer in log.customers.indices {
            let days = log.places(of: customer).map { log.days[$0] }
            guard let firstDay = days.first, firstDay <= lastDay else {
                late += 1
                continue
            }
            let first = window.occasion(Int(firstDay))
            func occasions(by day: Int32) -> Set<Int> {
                Set(days.filter { $0 <= day }.map { window.occasion(Int($0)) }).subtracting([first])
            }
            let inside = occasions(by: lastDay)
            var spent: [Int: Double] = [:]
            for place in log.places(of: customer) where log.days[place] <= lastDay && log.amounts[place] > 0 {
                let occasion = window.occasion(Int(log.days[place]))
                if occasion != first { spent[occasion, default: 0] += log.amounts[place] }
            }
            customers.append(
                Customer(
                    name: log.customers[customer],
                    history: .init(
                        purchases: inside.count, last: (inside.max() ?? first) - first, occasions: last - first),
                    customers: 1, heldOut: occasions(by: endDay).count - inside.count,
                    spend: spent.isEmpty
                        ? nil
                        : SpendSummary.Customer(
                            purchases: spent.count,
                            average: spent.sorted { $0.key < $1.key }.reduce(0) { $0 + $1.value } / Double(spent.count))
                ))
        }
        (self.customers, lateCustomers) = (customers, late)
        occasionsAhead = window.occasion(Int(endDay)) - last
    }

    private init(_ customers: [Customer]) { (self.customers, lateCustomers, occasionsAhead) = (customers, 0, 0) }

    /// Reads a table with the columns x, t_x, n and, unless every row is a customer, customers; nil where the file's
    /// header is another one.
    ///
    /// - Throws: ``Problems`` with the rows that are wrong, ``FileFailure``.
    package static func table(path: String) throws -> OccasionSummaries? {
        var problems = ProblemList(file: path)
        var probe = try CSVReader(path: path, separator: .found)
        let isThere = try probe.next(&problems)
        guard isThere, Set(["x", "t_x", "n"]).isSubset(of: (0..<probe.count).map { probe.text($0) }) else { return nil }
        var reader = try CSVReader(path: path, separator: .found)
        let header = try reader.header(required: ["x", "t_x", "n"], optional: ["customers"], &problems)
        var customers: [Customer] = []
        while try reader.nextRow(header, &problems) {
            let numbers = header.places.map { $0.flatMap { reader.decimal($0, decimals: 0) }.map { Int($0) } }
            guard let x = numbers[0], let last = numbers[1], let n = numbers[2], x >= 0, last >= x, n >= last,
                x > 0 || last == 0, n <= 10_000,
                header.places[3] == nil || (0...1_000_000_000).contains(numbers[3] ?? -1)
            else {
                problems.report(
                    line: reader.recordLine, found: (0..<reader.count).map { reader.text($0) }.joined(separator: ","),
                    expected:
                        "whole numbers x ≤ t_x ≤ n ≤ 10000, t_x = 0 where x = 0, and customers from 0 to 1000000000")
                continue
            }
            customers.append(
                Customer(
                    name: "", history: .init(purchases: x, last: last, occasions: n), customers: numbers[3] ?? 1,
                    heldOut: 0, spend: nil))
        }
        try problems.throwProblems()
        return OccasionSummaries(customers)
    }

    package var summary: OccasionSummary {
        var counts: [BetaGeometricBetaBernoulli.History: Int] = [:]
        for customer in customers { counts[customer.history, default: 0] += customer.customers }
        let cells = counts.map { OccasionSummary.Cell(history: $0.key, customers: Double($0.value)) }
        return OccasionSummary(
            cells.sorted {
                ($0.history.purchases, $0.history.last, $0.history.occasions)
                    < ($1.history.purchases, $1.history.last, $1.history.occasions)
            })
    }
}
