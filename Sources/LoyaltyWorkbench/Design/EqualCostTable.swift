import LoyaltyModel

/// What programs of equal cost came to: where levers ended, and the run of all programs with them.
public struct EqualCostResult: Sendable {
    public let study: EqualCost
    public let settings: [EqualCost.Setting]
    /// In worlds that no lever was found in; programs that do not reach the cost are not ranked.
    public let run: RunResult

    public init(study: EqualCost, settings: [EqualCost.Setting], run: RunResult) {
        self.study = study
        self.settings = settings
        self.run = run.ranking(
            without: Set(settings.indices.filter { settings[$0].status == .unreachable }.map { $0 + 1 }))
    }

    /// The cost share of a program in the worlds of the run.
    func measured(_ program: Int) -> Estimate? { run.estimate("cost_share", arm: program + 1) }

    /// How far the measured cost is from the target, in standard errors of search and run together; nil without them.
    package func distance(_ program: Int) -> Double? {
        guard let measured = measured(program), let error = measured.standardError,
            let searched = settings[program].found.standardError
        else { return nil }
        let both = (error * error + searched * searched).squareRoot()
        return both > 0 ? (measured.mean - study.target) / both : nil
    }

    /// Writes the tables of the run and where levers ended.
    ///
    /// - Throws: ``FileFailure`` where the system refuses.
    public func write(command: String, to folder: String) throws {
        let table = StudyTable(description: EqualCostTable.description) { folder in
            try EqualCostTable.write(self, folder: folder)
        }
        try ResultTables.write(run, further: [table], facts: facts, command: command, to: folder)
    }

    /// What was asked, and where levers ended.
    private var facts: [String: String] {
        var facts = [
            "study": "equal cost", "metric": "cost_share", "target": NumberText.text(study.target),
            "search_replications": String(study.mostReplications), "search_seed": String(study.searchSeed),
        ]
        for (place, setting) in settings.enumerated() {
            facts["lever " + run.arms[place + 1]] = "\(setting.path)=\(setting.value), \(setting.status.rawValue)"
        }
        return facts
    }
}

/// `equal_cost.csv`: the lever of each program, and its cost in the worlds of the search and in those of the run.
enum EqualCostTable {
    static let description = TableDescription(
        file: "equal_cost.csv",
        meaning:
            "Where each program's lever ended so that its cost is the target's share of the baseline's revenue. Levers "
            + "are found in worlds of their own; measured is the cost in the worlds of all other tables.",
        key: ["program"],
        columns: [
            .program, TableColumn("lever", .string, "Path of the lever."),
            TableColumn("value", .number, unit: "as in a document", "The value used."),
            TableColumn(
                "status", .string,
                "met: as well as can be told; between: the target lies between value and other_value, neighbours of a "
                    + "lever that goes in steps; unreachable: the nearest that the lever's range has."),
            TableColumn(
                "other_value", .number, unit: "as in a document", "Its neighbour across the target, of between."),
            share("target", "What the cost was to be."),
            share("found", "Mean cost in the worlds of the search."),
            share("found_standard_error", "Its standard error."),
            share("other_found", "Mean cost there at other_value."),
            share("measured", "Mean cost in the worlds of the run."),
            share("measured_standard_error", "Its standard error."),
            TableColumn(
                "distance", .number, unit: "standard errors",
                "measured less target, in standard errors of search and run together."),
        ])

    private static func share(_ name: String, _ meaning: String) -> TableColumn {
        TableColumn(name, .number, unit: "share of the baseline's revenue", meaning)
    }

    static func write(_ result: EqualCostResult, folder: String) throws(FileFailure) -> String {
        var table = try TableWriter(description, folder: folder)
        for (place, setting) in result.settings.enumerated() {
            let measured = result.measured(place)
            try table.row([
                .text(result.run.arms[place + 1]), .text(setting.path),
                .optional(ExactDecimal.number(setting.value)), .text(setting.status.rawValue),
                .optional(setting.other.flatMap(ExactDecimal.number)), .real(result.study.target),
                .real(setting.found.mean), .optional(setting.found.standardError),
                .optional(setting.foundOther?.mean), .optional(measured?.mean), .optional(measured?.standardError),
                .optional(result.distance(place)),
            ])
        }
        return try table.finish()
    }
}

extension EqualCostResult {
    /// What the terminal shows: the levers, then the answer of the run.
    ///
    /// - Parameter folder: the result folder as the user named it.
    public func text(folder: String) -> String {
        let percent = Humanised.finePercent
        let rows = settings.enumerated().map { place, setting in
            [
                run.arms[place + 1] + (setting.status == .unreachable ? "*" : ""),
                String(setting.path.split(separator: ".").dropFirst(2).joined(separator: ".")),
                setting.value, words(setting), percent(setting.found.mean),
                measured(place).map { percent($0.mean) + ($0.interval().map { " ± " + percent($0.halfWidth) } ?? "") }
                    ?? "-",
            ]
        }
        let header = ["program", "lever", "value", "status", "found", "measured"]
        let lines =
            [
                "Every program set to cost \(percent(study.target)) of the baseline's revenue, as near as its own lever goes"
            ]
            + TextLines.grid([header] + rows, left: 4)
            + TextLines.wrapped(
                "found: in worlds of their own, where the lever was turned; measured: in the worlds of all that follows."
                    + unequal)
        return lines.joined(separator: "\n") + "\n\n" + AnswerText.text(run, folder: folder)
    }

    private var unequal: String {
        let names = settings.indices.filter { settings[$0].status == .unreachable }.map { run.arms[$0 + 1] }
        return names.isEmpty
            ? "" : " *Not at that cost, and so left out of what is best: \(names.joined(separator: ", "))."
    }

    private func words(_ setting: EqualCost.Setting) -> String {
        switch setting.status {
        case .met: "met"
        case .between: "next to \(setting.other ?? "-"), the target lies between"
        case .unreachable: "cannot be reached"
        }
    }
}
