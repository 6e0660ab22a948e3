import LoyaltyModel

/// Whether figures hold what is not known about people, in words.
enum UncertaintyWords {
    static func manifest(_ scenario: Scenario) -> String {
        switch drawn(scenario) {
        case nil: "parameter uncertainty is not included"
        case 0?: "no number of the response has a range of low and high, so parameter uncertainty is not included"
        case let count?:
            "parameter uncertainty is included: \(count) numbers of the response are drawn anew in each "
                + "replication"
        }
    }

    /// A sentence for the terminal.
    static func answer(_ scenario: Scenario) -> String {
        switch drawn(scenario) {
        case nil: "Parameter uncertainty is not included: people are taken to react exactly as the response says."
        case 0?: "Parameter uncertainty is not included: no number of the response has a low and a high."
        case let count?:
            "Parameter uncertainty is included: \(count) numbers of the response are drawn anew in each world."
        }
    }

    /// How many numbers are drawn; nil where none is to be.
    private static func drawn(_ scenario: Scenario) -> Int? { scenario.simulation.uncertainty?.numbers.count }
}
