package import LoyaltyModel

/// How far a study has come.
public struct StudyProgress: Sendable {
    /// Part of the work that is asked for so far, 0 to 1.
    public let share: Double
    public let replicationsDone: Int
    /// Grows batch by batch under a ``StopRule``.
    public let replicationsAsked: Int

    public init(share: Double, replicationsDone: Int, replicationsAsked: Int) {
        self.share = share
        self.replicationsDone = replicationsDone
        self.replicationsAsked = replicationsAsked
    }
}

/// A scenario run as it stands: its replications, or as many as a rule asks for.
public struct RunStudy: Sendable {
    public let scenario: Scenario
    public let until: StopRule?
    /// Replications added at a time under a rule, at least.
    public static let smallestBatch = 10

    public init(scenario: Scenario, until: StopRule? = nil) {
        self.scenario = scenario
        self.until = until
    }

    /// Simulates until done, or until `proceed` says stop: then the result holds the replications that are complete
    /// from the first on, none perhaps. What it holds does not depend on the workers.
    public func result(
        workers: Int, proceed: @escaping @Sendable (StudyProgress) -> Bool
    ) async -> RunResult {
        guard let finance = scenario.finance else { return await counted(workers: workers, proceed: proceed) }
        return await result(followed: finance, workers: workers, proceed: proceed)
    }

    /// The replications without books.
    func counted(
        workers: Int, proceed: @escaping @Sendable (StudyProgress) -> Bool
    ) async -> RunResult {
        let batch = max(scenario.replications, Self.smallestBatch)
        var outcomes: [Outcome] = []
        var samples = [[Double]](repeating: [], count: scenario.programs.count + 1)
        var asked = scenario.replications
        while true {
            let done = outcomes.count
            let target = asked
            let new = await scenario.simulation.outcomes(replications: done + 1...target, workers: workers) { part in
                let share = (Double(done) + Double(part.done) / Double(max(part.total, 1)) * Double(target - done))
                return proceed(
                    StudyProgress(
                        share: share / Double(target), replicationsDone: done + part.replicationsDone,
                        replicationsAsked: target))
            }
            outcomes += new
            guard outcomes.count == target else { return result(outcomes, interrupted: true) }
            guard let until else { return result(outcomes) }
            for arm in samples.indices {
                samples[arm] += new.compactMap {
                    until.metric.value(ArmView(scenario: scenario, outcome: $0, arm: arm))
                }
            }
            if until.isMet(by: samples) {
                let isUndefined = samples.allSatisfy(\.isEmpty)
                return result(outcomes, remarks: isUndefined ? [Self.undefined(until, replications: target)] : [])
            }
            guard target < StopRule.limit else {
                return result(outcomes, remarks: [Self.unmet(until, replications: target)])
            }
            asked = min(target + batch, StopRule.limit)
        }
    }

    private func result(_ outcomes: [Outcome], interrupted: Bool = false, remarks: [String] = []) -> RunResult {
        var warnings =
            remarks + scenario.remarks + Self.shifted(scenario) + Self.unprofitable(scenario)
            + EvidenceRange.remarks(scenario)
        let cutOff = outcomes.reduce(0) { sum, outcome in
            (0..<outcome.shape.arms).reduce(sum) { sum, arm in
                sum + ArmView(scenario: scenario, outcome: outcome, arm: arm).total(.cutOff)
            }
        }
        if cutOff > 0 {
            warnings.append(
                "\(cutOff) customer lives (counted over programs and replications) were cut off at "
                    + "\(Simulation.purchaseLimit) purchases; is a purchase rate or its time unit mistaken?")
        }
        warnings += Self.unsettled(outcomes, programs: scenario.programs.map(\.name))
        warnings += Self.undecided(outcomes, programs: scenario.programs.map(\.name))
        let friends = outcomes.reduce(0) { sum, outcome in
            (0..<outcome.shape.arms).reduce(sum) { sum, arm in
                sum + ArmView(scenario: scenario, outcome: outcome, arm: arm).total(.newcomersCutOff)
            }
        }
        if friends > 0 {
            warnings.append(
                "\(friends) members (counted over programs and replications) had friends left out, beyond "
                    + "\(Simulation.descendantLimit) who stem from one customer or chains of "
                    + "\(Simulation.generationLimit); do members bring more friends than is meant?")
        }
        return RunResult(scenario: scenario, outcomes: outcomes, interrupted: interrupted, warnings: warnings)
    }

    /// Shared limits with months whose share is not known well enough, one sentence for each.
    package static func unsettled(_ outcomes: [Outcome], programs: [String]) -> [String] {
        (outcomes.first?.limits.indices ?? 0..<0).compactMap { place in
            let worlds = outcomes.map { $0.limits[place] }
            let months = worlds.reduce(0) { $0 + $1.unsettledMonths }
            guard months > 0 else { return nil }
            let residual = worlds.flatMap(\.residuals).max() ?? 0
            return "\(programs[worlds[0].arm - 1]), \(worlds[0].name): the share of members who get what "
                + "they ask for did not settle in \(months) month\(months == 1 ? "" : "s") (counted over replications); "
                + "it is wrong by up to \(NumberText.text((residual * 10_000).rounded() / 100)) % of the limit"
        }
    }

    /// Programs with seasons of which it is not known who wins them, one sentence for each.
    private static func undecided(_ outcomes: [Outcome], programs: [String]) -> [String] {
        (outcomes.first?.leaderboards.indices ?? 0..<0).compactMap { place in
            let worlds = outcomes.map { $0.leaderboards[place] }
            let seasons = worlds.reduce(0) { $0 + $1.unsettled }
            guard seasons > 0 else { return nil }
            return "\(programs[worlds[0].arm - 1]): who is among the best did not settle in \(seasons) "
                + "season\(seasons == 1 ? "" : "s") (counted over replications); as many as won are in leaderboards of "
                + "manifest.json"
        }
    }

    /// A base that is taken on another day than the one that its customers were seen on.
    private static func shifted(_ scenario: Scenario) -> [String] {
        guard let facts = scenario.present, case let day = facts.asOf.adding(days: 1), scenario.calendar.start != day
        else { return [] }
        return [
            "the study starts on \(scenario.calendar.start) with customers as they were on \(facts.asOf): "
                + "their time stands still in between; start: \(day) would go on from there"
        ]
    }

    /// Segments on whose sales nothing can be earned: nearly always a margin that nobody has put in.
    private static func unprofitable(_ scenario: Scenario) -> [String] {
        let names = scenario.population.segments.filter { $0.marginMillionths == 0 }.map(\.name)
        if names.isEmpty || scenario.programs.isEmpty { return [] }
        return [
            "margin is 0 in \(names.joined(separator: ", ")): no program can earn anything there; put in your own "
                + "(population.segments.\(names[0]).margin)"
        ]
    }

    private static func undefined(_ rule: StopRule, replications: Int) -> String {
        "\(rule.metric.name) has no value in any program or replication, so --until had nothing to wait for; there are "
            + "\(replications) replications"
    }

    private static func unmet(_ rule: StopRule, replications: Int) -> String {
        "\(rule.metric.name) is not known to \(rule.words) after \(replications) "
            + "replications, the most that --until takes"
    }
}
