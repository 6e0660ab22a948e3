import LoyaltyModel

/// `assumptions.csv`: every number of the response, what it rests on, and what was drawn of it; and what the books rest on.
enum AssumptionsTable {
    static let description = TableDescription(
        file: "assumptions.csv",
        meaning: "Every number of the response that was run, with its range and what it rests on; under "
            + "uncertainty: parameters, what the replications drew of it; the discount rate; and what the books of a run rest "
            + "on, for each program with points its expiry, the tail of its triangle, and what a redeemed point costs and is worth.",
        key: ["path"],
        columns: [
            TableColumn(
                "path", .string,
                "Path of the number, as --set takes it; what the run found, tail, cost_per_point and face_value_per_point, below its program."
            ),
            TableColumn("unit", .string, "Unit of the row's figures; empty where it has none."),
            .figure("value", "The value used; where the number is drawn, its most probable value."),
            .figure("low", "5 % point of what it may be, before cutting at what the catalogue allows."),
            .figure("high", "95 % point of what it may be, before cutting at what the catalogue allows."),
            TableColumn(
                "source", .string,
                "What it rests on, in the document's words; for a default that is not spoken of, the catalogue's; for what is no number, what it is."
            ),
            TableColumn("confidence", .string, "How far it can be trusted: high, medium or low; empty if not said."),
            .figure("drawn_mean", "Mean of the draws, one a replication; empty where none is drawn."),
            .figure("drawn_sd", "Standard deviation of the draws; empty with fewer than two."),
        ])

    static func write(_ result: RunResult, _ books: Books?, folder: String) throws(FileFailure) -> String {
        var table = try TableWriter(description, folder: folder)
        let simulation = result.scenario.simulation
        let draws = (0..<result.replications).map { simulation.draws(replication: $0 + 1) }
        let estimates = result.scenario.responseDocument?.estimates ?? [:]
        for (path, estimate) in estimates.sorted(by: { $0.key < $1.key }) {
            let row = ResponseDocument.row(path)
            let drawn = draws.compactMap { $0[row.path] }
            let summary = drawn.isEmpty ? nil : Estimate(drawn)
            let known = estimate.source.isEmpty && estimate.confidence == nil && estimate.value == row.defaultNumber
            let confidence = known ? row.confidence : estimate.confidence
            try table.row([
                .text(row.path), .text(row.unit), .real(estimate.value), .optional(estimate.low),
                .optional(estimate.high), .text(known ? row.source : estimate.source),
                .text(confidence?.rawValue ?? ""), .optional(summary?.mean), .optional(summary?.standardDeviation),
            ])
        }
        for row in further(result, books) {
            try table.row([
                .text(row.path), .text(row.unit), .optional(row.value), .empty, .empty, .text(row.words), .empty,
                .empty,
                .empty,
            ])
        }
        return try table.finish()
    }

    private typealias Row = (path: String, unit: String, value: Double?, words: String)

    /// What figures of money rest on beside people.
    private static func further(_ result: RunResult, _ books: Books?) -> [Row] {
        let scenario = result.scenario
        var rows: [Row] = [("discount_rate", "a year", scenario.discountRate, "the scenario's, effective")]
        guard let books, let terms = scenario.finance else { return rows }
        rows += [
            ("finance.estimator", "", nil, terms.estimator.name),
            ("finance.run_off", "months", Double(terms.runOff), ""),
            ("finance.joining_fee_months", "months", Double(terms.joiningFeeMonths), ""),
        ]
        if terms.statusMillionths > 0 {
            rows += [
                ("finance.status.value", "", Double(terms.statusMillionths) / 1e6, "the scenario's own estimate"),
                ("finance.status.months", "months", Double(terms.statusMonths), ""),
            ]
        }
        if case .ownTriangle(.bornhuetterFerguson(let prior), _) = terms.estimator {
            rows.append(
                ("finance.prior_rate", "", prior, prior == nil ? "that of the other replications" : "the scenario's"))
        }
        if case .curve(let curve) = terms.estimator {
            rows += curve.points.map {
                (
                    "finance.curve.\($0.age)", "", $0.share,
                    "the scenario's: redeemed by the end of age \($0.age) of what was issued"
                )
            }
        }
        return rows + books.pointPrograms.flatMap { program in self.rows(program, result, terms) }
    }

    /// What the books of one program rest on.
    private static func rows(_ program: Books.Program, _ result: RunResult, _ terms: FinanceTerms) -> [Row] {
        let money = result.scenario.currency.code + " minor"
        let path = "programs." + result.arms[program.arm]
        var rows: [Row] = []
        for mechanic in result.scenario.programs[program.arm - 1].mechanics {
            switch mechanic {
            case .points(let points): rows.append((path + ".points.expiry", "", nil, points.expiry.words))
            case .punchCard(let card):
                let words = card.validMonths.map { "\($0) months after a card's first stamp" } ?? "never"
                rows.append((path + ".punch-card.expiry", "", nil, words))
            default: break
            }
        }
        if let triangle = program.triangle(world: 0, name: { String($0) }) {
            let tail = OwnTriangle.tail(of: triangle, life: program.life, given: terms.estimator.tail)
            let words =
                program.life.map { triangle.ages > $0 } == true
                ? "no point lives longer than the triangle of replication 1"
                : tail == nil
                    ? "none can be fitted to the triangle of replication 1: what is outstanding is expected"
                    : terms.estimator.tail == nil ? "fitted to the triangle of replication 1" : "the scenario's"
            rows.append((path + ".tail", "", tail, words))
        }
        return rows + [
            (path + ".cost_per_point", money, program.value.cost, "mean use of points in all replications"),
            (path + ".face_value_per_point", money, program.value.faceValue, "mean use of points in all replications"),
        ]
    }
}

extension Expiry {
    /// As a person says it.
    fileprivate var words: String {
        switch self {
        case .never: "never"
        case .rolling(let months): "\(months) months after issue"
        case .endOfMonth(let months): "at the end of the month, \(months) months after that of issue"
        case .endOfYear(let years): "at the end of the year, \(years) years after that of issue"
        case .fixedDate(let date): "on \(date) and its anniversaries"
        case .inactivity(let months): "\(months) months after the member's last purchase or redemption"
        }
    }
}

extension Parameter {
    /// The default of a number about people.
    fileprivate var defaultNumber: Double? {
        guard case .value(let text) = defaultValue,
            case .value(let number, _) = kind.readNumber(DefaultNode.of(text, at: DocumentNode.Place(file: path)))
        else { return nil }
        return number
    }
}
