import LoyaltyModel

/// Reads a game mechanic.
enum GameDecoder {
    static func decode(_ cursor: Cursor) -> GameMechanic {
        let spins = cursor.optionalBlock("spins")
        let app = cursor.optionalBlock("app")
        let game = GameMechanic(
            missions: cursor.items("missions").map(mission), streaks: cursor.items("streaks").map(streak),
            spinsPerPurchase: spins?.whole("per_purchase") ?? 0, prizes: spins.map(prizes) ?? [],
            season: cursor.optionalBlock("season").map(season),
            pointsPerOpen: app?.points("points_per_open") ?? .zero,
            openPointsCap: app?.points("points_a_month") ?? .zero,
            appeal: cursor.number("appeal"))
        if !["missions", "streaks", "spins", "season", "app"].contains(where: cursor.isWritten) {
            cursor.decoding.report(
                cursor.node.place, path: cursor.path, found: "a game in which nothing is played",
                expected: "missions, streaks, spins, season or app")
        }
        if spins == nil, game.rewards.contains(where: { if case .spins = $0 { true } else { false } }) {
            cursor.decoding.report(
                cursor.node.place, path: cursor.path, found: "a reward of spins, and no prizes",
                expected: "spins with the prizes that they win")
        }
        return game
    }

    private static func mission(_ cursor: Cursor) -> GameMechanic.Mission {
        let purchases = cursor.optionalWhole("purchases")
        let (spend, category) = (cursor.money("spend"), cursor.isWritten("category") ? cursor.name("category") : nil)
        if cursor.isWritten("purchases") == cursor.isWritten("spend") {
            cursor.decoding.report(
                cursor.node.place, path: cursor.path,
                found: purchases == nil ? "neither purchases nor spend" : "purchases and spend",
                expected: "either purchases, a number, or spend, an amount")
        }
        if cursor.isWritten("category"), !cursor.isWritten("spend") {
            cursor.report("category", found: "category without spend", expected: "spend, the amount spent in it")
        }
        return GameMechanic.Mission(
            target: purchases.map { .purchases($0) } ?? .spend(spend, category: category),
            withinDays: cursor.duration("within"), limit: cursor.optionalWhole("limit"), gives: gives(cursor))
    }

    private static func streak(_ cursor: Cursor) -> GameMechanic.Streak {
        GameMechanic.Streak(
            every: cursor.choice("every", .week), length: cursor.whole("length"),
            limit: cursor.optionalWhole("limit"), gives: gives(cursor))
    }

    private static func prizes(_ cursor: Cursor) -> [GameMechanic.Prize] {
        let prizes = cursor.named("prizes").map {
            GameMechanic.Prize(
                name: $0.name("name"), probabilityMillionths: $0.millionths("probability"),
                faceValue: $0.money("face_value"), unitCost: $0.money("unit_cost"), limit: $0.optionalWhole("limit"))
        }
        let sum = prizes.reduce(0) { $0 + $1.probabilityMillionths }
        if sum > 1_000_000 {
            cursor.report(
                "prizes", found: "probabilities that sum to \(ExactDecimal.text(sum, decimals: 6))",
                expected: "a sum of at most 1; the rest of the spins wins nothing")
        }
        return prizes
    }

    private static func season(_ cursor: Cursor) -> GameMechanic.Season {
        let season = GameMechanic.Season(
            months: max(1, cursor.duration("length")), perPurchase: Int64(cursor.whole("per_purchase")),
            perMoneyMillionths: cursor.millionths("per_money"), perOpen: Int64(cursor.whole("per_open")),
            winsAt: Int64(cursor.whole("wins_at")), gives: gives(cursor))
        if !["per_purchase", "per_money", "per_open"].contains(where: cursor.isWritten) {
            cursor.decoding.report(
                cursor.node.place, path: cursor.path, found: "a season in which nothing scores",
                expected: "per_purchase, per_money or per_open")
        }
        return season
    }

    /// What something achieved is rewarded with.
    private static func gives(_ cursor: Cursor) -> PlayReward {
        guard let (choice, inside) = cursor.oneOf("gives") else { return .badge }
        switch choice {
        case "points": return .points(inside.points(choice))
        case "spins": return .spins(inside.whole(choice))
        case "voucher":
            let voucher = inside.block(choice)
            return .voucher(voucher.money("value"), validMonths: voucher.duration("valid"))
        case "prize":
            let prize = inside.block(choice)
            return .prize(faceValue: prize.money("face_value"), unitCost: prize.money("unit_cost"))
        default: return .badge
        }
    }
}

extension GameMechanic {
    /// What can be achieved is rewarded with.
    var rewards: [PlayReward] { missions.map(\.gives) + streaks.map(\.gives) + (season.map { [$0.gives] } ?? []) }

    /// Whether it gives points of the program's points mechanic.
    var givesPoints: Bool {
        pointsPerOpen > .zero || rewards.contains { if case .points = $0 { true } else { false } }
    }
}
