/// What happens between a member and the program: at the till, at the end of a day, and at the horizon.
extension CustomerWalk where Recorder: ~Copyable {
    /// The bill of the purchase that the member is at.
    ///
    /// - Parameter base: what the purchase comes to in a life with no program.
    @inline(__always)
    func bill(_ member: borrowing Member, amount: Int64, base: Int64, day: Int32) -> Bill {
        Bill(
            gross: amount, twin: member.number < twin.count ? base : -1, segment: person.segment, day: day,
            month: member.month)
    }

    /// A member at the till on joining: redeems if so inclined, pays, earns.
    @inline(__always)
    mutating func visit(_ member: inout Member, amount: Int64, day: Int32) {
        let bill = bill(member, amount: amount, base: amount, day: day)
        guard member.isPlain else { return visitInFull(&member, bill) }
        let points = redeemAndCount(&member, amount: amount, base: amount, day: day, coin: -1)
        account.earn(points, member.rules, bill, &recorder)
    }

    /// A visit to a program of points only, as far as to the points that it earns, which are still to be written down.
    ///
    /// Two bills of the same, measured: one that is handed on lies in memory, and every purchase would wait for it. And
    /// one branch for whether points are used, not one for whether they suffice and another for whether they are wanted:
    /// no processor predicts either.
    ///
    /// - Parameter coin: the number that decides on redeeming; negative where it has not been drawn.
    @inline(__always)
    mutating func redeemAndCount(
        _ member: inout Member, amount: Int64, base: Int64, day: Int32, coin: Double
    ) -> Int64 {
        var paid: Int64 = 0
        let least = coin < member.inclination ? member.affordsOne : member.affordsTwo
        if account.ledger.usable >= least {
            paid = useWhatIsThere(&member, bill(member, amount: amount, base: base, day: day))
        }
        var rest = bill(member, amount: amount, base: base, day: day)
        rest.paidOtherwise = paid
        return account.points(member.rules, rest)
    }

    /// A visit to a program with mechanics beyond points: the same order, all of them asked.
    @inline(never)
    mutating func visitInFull(_ member: inout Member, _ unpaid: Bill) {
        if person.isNewcomer { countNewcomer(member, unpaid) }
        guard !member.isOut else { return }
        var bill = unpaid
        meetStaff(&member, on: bill.day)
        let rules = member.arm.pointee.rules
        // What a reward takes the place of is not rung up, so it comes before all that the bill has.
        let replaces = rules.pointee.kinds.contains(.replacing)
        let hasFetched = replaces && fetchFirst(&member, &bill)
        account.price(rules, &bill, &recorder)
        if rules.pointee.budget >= 0 { askForCoupon(&member, &bill) }
        bill.paidOtherwise = useWhatIsThere(&member, bill, hasFetched: hasFetched)
        if rules.pointee.kinds.contains(.cause) { offerGiving(&member, on: bill.day) }
        if rules.pointee.kinds.contains(.cardBesidePoints), !replaces { _ = offerCard(&member, bill) }
        account.payTheRest(rules, &bill, &recorder)
        if bill.gross > 0 || unpaid.gross == 0 {
            account.reward(rules, bill, &recorder)
            if rules.pointee.kinds.contains(.game) { doEvents(member, on: bill.day) }
        } else {
            account.touch(rules, on: bill.day)
        }
        if rules.pointee.kinds.contains(.coalition) {
            recorder.add(.visits, partner: 0, 1)
            recorder.add(.sales, partner: 0, bill.gross)
        }
        if person.origin == .referral { welcomeFriend(member, on: bill.day) }
        lookAtLevel(&member, on: bill.day, seen: bill.day)
        if rules.pointee.kinds.contains(.offer) { handOutSamples(&member, bill) }
        keepCoupons(&member, on: bill.day)
        account.endVisit(rules, on: bill.day)
        feel(&member, on: bill.day)
    }

