import LoyaltyModel

/// A table of the answer: a row for each figure, a column for each arm.
struct AnswerGrid {
    private static let none = "-"
    private static let interval = "  95% interval"

    private let labels: [String]
    /// Indexed [arm][row]; the arm's name first.
    private let columns: [[String]]

    private enum Arms {
        case all, programs
        /// Programs, and the row only where one of them has the figure.
        case programsIfAny
    }

    /// What each program does, the baseline beside it.
    init(programs result: RunResult) {
        let currency = result.scenario.currency
        let money = { (value: Double) in Humanised.money(value, currency) }
        let rows: [(label: String, metric: String, arms: Arms, interval: Bool, text: (Double) -> String)] = [
            ("members", "members", .programs, false, Humanised.count),
            ("purchases", "purchases", .all, false, Humanised.count),
            ("revenue", "revenue", .all, false, money),
            ("gross margin", "gross_margin", .all, false, money),
            ("program cost", "program_cost", .programs, false, money),
            ("incremental profit", "incremental_profit", .programs, true, money),
            ("return on investment", "roi", .programs, false, Humanised.percent),
            ("points redeemed", "redemption_rate", .programs, false, Humanised.percent),
            ("points expired", "breakage_rate", .programs, false, Humanised.percent),
            ("members' true lift", "members_true_lift", .programs, true, Humanised.percent),
            ("naive lift", "naive_lift", .programs, true, Humanised.percent),
            ("before/after lift", "before_after_lift", .programsIfAny, false, Humanised.percent),
            ("difference in differences", "difference_in_differences", .programsIfAny, false, Humanised.percent),
        ]
        let shown = rows.filter { row in
            row.arms != .programsIfAny || result.arms.indices.contains { result.estimate(row.metric, arm: $0) != nil }
        }
        labels = [""] + shown.flatMap { $0.interval ? [$0.label, Self.interval] : [$0.label] }
        columns = result.arms.enumerated().map { arm, name in
            [Self.marked(name, arm, result)]
                + shown.flatMap { row in
                    let estimate = row.arms != .all && arm == 0 ? nil : result.estimate(row.metric, arm: arm)
                    return Self.cells(estimate, interval: row.interval, row.text)
                }
        }
    }

    /// What each program earns or loses on a customer of each segment.
    init(segments result: RunResult) {
        let currency = result.scenario.currency
        let segments = result.segments.indices.dropFirst()
        labels = [""] + segments.flatMap { [result.segments[$0], Self.interval] }
        columns = result.arms.indices.dropFirst().map { arm in
            [Self.marked(result.arms[arm], arm, result)]
                + segments.flatMap { segment in
                    let estimate = result.estimate("contribution_per_customer", arm: arm, segment: segment)
                    return Self.cells(estimate, interval: true) { Humanised.money($0, currency) }
                }
        }
    }

    /// An arm that is not ranked has a star.
    private static func marked(_ name: String, _ arm: Int, _ result: RunResult) -> String {
        result.unranked.contains(arm) ? name + "*" : name
    }

    /// A figure, and how far its interval reaches to either side.
    private static func cells(_ estimate: Estimate?, interval: Bool, _ text: (Double) -> String) -> [String] {
        let figure = estimate.map { text($0.mean) } ?? none
        guard interval else { return [figure] }
        return [figure, estimate?.interval().map { "±" + text($0.halfWidth) } ?? none]
    }

    /// The table; programs that do not fit beside the others stand in further blocks below.
    func lines(width: Int) -> [String] {
        let labelWidth = labels.map(\.count).max() ?? 0
        var blocks: [[[String]]] = [[]]
        var used = labelWidth
        for column in columns {
            let columnWidth = 2 + Self.width(column)
            if used + columnWidth > width, !(blocks.last ?? []).isEmpty {
                blocks.append([])
                used = labelWidth
            }
            blocks[blocks.count - 1].append(column)
            used += columnWidth
        }
        return blocks.map { block in
            labels.indices.map { row in
                let label = labels[row] + String(repeating: " ", count: labelWidth - labels[row].count)
                return label
                    + block.map { column in
                        String(repeating: " ", count: 2 + Self.width(column) - column[row].count) + column[row]
                    }.joined()
            }
        }.joined(separator: [""]).map { $0 }
    }

    private static func width(_ column: [String]) -> Int { max(8, column.map(\.count).max() ?? 0) }
}
