/// What luck decides about messages, coupons and samples; the rules themselves never draw.
extension CustomerWalk where Recorder: ~Copyable {
    /// A member has joined: what the mechanics beyond points are told of the customer.
    @inline(never)
    mutating func welcome(_ member: inout Member) {
        let rules = member.arm.pointee.rules
        if rules.pointee.kinds.contains(.campaign) {
            let birthday = min(364, Int32(365 * luck.rareUniform(person.key, .birthday, 0)))
            account.beginCampaign(rules, birthday: birthday, on: member.joinDay)
        }
        if rules.pointee.kinds.contains(.offer) {
            account.beginOffers(rules, segment: person.segment, on: member.joinDay, &recorder)
            keepCoupons(&member, on: member.joinDay)
        }
        account.lookAhead(rules, from: member.joinDay)
    }

    /// Whether a member keeps the coupons that have just been handed out; those kept are used when a bill allows it.
    mutating func keepCoupons(_ member: inout Member, on day: Int32) {
        guard account.coupons.hasUndecided else { return }
        let share = study.tables.pointee.response.offer.redemption
        let (luck, key) = (self.luck, person.key)
        let kept = account.coupons.decide { origin in
            switch origin {
            case .offer(let address):
                share >= 1 || luck.rareUniform(key, .couponKept, address) < share
            case .message(let address, let reach):
                // The share is of those whom a coupon is sent to, not of those who have got as far as to it.
                share >= reach || luck.rareUniform(key, .messageCouponKept, address) * reach < share
            }
        }
        if kept > 0 { member.mood.haveOffer(kept, on: day, study.tables) }
    }

    /// Samples on a visit.
    mutating func handOutSamples(_ member: inout Member, _ bill: Bill) {
        let rules = member.arm.pointee.rules
        for place in rules.pointee.offers.offers.indices {
            guard case .sample(let sample) = rules.pointee.offers.offers[place].benefit,
                account.isOpen(offer: place, rules, on: bill.day),
                sample.probability >= 1
                    || luck.rareUniform(person.key, .sample, rules.pointee.offers.offers[place].mark + member.number)
                        < sample.probability
            else { continue }
            account.give(sample, place, rules, with: bill, &recorder)
        }
    }

    /// The messages that go out at the end of a day. The company does not know who has left for good, and sends them
    /// to these too.
    mutating func sendMessages(_ member: inout Member, on day: Int32) {
        let rules = member.arm.pointee.rules
        for place in rules.pointee.campaign.messages.indices where account.isDue(message: place, on: day, rules) {
            account.campaign.progress[place].lastDay = day
            let mark = rules.pointee.campaign.messages[place].mark
            if case .surprise(let probability) = rules.pointee.campaign.messages[place].trigger {
                // Addressed by the month, so that a surprise is the same in every arm.
                let address = mark + Int(member.month)
                guard luck.rareUniform(person.key, .surprise, address) < probability else { continue }
                _ = account.send(message: place, rules, on: day, &recorder)
                receive(place, address: address, &member, on: day)
            } else {
                let number = account.send(message: place, rules, on: day, &recorder)
                receive(place, address: mark + number, &member, on: day)
            }
        }
    }

    private mutating func receive(_ place: Int, address: Int, _ member: inout Member, on day: Int32) {
        let rules = member.arm.pointee.rules
        let message = rules.pointee.campaign.messages[place]
        // The card is put away, and so is the mail.
        guard !member.isOut else { return }
        guard message.open >= 1 || luck.rareUniform(person.key, .messageOpened, address) < message.open else { return }
        recorder.add(Outcome.Total.messagesOpened, 1)
        let excess = member.mood.openMessage(on: day, study.tables)
        if excess > 0 {
            let annoyance = study.tables.pointee.response.frustration.perMailFlood * min(1, excess)
            member.mood.frustrate(by: annoyance, on: day, study.tables)
        }
        if message.winsBack { revive(&member, on: day, address: address) }
        guard message.click >= 1 || luck.rareUniform(person.key, .messageClicked, address) < message.click else {
            return
        }
        recorder.add(Outcome.Total.messagesClicked, 1)
        account.take(message: place, address: address, rules, on: day, &recorder)
    }

    /// One who has left for good may come back after opening a win-back message: alive from the next day on, with a
    /// new life ahead, and with what was left of the gap to the next purchase.
    private mutating func revive(_ member: inout Member, on day: Int32, address: Int) {
        let chance = study.tables.pointee.response.winBack.revival
        guard let rest = member.restOfGap, chance > 0,
            luck.rareUniform(person.key, .revival, address) < chance
        else { return }
        let instant = Double(day) + 1
        recorder.add(Outcome.Cell.revived, 1)
        recorder.add(Outcome.Cell.memberLeft, -1)
        recorder.returned(instant: instant)
        (member.isGone, member.restOfGap, member.leftAt) = (false, nil, .infinity)
        (member.life, member.lifeStart) = (member.life + 1, instant)
        account.comeBack(member.arm.pointee.rules, on: day + 1)
        member.mood.age(to: day, study.tables)
        // Prices may have changed in the meantime.
        beginPressure(&member)
        lookAtBalance(&member)
        member.mood.settle(study.tables)
        member.nextClock = study.reading(at: instant) + rest * member.mood.gaps
        member.nextPurchase = study.instant(at: member.nextClock)
        member.lifeEnd = person.traits.attrition.lifeEnd(
            of: person.key, arrival: instant, life: member.life, limit: study.horizon, luck)
        if member.mood.hazard != 1 { changeAttrition(&member, from: 1, at: instant) }
        social.resumeFriends(at: instant, horizon: study.horizon)
    }
}
