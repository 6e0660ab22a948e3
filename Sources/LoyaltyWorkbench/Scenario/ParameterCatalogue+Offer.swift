import LoyaltyModel

extension ParameterCatalogue {
    static let offerRows: [Parameter] =
        [
            program(
                "mechanics.offer", .block, .absent, "Coupons, gifts with several items, samples; for members only."),
            program("mechanics.offer.offers", .namedList, .required, "The offers."),
            offer("name", .name, .required, "Name of the offer."),
            offer("for", .names, .value("[]"), "Names of the segments that it is for; empty for all."),
            offer(
                "when", .oneOf(words: ["always"]), .value("always"),
                "When a member can use it. A coupon needs a time: it is handed out once for joining, for each visit or "
                    + "for the dates."),
            offer(
                "when.joining", .duration(.days, .from(0, to: 3650)), unit: "days", .absent,
                "From joining until so long after it."),
            offer(
                "when.visit", .duration(.days, .from(0, to: 3650)), unit: "days", .absent,
                "Until so long after the last visit."),
            offer("when.dates", .block, .absent, "Between two dates."),
            offer("when.dates.from", .date, .required, "First day."),
            offer("when.dates.to", .date, .required, "Last day, included."),
            offer("coupon", .block, .absent, "Money or a share off one bill; one coupon is used on a bill."),
        ] + couponRows("mechanics.offer.offers.NAME.coupon")
        + [offer("gift", .block, .absent, "Goods given with each bill that is large enough: with several items.")]
        + goodsRows("mechanics.offer.offers.NAME.gift", appeal: .freeProduct)
        + [
            offer(
                "gift.minimum_bill", .money(.from(0, to: 1_000_000_000)), unit: "major units", .value("0"),
                "Least price after discounts of what must be bought, within the category if there is one."),
            offer(
                "gift.items", .whole(.from(1, to: 1000)), unit: "items", .absent,
                "Or so many items, at item_price each: baskets are amounts, so that a bill holds as many items as its price "
                    + "has item prices."),
            offer(
                "gift.item_price", .money(.above(0, to: 1_000_000)), unit: "major units", .absent,
                "Mean price of an item, within the category if there is one."),
            offer("gift.category", .name, .absent, "Category of the baskets that counts; the whole bill without one."),
            offer("sample", .block, .absent, "Something to try, given on a visit."),
        ] + goodsRows("mechanics.offer.offers.NAME.sample", appeal: .freeSample)
        + [
            offer(
                "sample.probability", .number(.from(0, to: 1)), .value("1"), "Probability on each visit.")
        ]

    private static func offer(
        _ path: String, _ kind: Parameter.Kind, unit: String = "", _ value: Parameter.Default, _ meaning: String
    ) -> Parameter {
        program("mechanics.offer.offers.NAME." + path, kind, unit: unit, value, meaning)
    }
}
