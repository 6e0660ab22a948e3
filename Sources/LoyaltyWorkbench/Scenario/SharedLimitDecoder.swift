import LoyaltyModel

/// Reads what there is only so much of for all members together.
enum SharedLimitDecoder {
    /// A reward's stock; nil where there are as many as are asked for.
    static func stock(_ cursor: Cursor) -> SharedLimit? {
        guard let block = cursor.optionalBlock("stock") else { return nil }
        return SharedLimit(amount: Int64(block.whole("units")), every: block.choice("every", .study))
    }

    /// The cap on what a program's rewards cost, reported where nothing that it can refuse is in the program.
    static func budget(_ cursor: Cursor, _ mechanics: [Mechanic]) -> SharedLimit? {
        guard let block = cursor.optionalBlock("budget") else { return nil }
        if !mechanics.contains(where: asksBudget) {
            cursor.report(
                "budget", found: "a program without rewards to refuse",
                expected: "rewards, gifts, prizes or coupons: discounts, vouchers and points as money are promised")
        }
        return SharedLimit(amount: block.money("reward_cost").minor, every: block.choice("every", .year))
    }

    /// Whether a mechanic has anything that a budget can refuse.
    private static func asksBudget(_ mechanic: Mechanic) -> Bool {
        switch mechanic {
        case .points(let points): !points.rewards.isEmpty
        case .punchCard: true
        case .game(let game): !game.prizes.isEmpty || game.givesPrizes
        case .campaign(let campaign): campaign.messages.contains { $0.gift != nil || $0.coupon != nil }
        case .tiers(let tiers): tiers.levels.contains { $0.gift != nil }
        case .offer: true
        case .paid, .referral, .coalition, .statement, .discount, .cause, .cashback, .annual: false
        }
    }
}

extension GameMechanic {
    fileprivate var givesPrizes: Bool {
        let given = missions.map(\.gives) + streaks.map(\.gives) + (season.map { [$0.gives] } ?? [])
        return given.contains { if case .prize = $0 { true } else { false } }
    }
}
