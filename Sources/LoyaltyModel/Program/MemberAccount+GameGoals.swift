/// How near missions and streaks are to their ends: what pulls as the next reward of a card does.
extension MemberAccount {
    /// The nearest mission or streak that brings something; nil where none has begun.
    ///
    /// A streak pulls while its week or month has no purchase yet: a second one would not bring it further.
    func nearestInGame(_ rules: RulesPointer, _ purchase: MeanPurchase) -> GoalAhead? {
        var nearest: GoalAhead?
        for place in game.missions.indices where game.missions[place].start >= 0 {
            let mission = rules.pointee.game.missions[place]
            guard mission.isGoal, let most = mission.mostProgress(purchase, segment: game.segment) else { continue }
            let progress = min(Double(game.missions[place].amount) / Double(mission.target), most)
            nearest = .nearer(nearest, GoalAhead(progress: progress, weight: rules.pointee.weights.missions[place]))
        }
        for place in game.streaks.indices where game.streaks[place].isOpen && game.streaks[place].count > 0 {
            let streak = rules.pointee.game.streaks[place]
            guard streak.isGoal else { continue }
            let progress = Double(game.streaks[place].count) / Double(streak.length)
            nearest = .nearer(nearest, GoalAhead(progress: progress, weight: rules.pointee.weights.streaks[place]))
        }
        return nearest
    }

    /// Works out when missions and streaks next change by themselves: after whatever moves them.
    mutating func planTurn(_ rules: RulesPointer) {
        game.turnDay = Lot.noExpiry
        for place in game.missions.indices where game.missions[place].start >= 0 {
            let mission = rules.pointee.game.missions[place]
            if mission.isGoal { game.turnDay = min(game.turnDay, mission.lastDay(from: game.missions[place].start)) }
        }
        for place in game.streaks.indices where game.streaks[place].count > 0 {
            let streak = rules.pointee.game.streaks[place]
            let period = game.streaks[place].last + (game.streaks[place].isOpen ? 1 : 0)
            if streak.isGoal {
                game.turnDay = min(game.turnDay, rules.pointee.game.lastDay(of: period, streak.every))
            }
        }
    }

    /// The end of a day on which a streak's week or month or a mission's time ends.
    mutating func turnGame(_ rules: RulesPointer, endOf day: Int32) {
        for place in game.missions.indices where game.missions[place].start >= 0 {
            if rules.pointee.game.missions[place].lastDay(from: game.missions[place].start) <= day {
                game.missions[place].start = -1
            }
        }
        for place in game.streaks.indices where game.streaks[place].count > 0 {
            let every = rules.pointee.game.streaks[place].every
            let last = game.streaks[place].last
            if rules.pointee.game.lastDay(of: last + 1, every) <= day {
                game.streaks[place].count = 0
            } else {
                game.streaks[place].isOpen = rules.pointee.game.lastDay(of: last, every) <= day
            }
        }
        planTurn(rules)
    }
}

extension GameRules {
    /// Whether a mission or streak brings anything, so that members work towards it.
    var hasGoals: Bool { missions.contains { $0.isGoal } || streaks.contains { $0.isGoal } }

    /// The last day of a calendar week or month; `Lot.noExpiry` where the study ends before it.
    func lastDay(of period: Int32, _ every: GameMechanic.Streak.Period) -> Int32 {
        switch every {
        case .week: firstDay(ofWeek: period + 1) - 1
        case .month: lastDay(ofMonth: period)
        }
    }
}

extension GameRules.Mission {
    var isGoal: Bool { gives.isWorthHaving }

    /// The last day that counts of a mission begun on `day`.
    func lastDay(from day: Int32) -> Int32 {
        let (last, overflow) = day.addingReportingOverflow(withinDays - 1)
        return overflow ? Lot.noExpiry : last
    }

    /// How near a member can stand to the end before the last purchase; nil where one purchase reaches it from nothing.
    func mostProgress(_ purchase: MeanPurchase, segment: Int) -> Double? {
        let share = Double(self.share[segment]) / Double(GameRules.million)
        let step = countsPurchases ? Double(GameRules.million) : purchase.amount * share
        let most = 1 - step / Double(target)
        return most > 0 ? most : nil
    }
}

extension GameRules.Streak {
    var isGoal: Bool { length > 1 && gives.isWorthHaving }
}

extension PlayReward {
    /// Whether it is worth anything at all: a badge is worth no money.
    var isWorthHaving: Bool {
        switch self {
        case .badge: false
        case .points(let points): points > .zero
        case .voucher(let value, _): value > .zero
        case .spins(let number): number > 0
        case .prize(let faceValue, _): faceValue > .zero
        }
    }
}
