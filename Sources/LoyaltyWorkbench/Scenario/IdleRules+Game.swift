import LoyaltyModel

/// Play that leads to nothing.
extension IdleRules {
    func tellOfIdle(_ game: GameMechanic) {
        let node = mechanic("game")
        tellOfPrizes(game, node?["spins"])
        for event in game.events { tellOfIdle(event, game, node?["events"]?.element(named: event.name)) }
        for (place, mission) in game.missions.enumerated() {
            tellOfIdle(mission.gives, game, node?["missions"]?.elements, place, "missions")
        }
        for (place, streak) in game.streaks.enumerated() {
            tellOfIdle(streak.gives, game, node?["streaks"]?.elements, place, "streaks")
        }
        guard let season = game.season else { return }
        if let why = whyIdle(season.gives, game) {
            tell(node?["season"]?["gives"], "mechanics.game.season.gives", why)
        }
        guard let schedule else { return }
        let launch = schedule.calendar.date(ofDay: program.launchDay)
        let start = launch.adding(days: 1 - launch.day)
        if schedule.calendar.day(of: start.adding(months: season.months)) > schedule.calendar.days {
            tell(node?["season"]?["length"], "mechanics.game.season.length", "no season ends within the study")
        }
    }

    private func tellOfPrizes(_ game: GameMechanic, _ spins: DocumentNode?) {
        for prize in game.prizes {
            let why: String? =
                if prize.probabilityMillionths == 0 {
                    "never won: its probability is 0"
                } else if prize.stock?.amount == 0 {
                    "never won: its stock is 0"
                } else if isBeyondBudget(prize.unitCost) {
                    "never won: \(Self.beyondBudget)"
                } else if prize.faceValue == .zero || game.appeal == 0 { Self.unwanted } else { nil }
            guard let why else { continue }
            tell(spins?["prizes"]?.element(named: prize.name), "mechanics.game.spins.prizes.\(prize.name)", why)
        }
        guard let spins else { return }
        let wins = game.rewards.contains { if case .spins(let number) = $0 { number > 0 } else { false } }
        if game.prizes.isEmpty {
            tell(spins["prizes"] ?? spins, "mechanics.game.spins.prizes", "spins win nothing: there is no prize")
        } else if game.spinsPerPurchase == 0, !wins {
            tell(
                spins["per_purchase"] ?? spins, "mechanics.game.spins.per_purchase",
                "nobody ever spins: per_purchase is 0, and no mission, streak or season gives spins")
        }
    }

    private func tellOfIdle(_ event: GameMechanic.Event, _ game: GameMechanic, _ node: DocumentNode?) {
        let path = "mechanics.game.events.\(event.name)"
        if event.points == .zero, event.stamps == .zero, event.score == 0 {
            tell(node, path, "brings nothing: neither points, stamps nor score")
        } else if event.pace.isNever {
            tell(node, path, "never happens: its pace is 0")
        } else if event.score > 0, game.season == nil {
            tell(node?["score"], path + ".score", "counts for nothing: the game has no season")
        }
    }

    private func tellOfIdle(
        _ gives: PlayReward, _ game: GameMechanic, _ list: [DocumentNode]?, _ place: Int, _ key: String
    ) {
        guard let why = whyIdle(gives, game) else { return }
        let node = list.flatMap { place < $0.count ? $0[place] : nil }
        tell(node?["gives"], "mechanics.game.\(key).\(place + 1).gives", why)
    }

    /// Why what is given for something achieved is given to nobody, or is nothing to them; nil where it is.
    private func whyIdle(_ gives: PlayReward, _ game: GameMechanic) -> String? {
        switch gives {
        case .badge: nil
        case .points(let points) where points == .zero: "gives nothing: 0 points"
        case .spins(let number) where number == 0: "gives nothing: 0 spins"
        case .prize(_, let cost) where isBeyondBudget(cost): "never given: \(Self.beyondBudget)"
        case .prize(let value, _) where value == .zero || game.appeal == 0: Self.unwanted
        case .voucher where game.appeal == 0: Self.unwanted
        case .points, .spins, .prize, .voucher: nil
        }
    }
}

extension GameMechanic.Event.Pace {
    fileprivate var isNever: Bool {
        switch self {
        case .monthly(let times): times == 0
        case .visit(let probability): probability == 0
        }
    }
}
