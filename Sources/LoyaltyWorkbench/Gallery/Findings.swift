import LoyaltyModel

extension Finding {
    /// Every finding that the gallery looks for, in the order of its table.
    ///
    /// To add one: its document in scenarios/gallery, and an entry here.
    package static let all: [Finding] =
        stampCards + nonTiered + selfSelection + whoResponds + pressureAndReward + expiry + levels + fees + friends
        + mail

    /// Cards of stamps: Kivetz and others, Nunes and Drèze, Hartmann and Viard.
    private static let stampCards: [Finding] = [
        Finding(
            id: "cafe-last-gap", source: "Kivetz, Urminsky, Zheng 2006",
            found: "The last gap between purchases of a ten-stamp cafe card is 20 % (0.7 days) shorter than the first.",
            unit: .share,
            published: PublishedFigure(
                0.20, low: 0.05, high: 0.35,
                range: "the difference of 0.7 days has t = 2.6, a standard error of 0.27 days; 1.96 of them each side"),
            noEffect: 0, standing: .imposed(by: "points_pressure.strength"), scenario: "cafe-card",
            measure: .lives(["ten"]) { CardMeasures.lastGapShortening($0.pairs("ten"), stamps: 10) }),
        Finding(
            id: "cafe-whole-card", source: "Kivetz, Urminsky, Zheng 2006",
            found: "A card takes 24.6 days; at the pace of its first gap it would take 29.4: 16 % less.", unit: .share,
            published: PublishedFigure(
                0.163, low: 0.160, high: 0.167, range: "the digits printed; no error is published"),
            noEffect: 0, standing: .emerging, scenario: "cafe-card",
            measure: .lives(["ten"]) { CardMeasures.cardShortening($0.pairs("ten"), stamps: 10) }),
        Finding(
            id: "empty-card-filled", source: "Nunes, Dreze 2006",
            found: "Of 150 car-wash cards with 8 empty fields 19 % are filled within nine months.", unit: .share,
            published: PublishedFigure(
                0.19, low: 0.127, high: 0.253,
                range: "a binomial share of 150 cards: a standard error of 3.2 points; 1.96 of them each side"),
            noEffect: nil, standing: .imposed(by: "population"), scenario: "car-wash",
            measure: .lives(["eight"]) { CardMeasures.filledShare($0.pairs("eight"), stamps: 8) }),
        Finding(
            id: "head-start-filled", source: "Nunes, Dreze 2006",
            found: "Of 150 car-wash cards with 10 fields, 2 of them stamped as a gift, 34 % are filled; of 150 with 8 "
                + "empty fields 19 %: 15 points more.", unit: .share,
            published: PublishedFigure(
                0.15, low: 0.05, high: 0.25,
                range: "two binomial shares of 150 cards: a standard error of 5.0 points; 1.96 of them each side"),
            noEffect: 0, standing: .emerging, scenario: "car-wash",
            measure: .lives(["eight", "ten-two-given"]) { world in
                GalleryMath.difference(
                    CardMeasures.filledShare(world.pairs("ten-two-given"), stamps: 8),
                    CardMeasures.filledShare(world.pairs("eight"), stamps: 8))
            }),
        Finding(
            id: "head-start-days", source: "Nunes, Dreze 2006",
            found: "With the head start 2.9 fewer days pass between visits of those who fill the card.", unit: .days,
            published: PublishedFigure(
                2.9, low: 2.85, high: 2.95, range: "the digits printed; no error is known to us"),
            noEffect: 0, standing: .emerging, scenario: "car-wash",
            measure: .lives(["eight", "ten-two-given"]) { world in
                GalleryMath.difference(
                    CardMeasures.daysBetweenVisits(world.pairs("eight"), stamps: 8),
                    CardMeasures.daysBetweenVisits(world.pairs("ten-two-given"), stamps: 8))
            }),
        Finding(
            id: "golf-rewards-to-frequent", source: "Hartmann, Viard 2008",
            found:
                "Golfers who come often make two thirds of the purchases (put in) and get over 80 % of the rewards.",
            unit: .share,
            published: PublishedFigure(low: 0.80, high: 1, range: "as printed: over eighty per cent"), noEffect: nil,
            standing: .emerging, scenario: "golf",
            measure: .sums(["ten-rounds"], segments: ["frequent"]) { world in
                GalleryMath.quotient(
                    world.metric("points_redeemed", "ten-rounds", segment: "frequent"),
                    world.metric("points_redeemed", "ten-rounds"))
            }),
        Finding(
            id: "golf-frequent-steady", source: "Hartmann, Viard 2008",
            found: "What moves frequent customers to buy hardly varies with the credits on their card.", unit: .share,
            published: PublishedFigure(
                low: -0.05, high: 0.05,
                range: "ours: \"practically invariant\" read as the last gap within 5 % of the first"
            ),
            noEffect: nil, standing: .emerging, scenario: "golf",
            measure: .lives(["ten-rounds"]) { world in
                // Twenty rounds a year with no program at all: chosen by the twin, not by what the program did.
                let frequent = world.pairs("ten-rounds").filter { $0.twin.purchases.count >= 40 }
                return CardMeasures.lastGapShortening(frequent, stamps: 10)
            }),
    ]

