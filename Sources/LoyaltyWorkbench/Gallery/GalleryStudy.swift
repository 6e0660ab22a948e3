import Foundation
import LoyaltyModel
import Synchronization

/// Every finding and claim of the gallery, simulated.
public struct GalleryStudy: Sendable {
    let findings: [Finding]
    let claims: [Claim]
    /// In the order in which they are first asked for.
    let scenarios: [Scenario]

    /// Reads the gallery's scenarios.
    ///
    /// - Parameters:
    ///   - folder: where their documents lie.
    ///   - replications: of each scenario, in place of its own number.
    /// - Throws: ``Problems`` with every mistake of every document.
    public init(folder: String, replications: Int? = nil) throws {
        try self.init(folder: folder, replications: replications, findings: Finding.all, claims: Claim.all)
    }

    /// - Parameter customers: at the start, in place of each scenario's own number.
    package init(
        folder: String, replications: Int? = nil, customers: Int? = nil, findings: [Finding], claims: [Claim]
    ) throws {
        self.findings = findings
        self.claims = claims
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder), isFolder.boolValue else {
            throw Problems([
                Problem(
                    file: folder, path: "", found: isFolder.boolValue ? "a folder" : "no such folder",
                    expected: "the folder of the gallery's scenarios (--scenarios)")
            ])
        }
        let overrides = ScenarioOverrides(customers: customers, replications: replications)
        var (scenarios, problems): ([Scenario], [Problem]) = ([], [])
        for name in Self.names(findings, claims) {
            let path = folder + "/" + name + ".yaml"
            do {
                let scenario = try overrides.load(path: path)
                let needs = Self.measures(of: name, findings, claims).map(\.needs)
                problems += Self.missing(needs, in: scenario, path: path)
                scenarios.append(scenario)
            } catch let found as Problems {
                problems += found.problems
            }
        }
        guard problems.isEmpty else { throw Problems(problems) }
        self.scenarios = scenarios
    }

    /// Simulates all scenarios, one after another.
    ///
    /// - Parameter proceed: told the progress now and then from any worker; false asks for an early stop.
    /// - Returns: nil if stopped before the end. What it holds does not depend on the workers.
    public func result(
        workers: Int, proceed: @escaping @Sendable (StudyProgress) -> Bool
    ) async -> GalleryResult? {
        var figures: [String: [[Double?]]] = [:]
        let all = scenarios.reduce(0) { $0 + $1.replications }
        var done = 0
        for scenario in scenarios {
            let before = done
            let measures = Self.measures(of: scenario.name, findings, claims)
            let work = ScenarioFigures(scenario: scenario, measures: measures)
            let values = await work.values(workers: workers) { share, replications in
                let passed = Double(before) + share * Double(scenario.replications)
                return proceed(
                    StudyProgress(
                        share: passed / Double(all), replicationsDone: before + replications, replicationsAsked: all))
            }
            guard let values else { return nil }
            figures[scenario.name] = values
            done += scenario.replications
        }
        return GalleryResult(study: self, figures: figures)
    }
}

extension GalleryStudy {
    /// Names of scenarios, each once.
    private static func names(_ findings: [Finding], _ claims: [Claim]) -> [String] {
        (findings.map(\.scenario) + claims.map(\.scenario)).reduce(into: []) { names, name in
            if !names.contains(name) { names.append(name) }
        }
    }

    /// What is measured in a scenario: findings first, then for each claim the naive figure and the true one.
    static func measures(of scenario: String, _ findings: [Finding], _ claims: [Claim]) -> [Measure] {
        findings.filter { $0.scenario == scenario }.map(\.measure)
            + claims.filter { $0.scenario == scenario }.flatMap { [$0.naive, $0.trueLift] }
    }

    private static func missing(_ needs: [GalleryNeeds], in scenario: Scenario, path: String) -> [Problem] {
        func problems(_ wanted: [String], _ present: [String], _ key: String) -> [Problem] {
            Set(wanted).subtracting(present).sorted().map { name in
                Problem(
                    file: path, path: key, found: present.joined(separator: ", "), expected: "one named \(name)",
                    suggestion: nil)
            }
        }
        return problems(needs.flatMap(\.programs), scenario.programs.map(\.name), "programs")
            + problems(
                needs.flatMap(\.segments), scenario.population.segments.map(\.name), "population.segments")
    }
}

/// The figures of one scenario, world by world.
struct ScenarioFigures: Sendable {
    let scenario: Scenario
    let measures: [Measure]

    /// Indexed [measure][replication]; nil if stopped before the end.
    ///
    /// - Parameter proceed: told the share done and the number of worlds walked; false asks for an early stop.
    func values(
        workers: Int, proceed: @escaping @Sendable (Double, Int) -> Bool
    ) async -> [[Double?]]? {
        let simulation = scenario.simulation
        let needsLives = measures.contains(where: \.needsLives)
        // Lives are walked a second time, and take about as long as the first.
        let part = needsLives ? 0.5 : 1
        let outcomes = await simulation.outcomes(replications: 1...scenario.replications, workers: workers) {
            progress in
            proceed(part * Double(progress.done) / Double(max(progress.total, 1)), 0)
        }
        guard outcomes.count == scenario.replications else { return nil }
        let board = FigureBoard(count: outcomes.count)
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<max(1, workers) {
                group.addTask {
                    while let place = board.take() {
                        let lives = needsLives ? simulation.livesOfBase(replication: place + 1) : []
                        let world = GalleryWorld(scenario: scenario, outcome: outcomes[place], lives: lives)
                        let done = board.put(measures.map { $0.value(world) }, place)
                        if !proceed(1 - (1 - part) * (1 - Double(done) / Double(outcomes.count)), done) { board.stop() }
                    }
                }
            }
        }
        guard let worlds = board.whole else { return nil }
        return measures.indices.map { measure in worlds.map { $0[measure] } }
    }
}

/// Worlds still to be measured, and the figures of those that have been.
private final class FigureBoard: Sendable {
    private struct State {
        var next = 0
        var done = 0
        var stopped = false
        var figures: [[Double?]?]
    }

    private let state: Mutex<State>

    init(count: Int) { state = Mutex(State(figures: Array(repeating: nil, count: count))) }

    func take() -> Int? {
        state.withLock { state in
            guard !state.stopped, state.next < state.figures.count else { return nil }
            state.next += 1
            return state.next - 1
        }
    }

    /// Returns the number of worlds done.
    func put(_ figures: [Double?], _ place: Int) -> Int {
        state.withLock { state in
            state.figures[place] = figures
            state.done += 1
            return state.done
        }
    }

    func stop() { state.withLock { $0.stopped = true } }

    /// All figures, unless one is missing.
    var whole: [[Double?]]? {
        state.withLock { state in
            let figures = state.figures.compactMap { $0 }
            return figures.count == state.figures.count ? figures : nil
        }
    }
}
