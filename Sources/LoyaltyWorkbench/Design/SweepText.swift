import LoyaltyModel

extension SweepResult {
    /// What the terminal shows of one metric: a chart over one path, a table over two, a list over more.
    ///
    /// - Parameter folder: the result folder as the user named it.
    public func text(folder: String) -> String {
        let scenario = sweep.source.base
        let heading = [
            scenario.title.isEmpty ? scenario.name : scenario.title,
            "\(sweep.points.count) points, \(scenario.replications) replications of each with the same luck; "
                + "money in \(scenario.currency.code)",
        ]
        let parts = sweep.shown.flatMap { shown in
            sweep.programs.indices.map { SweepPart(result: self, shown: shown).programText($0) }
        }
        let tables = "Tables: \(folder) (sweep.csv holds every metric; datapackage.json explains it)."
        return (heading + parts.flatMap { [""] + $0 } + ["", tables]).joined(separator: "\n") + "\n"
    }

}

/// What the terminal shows of one metric.
private struct SweepPart {
    let result: SweepResult
    let shown: Metric

    private var sweep: Sweep { result.sweep }
    /// Whether all combinations were tried; only those have neighbours.
    private var isGrid: Bool { Double(sweep.points.count) == sweep.space.combinations }

    func programText(_ program: Int) -> [String] {
        let name = sweep.source.base.programs[sweep.programs[program]].name
        guard let metric = Metric.index(of: shown.name) else { return [] }
        let estimates = (0...sweep.points.count).map { result.estimate($0, program: program, metric: metric) }
        let title = "\(name): \(shown.name)"
        let lines =
            sweep.space.variations.count == 2 && isGrid && sweep.space.variations[1].values.count <= 8
            ? plane(estimates) : list(estimates)
        let words = [verdict(program, metric), profit(program, metric), luck(program, metric)].compactMap(\.self)
        return [title] + lines + words.flatMap(TextLines.wrapped)
    }

    /// A row a point: its values, the mean, its interval, the difference from the scenario as it stands, and a bar.
    private func list(_ estimates: [Estimate?]) -> [String] {
        let means = estimates.compactMap { $0?.mean }
        let (low, high) = (min(0, means.min() ?? 0), max(0, means.max() ?? 0))
        let header = sweep.space.variations.map { String($0.path.split(separator: ".").last ?? "") } + ["mean", ""]
        let rows = estimates.enumerated().map { point, estimate -> ([String], String) in
            let values =
                point == 0
                ? ["as it is"] + sweep.space.variations.dropFirst().map { _ in "" }
                : sweep.space.values(sweep.points[point - 1])
            let interval = estimate?.interval().map { "± " + text($0.halfWidth) } ?? ""
            return (values + [estimate.map { text($0.mean) } ?? "-", interval], bar(estimate?.mean, low, high))
        }
        let grid = TextLines.grid([header] + rows.map(\.0), left: 0)
        let width = grid.map(\.count).max() ?? 0
        return zip(grid, [""] + rows.map(\.1)).map { line, bar in
            bar.isEmpty ? line : line + String(repeating: " ", count: width - line.count) + "  " + bar
        }
    }

    /// A bar from zero to the value, on a line of 40 characters from `low` to `high`.
    private func bar(_ value: Double?, _ low: Double, _ high: Double) -> String {
        guard let value, high > low else { return "" }
        func place(_ value: Double) -> Int { Int(((value - low) / (high - low) * 40).rounded()) }
        let (from, to) = (min(place(0), place(value)), max(place(0), place(value)))
        let tail = String(repeating: value < 0 ? "-" : "#", count: to - from)
        return String(repeating: " ", count: from) + (value < 0 ? tail + "|" : "|" + tail)
    }

    /// The first path downwards, the second across.
    private func plane(_ estimates: [Estimate?]) -> [String] {
        let (down, across) = (sweep.space.variations[0], sweep.space.variations[1])
        let corner = "\(down.path.split(separator: ".").last ?? "") \\ \(across.path.split(separator: ".").last ?? "")"
        let rows = down.values.enumerated().map { row, value in
            [value]
                + across.values.indices.map { column in
                    estimates[1 + row * across.values.count + column].map { text($0.mean) } ?? "-"
                }
        }
        let asItIs = estimates[0].map { text($0.mean) + ($0.interval().map { " ± " + text($0.halfWidth) } ?? "") }
        return TextLines.grid([[corner] + across.values] + rows, left: 1) + ["  as it is: " + (asItIs ?? "-")]
    }

    /// Which point is best; nil where neither way is better.
    private func verdict(_ program: Int, _ metric: Int) -> String? {
        guard let best = result.best(program: program, metric: metric) else { return nil }
        let way = shown.better == .lower ? "Lowest" : "Highest"
        let start = "\(way) at \(words(best.point))"
        if result.estimate(best.point, program: program, metric: metric)?.standardError == nil {
            return start + "; one replication says nothing about how sure that is."
        }
        if best.notSeparated.isEmpty { return start + "; every other point is clearly behind it." + edge(best.point) }
        let count = best.notSeparated.count
        if count == sweep.points.count - 1 { return start + ", but no point can be told from it." }
        let named = count <= 6 ? ": " + best.notSeparated.map(words).joined(separator: ", ") : ""
        return start + "; \(count) other point\(count == 1 ? "" : "s") cannot be told from it\(named)."
            + edge(best.point)
    }

    /// That even the best point loses money.
    private func profit(_ program: Int, _ metric: Int) -> String? {
        guard let best = result.best(program: program, metric: metric),
            let profit = Metric.index(of: ProfitWords.metric),
            let estimate = result.estimate(best.point, program: program, metric: profit)
        else { return nil }
        return ProfitWords.sentence(estimate, "there", sweep.source.base.currency)
    }

    /// What common luck is worth between neighbours.
    private func luck(_ program: Int, _ metric: Int) -> String? {
        guard isGrid, let ratio = result.commonLuck(program: program, metric: metric) else { return nil }
        return
            "Common luck: the difference between neighbours has \(Humanised.short(ratio)) of the standard error that it "
            + "would have between independent runs."
    }

    /// A warning where the best is the first or last value of a number that was tried, and there are others beyond.
    private func edge(_ point: Int) -> String {
        let edges = sweep.space.variations.indices.map {
            sweep.source.edge(of: sweep.points[point - 1], path: $0, in: sweep.space, tried: sweep.points)
        }
        if edges.contains(.open) { return " It lies at the edge of what was tried." }
        return edges.contains(.last) ? " It is the last value that the path takes." : ""
    }

    private func words(_ point: Int) -> String {
        sweep.space.values(sweep.points[point - 1]).joined(separator: " and ")
    }

    private func text(_ value: Double) -> String {
        Humanised.text(value, shown.unit, sweep.source.base.currency)
    }
}
