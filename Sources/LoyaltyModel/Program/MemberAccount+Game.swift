/// How far one member is in a game.
struct GameStanding: Sendable {
    struct Mission: Sendable {
        /// The day of the first purchase that counts; negative while none does.
        var start: Int32 = -1
        var amount: Int64 = 0
        /// The part of `amount` that the twin would have too.
        var twin: Int64 = 0
        var completed = 0
    }

    struct Streak: Sendable {
        /// The last week or month with a purchase.
        var last: Int32 = -2
        var count = 0
        /// Millionths of the counted purchases that the twin would make too.
        var twin: Int64 = 0
        var completed = 0
        /// Whether the week or month that is running has had no purchase yet, and the streak goes on with one.
        var isOpen = false
    }

    /// Whether play moves the member; nothing below counts otherwise.
    var plays = true
    var missions: [Mission] = []
    var streaks: [Streak] = []
    var prizesWon: [Int] = []
    /// Spins ever made, which number the luck of the next.
    var spins = 0
    var score: Int64 = 0
    var scoreOnTwin: Int64 = 0
    var seasonEnd = Lot.noExpiry
    /// Whether the member is among the best of the season that ends: for those to say who see all members.
    var isAmongBest = false
    /// The day whose end tells what was done between visits.
    var eventsDay = Lot.noExpiry
    /// The month that events are counted in, and for each event how often it has brought something in it.
    var eventsMonth: Int32 = 0
    var eventsCounted: [Int64] = []
    /// The day whose end opens the next week or month of a streak, breaks one, or ends a mission's time.
    var turnDay = Lot.noExpiry
    /// Of the member's purchases.
    var segment = 0

    init() {}

    var nextDueDay: Int32 { min(min(seasonEnd, eventsDay), turnDay) }
}

extension MemberAccount {
    mutating func beginGame(_ rules: RulesPointer, on day: Int32) {
        game.missions.removeAll(keepingCapacity: true)
        game.streaks.removeAll(keepingCapacity: true)
        game.prizesWon.removeAll(keepingCapacity: true)
        for _ in rules.pointee.game.missions { game.missions.append(GameStanding.Mission()) }
        for _ in rules.pointee.game.streaks { game.streaks.append(GameStanding.Streak()) }
        for _ in rules.pointee.game.prizes { game.prizesWon.append(0) }
        (game.spins, game.score, game.scoreOnTwin, game.turnDay) = (0, 0, 0, Lot.noExpiry)
        let month = rules.pointee.monthOfDay[Int(day)]
        game.seasonEnd = game.plays ? rules.pointee.game.seasonEnd(month: month) : Lot.noExpiry
        let hasEvents = game.plays && rules.pointee.game.hasMonthlyEvents
        game.eventsDay = hasEvents ? rules.pointee.lastDay(ofMonth: month) : Lot.noExpiry
        game.eventsMonth = month
        game.eventsCounted.removeAll(keepingCapacity: true)
        for _ in rules.pointee.game.events { game.eventsCounted.append(0) }
    }

    /// A bill that has been paid moves missions, streaks and the season's score, and is good for spins.
    ///
    /// - Parameter points: what it has earned.
    mutating func play<Sink: ProgramSink & ~Copyable>(
        _ rules: RulesPointer, _ bill: Bill, earned points: Int64, _ sink: inout Sink
    ) {
        guard game.plays else { return }
        for place in game.missions.indices { advanceMission(place, rules, bill, &sink) }
        for place in game.streaks.indices { advanceStreak(place, rules, bill, &sink) }
        game.segment = bill.segment
        planTurn(rules)
        if rules.pointee.game.season != nil {
            let score = rules.pointee.game.score(of: bill.gross, earned: points)
            game.score += score
            game.scoreOnTwin += twinPoints(score, bill)
        }
        let spins = rules.pointee.game.spinsPerPurchase
        if spins > 0 { addSpins(spins, twin: twinPoints(GameRules.million, bill), of: GameRules.million) }
    }

    private mutating func advanceMission<Sink: ProgramSink & ~Copyable>(
        _ place: Int, _ rules: RulesPointer, _ bill: Bill, _ sink: inout Sink
    ) {
        let mission = rules.pointee.game.missions[place]
        var standing = game.missions[place]
        let step = mission.step(bill)
        guard standing.completed < mission.limit, step.amount > 0 else { return }
        if standing.start < 0 || bill.day - standing.start >= mission.withinDays {
            (standing.start, standing.amount, standing.twin) = (bill.day, 0, 0)
        }
        standing.amount += step.amount
        standing.twin += step.twin
        if standing.amount >= mission.target {
            sink.add(.missionsCompleted, 1)
            let grounds = Grounds(
                twin: standing.twin, whole: standing.amount, weight: rules.pointee.weights.missions[place])
            grant(mission.gives, grounds, rules, on: bill.day, &sink)
            standing.start = -1
            standing.completed += 1
        }
        game.missions[place] = standing
    }

    private mutating func advanceStreak<Sink: ProgramSink & ~Copyable>(
        _ place: Int, _ rules: RulesPointer, _ bill: Bill, _ sink: inout Sink
    ) {
        let streak = rules.pointee.game.streaks[place]
        var standing = game.streaks[place]
        let period = rules.pointee.game.period(streak.every, of: bill.day)
        guard standing.completed < streak.limit, period != standing.last else { return }
        if period != standing.last + 1 { (standing.count, standing.twin) = (0, 0) }
        (standing.last, standing.isOpen) = (period, false)
        standing.count += 1
        standing.twin += twinPoints(GameRules.million, bill)
        if standing.count == streak.length {
            sink.add(.streaksCompleted, 1)
            let whole = Int64(streak.length) * GameRules.million
            let grounds = Grounds(twin: standing.twin, whole: whole, weight: rules.pointee.weights.streaks[place])
            grant(streak.gives, grounds, rules, on: bill.day, &sink)
            (standing.count, standing.twin) = (0, 0)
            standing.completed += 1
        }
        game.streaks[place] = standing
    }

