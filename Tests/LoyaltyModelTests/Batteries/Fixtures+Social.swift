import LoyaltyModel

extension Fixtures {
    /// A referral, a coalition, both, and a referral with messages that win back.
    static let social: [Program] = [
        Program(name: "friends", mechanics: [cups, .referral(friends)]),
        Program(
            name: "partners", enrolment: EnrolmentTerms(invitation: .till(probability: 1), formFields: 5),
            mechanics: [cups, .coalition(CoalitionMechanic(partners: partners))]),
        Program(
            name: "friends-and-partners", launchDay: 60,
            mechanics: [
                .coalition(
                    CoalitionMechanic(
                        runBy: .thirdParty,
                        home: SettlementTerms(
                            pricePerPoint: FineMoney(thousandths: 700),
                            reimbursementPerPoint: FineMoney(thousandths: 500)),
                        partners: partners)),
                .points(
                    PointsMechanic(
                        earn: onePerMoney, pendingDays: 5, expiry: .rolling(months: 4),
                        asMoney: PointsAsMoney(points: Points(10), value: Money(minor: 10), minimum: Points(50)))),
                .referral(
                    ReferralMechanic(
                        trigger: .secondPurchase, referrer: .voucher(Money(minor: 500), validMonths: 2),
                        friend: .money(Money(minor: 300)), cap: 2, capWindow: .calendarYear)),
            ]),
        Program(
            name: "friends-won-back",
            mechanics: [cups, .referral(friends), .campaign(CampaignMechanic(messages: messages))]),
    ]

    static let cups = Mechanic.points(PointsMechanic(earn: onePerMoney, rewards: [reward("cup", price: 100)]))

    static let friends = ReferralMechanic(
        referrer: .points(Points(7777)), friend: .voucher(Money(minor: 400), validMonths: 3))

    static let partners: [CoalitionMechanic.Partner] = [
        CoalitionMechanic.Partner(
            name: "fuel", visitsPerYear: 40, meanBasket: Money(minor: 4500), basketSigma: 0.4,
            perMoneyMillionths: 500_000,
            burn: .money(
                PointsAsMoney(points: Points(50), value: Money(minor: 40), minimum: Points(50))),
            terms: SettlementTerms(
                pricePerPoint: FineMoney(thousandths: 800), reimbursementPerPoint: FineMoney(thousandths: 650),
                breakageShareMillionths: 250_000)),
        CoalitionMechanic.Partner(
            name: "books", visitsPerYear: 8, meanBasket: Money(minor: 2500), perMoneyMillionths: 2_000_000,
            perVisit: Points(3), burn: .asAtHome,
            terms: SettlementTerms(
                pricePerPoint: FineMoney(thousandths: 905), reimbursementPerPoint: FineMoney(thousandths: 600))),
        CoalitionMechanic.Partner(
            name: "travel", visitsPerYear: 3, meanBasket: Money(minor: 40_000), basketSigma: 1,
            perMoneyMillionths: 1_000_000, terms: SettlementTerms(pricePerPoint: FineMoney(thousandths: 1000)),
            until: CalendarDate(year: 2026, month: 9, day: 30)!),
    ]

    /// With programs that bring customers: members bring friends, and partners strangers.
    static var sociable: Response {
        var response = strong
        response.referral = Referral(
            invitationsPerMonth: 0.3, value: 1, reward: 0.2, conversion: 0.3, attritionLoss: 0.3)
        response.partnerReach = PartnerReach(newCustomersPerVisit: 0.01)
        return response
    }
}