    /// Hands what the rules did to the member's mood.
    mutating func feel(_ member: inout Member, on day: Int32) {
        guard !account.news.isEmpty else { return }
        if account.news.spins > 0 { spin(&member) }
        if !account.news.asked.isEmpty { askForGoods(&member) }
        if account.news.rewarded { rewarded(&member, account.news.rewardWeight, on: day) }
        if !account.news.gifts.isEmpty { enjoyGifts(&member, on: day) }
        if account.news.donated, person.traits.causeAffinity {
            let delight = study.tables.pointee.response.delight.perDonation
            member.mood.delight(by: delight * member.arm.pointee.rules.pointee.weights.donation, on: day, study.tables)
        }
        let delight = study.tables.pointee.response.delight
        if account.news.surprises > 0 {
            member.mood.delight(by: delight.perSurprise * account.news.surprises, on: day, study.tables)
        }
        if account.news.samples > 0 {
            member.mood.delight(by: delight.perSample * account.news.samples, on: day, study.tables)
        }
        member.mood.frustrate(
            by: study.tables.pointee.response.frustration.perExpiry * min(1, account.news.lost), on: day, study.tables)
        account.news = MemberNews()
    }

    /// Vouchers and points at the till, before the purchase earns. Returns what they paid of the bill.
    ///
    /// - Parameter hasFetched: whether a reward of the catalogue has been asked for on this visit.
    @inline(never)
    private mutating func useWhatIsThere(_ member: inout Member, _ bill: Bill, hasFetched: Bool = false) -> Int64 {
        guard account.ledger.usable >= member.rules.pointee.points.cheapest || account.hasVouchersOrWaiting else {
            return 0
        }
        account.open(member.arm.pointee.rules, on: bill.day, &recorder)
        var bill = bill
        if !account.vouchers.isEmpty {
            bill.paidOtherwise = account.useVoucher(bill: bill.rest, on: bill.day, &recorder)
        }
        if !hasFetched, account.ledger.usable >= member.arm.pointee.rules.pointee.points.cheapest {
            bill.paidOtherwise += redeem(&member, bill)
        }
        // Here, measured: at the purchase it would be another branch that no processor predicts.
        if member.isPlain { schedule(&member) }
        return bill.paidOtherwise
    }

    /// A member entitled to a reward takes it or not. Returns what points paid of the bill.
    @inline(__always)
    private mutating func redeem(_ member: inout Member, _ bill: Bill) -> Int64 {
        let usable = account.ledger.usable
        let affordable = max(1, usable / member.arm.pointee.rules.pointee.weights.cheapest)
        let place = choice(member, usable: usable)
        guard inclines(affordable: affordable, weight: weight(ofUse: place, member), member) else {
            return 0
        }
        if let place {
            _ = fetch(place, &member, bill)
            return 0
        }
        guard let offer = member.arm.pointee.rules.pointee.points.asMoney else { return 0 }
        let paid = account.payWithPoints(offer, bill: bill.rest, on: bill.day, &recorder)
        if paid > 0 {
            recorder.redeemed(at: member.number, reward: nil, points: usable - account.ledger.usable)
            rewarded(&member, member.arm.pointee.rules.pointee.weights.till, on: bill.day)
        }
        return paid
    }

    /// Which reward of the catalogue a member who is inclined to asks for; nil where none is affordable.
    @inline(__always)
    mutating func choice(_ member: borrowing Member, usable: Int64) -> Int? {
        let rules = member.arm.pointee.rules
        guard rules.pointee.points.rewards.count != 1 else {
            return rules.pointee.points.rewards[0].price <= usable ? 0 : nil
        }
        let draw = luck.rareUniform(person.key, .rewardChoice, member.number)
        return RedemptionChoice.choose(rules.pointee.points.rewards, usable: usable, draw: draw)
    }

