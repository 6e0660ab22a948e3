import LoyaltyModel

/// `validation.csv`: the baseline beside what the same customers really did, where a population knows it.
enum BaselineValidation {
    static let description = TableDescription(
        file: "validation.csv",
        meaning: "Known customers with no program, simulated from the state in which calibration left them, beside "
            + "what they did in the months after it.",
        key: ["month", "measure"],
        columns: [
            TableColumn("month", .string, "Calendar month, YYYY-MM, or all for their sum."),
            TableColumn(
                "measure", .string,
                "purchases; buyers: distinct customers who bought in the month; revenue. The log's purchases of a day are one."
            ),
            .unit, .figure("actual", "What the customers of the log did."),
            .figure("simulated", "Mean over the replications of the baseline."),
            .figure("standard_deviation", "Between replications; empty for a single one."),
            .figure("p05", "5 % quantile over the replications (type 7)."),
            .figure("p95", "95 % quantile over the replications (type 7)."),
            .replications,
        ])

    /// The table, where the study is about these customers from the day after their histories on.
    static func tables(_ result: RunResult) -> [StudyTable] {
        guard !rows(result).isEmpty else { return [] }
        return [
            StudyTable(description: description) { folder in
                var writer = try TableWriter(description, folder: folder)
                for row in rows(result) { try writer.row(row) }
                return try writer.finish()
            }
        ]
    }

    /// What was made of all purchases in the months watched, and in the replications; nil where they do not compare.
    static func purchases(_ result: RunResult) -> (actual: Int, simulated: Double)? {
        guard let months = months(result) else { return nil }
        let simulated = result.outcomes.map { outcome in
            let view = ArmView(scenario: result.scenario, outcome: outcome, arm: 0)
            return months.reduce(0.0) { $0 + Double(view.purchases($1.place)) }
        }
        return (months.reduce(0) { $0 + $1.actual.purchases }, simulated.reduce(0, +) / Double(simulated.count))
    }

    private static func months(_ result: RunResult) -> [(place: Int, actual: PresentFacts.Month)]? {
        let scenario = result.scenario
        guard let facts = scenario.present, !result.outcomes.isEmpty,
            scenario.calendar.start == facts.asOf.adding(days: 1),
            scenario.population.customers == facts.customers, scenario.population.arrivalsPerMonth == 0
        else { return nil }
        let calendar = scenario.calendar
        let months = (0..<calendar.months).compactMap { place -> (place: Int, actual: PresentFacts.Month)? in
            let last = calendar.date(ofDay: Int(calendar.monthStart[place + 1]) - 1)
            guard last == last.endOfMonth,
                let actual = facts.months.first(where: {
                    $0.first.year == last.year && $0.first.month == last.month
                })
            else { return nil }
            return (place, actual)
        }
        return months.isEmpty ? nil : months
    }

    private static func rows(_ result: RunResult) -> [[TableValue]] {
        guard let months = months(result) else { return [] }
        let scenario = result.scenario
        let minor = Double(scenario.currency.minorPerMajor)
        let views = result.outcomes.map { ArmView(scenario: scenario, outcome: $0, arm: 0) }
        func row(_ month: String, _ measure: String, _ unit: MetricUnit, _ actual: Double, _ values: [Double])
            -> [TableValue]
        {
            let (estimate, spread) = (Estimate(values), Spread(values))
            return [
                .text(month), .text(measure), .text(unit.text(scenario.currency)), .real(actual),
                .real(estimate.mean), .optional(estimate.standardDeviation), .real(spread.p05), .real(spread.p95),
                .integer(Int64(values.count)),
            ]
        }
        func sums(_ places: [Int], _ figure: (ArmView, Int) -> Int64) -> [Double] {
            views.map { view in places.reduce(0.0) { $0 + Double(figure(view, $1)) } }
        }
        func rows(_ name: String, _ those: [(place: Int, actual: PresentFacts.Month)], buyers: Bool) -> [[TableValue]] {
            let places = those.map(\.place)
            let purchases = those.reduce(0) { $0 + $1.actual.purchases }
            let spend = those.reduce(0) { $0 + ($1.actual.spend * minor).rounded() }
            let distinct = those.reduce(0) { $0 + $1.actual.buyers }
            return [row(name, "purchases", .purchases, Double(purchases), sums(places) { $0.purchases($1) })]
                + (buyers ? [row(name, "buyers", .customers, Double(distinct), sums(places) { $0.buyers($1) })] : [])
                + [row(name, "revenue", .money, spend, sums(places) { $0.revenue($1) })]
        }
        return months.flatMap { month in
            rows(scenario.calendar.label(ofMonth: month.place), [month], buyers: true)
        } + rows("all", months, buyers: false)
    }
}