    /// A program without tiers over five years: Gopalakrishnan and others.
    private static let nonTiered: [Finding] = [
        Finding(
            id: "salon-value", source: "Gopalakrishnan et al. 2021",
            found: "A program without tiers raises a member's five-year value by almost 30 % (2019 draft: 19 %).",
            unit: .share, published: PublishedFigure(low: 0.19, high: 0.30, range: "draft and publication"),
            noEffect: 0,
            standing: .imposed(by: "attrition.elasticity"), scenario: "hair-salon",
            measure: .sums(["five-per-hundred"]) { world in
                guard let view = world.view("five-per-hundred"), let clv = Metric.index(of: "clv") else { return nil }
                return GalleryMath.lift(Metric.all[clv].value(view), Metric.all[clv].value(view.baseline))
            }),
        Finding(
            id: "salon-retention-share", source: "Gopalakrishnan et al. 2021",
            found: "Over 80 % of that (draft: over 70 %) comes from less attrition.", unit: .share,
            published: PublishedFigure(low: 0.70, high: 1, range: "draft and publication"), noEffect: nil,
            standing: .imposed(by: "attrition.elasticity"), scenario: "hair-salon",
            measure: .quotient("lift_from_retention", "incremental_revenue", "five-per-hundred")),
        Finding(
            id: "salon-frequency-share", source: "Gopalakrishnan et al. 2021",
            found: "Less than 20 % of it (draft: about 20 %) comes from more frequent visits.", unit: .share,
            published: PublishedFigure(low: 0, high: 0.20, range: "as printed; nought from below, since visits rise"),
            noEffect: nil, standing: .emerging, scenario: "hair-salon",
            measure: .quotient("lift_from_frequency", "incremental_revenue", "five-per-hundred")),
        Finding(
            id: "salon-basket-share", source: "Gopalakrishnan et al. 2021",
            found: "Spending per visit contributes next to nothing.", unit: .share,
            published: PublishedFigure(
                0, low: -0.05, high: 0.05, range: "ours: \"negligible\" read as within 5 % of the lift"),
            noEffect: nil, standing: .imposed(by: "basket.elasticity"), scenario: "hair-salon",
            measure: .quotient("lift_from_basket", "incremental_revenue", "five-per-hundred")),
    ]

    /// Good customers join: Leenheer and others, Meyer-Waarden.
    private static let selfSelection: [Finding] = [
        Finding(
            id: "naive-over-true", source: "Leenheer et al. 2007",
            found: "Dutch supermarkets: the effect of membership is 7 times smaller than comparing members with others "
                + "suggests (there on share of wallet, here on purchases).", unit: .ratio,
            published: PublishedFigure(7, low: 6.5, high: 7.5, range: "the digit printed; no error is published"),
            noEffect: 1, standing: .emerging, scenario: "supermarket",
            measure: .quotient("naive_lift", "members_true_lift", "one-per-cent")),
        Finding(
            id: "heavy-join-earlier", source: "Meyer-Waarden 2008",
            found: "Heavier buyers enrol earlier.", unit: .days,
            published: PublishedFigure(low: 0, range: "a direction: later joining of the lighter half of members"),
            noEffect: 0, standing: .emerging, scenario: "supermarket",
            measure: .lives(["one-per-cent"]) { LifeMeasures.headStartOfHeavyBuyers($0.pairs("one-per-cent")) }),
        Finding(
            id: "gain-erodes", source: "Meyer-Waarden 2008",
            found: "The small gains after joining erode within six to nine months.", unit: .ratio,
            published: PublishedFigure(
                high: 1, range: "a direction: lift of months 10 to 12 after joining over that of months 1 to 6"),
            noEffect: 1, standing: .emerging, scenario: "supermarket",
            measure: .lives(["one-per-cent"]) { world in
                let pairs = world.pairs("one-per-cent")
                return GalleryMath.quotient(
                    LifeMeasures.lift(pairs, daysAfterJoining: 274..<365),
                    LifeMeasures.lift(pairs, daysAfterJoining: 0..<183))
            }),
    ]

