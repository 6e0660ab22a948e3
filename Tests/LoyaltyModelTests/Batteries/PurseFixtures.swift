import LoyaltyModel

/// Programs of punch cards, cashback and annual schemes that together use every rule of theirs.
extension Fixtures {
    static let pursePrograms: [Program] = [
        Program(name: "stamps", mechanics: [.punchCard(punchCard)]),
        Program(
            name: "stamps-and-points", enrolment: EnrolmentTerms(invitation: .till(probability: 1)),
            mechanics: [
                .punchCard(
                    PunchCardMechanic(
                        reward: cardReward(stamps: 6, availability: 0.8, costMillionths: 300_000), validMonths: 3)),
                .points(PointsMechanic(earn: onePerMoney, rewards: [reward("cup", price: 200)])),
            ]),
        Program(
            name: "cashback", enrolment: EnrolmentTerms(invitation: .mail(probability: 0.5)),
            mechanics: [.cashback(moneyBack)]),
        Program(name: "bonus", launchDay: 50, mechanics: [.cashback(bonus)]),
        Program(
            name: "annual",
            mechanics: [
                .annual(
                    AnnualMechanic(
                        measure: .visits,
                        brackets: [
                            AnnualMechanic.Bracket(from: 5, bonus: .fixed(500)),
                            AnnualMechanic.Bracket(from: 20, bonus: .fixed(2000)),
                        ], form: .voucher(validMonths: 2)))
            ]),
        Program(
            name: "all-of-it",
            mechanics: [
                .discount(
                    DiscountMechanic(
                        brackets: [DiscountMechanic.Bracket(from: Money(minor: 5000), shareMillionths: 50_000)],
                        window: .rolling(months: 6), crossing: .split)),
                .punchCard(punchCard), .cashback(bonus),
                .annual(
                    AnnualMechanic(
                        measure: .points, brackets: [AnnualMechanic.Bracket(from: 200, bonus: .share(100_000))],
                        year: .anniversary, form: .points)),
                .points(
                    PointsMechanic(
                        earn: onePerMoney, expiry: .rolling(months: 12), rewards: [reward("cup", price: 150)])),
                .statement(StatementMechanic(everyDays: 30)),
            ]),
        Program(
            name: "annual-money",
            mechanics: [
                .annual(
                    AnnualMechanic(
                        measure: .spend, brackets: [AnnualMechanic.Bracket(from: 10_000, bonus: .share(30_000))],
                        year: .anniversary))
            ]),
    ]

    static func cardReward(stamps: Int64, availability: Double = 1, costMillionths: Int64? = nil) -> Reward {
        var gift = reward(
            PunchCardMechanic.rewardName, price: stamps, face: 1500, cost: 400, availability: availability)
        gift.costMillionths = costMillionths
        return gift
    }

    static let punchCard = PunchCardMechanic(
        reward: cardReward(stamps: 8), joiningStamps: Points(2), newCardStamps: Points(1),
        minimumBill: Money(minor: 800), validMonths: 5)

    static let moneyBack = CashbackMechanic(
        brackets: [
            DiscountMechanic.Bracket(from: .zero, shareMillionths: 10_000),
            DiscountMechanic.Bracket(from: Money(minor: 20_000), shareMillionths: 35_000),
        ], window: .calendarYear, crossing: .split, minimumBill: Money(minor: 300), carriesFractions: true,
        payout: .quarterly, minimumPayout: Money(minor: 200),
        cap: CashbackMechanic.Cap(amount: Money(minor: 1500), period: .month))

    static let bonus = CashbackMechanic(
        brackets: [DiscountMechanic.Bracket(from: .zero, shareMillionths: 45_000)], earnsOn: .gross,
        form: .bonus(validMonths: 2), payout: .monthly, minimumPayout: Money(minor: 100))

    /// The program without what it gives on joining and with a new card: the twin has earned none of that.
    static func withoutGifts(_ program: Program) -> Program {
        var program = program
        program.enrolment.headStart = .zero
        program.mechanics = program.mechanics.map { mechanic in
            guard case .punchCard(var card) = mechanic else { return mechanic }
            (card.joiningStamps, card.newCardStamps) = (.zero, .zero)
            return .punchCard(card)
        }
        return program
    }
}
