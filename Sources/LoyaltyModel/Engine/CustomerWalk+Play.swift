/// The luck and the choices that causes and games ask for, and what members answer in the end.
extension CustomerWalk where Recorder: ~Copyable {
    /// A member whom the cause moves gives a block of points to it, or not.
    mutating func offerGiving(_ member: inout Member, on day: Int32) {
        let propensity = study.tables.pointee.response.giving.propensity
        guard person.traits.causeAffinity, propensity > 0 else { return }
        account.open(member.arm.pointee.rules, on: day, &recorder)
        guard account.canGivePoints(member.arm.pointee.rules),
            propensity >= 1 || luck.rareUniform(person.key, .giving, member.number) < propensity
        else { return }
        account.givePoints(member.arm.pointee.rules, on: day, month: member.month, &recorder)
    }

    /// Makes the spins that are due.
    mutating func spin(_ member: inout Member) {
        let spins = account.news.spins
        let onTwin = account.news.spinsOnTwinThousandths / Int64(spins)
        for _ in 0..<spins {
            let draw = luck.rareUniform(person.key, .spin, account.game.spins)
            let rules = member.arm.pointee.rules
            guard let place = account.spin(rules, draw: draw, &recorder) else { continue }
            let prize = rules.pointee.game.prizes[place]
            guard isGranted(limit: prize.pool, cost: prize.unitCost, &member) else {
                recorder.add(Outcome.Cell.unavailable, 1)
                continue
            }
            account.winPrize(place, rules, onTwinThousandths: onTwin, &recorder)
        }
    }

    /// What a game asks for as a day ends: what was done between visits, and who is among the best of a season.
    mutating func endGameDay(_ member: inout Member, _ day: Int32) {
        if account.game.eventsDay <= day { tellEvents(&member, on: day) }
        if account.game.seasonEnd <= day { rank(member) }
    }

    /// A month's end: how often things were done in it since joining. Who has left does nothing.
    private mutating func tellEvents(_ member: inout Member, on day: Int32) {
        let rules = member.arm.pointee.rules
        let activity = study.tables.pointee.response.play.activity
        let first = max(member.joinDay, study.calendar.monthStart[Int(member.month)])
        let months = activity * Double(day - first + 1) / CalendarDate.meanDaysPerMonth
        if !member.isGone, !member.isOut {
            for place in rules.pointee.game.events.indices {
                guard case .monthly(let pace) = rules.pointee.game.events[place].pace, pace * months > 0 else {
                    continue
                }
                let address = rules.pointee.game.eventMarks[place] + Int(member.month)
                let stream = luck.stream(person.key, .gameEvent, address)
                let times = Int64(sampler.poisson(mean: pace * months, stream))
                account.happened(place, times: times, rules, on: day, &recorder)
            }
        }
        account.toldEvents(rules, on: day)
    }

    /// What a member does at the till beside buying.
    mutating func doEvents(_ member: borrowing Member, on day: Int32) {
        let rules = member.arm.pointee.rules
        guard rules.pointee.game.hasVisitEvents, account.game.plays else { return }
        let activity = study.tables.pointee.response.play.activity
        for place in rules.pointee.game.events.indices {
            guard case .visit(let probability) = rules.pointee.game.events[place].pace, probability > 0,
                luck.rareUniform(person.key, .gameEventAtVisit, rules.pointee.game.eventMarks[place] + member.number)
                    < probability * activity
            else { continue }
            account.happened(place, times: 1, rules, on: day, &recorder)
        }
    }

    /// A season ends that is won by rank.
    private mutating func rank(_ member: borrowing Member) {
        let rules = member.arm.pointee.rules
        guard rules.pointee.game.rankedSeasons > 0, !account.hasEnded else { return }
        let season = rules.pointee.game.seasonNumber(month: member.month)
        let lot = SeasonBook.step(ofLot: luck.rareUniform(person.key, .seasonLot, season))
        account.game.isAmongBest = seasons.enter(
            account.game.score, lot: lot, row: member.arm.pointee.firstSeason + season)
    }

    /// What a member who is still there says at the end of the study.
    mutating func answer(_ member: inout Member) {
        let response = study.tables.pointee.response.satisfaction
        let stocks = member.mood.stocks(on: Int32(study.calendar.days - 1), study.tables)
        let tastes = answerTastes()
        let recommends = response.recommends(
            taste: tastes.recommends, delight: stocks.delight, frustration: stocks.frustration)
        let effort = study.tables.pointee.response.enrolment.effort(
            member.arm.pointee.rules.pointee.enrolment, aversion: person.traits.effortAversion,
            channel: person.traits.channel)
        recorder.add(Outcome.Total.answered, 1)
        if recommends >= 9 { recorder.add(Outcome.Total.promoters, 1) }
        if recommends <= 6 { recorder.add(Outcome.Total.detractors, 1) }
        recorder.add(
            Outcome.Total.easeAnswers,
            response.findsEasy(
                taste: tastes.findsEasy, effort: effort,
                redeemingEase: member.arm.pointee.rules.pointee.redeemingEase))
    }

    /// The customer's own tastes, standard normal; drawn once for all arms.
    private mutating func answerTastes() -> (recommends: Double, findsEasy: Double) {
        if let tastes = person.answerTastes { return tastes }
        let tastes = (
            recommends: sampler.normal(luck.stream(person.key, .recommendationTaste, 0)),
            findsEasy: sampler.normal(luck.stream(person.key, .easeTaste, 0))
        )
        person.answerTastes = tastes
        return tastes
    }
}