    /// Who changes and who only collects: Liu.
    private static let whoResponds: [Finding] = [
        Finding(
            id: "heavy-claim-most", source: "Liu 2007",
            found: "Convenience stores: heavy buyers claim most of the rewards they qualify for.", unit: .share,
            published: PublishedFigure(low: 0, range: "a direction: share of points redeemed, heavy less light buyers"),
            noEffect: 0, standing: .emerging, scenario: "convenience",
            measure: .contrast("redemption_rate", "points", "heavy", less: "light")),
        Finding(
            id: "heavy-change-least", source: "Liu 2007",
            found: "Heavy buyers do not change, light and moderate ones come to buy more.", unit: .share,
            published: PublishedFigure(high: 0, range: "a direction: true lift, heavy less light buyers"),
            noEffect: 0, standing: .emerging, scenario: "convenience",
            measure: .contrast("members_true_lift", "points", "heavy", less: "light")),
    ]

    /// Before and after a reward: Taylor and Neslin.
    private static let pressureAndReward: [Finding] = [
        Finding(
            id: "turkey-pressure", source: "Taylor, Neslin 2005",
            found: "Within the eight weeks of a grocer's turkey program shoppers buy about 6 % more.", unit: .share,
            published: PublishedFigure(
                0.06, low: 0.055, high: 0.065, range: "the digit as known to us; low confidence"),
            noEffect: 0, standing: .imposed(by: "points_pressure.strength"), scenario: "turkey",
            measure: .lives(["turkey"]) { LifeMeasures.lift($0.pairs("turkey"), daysAfterJoining: 0..<turkeyDays) }),
        Finding(
            id: "turkey-rewarded", source: "Taylor, Neslin 2005",
            found: "After the turkey those who earned it buy about 2 % more.", unit: .share,
            published: PublishedFigure(
                0.02, low: 0.015, high: 0.025, range: "the digit as known to us; low confidence"),
            noEffect: 0, standing: .imposed(by: "rewarded_behaviour.strength"), scenario: "turkey",
            measure: .lives(["turkey"]) { world in
                LifeMeasures.lift(world.pairs("turkey"), daysAfterJoining: turkeyDays..<2 * turkeyDays) { pair in
                    // Those who would have earned it anyway: to choose by the member would choose by the outcome.
                    let spent = pair.twin.purchases.prefix { $0.instant < Double(turkeyDays) }
                        .reduce(0) { $0 + $1.amount }
                    return spent >= turkeyPrice
                }
            }),
    ]

    private static let turkeyDays = 56
    /// Minor units that the turkey takes at one point a dollar; as in the scenario.
    private static let turkeyPrice: Int64 = 300_00

    /// Two findings that contradict each other, each under a response of its own.
    private static let expiry: [Finding] = [
        expiry(
            id: "expiry-helps", source: "Breugelmans, Liu-Thompkins 2017",
            found: "Points that expire can raise purchases of flexible members.",
            published: PublishedFigure(low: 0, range: "a direction: true lift, expiring less keeping"),
            standing: .emerging),
        expiry(
            id: "expiry-hurts", source: "Dorotic et al. 2014",
            found: "Members avoid expiry, and buy less for it.",
            published: PublishedFigure(high: 0, range: "a direction: true lift, expiring less keeping"),
            standing: .imposed(by: "frustration.per_expiry")),
    ]

    private static func expiry(
        id: String, source: String, found: String, published: PublishedFigure, standing: Standing
    ) -> Finding {
        Finding(
            id: id, source: source, found: found, unit: .share, published: published, noEffect: 0, standing: standing,
            scenario: id,
            measure: .sums(["keeping", "expiring"]) { world in
                GalleryMath.difference(
                    world.metric("members_true_lift", "expiring"), world.metric("members_true_lift", "keeping"))
            })
    }
}
