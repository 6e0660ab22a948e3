/// A card that is stamped once a visit and given in for a reward when it is full: buy so many, get one.
///
/// In a program without points the stamps are its points: one a visit, and one reward for a full card. Beside points
/// the card has a ledger of its own, and its stamps are counted apart.
public struct PunchCardMechanic: Sendable, Hashable {
    /// What a full card is asked for by.
    public static let rewardName = "full-card"

    /// What a full card is given in for; its price in points is the number of stamps on a full card.
    public var reward: Reward
    /// Stamps that a member's first card has on joining.
    public var joiningStamps: Points
    /// Stamps that a member is given when a full card is given in.
    public var newCardStamps: Points
    /// Bills below this, at prices before any discount, have no stamp.
    public var minimumBill: Money
    /// Calendar months that a card can be used after its first stamp; nil for ever.
    public var validMonths: Int?

    public init(
        reward: Reward, joiningStamps: Points = .zero, newCardStamps: Points = .zero, minimumBill: Money = .zero,
        validMonths: Int? = nil
    ) {
        self.reward = reward
        self.joiningStamps = joiningStamps
        self.newCardStamps = newCardStamps
        self.minimumBill = minimumBill
        self.validMonths = validMonths
    }

    /// The points mechanic that it is in a program without points.
    ///
    /// - Parameter issues: whether stamps are still given.
    func asPoints(issues: Bool) -> PointsMechanic {
        PointsMechanic(
            earn: EarnRule(perMoneyMillionths: 0, perVisit: Points(issues ? 1 : 0)), expiry: expiry, rewards: [reward])
    }

    fileprivate var expiry: Expiry { validMonths.map { .rolling(months: $0) } ?? .never }

    /// Whether its stamps follow rules that points do not have.
    var isMoreThanPoints: Bool { newCardStamps > .zero || minimumBill > .zero || validMonths != nil }
}

/// A punch card made ready for a study.
struct CardRules: Sendable {
    let reward: RewardTerms
    let joiningStamps: Int64
    let minimumBill: Int64
    let lifeDays: Double
    /// The last day of a card by the day of its first stamp; empty where cards are valid for ever.
    private let lastDays: [Int32]

    init(_ mechanic: PunchCardMechanic, calendar: StudyCalendar) {
        reward = RewardTerms(mechanic.reward, newCardStamps: mechanic.newCardStamps.count)
        joiningStamps = mechanic.joiningStamps.count
        minimumBill = mechanic.minimumBill.minor
        lifeDays = mechanic.expiry.meanLifeDays
        lastDays = mechanic.validMonths.map { calendar.days(after: $0) } ?? []
    }

    /// Stamps on a full card.
    var size: Int64 { reward.price }

    /// The last day of a card first stamped on `day`.
    func lastDay(from day: Int32) -> Int32 { lastDays.isEmpty ? Lot.noExpiry : lastDays[Int(day)] }
}

/// The card that is being filled. All stamps of a card run out on one day, that of the card.
struct CardInHand: Sendable {
    private var stamps: Int64 = 0
    /// Of the card, and of the stamps that were put on it last.
    private(set) var lastDay = Lot.noExpiry

    init() {}

    /// A stamp of a card with this last day is taken back: if it is this card, its place is free again.
    mutating func takeBack(lastDay: Int32) { if stamps > 0, lastDay == self.lastDay { stamps -= 1 } }

    /// Stamps run out no more.
    mutating func liftLastDay() { lastDay = Lot.noExpiry }

    /// Puts the stamps of a lot on it, and on a new card once it is full or has run out.
    mutating func stamp<Sink: PostingSink & ~Copyable>(
        _ lot: Lot, _ rules: CardRules, into ledger: inout PointsLedger, _ sink: inout Sink
    ) {
        var rest = lot
        while rest.points > 0 {
            // More than full is a card that has become cheaper.
            if stamps == 0 || stamps >= rules.size || lot.firstDay > lastDay {
                (stamps, lastDay) = (0, rules.lastDay(from: lot.firstDay))
            }
            var here = lot
            here.lastDay = lastDay
            (here.points, here.twinPoints) = rest.take(min(rest.points, rules.size - stamps))
            stamps += here.points
            ledger.issue(here, on: lot.firstDay, &sink)
        }
    }
}

extension MemberAccount {
    /// Full cards of a card beside points.
    func fullCards(_ rules: CardRules) -> Int64 { stamps.usable / rules.size }

    /// A new member's card.
    mutating func beginCard<Sink: ProgramSink & ~Copyable>(
        _ rules: RulesPointer, on day: Int32, _ sink: inout Sink
    ) {
        guard let card = rules.pointee.card else { return }
        cardInHand = CardInHand()
        stamps.reset()
        give(card.joiningStamps, twinPoints: 0, rules, on: day, &sink)
    }

    /// The stamp of a bill.
    mutating func stamp<Sink: ProgramSink & ~Copyable>(_ rules: RulesPointer, _ bill: Bill, _ sink: inout Sink) {
        guard let card = rules.pointee.card, bill.gross >= card.minimumBill else { return }
        give(1, twinPoints: twinPoints(1, bill), rules, on: bill.day, &sink)
    }

    /// Gives a full card of a card beside points in for its reward.
    mutating func giveCardIn<Sink: ProgramSink & ~Copyable>(_ rules: RulesPointer, _ bill: Bill, _ sink: inout Sink) {
        guard let card = rules.pointee.card else { return }
        var flows = PurseFlows()
        let twinStamps = stamps.redeem(card.size, on: bill.day, &flows)
        sink.add(.stampsRedeemed, flows.redeemed)
        sink.add(.rewards, 1)
        book(card.reward.cost(bill: bill.gross), twinPoints: twinStamps, of: card.size, &sink)
        give(card.reward.newCardStamps, twinPoints: 0, rules, on: bill.day, &sink)
        lookAhead(rules, from: bill.day)
    }

    /// Cards of a card beside points that run out at the end of `day`.
    mutating func expireCards<Sink: ProgramSink & ~Copyable>(_ rules: RulesPointer, _ day: Int32, _ sink: inout Sink) {
        guard let card = rules.pointee.card else { return }
        var flows = PurseFlows()
        let expired = stamps.expire(endOf: day, &flows)
        sink.add(.stampsExpired, expired)
        news.lost += min(1, Double(expired) / Double(card.size)) * rules.pointee.weights.card
    }

    /// Stamps, into the ledger that the program keeps them in.
    mutating func give<Sink: ProgramSink & ~Copyable>(
        _ count: Int64, twinPoints: Int64, _ rules: RulesPointer, on day: Int32, _ sink: inout Sink
    ) {
        guard count > 0, rules.pointee.issues, let card = rules.pointee.card else { return }
        let lot = Lot(
            points: count, twinPoints: twinPoints, firstDay: day, lastDay: Lot.noExpiry,
            issueMonth: rules.pointee.monthOfDay[Int(day)])
        guard rules.pointee.kinds.contains(.cardBesidePoints) else {
            return cardInHand.stamp(lot, card, into: &ledger, &sink)
        }
        var flows = PurseFlows()
        cardInHand.stamp(lot, card, into: &stamps, &flows)
        sink.add(.stampsIssued, flows.issued)
    }
}
