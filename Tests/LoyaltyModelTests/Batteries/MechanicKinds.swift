import LoyaltyModel
import Testing

/// A mechanic, once in a form in which all of it matters and once in one in which nothing does.
struct MechanicKind: Sendable, CustomTestStringConvertible {
    let name: String
    /// With its own rules only, and where the program keeps points.
    let active: @Sendable (_ withPoints: Bool) -> [Mechanic]
    let neutral: [Mechanic]
    var hasPoints = false

    var testDescription: String { name }
}

/// Every mechanic of the model, and programs of one and of several of them.
enum MechanicKinds {
    static let all: [MechanicKind] = [
        MechanicKind(
            name: "points",
            active: { _ in [points, .statement(StatementMechanic(everyDays: 30))] },
            neutral: [.points(PointsMechanic(earn: EarnRule(perMoneyMillionths: 0)))], hasPoints: true),
        MechanicKind(
            name: "tiers", active: { _ in [.tiers(Fixtures.ladder)] },
            neutral: [.tiers(TierMechanic(levels: [.init(name: "member", from: 0)]))]),
        MechanicKind(
            name: "paid", active: { _ in [.paid(Fixtures.fee)] }, neutral: [.paid(PaidMechanic(fee: .zero))]),
        MechanicKind(name: "cause", active: { [.cause(cause(points: $0))] }, neutral: [.cause(CauseMechanic())]),
        MechanicKind(
            name: "coalition",
            active: { _ in [points, .coalition(CoalitionMechanic(partners: Fixtures.partners))] },
            neutral: [.coalition(CoalitionMechanic())], hasPoints: true),
        MechanicKind(
            name: "game", active: { [.game(Fixtures.game(points: $0))] }, neutral: [.game(GameMechanic())]),
        MechanicKind(
            name: "cashback", active: { _ in [.cashback(Fixtures.bonus)] },
            neutral: [
                .cashback(CashbackMechanic(brackets: [DiscountMechanic.Bracket(from: .zero, shareMillionths: 0)]))
            ]),
        MechanicKind(
            name: "punch-card", active: { _ in [.punchCard(Fixtures.punchCard)] },
            // Never stamped; worth nothing if it were.
            neutral: [
                .punchCard(
                    PunchCardMechanic(
                        reward: Fixtures.reward(PunchCardMechanic.rewardName, price: 8, face: 0, cost: 0),
                        minimumBill: Money(minor: 1_000_000_000)))
            ]),
        MechanicKind(
            name: "discount", active: { _ in [.discount(discount)] },
            neutral: [.discount(DiscountMechanic(brackets: [.init(from: .zero, shareMillionths: 0)]))]),
        MechanicKind(
            name: "annual", active: { [.annual(annual(points: $0))] },
            neutral: [.annual(AnnualMechanic(measure: .visits, brackets: [.init(from: 1, bonus: .fixed(0))]))]),
        MechanicKind(
            name: "offer", active: { _ in [.offer(OfferMechanic(offers: Fixtures.offers))] },
            neutral: [.offer(OfferMechanic(offers: []))]),
        MechanicKind(
            name: "campaign",
            active: {
                let messages = $0 ? Fixtures.withPoints(Fixtures.messages) : Fixtures.messages
                return [.campaign(CampaignMechanic(messages: messages))]
            },
            neutral: [.campaign(CampaignMechanic(messages: []))]),
        MechanicKind(
            name: "referral", active: { [.referral(referral(points: $0))] }, neutral: [.referral(ReferralMechanic())]),
    ]

    /// Each on its own, then each pair.
    static let programs: [Program] = {
        let alone = all.indices.map { program([$0]) }
        let pairs = all.indices.flatMap { first in
            (first + 1..<all.count).map { program([first, $0]) }
        }
        return alone + pairs
    }()

    /// A program of some of the kinds; those who join, and when, differ from program to program.
    static func program(_ places: [Int]) -> Program {
        let kinds = places.map { all[$0] }
        let withPoints = kinds.contains(where: \.hasPoints)
        var mechanics: [Mechanic] = []
        for mechanic in kinds.flatMap({ $0.active(withPoints) }) where !mechanics.contains(mechanic) {
            mechanics.append(mechanic)
        }
        let number = places.reduce(0) { $0 * 5 + $1 }
        let invitations: [EnrolmentTerms.Invitation] = [.automatic, .till(probability: 0.7), .mail(probability: 0.6)]
        return Program(
            name: kinds.map(\.name).joined(separator: "-and-"), launchDay: number % 4 * 25,
            enrolment: EnrolmentTerms(
                invitation: invitations[number % 3], headStart: Points(withPoints && number % 2 == 0 ? 30 : 0)),
            mechanics: mechanics)
    }

    /// A response in which everything matters that any of the mechanics brings.
    static let strong: Response = {
        var response = Fixtures.strongMembership
        response.referral = Fixtures.sociable.referral
        response.partnerReach = Fixtures.sociable.partnerReach
        return response
    }()

    /// Nobody reacts, and yet the rules are given all that they can have to do.
    static let indifferent: Response = {
        var response = Response.none
        response.enrolment = EnrolmentChoice(intercept: 2)
        response.redemption = RedemptionChoice(propensity: 0.6)
        response.giving = Giving(propensity: 0.5)
        response.play = Play(activity: 2)
        response.satisfaction = Fixtures.strong.satisfaction
        response.offer = OfferEffect(redemption: 0.7)
        response.renewal = RenewalChoice(intercept: 1)
        return response
    }()

    private static let points = Mechanic.points(
        PointsMechanic(
            earn: EarnRule(perMoneyMillionths: 1_000_000, perVisit: Points(2)), pendingDays: 4,
            expiry: .rolling(months: 4),
            rewards: [
                Fixtures.reward("cup", price: 90, availability: 0.9), Fixtures.reward("mug", price: 300, face: 2000),
            ]))

    private static let discount = DiscountMechanic(
        brackets: [
            .init(from: Money(minor: 5000), shareMillionths: 30_000),
            .init(from: Money(minor: 40_000), shareMillionths: 70_000),
        ], window: .rolling(months: 6), crossing: .split)

    private static func cause(points: Bool) -> CauseMechanic {
        CauseMechanic(
            shareMillionths: 20_000, points: points ? .init(points: Points(60), worth: Money(minor: 100)) : nil,
            matchMillionths: 500_000, capPerYear: Money(minor: 900), year: .anniversary)
    }

    private static func annual(points: Bool) -> AnnualMechanic {
        points
            ? AnnualMechanic(
                measure: .points, brackets: [AnnualMechanic.Bracket(from: 200, bonus: .share(100_000))],
                year: .anniversary, form: .points)
            : AnnualMechanic(
                measure: .spend, brackets: [AnnualMechanic.Bracket(from: 20_000, bonus: .share(30_000))],
                form: .voucher(validMonths: 2))
    }

    private static func referral(points: Bool) -> ReferralMechanic {
        ReferralMechanic(
            trigger: points ? .firstPurchase : .secondPurchase,
            referrer: points ? .points(Points(70)) : .money(Money(minor: 300)),
            friend: .voucher(Money(minor: 400), validMonths: 3), cap: 3, capWindow: .calendarYear)
    }
}
