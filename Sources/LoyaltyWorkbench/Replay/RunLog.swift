public import LoyaltyModel

/// What the first customers of a run did in its first world, as logs that `replay` and `fit` read, with the postings that
/// the run's own ledgers made of it beside them.
///
/// A log has what a company's would have: purchases for which the card was shown, enrolments, redemptions, visits to
/// partners, in the order of the till. Written arm by arm, customer by customer, so memory does not grow with them.
public enum RunLog {
    /// Writes a run's folder with the logs in it.
    ///
    /// - Parameter customers: how many, those present at the start first; with those whom they brought.
    /// - Returns: warnings, as ``ResultTables/write(_:command:to:)``, and what of a program no log tells.
    @discardableResult
    public static func write(
        _ result: RunResult, logging customers: Int, command: String, to folder: String
    ) throws -> [String] {
        let tables = result.arms.indices.flatMap { arm in
            [log(result, customers, arm: arm)] + (arm > 0 ? [postings(result, customers, arm: arm)] : [])
        }
        let segments = result.scenario.population.segments
        let untold = result.scenario.programs.compactMap { program -> String? in
            let untold = UntoldByLogs.of(program, segments: segments)
            guard !untold.isEmpty else { return nil }
            return "log_\(program.name).csv does not tell \(untold.joined(separator: ", nor ")): a replay of it posts "
                + "other points"
        }
        return try ResultTables.write(result, further: tables, remarks: untold, command: command, to: folder)
    }

    private static func log(_ result: RunResult, _ customers: Int, arm: Int) -> StudyTable {
        let description = TableDescription(
            file: "log_\(result.arms[arm]).csv",
            meaning: "What the first \(customers) customers did in world 1, as a log: loyalty replay and fit read it.",
            key: [],
            columns: [
                TableColumn(
                    "customer_id", .string, "Number of the customer; 7-1 is the first whom customer 7 brought."),
                TableColumn("date", .date, "Date of the row; rows of a day stand in their order."),
                TableColumn("amount", .number, unit: "major units", "What the purchase came to; empty for other rows."),
                TableColumn("kind", .string, "Empty for a purchase; enrol, or redeem."),
                TableColumn("reward", .string, "Of a redeem: the reward of the catalogue that was had."),
                TableColumn("points", .integer, unit: "points", "Of a redeem: points that paid for the next purchase."),
                TableColumn("partner", .string, "At whose till; empty for the company's own."),
            ])
        return StudyTable(description: description) { folder in
            var table = try TableWriter(description, folder: folder)
            try visit(result, customers, arm: arm) { name, life throws(FileFailure) in
                for row in rows(of: life, program(result, arm), result.scenario) {
                    try table.row([.text(name)] + row)
                }
            }
            return try table.finish()
        }
    }

    private static func postings(_ result: RunResult, _ customers: Int, arm: Int) -> StudyTable {
        let description = TableDescription(
            file: "postings_\(result.arms[arm]).csv",
            meaning:
                "Every flow of points of the same customers in the run's own ledgers, as the replay's postings.csv.",
            key: [], columns: PostingsTable.columns)
        return StudyTable(description: description) { folder in
            var table = try TableWriter(description, folder: folder)
            var dates = DateTexts()
            try visit(result, customers, arm: arm) { name, life throws(FileFailure) in
                try PostingsTable.add(life.postings, of: name, result.scenario.calendar, &dates, to: &table)
            }
            return try table.finish()
        }
    }

    private static func program(_ result: RunResult, _ arm: Int) -> Program? {
        arm > 0 ? result.scenario.programs[arm - 1] : nil
    }

    /// Every customer with a name and a life, newcomers behind those who brought them.
    private static func visit(
        _ result: RunResult, _ customers: Int, arm: Int, _ body: (String, Life) throws(FileFailure) -> Void
    ) throws(FileFailure) {
        var number = 0
        var failure: FileFailure?
        result.scenario.simulation.visitLives(
            ofFirst: customers, arm: arm, replication: 1, in: result.outcomes[0]
        ) { life in
            number += 1
            guard failure == nil else { return }
            do throws(FileFailure) {
                try body(String(number), life)
                for (place, newcomer) in life.newcomers.enumerated() { try body("\(number)-\(place + 1)", newcomer) }
            } catch { failure = error }
        }
        if let failure { throw failure }
    }
}

extension RunLog {
    /// A life as a company's log has it: a row's date, amount, kind, reward, points and partner.
    ///
    /// - Parameter program: nil in the baseline, where nobody has a card and every purchase is the customer's.
    package static func rows(of life: Life, _ program: Program?, _ scenario: Scenario) -> [[TableValue]] {
        rows(of: life, program, scenario.calendar, scenario.currency)
    }

    /// The same of a study without a scenario.
    package static func rows(
        of life: Life, _ program: Program?, _ calendar: StudyCalendar, _ currency: Currency
    ) -> [[TableValue]] {
        var rows: [(instant: Double, row: [TableValue])] = []
        func add(
            _ instant: Double, amount: Int64? = nil, kind: String? = nil, reward: String? = nil, points: Int64? = nil,
            partner: String? = nil
        ) {
            rows.append(
                (
                    instant,
                    [
                        .text(calendar.date(ofDay: Int(instant)).description),
                        amount.map { .text(ExactDecimal.text($0, decimals: currency.exponent)) } ?? .empty,
                        kind.map { .text($0) } ?? .empty, reward.map { .text($0) } ?? .empty,
                        points.map { .integer($0) } ?? .empty, partner.map { .text($0) } ?? .empty,
                    ]
                ))
        }
        let byMail = if case .mail = program?.enrolment.invitation, !life.isNewcomer { true } else { false }
        if byMail, let joined = life.joinDay { add((Double(joined) + 1).nextDown, kind: "enrol") }
        let shelf = program.map(shelf) ?? []
        for purchase in life.purchases.prefix(life.purchasesWithCard ?? .max) {
            if !byMail, purchase.number == life.joinPurchase { add(purchase.instant, kind: "enrol") }
            for redemption in life.redemptions where redemption.number == purchase.number {
                let reward = redemption.reward.map { shelf[$0].name }
                add(
                    purchase.instant, kind: "redeem", reward: reward, points: reward == nil ? redemption.points : nil)
            }
            // A visit that was for a free item alone rings nothing up.
            if purchase.amount > 0 { add(purchase.instant, amount: purchase.amount) }
        }
        for visit in life.partnerVisits {
            let name = program?.coalition?.partners[visit.partner].name
            if visit.points > 0 { add(visit.instant, kind: "redeem", points: visit.points, partner: name) }
            add(visit.instant, amount: visit.amount, partner: name)
        }
        // What is written first at an instant comes first.
        return rows.enumerated().sorted { ($0.element.instant, $0.offset) < ($1.element.instant, $1.offset) }
            .map(\.element.row)
    }

    /// What redemptions name by their places: the points' catalogue, behind it a card's reward.
    private static func shelf(_ program: Program) -> [Reward] {
        let points = program.mechanics.flatMap { mechanic -> [Reward] in
            if case .points(let points) = mechanic { points.rewards } else { [] }
        }
        let cards = program.mechanics.compactMap { mechanic -> Reward? in
            if case .punchCard(let card) = mechanic { card.reward } else { nil }
        }
        return points + cards
    }
}