    /// A reward of the catalogue is asked for. Returns whether it was to be had.
    @inline(__always)
    mutating func fetch(_ place: Int, _ member: inout Member, _ bill: Bill) -> Bool {
        let reward = member.arm.pointee.rules.pointee.points.rewards[place]
        let weight = member.arm.pointee.rules.pointee.weights.catalogue[place]
        guard isToBeHad(reward, weight, .availability, &member, bill) else { return false }
        account.redeem(member.arm.pointee.rules, reward, bill, &recorder)
        recorder.redeemed(at: member.number, reward: place, points: reward.price)
        enjoy(reward, weight, lift: member.arm.pointee.lifts.gaps(reward: place), &member, on: bill.day)
        return true
    }

    /// A full card beside points is given in with the propensity of any redemption. Returns what it was given in for.
    mutating func offerCard(_ member: inout Member, _ bill: Bill) -> RewardTerms? {
        guard let card = member.arm.pointee.rules.pointee.card else { return nil }
        let full = account.fullCards(card)
        let weight = member.arm.pointee.rules.pointee.weights.card
        guard full > 0, card.reward.worth > 0,
            luck.rareUniform(person.key, .cardRedemption, member.number)
                < propensity(affordable: full, weight: weight, member),
            isToBeHad(card.reward, weight, .cardAvailability, &member, bill)
        else { return nil }
        account.giveCardIn(member.arm.pointee.rules, bill, &recorder)
        // After the rewards of the points catalogue.
        let place = member.arm.pointee.rules.pointee.points.rewards.count
        recorder.redeemed(at: member.number, reward: place, points: card.size)
        enjoy(card.reward, weight, lift: member.arm.pointee.lifts.gaps(weight: weight), &member, on: bill.day)
        return card.reward
    }

    /// How much a use of points moves anybody: a place of the catalogue, or paying with them.
    @inline(__always)
    func weight(ofUse place: Int?, _ member: borrowing Member) -> Double {
        let rules = member.arm.pointee.rules
        if let place { return rules.pointee.weights.catalogue[place] }
        return rules.pointee.weights.till
    }

    /// Whether a member who could have so many rewards takes one.
    ///
    /// - Parameter weight: how much the one that would be asked for moves anybody: hardly anyone asks for a cent.
    @inline(__always)
    mutating func inclines(affordable: Int64, weight: Double, _ member: borrowing Member) -> Bool {
        let propensity = propensity(affordable: affordable, weight: weight, member)
        guard propensity < 1 else { return true }
        return purchaseLuck.redemption(member.number, luck) < propensity
    }

    /// Works out beforehand what decides on redeeming where there is one reward and points for one.
    mutating func lookAtInclination(_ member: inout Member) {
        let rules = member.rules
        let least = rules.pointee.points.leastUsable
        (member.inclination, member.affordsOne, member.affordsTwo) = (2, least, least)
        guard rules.pointee.points.rewards.count == 1, rules.pointee.points.asMoney == nil,
            rules.pointee.points.leastUsable > 0
        else { return }
        member.inclination = propensity(affordable: 1, weight: weight(ofUse: 0, member), member)
        // No number of points affords two rewards that are good for nothing.
        let (two, overflow) = rules.pointee.weights.cheapest.multipliedReportingOverflow(by: 2)
        member.affordsTwo = overflow ? .max : two
    }

    /// The probability that a member who could have so many rewards takes one, or more than 1.
    @inline(__always)
    private func propensity(affordable: Int64, weight: Double, _ member: borrowing Member) -> Double {
        study.tables.pointee.redemption(affordable: affordable, stockpiling: person.traits.stockpiling)
            * member.arm.pointee.redemption * weight
    }

