import LoyaltyModel

/// What a strategist sees after a run: one table of programs, the verdict, and where the tables lie.
public enum AnswerText {
    /// Columns of a terminal that the table keeps to.
    static let width = 120

    /// - Parameter folder: the result folder as the user named it.
    public static func text(_ result: RunResult, folder: String) -> String {
        let lines =
            heading(result) + [""] + AnswerGrid(result).lines(width: width) + [""]
            + (AnswerVerdict(result).sentences + [UncertaintyWords.answer(result.scenario)]).flatMap { wrapped($0) } + [
                "",
                "Tables: \(folder) (summary.csv, comparison.csv, timeline.csv and more; datapackage.json explains them).",
            ]
        return lines.joined(separator: "\n") + "\n"
    }

    private static func heading(_ result: RunResult) -> [String] {
        let scenario = result.scenario
        let customers = result.values(arm: 0, segment: 0, metric: 0).compactMap { $0 }
        let replications = "\(result.replications) replication\(result.replications == 1 ? "" : "s")"
        return [
            scenario.title.isEmpty ? scenario.name : scenario.title,
            "\(Humanised.count(Estimate(customers).mean)) customers, "
                + "\(scenario.calendar.start) to \(scenario.calendar.date(ofDay: scenario.calendar.days - 1)), "
                + "\(replications); money in \(scenario.currency.code)",
        ]
    }

    /// Breaks a sentence at spaces.
    private static func wrapped(_ sentence: String) -> [String] {
        var lines = [""]
        for word in sentence.split(separator: " ") {
            let line = lines[lines.count - 1]
            if line.isEmpty {
                lines[lines.count - 1] = String(word)
            } else if line.count + 1 + word.count <= width {
                lines[lines.count - 1] += " " + word
            } else {
                lines.append(String(word))
            }
        }
        return lines
    }
}

/// The table of programs: a row for each figure, a column for each arm.
struct AnswerGrid {
    private static let none = "-"

    private let labels: [String]
    /// Indexed [arm][row]; the arm's name first.
    private let columns: [[String]]

    init(_ result: RunResult) {
        let currency = result.scenario.currency
        let money = { (value: Double) in Humanised.money(value, currency) }
        let rows: [(label: String, metric: String, programsOnly: Bool, text: (Double) -> String)] = [
            ("members", "members", true, Humanised.count),
            ("purchases", "purchases", false, Humanised.count),
            ("revenue", "revenue", false, money),
            ("gross margin", "gross_margin", false, money),
            ("program cost", "program_cost", true, money),
            ("incremental profit", "incremental_profit", true, money),
            ("return on investment", "roi", true, Humanised.percent),
            ("points redeemed", "redemption_rate", true, Humanised.percent),
            ("points expired", "breakage_rate", true, Humanised.percent),
            ("members' true lift", "members_true_lift", true, Humanised.percent),
            ("naive lift", "naive_lift", true, Humanised.percent),
        ]
        let interval = "incremental_profit"
        labels = [""] + rows.flatMap { $0.metric == interval ? [$0.label, "  95% interval"] : [$0.label] }
        columns = result.arms.enumerated().map { arm, name in
            [name]
                + rows.flatMap { row in
                    let estimate = row.programsOnly && arm == 0 ? nil : result.estimate(row.metric, arm: arm)
                    let text = estimate.map { row.text($0.mean) } ?? Self.none
                    guard row.metric == interval else { return [text] }
                    return [text, estimate?.interval().map { "±" + money($0.halfWidth) } ?? Self.none]
                }
        }
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
