import LoyaltyModel
import Testing

/// A program whose reward can be made larger, everything else as it is.
struct RewardLadder: Sendable, CustomTestStringConvertible {
    let name: String
    /// With a reward so many times as large, and the share of customers who care for it.
    let mechanics: @Sendable (_ size: Int64, _ appeal: Double) -> [Mechanic]

    var testDescription: String { name }

    func program(_ size: Int64, appeal: Double = 0.75, enrolment: EnrolmentTerms = EnrolmentTerms()) -> Program {
        Program(name: "\(name)-\(size)", enrolment: enrolment, mechanics: mechanics(size, appeal))
    }
}

extension RewardLadder {
    static let all = points + purses + levels + messages + play

    private static func cents(_ amount: Int64) -> Money { Money(minor: amount) }

    private static func points(_ change: (inout PointsMechanic) -> Void) -> Mechanic {
        var mechanic = PointsMechanic(earn: Fixtures.onePerMoney, expiry: .rolling(months: 9))
        change(&mechanic)
        return .points(mechanic)
    }

    private static func cup(_ size: Int64, _ appeal: Double) -> Reward {
        var cup = Fixtures.reward("cup", price: 100, face: 200 * size)
        cup.appeal = appeal
        return cup
    }

    private static let points: [RewardLadder] = [
        RewardLadder(name: "reward") { size, appeal in [points { $0.rewards = [cup(size, appeal)] }] },
        RewardLadder(name: "points-as-money") { size, appeal in
            [
                points {
                    $0.asMoney = PointsAsMoney(
                        points: Points(50), value: cents(100 * size), minimum: Points(100), appeal: appeal)
                }
            ]
        },
        RewardLadder(name: "conversion") { size, appeal in
            [
                points {
                    $0.conversion = VoucherConversion(
                        points: Points(80), value: cents(120 * size), validMonths: 2, appeal: appeal)
                }
            ]
        },
        RewardLadder(name: "partner-takes-points") { size, appeal in
            var partner = Fixtures.partners[0]
            partner.burn = .money(
                PointsAsMoney(points: Points(50), value: cents(60 * size), minimum: Points(50), appeal: appeal))
            return [points { $0.rewards = [cup(1, appeal)] }, .coalition(CoalitionMechanic(partners: [partner]))]
        },
    ]

    private static let purses: [RewardLadder] = [
        RewardLadder(name: "punch-card") { size, appeal in
            var gift = Fixtures.cardReward(stamps: 8)
            (gift.faceValue, gift.appeal) = (cents(400 * size), appeal)
            return [.punchCard(PunchCardMechanic(reward: gift, validMonths: 6))]
        },
        RewardLadder(name: "cashback") { size, appeal in
            [
                .cashback(
                    CashbackMechanic(
                        brackets: [DiscountMechanic.Bracket(from: .zero, shareMillionths: 8000 * size)],
                        payout: .quarterly, appeal: appeal))
            ]
        },
        RewardLadder(name: "discount") { size, appeal in
            [
                .discount(
                    DiscountMechanic(
                        brackets: [.init(from: cents(20_000), shareMillionths: 15_000 * size)],
                        window: .rolling(months: 12), appeal: appeal))
            ]
        },
        RewardLadder(name: "annual") { size, appeal in
            [
                .annual(
                    AnnualMechanic(
                        measure: .spend,
                        brackets: [AnnualMechanic.Bracket(from: 30_000, bonus: .share(12_000 * size))], appeal: appeal))
            ]
        },
    ]

    private static let levels: [RewardLadder] = [
        RewardLadder(name: "level-discount") { size, appeal in
            [
                .tiers(
                    TierMechanic(
                        levels: [
                            .init(name: "member", from: 0),
                            .init(name: "gold", from: 30_000, discountMillionths: 15_000 * size),
                        ], discountAppeal: appeal))
            ]
        },
        RewardLadder(name: "level-gift") { size, appeal in
            let gift = TierMechanic.Gift(
                kind: .freeProduct, faceValue: cents(900 * size), unitCost: cents(300), appeal: appeal)
            return [
                .tiers(
                    TierMechanic(levels: [
                        .init(name: "member", from: 0), .init(name: "gold", from: 30_000, gift: gift),
                    ]
                    ))
            ]
        },
        RewardLadder(name: "level-multiplier") { size, appeal in
            [
                points { $0.rewards = [cup(2, appeal)] },
                .tiers(
                    TierMechanic(levels: [
                        .init(name: "member", from: 0),
                        .init(name: "gold", from: 30_000, earnMillionths: 1_000_000 + 200_000 * size),
                    ])),
            ]
        },
        RewardLadder(name: "paid-discount") { size, appeal in
            [
                .paid(
                    PaidMechanic(
                        fee: cents(300), every: .month, trial: .days(30), discountMillionths: 15_000 * size,
                        discountAppeal: appeal))
            ]
        },
    ]

    private static let messages: [RewardLadder] = [
        RewardLadder(name: "coupon") { size, appeal in
            let terms = CouponTerms(money: cents(40 * size), minimumBill: cents(1000), appeal: appeal)
            return [
                .offer(OfferMechanic(offers: [Offer(name: "next", benefit: .coupon(terms), window: .visit(days: 20))]))
            ]
        },
        RewardLadder(name: "gift-with-items") { size, appeal in
            let gift = Offer.GiftTerms(
                faceValue: cents(60 * size), unitCost: cents(20), minimumBill: cents(1500), appeal: appeal)
            return [.offer(OfferMechanic(offers: [Offer(name: "gift", benefit: .gift(gift))]))]
        },
        RewardLadder(name: "birthday") { size, appeal in
            let message = CampaignMessage(
                name: "birthday", trigger: .birthday,
                gift: CampaignMessage.Gift(faceValue: cents(1000 * size), unitCost: cents(100), appeal: appeal))
            return [.campaign(CampaignMechanic(messages: [message]))]
        },
    ]

    private static let play: [RewardLadder] = [
        RewardLadder(name: "cause") { size, appeal in
            [.cause(CauseMechanic(shareMillionths: 10_000 * size, appeal: appeal))]
        },
        RewardLadder(name: "streak") { size, appeal in
            let streak = GameMechanic.Streak(
                every: .month, length: 3, gives: .voucher(cents(500 * size), validMonths: 2))
            return [.game(GameMechanic(streaks: [streak], appeal: appeal))]
        },
        RewardLadder(name: "spin") { size, appeal in
            let prize = GameMechanic.Prize(
                name: "cup", probabilityMillionths: 100_000, faceValue: cents(300 * size), unitCost: cents(100))
            return [.game(GameMechanic(spinsPerPurchase: 1, prizes: [prize], appeal: appeal))]
        },
    ]
}
