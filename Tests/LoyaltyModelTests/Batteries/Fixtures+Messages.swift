import LoyaltyModel

extension Fixtures {
    static func date(_ text: String) -> CalendarDate { CalendarDate(iso: text)! }

    /// A message of every kind, with everything that messages can bring beside points.
    static let messages: [CampaignMessage] = [
        CampaignMessage(
            name: "newsletter", trigger: .every(days: 9), unitCost: FineMoney(thousandths: 1500), open: 0.6, click: 0.3),
        CampaignMessage(
            name: "coupons", trigger: .monthEnd, open: 0.5, click: 0.9,
            coupon: CampaignMessage.Coupon(
                terms: CouponTerms(money: Money(minor: 150), minimumBill: Money(minor: 1000)), validDays: 20)),
        CampaignMessage(name: "lapsing", trigger: .beforeExpiry(days: 10), unitCost: FineMoney(thousandths: 700)),
        CampaignMessage(name: "reward", trigger: .rewardWaiting(days: 15), open: 0.8),
        CampaignMessage(name: "renewal", trigger: .beforeRenewal(days: 14)),
        CampaignMessage(
            name: "miss-you", trigger: .silence(days: 25, times: 3), unitCost: FineMoney(thousandths: 2000), open: 0.7,
            coupon: CampaignMessage.Coupon(terms: CouponTerms(shareMillionths: 200_000), validDays: 30)),
        CampaignMessage(
            name: "birthday", trigger: .birthday, open: 0.9,
            gift: CampaignMessage.Gift(faceValue: Money(minor: 900), unitCost: Money(minor: 300))),
        CampaignMessage(
            name: "surprise", trigger: .surprise(probability: 0.2),
            gift: CampaignMessage.Gift(faceValue: Money(minor: 500), unitCost: Money(minor: 200))),
    ]

    /// An offer of every kind and for every time.
    static let offers: [Offer] = [
        Offer(
            name: "welcome", benefit: .coupon(CouponTerms(money: Money(minor: 300), minimumBill: Money(minor: 1500))),
            window: .joining(days: 40)),
        Offer(name: "come-again", benefit: .coupon(CouponTerms(shareMillionths: 50_000)), window: .visit(days: 12)),
        Offer(
            name: "spring", benefit: .coupon(CouponTerms(money: Money(minor: 200))),
            window: .dates(date("2026-03-01"), date("2026-04-15")), segments: ["all", "a"]),
        Offer(
            name: "three-items",
            benefit: .gift(
                Offer.GiftTerms(
                    faceValue: Money(minor: 400), unitCost: Money(minor: 150), minimumBill: Money(minor: 800),
                    category: "food"))),
        Offer(
            name: "taste",
            benefit: .sample(
                Offer.SampleTerms(faceValue: Money(minor: 100), unitCost: Money(minor: 30), probability: 0.3)),
            window: .joining(days: 200)),
    ]

    static let messagePrograms: [Program] = [
        Program(name: "campaign", mechanics: [.campaign(CampaignMechanic(messages: messages))]),
        Program(
            name: "offer", launchDay: 30, enrolment: EnrolmentTerms(invitation: .mail(probability: 0.5)),
            mechanics: [.offer(OfferMechanic(offers: offers))]),
        Program(
            name: "campaign-hybrid", enrolment: EnrolmentTerms(invitation: .till(probability: 1), formFields: 2),
            mechanics: [
                .points(
                    PointsMechanic(
                        earn: onePerMoney, pendingDays: 3, expiry: .rolling(months: 2),
                        rewards: [reward("cup", price: 60)],
                        conversion: VoucherConversion(points: Points(200), value: Money(minor: 500), validMonths: 1))),
                .statement(StatementMechanic(everyDays: 30)),
                .discount(
                    DiscountMechanic(
                        brackets: [DiscountMechanic.Bracket(from: Money(minor: 5000), shareMillionths: 30_000)])),
                .campaign(CampaignMechanic(messages: withPoints(messages))), .offer(OfferMechanic(offers: offers)),
            ]),
    ]

    static func withPoints(_ messages: [CampaignMessage]) -> [CampaignMessage] {
        messages.map { message in
            var message = message
            if message.gift != nil { message.points = Points(20) }
            return message
        }
    }
}
