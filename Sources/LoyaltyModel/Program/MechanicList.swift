/// A program's list of mechanics sorted by kind; of those that it lacks, forms that give nothing.
struct MechanicList {
    /// Which of the mechanics beyond points the program has.
    private(set) var kinds: MechanicKinds = []
    private(set) var points: PointsMechanic?
    private(set) var card: PunchCardMechanic?
    /// Points that are given on joining; those that stand on a card's first one are the card's.
    private(set) var gift: Points
    private(set) var statementDays: Int32 = 0
    private(set) var discount = DiscountMechanic(brackets: [])
    private(set) var tiers = TierMechanic(levels: [])
    private(set) var paid = PaidMechanic(fee: .zero)
    private(set) var cause = CauseMechanic()
    private(set) var game = GameMechanic()
    private(set) var campaign = CampaignMechanic(messages: [])
    private(set) var offers = OfferMechanic(offers: [])
    private(set) var cashback = CashbackMechanic(brackets: [])
    private(set) var annual = AnnualMechanic(measure: .spend, brackets: [])
    private(set) var referral = ReferralMechanic()

    init(_ program: Program) {
        gift = program.enrolment.headStart
        for mechanic in program.mechanics { add(mechanic) }
        if program.coalition != nil { kinds.insert(.coalition) }
        if program.uninformed > 0 { kinds.insert(.service) }
        if let card { place(card) }
        let rewards = (points?.rewards ?? []) + (card.map { [$0.reward] } ?? [])
        if rewards.contains(where: { $0.replacesMillionths > 0 }) { kinds.insert(.replacing) }
    }

    /// The points mechanic; the one that the card stands for; or one that gives nothing.
    func ownPoints(issues: Bool) -> PointsMechanic {
        points ?? card?.asPoints(issues: issues) ?? PointsMechanic(earn: EarnRule(perMoneyMillionths: 0))
    }

    private mutating func add(_ mechanic: Mechanic) {
        switch mechanic {
        case .points(let entry): points = entry
        case .punchCard(let entry): card = entry
        case .statement(let entry): statementDays = Int32(entry.everyDays)
        case .discount(let entry): (discount, _) = (entry, kinds.insert(.discount))
        case .tiers(let entry): (tiers, _) = (entry, kinds.insert(.tiers))
        case .paid(let entry): (paid, _) = (entry, kinds.insert(.paid))
        case .cause(let entry): (cause, _) = (entry, kinds.insert(.cause))
        case .game(let entry): (game, _) = (entry, kinds.insert(.game))
        case .campaign(let entry): (campaign, _) = (entry, kinds.insert(.campaign))
        case .offer(let entry): (offers, _) = (entry, kinds.insert(.offer))
        case .cashback(let entry): (cashback, _) = (entry, kinds.insert(.cashback))
        case .annual(let entry): (annual, _) = (entry, kinds.insert(.annual))
        case .referral(let entry): (referral, _) = (entry, kinds.insert(.referral))
        case .coalition: break
        }
    }

    /// Whether a card has a ledger of its own, or its stamps are the program's points.
    private mutating func place(_ card: PunchCardMechanic) {
        guard points == nil else {
            kinds.insert(.cardBesidePoints)
            return
        }
        // What is given on joining stands on the first card, wherever it is written.
        self.card?.joiningStamps += gift
        gift = card.isMoreThanPoints ? .zero : gift + card.joiningStamps
        if card.isMoreThanPoints { kinds.insert(.cardAsPoints) }
    }
}
