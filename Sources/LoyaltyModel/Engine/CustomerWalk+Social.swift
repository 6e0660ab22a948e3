internal import Foundation

/// What happens to a member at instants that are not the member's own: friends and partners.
extension CustomerWalk where Recorder: ~Copyable {
    /// Begins what a member may meet from joining on; programs of points only never come here.
    @inline(never)
    mutating func beginSocial(_ member: inout Member, arm: Int, _ perception: Perception, at instant: Double) {
        social.begin(arm: arm)
        let kinds = member.arm.pointee.rules.pointee.kinds
        if kinds.contains(.referral) {
            let engagement = person.traits.rewardSensitivity * log1p(perception.value)
            beginFriends(&member, engagement: engagement, at: instant)
        }
        if kinds.contains(.coalition) { beginVisits(member, after: instant) }
        social.refresh()
    }

    /// The next of it happens: then the effects whose inputs it changed.
    @inline(never)
    mutating func meet(_ member: inout Member) {
        let instant = social.nextInstant
        let day = Int32(instant)
        member.month = study.month(ofDay: day)
        recorder.turn(toMonth: member.month)
        if instant == social.nextFriend {
            meetFriend(&member)
        } else if instant == social.rewards.first {
            social.takeReward()
            account.rewardReferrer(member.arm.pointee.rules, on: day, &recorder)
        } else if let partner = social.nextPartner {
            visit(partner: partner, &member, day: day)
        }
        social.refresh()
        account.lookAhead(member.arm.pointee.rules, from: day)
        feel(&member, on: day)
        if !member.isGone {
            lookAtBalance(&member)
            settle(&member, at: instant)
        }
        schedule(&member)
    }

    // MARK: Partners

    /// Finds the first visit to each partner after an instant. Visits run from the customer's arrival, whether and
    /// whenever the customer joins, so they are the same in every arm.
    private mutating func beginVisits(_ member: Member, after instant: Double) {
        for place in member.arm.pointee.rules.pointee.coalition.partners.indices {
            let mark = member.arm.pointee.rules.pointee.coalition.partners[place].mark
            social.visits.append(
                SocialClock.Visits(
                    key: .visitor(person.key, partner: mark), number: 0, instant: person.arrival))
            repeat { planVisit(place, member) } while social.visits[place].instant <= instant
        }
    }

    private mutating func planVisit(_ place: Int, _ member: Member) {
        let daysPerVisit = member.arm.pointee.rules.pointee.coalition.partners[place].daysPerVisit
        let end = member.arm.pointee.rules.pointee.coalition.partners[place].end
        let number = social.visits[place].number + 1
        var instant = Double.infinity
        // Only luck that is none brings four times as many visits as are expected, and a hundred more: by Chernoff's bound
        // a Poisson number does so less than once in 10¹⁰⁰ lives, whatever its mean.
        if Double(number) > 100 + 4 * study.horizon / daysPerVisit {
            recorder.add(Outcome.Total.cutOff, 1)
        } else if daysPerVisit < .infinity {
            let gap = -log(luck.rareUniform(social.visits[place].key, .partnerGap, number)) * daysPerVisit
            instant = social.visits[place].instant + gap
        }
        social.visits[place].number = number
        social.visits[place].instant = instant < min(end, study.horizon) ? instant : .infinity
    }

    /// A member at a partner's till: pays with points if so inclined, earns.
    private mutating func visit(partner place: Int, _ member: inout Member, day: Int32) {
        let rules = member.arm.pointee.rules
        let (key, number, instant) = (
            social.visits[place].key, social.visits[place].number, social.visits[place].instant
        )
        planVisit(place, member)
        let partner = rules.pointee.coalition.partners[place]
        var basket = partner.meanBasket
        if partner.basketSigma > 0 {
            let z = sampler.normal(luck.stream(key, .partnerBasket, number))
            basket *= exp(partner.basketSigma * z - partner.basketSigma * partner.basketSigma / 2)
        }
        let amount = PurchaseLuck.minor(basket)
        account.open(rules, on: day, &recorder)
        var bill = Bill(
            gross: amount, twin: person.isNewcomer ? -1 : amount, segment: person.segment, day: day,
            month: member.month)
        let usable = account.ledger.usable
        if let offer = partner.burn, account.ledger.usable >= partner.threshold {
            let propensity =
                study.tables.pointee.redemption(
                    affordable: account.ledger.usable / partner.threshold, stockpiling: person.traits.stockpiling)
                * member.arm.pointee.redemption
            if propensity >= 1 || luck.rareUniform(key, .partnerRedemption, number) < propensity {
                bill.paidOtherwise = account.burn(offer, at: place, bill: amount, on: day, &recorder)
            }
        }
        recorder.visited(
            Life.PartnerVisit(
                partner: place, instant: instant, amount: amount, points: usable - account.ledger.usable))
        account.earn(at: place, rules, bill, &recorder)
        if bill.paidOtherwise > 0 { account.news.reward(rules.pointee.weights.partners) }
    }
}
