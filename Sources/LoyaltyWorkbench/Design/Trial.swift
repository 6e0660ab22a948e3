import LoyaltyModel

/// One program of one scenario, to be simulated beside others.
public struct Trial: Sendable {
    /// The scenario that the program is part of; its text is not kept.
    public let scenario: Scenario
    /// Index into the scenario's programs.
    public let program: Int
    /// Trials with the same word have everything but programs in common, so that one walk serves them.
    let company: String
    /// Names what is simulated, for ``TrialMemo``.
    let key: String

    /// - Parameter company: what sets the scenario apart from others of the study, programs left out.
    init(_ scenario: Scenario, program: Int, company: String) {
        var scenario = scenario
        key = SHA256.hex(of: scenario.resolvedText + "\n" + scenario.programs[program].name)
        scenario.resolvedText = ""
        self.scenario = scenario
        self.program = program
        self.company = company
    }
}

/// Where a study's scenarios come from: a file, what the command line changes in it, and what a point changes.
public struct TrialSource: Sendable {
    public let path: String
    public let overrides: ScenarioOverrides
    /// The scenario as it stands, the reference of every comparison.
    public let base: Scenario

    /// The option of the command line that further settings come from, for their problems.
    private let option: String

    /// - Throws: ``Problems``, ``UsageProblem`` for a scenario without programs, of which a study has nothing to say.
    public init(path: String, overrides: ScenarioOverrides, option: String = "--vary") throws {
        self.path = path
        self.option = option
        self.overrides = overrides
        base = try overrides.load(path: path)
        if base.programs.isEmpty { throw UsageProblem("\(path) has no program to study") }
    }

    /// The scenario with further settings.
    ///
    /// - Throws: ``Problems``.
    public func scenario(_ settings: [String]) throws -> Scenario {
        var overrides = overrides
        overrides.settings += settings
        do { return try overrides.load(path: path) } catch var problems as Problems {
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
        return programs.map { Trial(scenario, program: $0, company: company) }
    }

    /// The programs that settings of these paths change: those that the paths name, else all.
    ///
    /// - Throws: ``UsageProblem`` for a program that the scenario does not have.
    public func programs(changedBy paths: [String]) throws(UsageProblem) -> [Int] {
        let names = base.programs.map(\.name)
        var changed: Set<Int> = []
        for path in paths {
            guard let name = Self.program(of: path) else { return Array(names.indices) }
            guard let place = names.firstIndex(of: name) else {
                let near = NearestName.of(name, among: names).map { " (did you mean '\($0)'?)" } ?? ""
                throw UsageProblem("\(path): no program is called '\(name)'\(near); it is \(NearestName.oneOf(names))")
            }
            changed.insert(place)
        }
        return changed.sorted()
    }

    /// The place of a program that the command line names.
    ///
    /// - Throws: ``UsageProblem`` for one that the scenario does not have.
    func program(named name: String) throws(UsageProblem) -> Int {
        let names = base.programs.map(\.name)
        if let place = names.firstIndex(of: name) { return place }
        let near = NearestName.of(name, among: names).map { " (did you mean '\($0)'?)" } ?? ""
        throw UsageProblem("--program: no program is called '\(name)'\(near); it is \(NearestName.oneOf(names))")
    }

    /// The program that a path lies in; nil for what all programs share.
    private static func program(of path: String) -> String? {
        let parts = path.split(separator: ".", maxSplits: 2)
        return parts.count > 1 && parts[0] == "programs" ? String(parts[1]) : nil
    }
}
