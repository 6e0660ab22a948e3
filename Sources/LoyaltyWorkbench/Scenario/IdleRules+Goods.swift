import LoyaltyModel

/// Goods that nobody wants, and goods that nobody can have.
extension IdleRules {
    static let unwanted =
        "worth nothing to anybody (appeal x face value is 0): it moves nobody, and costs what it costs"

    /// Whether the program lasts fewer than so many days; false where it is not known how long it does.
    func lasts(fewerThan days: Int) -> Bool {
        schedule.map { $0.calendar.days - program.launchDay <= days } ?? false
    }

    func tellOfShelf(_ points: PointsMechanic) {
        if points.rewards.isEmpty, !program.hasUseForPoints {
            let node = mechanic("points")
            tell(
                node?["rewards"] ?? node, "mechanics.points" + (node?["rewards"] == nil ? "" : ".rewards"),
                "nothing is to be had for points: neither rewards, as_money, conversion nor another mechanic takes them"
            )
        }
        for reward in points.rewards {
            let node = mechanic("points")?["rewards"]?.element(named: reward.name)
            let path = "mechanics.points.rewards.\(reward.name)"
            if reward.isUnwanted {
                tell(node, path, "worth nothing to anybody (appeal x ease x face value is 0), so nobody asks for it")
            } else if let why = whyNeverHad(reward) {
                tell(node?[why.key] ?? node, path + "." + why.key, "never to be had: \(why.words)")
            }
        }
        let isEmpty = points.rewards.allSatisfy { $0.isUnwanted || whyNeverHad($0) != nil }
        guard !points.rewards.isEmpty, isEmpty, points.asMoney == nil, points.conversion == nil else { return }
        tell(
            mechanic("points")?["rewards"], "mechanics.points.rewards",
            "no reward is ever to be had: members who ask in vain are annoyed each time (frustration.per_unavailable), and "
                + "how much an empty shelf loses has never been measured")
    }

    func tellOfUnwanted(_ card: PunchCardMechanic) {
        let node = mechanic("punch-card")
        if card.reward.isUnwanted {
            tell(
                node, "mechanics.punch-card",
                "a full card is worth nothing to anybody (appeal x ease x face value is 0), so nobody gives one in")
        } else if let why = whyNeverHad(card.reward) {
            tell(
                node?[why.key] ?? node, "mechanics.punch-card." + why.key, "its reward is never to be had: \(why.words)"
            )
        }
    }

    func tellOfIdleOrUnwanted(_ offer: Offer) {
        let node = mechanic("offer")?["offers"]?.element(named: offer.name)
        let path = "mechanics.offer.offers.\(offer.name)"
        switch offer.benefit {
        case .coupon(let terms) where terms.appeal == 0 || (terms.money == .zero && terms.shareMillionths == 0):
            tell(node?["coupon"], path + ".coupon", "worth nothing to anybody: nothing is off, or nobody cares for it")
        case .gift(let gift) where gift.appeal == 0 || gift.faceValue == .zero:
            tell(node?["gift"], path + ".gift", Self.unwanted)
        case .sample(let sample) where sample.probability == 0:
            tell(node?["sample"]?["probability"], path + ".sample.probability", "never given: its probability is 0")
        case .sample(let sample) where sample.appeal == 0 || sample.faceValue == .zero:
            tell(node?["sample"], path + ".sample", Self.unwanted)
        case .gift(let gift) where isBeyondBudget(gift.unitCost):
            tell(node?["gift"]?["unit_cost"], path + ".gift.unit_cost", "never given: \(Self.beyondBudget)")
        case .coupon, .gift, .sample: break
        }
        tellOfIdle(offer)
    }

    /// Why a reward is given to nobody, and the key that says so; nil where it is.
    private func whyNeverHad(_ reward: Reward) -> (key: String, words: String)? {
        if reward.availability == 0 { return ("availability", "its availability is 0") }
        if reward.stock?.amount == 0 { return ("stock", "its stock is 0") }
        return reward.costMillionths == nil && isBeyondBudget(reward.unitCost) ? ("unit_cost", Self.beyondBudget) : nil
    }

    static let beyondBudget = "one costs more than the program's whole budget"

    func isBeyondBudget(_ cost: Money) -> Bool { program.budget.map { cost.minor > $0.amount } ?? false }
}
