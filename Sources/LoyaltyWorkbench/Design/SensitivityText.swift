import LoyaltyModel

extension SensitivityResult {
    /// Writes all files of the study.
    ///
    /// - Throws: ``FileFailure`` where the system refuses.
    public func write(command: String, to folder: String) throws {
        let table = StudyTable(description: SensitivityTable.description) { folder in
            try SensitivityTable.write(self, folder: folder)
        }
        try StudyFolder.write(
            "sensitivity", of: study.source.base,
            facts: [
                "methods": study.methods.map(\.rawValue).joined(separator: ", "),
                "rows": "\(study.rows.sobol) of sobol, \(study.rows.morris) of morris",
                "metric": study.metric.name, "replications": String(study.source.base.replications),
            ], tables: [table], command: command, to: folder)
    }

    /// What the terminal shows: for each program its paths, those that matter most first.
    ///
    /// - Parameter folder: the result folder as the user named it.
    public func text(folder: String) -> String {
        let scenario = study.source.base
        let heading = [
            scenario.title.isEmpty ? scenario.name : scenario.title,
            "What \(study.metric.name) owes to \(study.scales.count) numbers over their ranges, "
                + "\(scenario.replications) replications with the same luck; money in \(scenario.currency.code)",
        ]
        let parts = zip(study.programs, answers).flatMap { program, answer in
            ["", title(program, answer)] + lines(answer) + (idle(answer) + alone(answer)).flatMap(TextLines.wrapped)
        }
        let tail = ["", "Tables: \(folder) (sensitivity.csv; datapackage.json explains it)."]
        return (heading + parts + tail).joined(separator: "\n") + "\n"
    }

    private func title(_ program: Int, _ answer: Answer) -> String {
        let asItStands = answer.reference.map { " (as it stands: \(amount($0)))" } ?? ""
        return study.source.base.programs[program].name + asItStands
    }

    /// A row for each path that does anything, with a bar.
    private func lines(_ answer: Answer) -> [String] {
        let moving = study.scales.indices.filter { !isIdle(answer, $0) }
            .sorted { (weight(answer, $0), $1) > (weight(answer, $1), $0) }
        guard !moving.isEmpty else { return [] }
        let bars = bars(answer, moving)
        let grid = TextLines.grid(rows(answer, moving), left: 1)
        let width = grid.map(\.count).max() ?? 0
        return zip(grid, [""] + bars).map { line, bar in
            bar.isEmpty ? line : line + String(repeating: " ", count: width - line.count) + "  " + bar
        }
    }

    /// Bars of a tornado from the low end's figure to the high end's, `|` being the figure as it stands; of the other
    /// methods how much a path matters.
    private func bars(_ answer: Answer, _ places: [Int]) -> [String] {
        let ends = places.map { place -> (Double, Double) in
            guard answer.indices == nil, answer.effects.isEmpty else { return (0, weight(answer, place)) }
            return (answer.ends[place].low.mean, answer.ends[place].high.mean)
        }
        let low = min(0, ends.map { min($0.0, $0.1) }.min() ?? 0)
        let high = max(0, ends.map { max($0.0, $0.1) }.max() ?? 0)
        guard high > low else { return places.map { _ in "" } }
        func place(_ value: Double) -> Int { Int(((value - low) / (high - low) * 24).rounded()) }
        return ends.map { one, other in
            let (from, to) = (min(place(one), place(other), place(0)), max(place(one), place(other), place(0)))
            let signs = (from...to).map { $0 == place(0) ? "|" : $0 < place(0) ? "-" : "#" }
            return String(repeating: " ", count: from) + signs.joined()
        }
    }

    /// Whether a path does nothing at all, in any world, by any method that was asked for.
    private func isIdle(_ answer: Answer, _ place: Int) -> Bool {
        let ends = answer.ends.isEmpty ? [] : [answer.ends[place].low, answer.ends[place].high]
        let effects = answer.effects.isEmpty ? [] : [answer.effects[place].size]
        let totals = answer.indices?.total.map { [$0[place]] } ?? []
        return (ends + effects).allSatisfy { $0.mean == 0 && ($0.standardDeviation ?? 0) == 0 }
            && totals.allSatisfy { $0.value == 0 && $0.low == 0 && $0.high == 0 }
    }

    private func idle(_ answer: Answer) -> [String] {
        let names = study.scales.indices.filter { isIdle(answer, $0) }.map { study.scales[$0].path }
        guard !names.isEmpty else { return [] }
        let count = names.count == 1 ? "1 number moves" : "\(names.count) numbers move"
        return ["\(count) nothing: \(names.joined(separator: ", "))."]
    }

    /// Shares of variance say nothing of a number that nothing shares with.
    private func alone(_ answer: Answer) -> [String] {
        let moving = study.scales.indices.filter { !isIdle(answer, $0) }
        guard answer.indices != nil, moving.count == 1 else { return [] }
        return [
            "Only \(study.scales[moving[0]].path) moves it, so all of the variance is its own, however little that is: "
                + "--method tornado tells how much."
        ]
    }

    private func rows(_ answer: Answer, _ places: [Int]) -> [[String]] {
        var header = ["path", "range"]
        if !answer.ends.isEmpty { header += ["at the low end", "at the high end"] }
        if !answer.effects.isEmpty { header += ["mean effect", "mean size", "deviation"] }
        if answer.indices != nil { header += ["first-order", "total"] }
        return [header] + places.map { row(answer, $0) }
    }

    private func row(_ answer: Answer, _ place: Int) -> [String] {
        let scale = study.scales[place]
        var cells = [
            scale.path, "\(scale.text(scale.range.lowerBound)) to \(scale.text(scale.range.upperBound))",
        ]
        if !answer.ends.isEmpty { cells += [amount(answer.ends[place].low), amount(answer.ends[place].high)] }
        if !answer.effects.isEmpty {
            let effect = answer.effects[place]
            cells += [text(effect.mean.mean), text(effect.size.mean), effect.deviation.map(text) ?? "-"]
        }
        if let indices = answer.indices {
            cells += [indices.first?[place], indices.total?[place]].map { index in
                index.map { "\(percent($0.value)) (\(percent($0.low)) to \(percent($0.high)))" } ?? "-"
            }
        }
        return cells
    }

    /// How much a path matters, by the strictest method there is.
    private func weight(_ answer: Answer, _ place: Int) -> Double {
        if let total = answer.indices?.total { return total[place].value }
        if !answer.effects.isEmpty { return answer.effects[place].size.mean }
        return answer.ends.isEmpty ? 0 : abs(answer.ends[place].high.mean - answer.ends[place].low.mean)
    }

    private func amount(_ estimate: Estimate) -> String {
        text(estimate.mean) + (estimate.interval().map { " ± " + text($0.halfWidth) } ?? "")
    }

    private func percent(_ share: Double) -> String { "\(Int((share * 100).rounded())) %" }

    private func text(_ value: Double) -> String {
        Humanised.text(value, study.metric.unit, study.source.base.currency)
    }
}
