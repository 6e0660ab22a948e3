import LoyaltyModel

/// Programs with levels and fees, and a response in which all of it matters.
extension Fixtures {
    static let ladder = TierMechanic(
        levels: [
            .init(name: "member", from: 0),
            .init(
                name: "silver", from: 15_000, earnMillionths: 1_250_000, discountMillionths: 20_000,
                gift: .init(
                    kind: .surprise, faceValue: Money(minor: 1000), unitCost: Money(minor: 300), appeal: 0.8)),
            .init(
                name: "gold", from: 50_000, earnMillionths: 2_000_000, discountMillionths: 50_000,
                gift: .init(
                    kind: .experience, faceValue: Money(minor: 5000), unitCost: Money(minor: 2500), appeal: 0.4),
                perksValue: Money(minor: 4000), perksCost: Money(minor: 1500)),
        ], demotion: .oneLevel, graceMonths: 2, roundingOrder: .after)

    static let fee = PaidMechanic(
        fee: Money(minor: 490), every: .month, trial: .days(30), refund: .proRata, fullRefundDays: 5,
        discountMillionths: 30_000, deliveryValue: Money(minor: 390), deliveryCost: Money(minor: 200),
        earnMillionths: 1_500_000)

    static let cup = PointsMechanic(earn: onePerMoney, rewards: [reward("cup", price: 200)])

    static let memberships: [Program] = [
        Program(name: "levels", mechanics: [.points(cup), .tiers(ladder)], uninformed: 0.2),
        Program(
            name: "plus", enrolment: EnrolmentTerms(invitation: .till(probability: 0.8)),
            mechanics: [.paid(fee), .points(cup), .statement(StatementMechanic(everyDays: 30))]),
        Program(
            name: "everything", launchDay: 40, enrolment: EnrolmentTerms(invitation: .mail(probability: 0.5)),
            mechanics: [
                .discount(DiscountMechanic(brackets: [.init(from: .zero, shareMillionths: 20_000)])),
                .tiers(
                    TierMechanic(
                        metric: .points, window: .rolling(months: 4),
                        levels: [
                            .init(name: "member", from: 0), .init(name: "silver", from: 100, earnMillionths: 1_500_000),
                            .init(name: "gold", from: 300, discountMillionths: 100_000),
                        ])),
                .paid(PaidMechanic(fee: Money(minor: 3000), pointsAtEnd: .keep, offersValue: Money(minor: 2000))),
                .points(
                    PointsMechanic(
                        earn: EarnRule(perMoneyMillionths: 1_500_000, perVisit: Points(2)), pendingDays: 10,
                        expiry: .inactivity(months: 4),
                        conversion: VoucherConversion(points: Points(50), value: Money(minor: 250), validMonths: 2))),
            ]),
        Program(
            name: "reviewed",
            mechanics: [
                .tiers(
                    TierMechanic(
                        metric: .visits, window: .anniversary,
                        levels: [
                            .init(name: "member", from: 0),
                            .init(name: "gold", from: 20, perksValue: Money(minor: 5000), perksCost: Money(minor: 900)),
                        ], promotion: .atReview, graceMonths: 3)), .points(cup),
            ]),
    ]

    /// `strong`, with the effects of levels, fees, staff and rewards out of reach.
    static let strongMembership: Response = {
        var response = strong
        response.status = Status(
            level: 0.3, pressure: 0.4, shape: 2, promotionGain: 0.2, demotionLoss: 0.5, halfLifeDays: 60)
        response.sunkCost = SunkCost(strength: 2)
        response.silence = Silence(monthly: 0.1)
        response.renewal = RenewalChoice(intercept: 1, balance: 0.5, persistence: 0.5)
        response.frustration.perUninformed = 0.7
        response.delight = Delight(attritionLoss: 0.2, perSurprise: 1, perExperience: 1)
        return response
    }()
}
