import LoyaltyModel

/// Rules of a program that can never act, or that give nothing: sound documents that say less than their author meant.
///
/// They are no problems, so a study runs with them; whoever checks or runs it is told.
struct IdleRules {
    let program: Program
    let cursor: Cursor
    /// Nil where a program is checked alone.
    let schedule: Schedule?

    static func tell(_ program: Program, _ cursor: Cursor, _ schedule: Schedule?) {
        let rules = IdleRules(program: program, cursor: cursor, schedule: schedule)
        rules.tellOfHeadStart()
        rules.tellOfFreeBills()
        for mechanic in program.mechanics {
            switch mechanic {
            case .points(let points): rules.tellOfShelf(points)
            case .punchCard(let card): rules.tellOfUnwanted(card)
            case .game(let game): rules.tellOfIdle(game)
            case .campaign(let campaign): campaign.messages.forEach(rules.tellOfIdle)
            case .offer(let offer): offer.offers.forEach(rules.tellOfIdleOrUnwanted)
            case .tiers(let tiers): rules.tellOfTitles(tiers)
            case .referral(let referral) where referral.rewardsNobody:
                rules.tell(
                    rules.mechanic("referral"), "mechanics.referral",
                    "rewards neither side: members bring nobody whom they would not bring without a program")
            default: break
            }
        }
    }

    private func tellOfHeadStart() {
        guard program.enrolment.headStart > .zero else { return }
        let keepsPoints = program.mechanics.contains {
            switch $0 {
            case .points, .punchCard, .coalition: true
            default: false
            }
        }
        guard !keepsPoints else { return }
        tell(
            ["enrolment", "head_start"], "enrolment.head_start",
            "a head start is given in points or stamps, and the program has neither: it gives nothing")
    }

    /// Shares off the price add up.
    private func tellOfFreeBills() {
        let millionths = program.mechanics.reduce(Int64(0)) { sum, mechanic in
            switch mechanic {
            case .discount(let discount): sum + (discount.brackets.map(\.shareMillionths).max() ?? 0)
            case .tiers(let tiers): sum + (tiers.levels.map(\.discountMillionths).max() ?? 0)
            case .paid(let paid): sum + paid.discountMillionths
            default: sum
            }
        }
        guard millionths >= 1_000_000 else { return }
        tell(
            ["mechanics"], "mechanics",
            "discounts add up to \(millionths / 10_000) % of the price: such bills cost nothing")
    }

    private func tellOfIdle(_ message: CampaignMessage) {
        if let gift = message.gift, gift.appeal == 0 || gift.faceValue == .zero {
            tell(
                mechanic("campaign")?["messages"]?.element(named: message.name)?["gift"],
                "mechanics.campaign.messages.\(message.name).gift", Self.unwanted)
        }
        let why: String? =
            switch message.trigger {
            case .beforeRenewal where !program.mechanics.contains(where: \.fallsDue):
                "there is no paid membership to renew"
            case .rewardWaiting where !program.mechanics.contains(where: \.hasRewards):
                "there is no reward that could wait"
            case .beforeExpiry where !program.mechanics.contains(where: \.lapses):
                "nothing in the program lapses"
            case .surprise(let probability) where probability == 0: "its probability is 0"
            case .every(let days) where lasts(fewerThan: days), .silence(let days, _) where lasts(fewerThan: days):
                "the program does not last so long"
            default: nil
            }
        guard let why else { return }
        tell(
            mechanic("campaign")?["messages"]?.element(named: message.name)?["when"],
            "mechanics.campaign.messages.\(message.name).when", "never goes out: \(why)")
    }

    func tellOfIdle(_ offer: Offer) {
        guard let schedule, case .dates(let from, let to) = offer.window else { return }
        let launch = schedule.calendar.date(ofDay: program.launchDay)
        let last = schedule.calendar.date(ofDay: schedule.calendar.days - 1)
        guard to < launch || from > last else { return }
        tell(
            mechanic("offer")?["offers"]?.element(named: offer.name)?["when"],
            "mechanics.offer.offers.\(offer.name).when",
            "never to be had: the program runs from \(launch) to \(last)")
    }

    private func tellOfTitles(_ tiers: TierMechanic) {
        guard tiers.levels.count > 1, !tiers.levels.contains(where: \.givesAnything) else { return }
        tell(
            mechanic("tiers")?["levels"], "mechanics.tiers.levels",
            "no level gives anything: members can only be moved by its name (status.title_share, of low confidence)")
    }

    func mechanic(_ key: String) -> DocumentNode? {
        cursor.node["mechanics"]?.elements?.lazy.compactMap { $0[key] }.first
    }

    func tell(_ keys: [String], _ path: String, _ sentence: String) {
        tell(keys.reduce(cursor.node as DocumentNode?) { $0?[$1] }, path, sentence)
    }

    func tell(_ node: DocumentNode?, _ path: String, _ sentence: String) {
        cursor.decoding.remark(node?.place ?? cursor.node.place, path: cursor.pathOf(path), sentence)
    }
}

extension DocumentNode {
    func element(named name: String) -> DocumentNode? { elements?.first { $0["name"]?.text == name } }
}

extension Mechanic {
    /// Whether it has a fee that falls due again.
    fileprivate var fallsDue: Bool { if case .paid(let paid) = self { paid.fee > .zero } else { false } }

    /// Whether it has something that waits until it is asked for.
    fileprivate var hasRewards: Bool {
        switch self {
        case .points(let points): !points.rewards.isEmpty || points.asMoney != nil
        case .punchCard: true
        default: false
        }
    }

    /// Whether something that a member holds of it can run out.
    fileprivate var lapses: Bool {
        switch self {
        case .points(let points): points.expiry != .never || points.conversion != nil
        case .punchCard(let card): card.validMonths != nil
        case .cashback(let cashback): if case .bonus(_?) = cashback.form { true } else { false }
        case .annual(let annual): if case .voucher = annual.form { true } else { false }
        case .campaign(let campaign): campaign.messages.contains { $0.coupon != nil }
        case .offer(let offer): offer.offers.contains { if case .coupon = $0.benefit { true } else { false } }
        case .game(let game): game.givesVouchers
        case .referral(let referral): referral.referrer.isVoucher || referral.friend.isVoucher
        case .tiers, .paid, .cause, .coalition, .discount, .statement: false
        }
    }
}

extension Gift {
    fileprivate var isVoucher: Bool { if case .voucher = self { true } else { false } }
}

extension GameMechanic {
    fileprivate var givesVouchers: Bool {
        let given = missions.map(\.gives) + streaks.map(\.gives) + (season.map { [$0.gives] } ?? [])
        return given.contains { if case .voucher = $0 { true } else { false } }
    }
}