    /// Whether a chosen reward is there; annoys if it is not.
    private mutating func isToBeHad(
        _ reward: RewardTerms, _ weight: Double, _ decision: Decision, _ member: inout Member, _ bill: Bill
    ) -> Bool {
        let isThere =
            reward.availability >= 1 || luck.rareUniform(person.key, decision, member.number) < reward.availability
        // Measured: what a reward costs is worked out only where something is limited.
        let isLimited = reward.limit >= 0 || member.arm.pointee.rules.pointee.budget >= 0
        if isThere,
            !isLimited || isGranted(limit: reward.limit, cost: reward.cost(bill: bill.gross), &member)
        {
            return true
        }
        recorder.add(Outcome.Cell.unavailable, 1)
        let annoyance = study.tables.pointee.response.frustration.perUnavailable * weight
        member.mood.frustrate(by: annoyance, on: bill.day, study.tables)
        return false
    }

    private mutating func enjoy(
        _ reward: RewardTerms, _ weight: Double, lift: UnsafePointer<Double>?, _ member: inout Member, on day: Int32
    ) {
        rewarded(&member, weight, lift: lift, on: day)
        // Most rewards are money or goods: nothing to delight in.
        let delight = study.tables.pointee.response.delight.stock(of: reward.kind) * weight
        if delight != 0 { member.mood.delight(by: delight, on: day, study.tables) }
    }

    private mutating func rewarded(_ member: inout Member, _ weight: Double, on day: Int32) {
        rewarded(&member, weight, lift: member.arm.pointee.lifts.gaps(weight: weight), on: day)
    }

    /// - Parameter lift: the row of the weight (``RewardLifts``), nil where there is none.
    private mutating func rewarded(
        _ member: inout Member, _ weight: Double, lift: UnsafePointer<Double>?, on day: Int32
    ) {
        let isFirst = !member.mood.hasReward
        member.mood.reward(weight, lift: lift, on: day, study.tables)
        guard isFirst else { return }
        recorder.add(Outcome.Cell.firstRewards, 1)
        recorder.firstReward(daysAfterJoining: Int(day - member.joinDay))
        beginPressure(&member)
    }

    /// The end of the member's due day: first the program's rules, then the effects whose inputs they changed.
    @inline(never)
    mutating func endDay(_ member: inout Member) {
        if !member.isPlain, social.nextInstant < Double(member.dueDay) + 1 { return meet(&member) }
        let day = member.dueDay
        let balance = account.ledger.balance
        member.month = study.month(ofDay: day)
        recorder.turn(toMonth: member.month)
        if member.arm.pointee.rules.pointee.kinds.contains(.game) { endGameDay(&member, day) }
        let renews = !account.owesFee(member.arm.pointee.rules, endOf: day) || renews(&member)
        let end = account.endDay(member.arm.pointee.rules, day, renews: renews, &recorder)
        if end.ended, !member.isOut { goOut(&member) }
        if end.expired > 0 { missPoints(end.expired, &member, on: day) }
        if end.converted { rewarded(&member, member.arm.pointee.rules.pointee.weights.conversion, on: day) }
        let monthEnds = study.monthEnd[Int(member.month)] == day
        if !member.isPlain { feelDayEnd(&member, day: day, monthEnds: monthEnds) }
        if member.isGone { return schedule(&member) }
        if monthEnds { ageAtMonthEnd(&member, day: day) }
        if account.ledger.balance != balance || end.movedGoals { lookAtBalance(&member) }
        settle(&member, at: Double(day) + 1)
        member.month = study.month(ofDay: day + 1)
        schedule(&member)
    }

    /// What a day's end brought beyond points. The window of levels is looked at as of the day that begins.
    private mutating func feelDayEnd(_ member: inout Member, day: Int32, monthEnds: Bool) {
        let rules = member.arm.pointee.rules
        keepCoupons(&member, on: day)
        if rules.pointee.kinds.contains(.campaign), !account.hasEnded {
            sendMessages(&member, on: day)
            keepCoupons(&member, on: day)
        }
        account.lookAhead(rules, from: day + 1)
        if monthEnds || account.news.levelChanged {
            lookAtLevel(&member, on: day, seen: min(day + 1, Int32(study.calendar.days - 1)))
        }
        lookAtFee(&member)
        feel(&member, on: day)
        if member.mood.nextStir <= day { member.mood.stir(on: day, study.tables) }
    }

