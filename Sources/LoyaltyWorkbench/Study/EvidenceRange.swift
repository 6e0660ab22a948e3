import LoyaltyModel

/// Programs far beyond those whose effects were ever measured: a response is sized on the latter, and what it says of
/// the former is an extrapolation that nobody has tried.
public enum EvidenceRange {
    /// Share of spending that the richest program among the published sizes gives back: one car wash in eight
    /// (Nunes, Drèze 2006). The café card of Kivetz, Urminsky and Zheng (2006) gives one in ten.
    static let richest = 0.125
    /// Messages a month at which a retailer's mails earned most; ten earned less (Zhang, Kumar, Cosguner 2017).
    static let messagesPerMonth = 7.0

    /// Remarks on the scenarios among some files, each of which has no problem.
    public static func remarks(paths: [String]) -> [String] {
        paths.flatMap { path in (try? ScenarioLoader.load(path: path)).map(remarks) ?? [] }
    }

    /// A sentence for each program that is richer or louder than any evidence; none where nobody reacts to it.
    package static func remarks(_ scenario: Scenario) -> [String] {
        rich(scenario) + scenario.programs.compactMap { loud($0, scenario.response) }
    }

    private static func rich(_ scenario: Scenario) -> [String] {
        let response = scenario.response
        guard response.perceivedValue.elasticity != 0 || response.attrition.elasticity != 0 else { return [] }
        let seen = scenario.simulation.medianPerceivedValues()
        return zip(scenario.programs, seen).compactMap { program, value in
            guard value > richest else { return nil }
            return
                "\(program.name): half of the customers see \(Humanised.percent(value)) or more of what they spend come "
                + "back; the richest program whose effect was measured gave \(Humanised.percent(richest)) (Nunes, Dreze 2006: "
                + "one car wash in eight), so its lift is beyond the evidence"
        }
    }

    private static func loud(_ program: Program, _ response: Response) -> String? {
        guard response.message.lift != 0 else { return nil }
        let messages = program.mechanics.reduce(0.0) { sum, mechanic in
            guard case .campaign(let campaign) = mechanic else { return sum }
            return campaign.messages.reduce(sum) { $0 + $1.trigger.timesPerMonth }
        }
        guard messages > messagesPerMonth else { return nil }
        return "\(program.name): \(Humanised.count(messages)) messages a month to every member; of a retailer's mails "
            + "\(Humanised.count(messagesPerMonth)) a month earned most, and more earned less (Zhang, Kumar, Cosguner 2017)"
    }
}

extension CampaignMessage.Trigger {
    /// How often it goes out to everybody; 0 where something has to happen first.
    fileprivate var timesPerMonth: Double {
        switch self {
        case .every(let days): CalendarDate.meanDaysPerMonth / Double(days)
        case .monthEnd: 1
        case .beforeExpiry, .rewardWaiting, .beforeRenewal, .silence, .birthday, .surprise: 0
        }
    }
}
