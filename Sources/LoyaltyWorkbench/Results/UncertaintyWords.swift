import LoyaltyModel

/// Whether figures hold what is not known about people, in words.
enum UncertaintyWords {
    static func manifest(_ scenario: Scenario) -> String {
        let words = parts(scenario, each: "replication").joined(separator: "; ")
        return words.isEmpty ? "parameter uncertainty is not included" : words
    }

    /// A sentence for the terminal.
    static func answer(_ scenario: Scenario) -> String {
        let words = parts(scenario, each: "world").joined(separator: "; ")
        guard let first = words.first else {
            return "Parameter uncertainty is not included: people are taken to react exactly as the response says."
        }
        return first.uppercased() + words.dropFirst() + "."
    }

    /// Paths of what every replication draws: numbers of the response, covariances of the population.
    static func drawnPaths(_ scenario: Scenario) -> [String] {
        (scenario.simulation.uncertainty?.numbers.map(\.path) ?? []) + populationPaths(scenario)
    }

    private static func populationPaths(_ scenario: Scenario) -> [String] {
        guard scenario.simulation.drawsPopulation else { return [] }
        return scenario.population.segments.flatMap { segment in
            [("timing", segment.timingCovariance), ("basket", segment.basketCovariance)].filter { $0.1 != nil }
                .map { "population.segments.\(segment.name).covariance.\($0.0)" }
        }
    }

    private static func parts(_ scenario: Scenario, each: String) -> [String] {
        var parts: [String] = []
        switch scenario.simulation.uncertainty?.numbers.count {
        case nil: break
        case 0?:
            parts.append(
                "no number of the response has a range of low and high, so parameter uncertainty is not included")
        case let count?:
            parts.append(
                "parameter uncertainty is included: \(count) numbers of the response are drawn anew in each \(each)")
        }
        guard scenario.uncertainty.drawsPopulation else { return parts }
        let segments = scenario.population.segments
        let known = segments.count { $0.timingCovariance != nil || $0.basketCovariance != nil }
        parts.append(
            known == 0
                ? "no segment has a covariance, so the population's parameters are taken as they are"
                : "estimation error is included: the parameters of \(known) of \(segments.count) "
                    + "segment\(segments.count == 1 ? "" : "s") are drawn anew in each \(each)")
        return parts
    }
}