    /// A member did something so many times; what goes beyond the month's most brings nothing.
    mutating func happened<Sink: ProgramSink & ~Copyable>(
        _ place: Int, times: Int64, _ rules: RulesPointer, on day: Int32, _ sink: inout Sink
    ) {
        guard times > 0 else { return }
        sink.add(.gameEvents, times)
        let month = rules.pointee.monthOfDay[Int(day)]
        if month != game.eventsMonth {
            game.eventsMonth = month
            for place in game.eventsCounted.indices { game.eventsCounted[place] = 0 }
        }
        let event = rules.pointee.game.events[place]
        let counted = min(times, Int64(event.mostPerMonth ?? .max) - game.eventsCounted[place])
        guard counted > 0 else { return }
        game.eventsCounted[place] += counted
        game.score += counted * event.score
        give(counted * event.stamps.count, twinPoints: 0, rules, on: day, &sink)
        grant(
            .points(Points(counted * event.points.count)), Grounds(twin: 0, whole: 1, weight: 0), rules, on: day, &sink)
    }

    /// What was done between visits in the month that ends with `day` has been told.
    mutating func toldEvents(_ rules: RulesPointer, on day: Int32) {
        game.eventsDay = rules.pointee.lastDay(ofMonth: rules.pointee.monthOfDay[Int(day)] + 1)
    }

    /// The end of a season: a score that is high enough wins, and all begin again at 0.
    mutating func endSeason<Sink: ProgramSink & ~Copyable>(
        _ rules: RulesPointer, _ day: Int32, _ sink: inout Sink
    ) {
        let month = rules.pointee.monthOfDay[Int(day)]
        game.seasonEnd = rules.pointee.game.seasonEnd(month: month + 1)
        guard let season = rules.pointee.game.season else { return }
        let wins = if case .at(let least) = season.wins { game.score >= least } else { game.isAmongBest }
        if wins {
            sink.add(.seasonsWon, 1)
            let grounds = Grounds(twin: game.scoreOnTwin, whole: game.score, weight: rules.pointee.weights.season)
            grant(season.gives, grounds, rules, on: day, &sink)
        }
        (game.score, game.scoreOnTwin) = (0, 0)
    }

    /// One spin, whose luck is given: the place of the prize that it wins, nil where it wins none.
    mutating func spin<Sink: ProgramSink & ~Copyable>(
        _ rules: RulesPointer, draw: Double, _ sink: inout Sink
    ) -> Int? {
        game.spins += 1
        sink.add(.spins, 1)
        guard let place = rules.pointee.game.prize(draw: draw),
            game.prizesWon[place] < rules.pointee.game.prizes[place].limit
        else { return nil }
        return place
    }

    /// Hands out a prize that a spin won.
    mutating func winPrize<Sink: ProgramSink & ~Copyable>(
        _ place: Int, _ rules: RulesPointer, onTwinThousandths: Int64, _ sink: inout Sink
    ) {
        game.prizesWon[place] += 1
        let grounds = Grounds(twin: onTwinThousandths, whole: 1000, weight: rules.pointee.weights.prizes[place])
        handOver(grounds.prize(costing: rules.pointee.game.prizes[place].unitCost), &sink)
    }

    /// What a reward of play is given for: `twin` of `whole` of it stands for what the twin does too.
    private struct Grounds {
        let twin: Int64
        let whole: Int64
        /// Of the reward, beside a large one.
        let weight: Double

        /// The part of an amount that stands for what the twin does too.
        func twinPart(of amount: Int64) -> Int64 { MemberAccount.share(amount, twin, of: whole) }

        func prize(costing cost: Int64) -> GoodsGiven {
            GoodsGiven(occasion: .prize, cost: cost, onTwinThousandths: twinPart(of: cost * 1000), weight: weight)
        }
    }

    /// Gives what something achieved is rewarded with.
    private mutating func grant<Sink: ProgramSink & ~Copyable>(
        _ reward: PlayReward, _ grounds: Grounds, _ rules: RulesPointer, on day: Int32, _ sink: inout Sink
    ) {
        switch reward {
        case .badge: sink.add(.badges, 1)
        case .points(let points):
            let onTwin = grounds.twinPart(of: points.count)
            if give(points: points.count, twin: onTwin, rules, on: day, &sink) { sink.add(.playPoints, points.count) }
        case .voucher(let value, let months):
            sink.add(.vouchersIssued, value.minor)
            vouchers.add(
                VoucherWallet.Voucher(
                    value: value, twinThousandths: grounds.twinPart(of: value.minor * 1000),
                    lastDay: rules.pointee.game.lastDay(ofVoucherFrom: day, months: months)))
            news.reward(grounds.weight)
        case .spins(let number): addSpins(number, twin: grounds.twin, of: grounds.whole)
        case .prize(_, let unitCost): give(grounds.prize(costing: unitCost.minor), rules, &sink)
        }
    }

    private mutating func addSpins(_ number: Int, twin: Int64, of whole: Int64) {
        news.spins += number
        news.spinsOnTwinThousandths += Self.share(Int64(number) * 1000, twin, of: whole)
    }
}
