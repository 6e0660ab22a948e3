/// What a cause and a game offer: to those whom they move.
extension ProgramOffer {
    /// What the company gives for each purchase, to those whom a cause moves. A cap is not seen.
    static func cause(_ rules: borrowing CauseRules) -> ValueStream {
        ValueStream(
            perMoney: rules.appeal * Double(rules.shareMillionths) / 1e6,
            perPurchase: rules.appeal * Double(rules.perVisit), audience: .causeMinded)
    }

    /// Giving points is one more thing to use them for; the company's match counts.
    static func givingGoals(_ rules: RulesPointer) -> [Goal] {
        guard let giving = rules.pointee.cause.giving else { return [] }
        let (points, worth) = (Double(giving.points.count), Double(giving.worth.minor))
        let matched = worth * (1 + Double(rules.pointee.cause.matchMillionths) / 1e6)
        return [
            Goal(
                points: points, worthPerPoint: rules.pointee.cause.appeal * matched / points, extraDays: 0,
                audience: .causeMinded)
        ]
    }

    /// Each mission, each streak, the spins and the season, to those whom play moves. What one member can have only a
    /// limited number of times is no value for each unit of money, and is left out; so is a season won by rank, of which
    /// nobody knows what it takes.
    static func game(_ rules: RulesPointer, segment: Int, worthPerPoint: Double) -> [[ValueStream]] {
        let worth = PlayWorth(
            perPoint: worthPerPoint, perSpin: rules.pointee.game.appeal * rules.pointee.game.worthPerSpin,
            appeal: rules.pointee.game.appeal)
        var streams: [ValueStream] = []
        for mission in rules.pointee.game.missions where mission.limit == .max {
            if let stream = self.mission(mission, segment: segment, worth.of(mission.gives)) { streams.append(stream) }
        }
        for streak in rules.pointee.game.streaks where streak.limit == .max {
            streams.append(self.streak(streak, worth.of(streak.gives)))
        }
        if rules.pointee.game.spinsPerPurchase > 0 {
            streams.append(
                ValueStream(perPurchase: Double(rules.pointee.game.spinsPerPurchase) * worth.perSpin))
        }
        if let season = rules.pointee.game.season, case .at(let score) = season.wins {
            streams.append(self.season(season, score, rules, segment: segment, worth.of(season.gives)))
        }
        return streams.map { stream in
            var stream = stream
            stream.audience = .players
            stream.isReward = stream.waitDays > 0 || stream.waitPurchases > 0 || stream.waitSpending > 0
            return [stream]
        }
    }

    private static func mission(_ mission: GameRules.Mission, segment: Int, _ worth: Double) -> ValueStream? {
        let within = Double(mission.withinDays)
        if mission.countsPurchases {
            let purchases = Double(mission.target) / 1e6
            return ValueStream(perPurchase: worth / purchases, waitPurchases: purchases, withinDays: within)
        }
        let share = Double(mission.share[segment]) / 1e6
        guard share > 0 else { return nil }
        let spending = Double(mission.target) / share
        return ValueStream(perMoney: worth / spending, waitSpending: spending, withinDays: within)
    }

    /// Within reach of those who buy at least once a period.
    private static func streak(_ streak: GameRules.Streak, _ worth: Double) -> ValueStream {
        let period = streak.every == .week ? 7 : CalendarDate.meanDaysPerMonth
        let days = Double(streak.length) * period
        return ValueStream(
            perDay: worth / days, waitDays: days, needs: [ValueStream.Need(purchases: 1, withinDays: period)])
    }

    /// Within reach of those whose purchases alone come to the score.
    private static func season(
        _ season: GameMechanic.Season, _ winsAt: Int64, _ rules: RulesPointer, segment: Int, _ worth: Double
    ) -> ValueStream {
        let days = Double(season.months) * CalendarDate.meanDaysPerMonth
        let earned = rules.pointee.points.earn.expectation(segment: segment)
        let perPoint = Double(season.perPoint)
        let need = ValueStream.Need(
            points: Double(winsAt), pointsPerMinor: rules.pointee.game.scorePerMinor + perPoint * earned.perMinor,
            pointsPerPurchase: Double(season.perPurchase) + perPoint * earned.perVisit, withinDays: days)
        return ValueStream(perDay: worth / days, waitDays: days, needs: [need])
    }

    /// What the rewards of play are worth to those whom it moves, minor units.
    private struct PlayWorth {
        let perPoint: Double
        let perSpin: Double
        let appeal: Double

        func of(_ reward: PlayReward) -> Double {
            switch reward {
            case .badge: 0
            case .points(let points): perPoint * Double(points.count)
            case .voucher(let value, _): appeal * Double(value.minor)
            case .spins(let number): perSpin * Double(number)
            case .prize(let faceValue, _): appeal * Double(faceValue.minor)
            }
        }
    }
}
