import LoyaltyModel

/// One program of one scenario, to be simulated beside others.
public struct Trial: Sendable {
    /// What the program is part of: of its programs only this one counts.
    let scenario: Scenario
    let program: Program
    /// Trials with the same word have everything but programs in common, so that one walk serves them.
    let company: String
    /// Names what is simulated, for ``TrialMemo``.
    let key: String
}

/// Where a study's scenarios come from: a file, what the command line changes in it, and what a point changes.
public struct TrialSource: Sendable {
    public let path: String
    public let overrides: ScenarioOverrides
    /// The scenario as it stands, the reference of every comparison.
    public let base: Scenario

    /// The option of the command line that further settings come from, for their problems.
    private let option: String
    /// Every point is of the documents as they were when the first was read.
    private let shelf = DocumentShelf()

    /// - Throws: ``Problems``, ``UsageProblem`` for a scenario without programs, of which a study has nothing to say.
    public init(path: String, overrides: ScenarioOverrides, option: String = "--vary") throws {
        self.path = path
        self.option = option
        self.overrides = overrides
        base = try overrides.load(path: path, shelf: shelf)
        if base.programs.isEmpty { throw UsageProblem("\(path) has no program to study") }
    }

    /// The scenario with further settings.
    ///
    /// - Throws: ``Problems``.
    public func scenario(_ settings: [String]) throws -> Scenario {
        var overrides = overrides
        overrides.settings += settings
        do { return try overrides.load(path: path, shelf: shelf) } catch var problems as Problems {
            // The scenario as it stands has been read, so what is wrong was said with this option.
            for place in problems.problems.indices where problems.problems[place].file == SettingText.place.file {
                problems.problems[place].file = option
            }
            throw problems
        }
    }

    /// Trials of programs of the scenario with further settings.
    ///
    /// - Throws: ``Problems``.
    public func trials(_ settings: [String], programs: [Int]) throws -> [Trial] {
        let scenario = settings.isEmpty ? base : try scenario(settings)
        let company = settings.filter { Self.program(of: $0) == nil }.joined(separator: "\n")
        // What differs in programs only is kept once for all points.
        var kept = company.isEmpty ? base : scenario
        (kept.resolvedText, kept.programs, kept.programDocuments) = ("", [], [])
        let digest = SHA256.hex(of: scenario.resolvedText)
        return programs.map { place in
            let program = scenario.programs[place]
            return Trial(scenario: kept, program: program, company: company, key: digest + "." + program.name)
        }
    }

    /// The programs that settings of these paths change: those that the paths name, else all.
    ///
    /// - Throws: ``UsageProblem`` for a program that the scenario does not have, or a path that the command line fixes.
    public func programs(changedBy paths: [String]) throws(UsageProblem) -> [Int] {
        let path = "population.customers"
        if overrides.customers != nil, paths.contains(path) {
            throw UsageProblem("\(path): --customers sets it for all points; leave one of the two out")
        }
        let names = base.programs.map(\.name)
        var changed: Set<Int> = []
        for path in paths {
            guard let name = Self.program(of: path) else { return Array(names.indices) }
            changed.insert(try program(named: name, in: path))
        }
        return changed.sorted()
    }

    /// Looks at each path with its first value, so that a wrong one is told before anything else.
    ///
    /// - Throws: ``Problems``, ``UsageProblem``.
    public func check(_ space: DesignSpace) throws {
        _ = try programs(changedBy: space.variations.map(\.path))
        for variation in space.variations { _ = try scenario(["\(variation.path)=\(variation.values[0])"]) }
    }

    /// What lies beyond the least or the largest of the numbers that were tried.
    enum Edge {
        /// Values that documents take.
        case open
        /// Nothing that documents take.
        case last
    }

    /// Nil where a point's value of a path is not at the edge of what was tried.
    ///
    /// - Parameter tried: all points; of a sample the outermost may lie within a path's range.
    func edge(
        of point: DesignSpace.Point, path: Int, in space: DesignSpace, tried: [DesignSpace.Point]
    ) -> Edge? {
        guard let beyond = space.variations[path].beyond(point[path]) else {
            guard let numbers = space.variations[path].numbers else { return nil }
            let values = tried.map { numbers[$0[path]] }
            guard let low = values.min(), let high = values.max(), low < high else { return nil }
            return [low, high].contains(numbers[point[path]]) ? .open : nil
        }
        var settings = space.settings(point)
        settings[path] = "\(space.variations[path].path)=\(beyond)"
        return (try? scenario(settings)) == nil ? .last : .open
    }

    /// The place of a program that the command line names.
    ///
    /// - Throws: ``UsageProblem`` for one that the scenario does not have.
    /// - Parameter place: where it is named, for the problem.
    func program(named name: String, in place: String = "--program") throws(UsageProblem) -> Int {
        let names = base.programs.map(\.name)
        if let index = names.firstIndex(of: name) { return index }
        let near = NearestName.of(name, among: names).map { " (did you mean '\($0)'?)" } ?? ""
        throw UsageProblem("\(place): no program is called '\(name)'\(near); it is \(NearestName.oneOf(names))")
    }

    /// The program that a path lies in; nil for what all programs share.
    private static func program(of path: String) -> String? {
        let parts = path.split(separator: ".", maxSplits: 2)
        return parts.count > 1 && parts[0] == "programs" ? String(parts[1]) : nil
    }
}