    /// The end of a day on which points expire at most, of a program of points only: the same, by a shorter way. Most
    /// days that end at all are ends of months at which time has passed.
    @inline(__always)
    mutating func endPlainDay(_ member: inout Member) {
        if member.leftAt < .infinity { return expireTheRest(&member) }
        let day = member.dueDay
        member.month = study.month(ofDay: day)
        let expires = account.ledger.nextExpiryDay <= day
        if expires {
            expirePoints(&member, on: day)
            lookAtBalance(&member)
        }
        if member.isGone { return schedule(&member) }
        if study.monthEnd[Int(member.month)] == day { ageAtMonthEnd(&member, day: day) }
        settle(&member, at: Double(day) + 1)
        member.month = study.month(ofDay: day + 1)
        schedule(&member)
    }

    /// What is left of the points of one who has left for good expires, and moves nobody: until the horizon, or until
    /// the rules have something else to do.
    @inline(never)
    private mutating func expireTheRest(_ member: inout Member) {
        let days = min(Int32(min(Double(study.calendar.days), member.changeAt)), account.nextNight)
        // Lot by lot where each has its own day; measured, most have.
        while let day = account.ledger.firstLotExpires, day < days {
            recorder.turn(toMonth: study.month(ofDay: day))
            account.ledger.expireFirstLot(&recorder)
        }
        account.ledger.refresh()
        while account.ledger.nextExpiryDay < days {
            let day = account.ledger.nextExpiryDay
            recorder.turn(toMonth: study.month(ofDay: day))
            _ = account.ledger.expire(endOf: day, &recorder)
        }
        schedule(&member)
    }

    @inline(never)
    private mutating func expirePoints(_ member: inout Member, on day: Int32) {
        recorder.turn(toMonth: member.month)
        missPoints(account.ledger.expire(endOf: day, &recorder), &member, on: day)
    }

    /// Points that expire disappoint by the share that they were of the nearest reward that is good for something.
    private mutating func missPoints(_ expired: Int64, _ member: inout Member, on day: Int32) {
        let nearest = member.rules.pointee.weights.nearest
        guard expired > 0, nearest.price > 0 else { return }
        let lost = min(1, Double(expired) / Double(nearest.price)) * nearest.weight
        member.mood.frustrate(by: study.tables.pointee.response.frustration.perExpiry * lost, on: day, study.tables)
    }

    @inline(__always)
    private mutating func ageAtMonthEnd(_ member: inout Member, day: Int32) {
        member.mood.age(to: day, study.tables)
        if member.mood.isTooFar {
            let annoyance =
                study.tables.pointee.response.frustration.perMonthTooFar * member.rules.pointee.weights.largestGoal
            member.mood.frustrate(by: annoyance, on: day, study.tables)
            mayFallSilent(&member)
        }
    }

    /// The horizon: what is counted once per member.
    mutating func finish(_ member: inout Member) {
        account.close(lastDay: Int32(study.calendar.days - 1), &recorder)
        if !member.isPlain { account.closeMechanics(member.arm.pointee.rules, &recorder) }
        recorder.add(Outcome.Total.closingPoints, account.ledger.balance)
        if isActive(lastDay: member.lastDayBought) { recorder.add(Outcome.Total.active, 1) }
        if !member.isPlain { finishMembership(&member) }
        if member.number > 0 { recorder.add(Outcome.Total.repeaters, 1) }
        if member.leftAt == .infinity, !member.isOut { answer(&member) }
        let made = member.number + 1
        if made > twin.count {
            recorder.add(Outcome.Total.pulledForward, Int64(followTwin(to: made) - twin.count))
        }
    }
}
