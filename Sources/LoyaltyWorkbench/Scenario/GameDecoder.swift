import LoyaltyModel

/// Reads a game mechanic.
enum GameDecoder {
    static func decode(_ cursor: Cursor) -> GameMechanic {
        let spins = cursor.optionalBlock("spins")
        let game = GameMechanic(
            missions: cursor.items("missions").map(mission), streaks: cursor.items("streaks").map(streak),
            spinsPerPurchase: spins?.whole("per_purchase") ?? 0, prizes: spins.map(prizes) ?? [],
            season: cursor.optionalBlock("season").map(season), events: cursor.named("events").map(event),
            appeal: cursor.number("appeal"))
        if !["missions", "streaks", "spins", "season", "events"].contains(where: cursor.isWritten) {
            cursor.decoding.report(
                cursor.node.place, path: cursor.path, found: "a game in which nothing is played",
                expected: "missions, streaks, spins, season or events")
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
                faceValue: $0.money("face_value"), unitCost: $0.money("unit_cost"), limit: $0.optionalWhole("limit"),
                stock: SharedLimitDecoder.stock($0))
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
            perMoneyMillionths: cursor.millionths("per_money"), perPoint: Int64(cursor.whole("per_point")),
            wins: wins(cursor), gives: gives(cursor))
        return season
    }

    /// By which of three ways a season is won.
    private static func wins(_ cursor: Cursor) -> GameMechanic.Season.Wins {
        let ways = ["wins_at", "best", "best_share"]
        let (at, best, share) = (
            cursor.optionalWhole(ways[0]), cursor.optionalWhole(ways[1]), cursor.optionalMillionths(ways[2])
        )
        let written = ways.filter(cursor.isWritten)
        if written.count != 1 {
            cursor.decoding.report(
                cursor.node.place, path: cursor.path,
                found: written.isEmpty ? "a season that nobody can win" : written.joined(separator: " and "),
                expected: "exactly one of wins_at, a score, best, a number of members, and best_share, a part of them")
        }
        if let best { return .best(Int64(best)) }
        if let share { return .bestShare(share) }
        return .at(Int64(at ?? 1))
    }

    private static func event(_ cursor: Cursor) -> GameMechanic.Event {
        let (monthly, visit) = (cursor.optionalNumber("a_month"), cursor.optionalNumber("a_visit"))
        if cursor.isWritten("a_month") == cursor.isWritten("a_visit") {
            cursor.decoding.report(
                cursor.node.place, path: cursor.path,
                found: monthly == nil ? "an event that never happens" : "a_month and a_visit",
                expected: "either a_month, a mean number of times, or a_visit, a probability")
        }
        return GameMechanic.Event(
            name: cursor.name("name"), pace: monthly.map { .monthly($0) } ?? .visit(visit ?? 0),
            points: cursor.points("points"), stamps: cursor.points("stamps"), score: Int64(cursor.whole("score")),
            mostPerMonth: cursor.optionalWhole("most_a_month"))
    }

    /// What cannot be in a program beside its other mechanics.
    static func report(_ game: GameMechanic, beside mechanics: [Mechanic], _ cursor: Cursor) {
        let hasPoints = mechanics.contains { if case .points = $0 { true } else { false } }
        let hasCard = mechanics.contains { if case .punchCard = $0 { true } else { false } }
        if let season = game.season {
            let scores = [season.perPurchase, season.perMoneyMillionths, season.perPoint] + game.events.map(\.score)
            if scores.allSatisfy({ $0 == 0 }) {
                cursor.report(
                    "season", found: "a season in which nothing scores",
                    expected: "per_purchase, per_money, per_point, or the score of an event")
            }
            if season.perPoint > 0, !hasPoints {
                cursor.report(
                    "season", found: "a score for points, and no points", expected: "points among the mechanics")
            }
        }
        if !hasCard, let event = game.events.first(where: { $0.stamps > .zero }) {
            cursor.report(
                "events", found: "stamps for \"\(event.name)\", and no card",
                expected: "a punch-card among the mechanics")
        }
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
        events.contains { $0.points > .zero } || rewards.contains { if case .points = $0 { true } else { false } }
    }
}
