import LoyaltyModel

/// Reads how customers of a segment differ in what programs do to them.
enum ResponseTraitsDecoder {
    static func decode(_ cursor: Cursor) -> ResponseTraits {
        ResponseTraits(
            goalGradient: cursor.multiplier("goal_gradient"),
            statusSensitivity: cursor.multiplier("status_sensitivity"),
            effortAversion: cursor.multiplier("effort_aversion"), mailTolerance: cursor.multiplier("mail_tolerance"),
            stockpiling: cursor.multiplier("stockpiling"),
            causeAffinity: cursor.block("cause_affinity").number("share"),
            playAffinity: cursor.block("play_affinity").number("share"), channel: channel(cursor))
    }

    private static func channel(_ cursor: Cursor) -> ChannelShares {
        let block = cursor.block("channel")
        let shares = Channel.allCases.map { block.optionalNumber($0.name) }
        let sum = shares.reduce(0) { $0 + ($1 ?? 0) }
        // A share that could not be read is reported already.
        if block.node.entries != nil, shares.allSatisfy({ $0 != nil }), abs(sum - 1) > 1e-9 {
            cursor.report(
                "channel", found: "shares that sum to \(PopulationDecoder.rounded(sum))", expected: "a sum of 1")
        }
        return ChannelShares(
            store: shares[0] ?? 0, web: shares[1] ?? 0, app: shares[2] ?? 0, card: shares[3] ?? 0)
    }
}

extension Cursor {
    /// A factor that differs between customers.
    func multiplier(_ key: String) -> Multiplier {
        guard let (choice, inside) = oneOf(key) else { return .fixed(1) }
        guard choice == "lognormal" else { return .fixed(inside.number("fixed")) }
        let model = inside.block(choice)
        return .lognormal(mean: model.number("mean"), sigma: model.number("sigma"))
    }
}
