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

    /// A month's end: how often the app was opened in it since joining. Who has left opens nothing.
    mutating func openApp(_ member: inout Member, on day: Int32) {
        let rate = study.tables.pointee.response.play.opensPerMonth
        var times: Int64 = 0
        if rate > 0, !member.isGone, !member.isOut {
            let first = max(member.joinDay, study.calendar.monthStart[Int(member.month)])
            let months = Double(day - first + 1) / CalendarDate.meanDaysPerMonth
            times = Int64(
                sampler.poisson(mean: rate * months, luck.stream(person.key, .appOpens, Int(member.month))))
        }
        account.open(member.arm.pointee.rules, times: times, on: day, &recorder)
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
