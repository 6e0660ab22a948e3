import LoyaltyModel

/// Findings about levels, fees, friends, mail and coupons.
extension Finding {
    /// Levels that are missed: Wang and others.
    static let levels: [Finding] = [
        Finding(
            id: "goal-reached", source: "Wang et al. 2016",
            found: "Of 95,532 members of a hotel program 20 % reach the goal of a higher level.", unit: .share,
            published: PublishedFigure(0.20, low: 0.195, high: 0.205, range: "the digits printed"), noEffect: nil,
            standing: .imposed(by: "population"), scenario: "hotel",
            measure: .lives(["levels"]) {
                MembershipMeasures.reached($0.pairs("levels"), goal: firstLevel, within: firstYear)
            }),
        Finding(
            id: "missed-goal", source: "Wang et al. 2016",
            found: "Those who miss the goal buy less afterwards.", unit: .share,
            published: PublishedFigure(
                high: 0,
                range: "a direction: lift in the half-year after, of those whose twins come half way or further"),
            noEffect: 0, standing: .imposed(by: "status.demotion_loss"), scenario: "hotel",
            measure: .lives(["levels"]) { world in
                MembershipMeasures.lift(world.pairs("levels"), in: firstYear.upperBound..<firstYear.upperBound + 181) {
                    (firstLevel / 2..<firstLevel).contains(MembershipMeasures.purchases($0, firstYear))
                }
            }),
        Finding(
            id: "missed-higher-level", source: "Wang et al. 2016",
            found: "Missing it lowers purchases most among members of the top levels.", unit: .share,
            published: PublishedFigure(
                high: 0, range: "a direction: lift after missing, of those who had a level less those who had none"),
            noEffect: 0, standing: .imposed(by: "status.demotion_loss"), scenario: "hotel",
            measure: .lives(["levels"]) { world in
                let (pairs, after) = (world.pairs("levels"), secondYear.upperBound..<secondYear.upperBound + 181)
                func lift(_ before: Range<Int>) -> Double? {
                    MembershipMeasures.lift(pairs, in: after) {
                        before.contains(MembershipMeasures.purchases($0, firstYear))
                            && (firstLevel / 2..<firstLevel).contains(MembershipMeasures.purchases($0, secondYear))
                    }
                }
                return GalleryMath.difference(lift(firstLevel..<Int.max), lift(0..<firstLevel))
            }),
    ]

    private static let firstLevel = 10
    /// Days of 2026 and of 2027.
    private static let firstYear = 0..<365
    private static let secondYear = 365..<730

    /// A fee that is paid: Iyengar and others.
    static let fees: [Finding] = [
        Finding(
            id: "paid-economic-share", source: "Iyengar et al. 2022",
            found: "Of the lift of a paid membership one third is economic, two thirds are not.", unit: .share,
            published: PublishedFigure(
                1.0 / 3, low: 0.28, high: 0.38, range: "ours: a third, read to the nearest tenth"), noEffect: 1,
            standing: .imposed(by: "fee.sunk_cost"), scenario: "delivery-club",
            measure: .lives(["paid", "free"]) {
                MembershipMeasures.economicShare(paid: $0.pairs("paid"), free: $0.pairs("free"), days: 365)
            })
    ]

    /// Friends: Schmitt and others.
    static let friends: [Finding] = [
        Finding(
            id: "referred-worth-more", source: "Schmitt et al. 2011",
            found: "Customers whom others brought are worth at least 16 % more than comparable ones.", unit: .share,
            published: PublishedFigure(low: 0.16, range: "as printed: at least"), noEffect: 0,
            standing: .imposed(by: "referral.attrition_loss"), scenario: "bank",
            measure: .lives(["bring-a-friend"]) { world in
                MembershipMeasures.referredBesideOthers(
                    world.pairs("bring-a-friend").map(\.life), window: 1004, days: world.outcome.shape.days)
            })
    ]

    /// Mail and coupons: Hillstrom's experiment, dunnhumby's households.
    static let mail: [Finding] = [
        Finding(
            id: "mail-more-buyers", source: "Hillstrom 2008",
            found: "Of customers sent a mail 0.88 and 1.25 % buy within two weeks (two creatives), of others 0.57 %.",
            unit: .share,
            published: PublishedFigure(
                low: 0.0015, high: 0.0085,
                range:
                    "0.31 and 0.68 points; three binomial shares of 21,300 customers: 1.96 standard errors of 0.08 to "
                    + "0.09 points beyond them"),
            noEffect: 0, standing: .imposed(by: "message.lift"), scenario: "mailing",
            measure: .lives(["mail"]) { MembershipMeasures.moreBuyers($0.pairs("mail"), in: 41..<55) }),
        Finding(
            id: "coupon-redeemed", source: "dunnhumby, The Complete Journey",
            found: "Of households targeted by broad personal campaigns 16.6 % redeem one of the coupons.", unit: .share,
            published: PublishedFigure(0.166, low: 0.1655, high: 0.1665, range: "the digits printed"), noEffect: nil,
            standing: .imposed(by: "offer.redemption"), scenario: "coupons",
            measure: .metric("coupon_redemption_rate", "coupon")),
        Finding(
            id: "targeted-spend-more", source: "dunnhumby, The Complete Journey",
            found:
                "Targeted households spend 4.4 times as much as those never targeted: who is chosen, not what it does.",
            unit: .ratio, published: PublishedFigure(4.4, low: 4.35, high: 4.45, range: "the digits printed"),
            noEffect: 1, standing: .emerging, scenario: "coupons",
            measure: .lives(["coupon"]) { world in
                let launch = world.scenario.programs.first?.launchDay ?? 0
                let paces = LifeMeasures.paces(
                    world.pairs("coupon"), launch: launch, days: world.outcome.shape.days)
                return GalleryMath.quotient(paces.members.revenuePerDay, paces.others.revenuePerDay)
            }),
    ]
}
