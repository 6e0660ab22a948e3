/// Offers to members: coupons, gifts with several items, samples; all may be for a time and for some segments only.
public struct OfferMechanic: Sendable, Hashable {
    public var offers: [Offer]

    public init(offers: [Offer]) { self.offers = offers }
}

/// One offer.
public struct Offer: Sendable, Hashable {
    /// When a member can use it.
    public enum Window: Sendable, Hashable {
        case always
        /// Both dates included.
        case dates(CalendarDate, CalendarDate)
        /// From joining until so many days after it.
        case joining(days: Int)
        /// Until so many days after the last visit.
        case visit(days: Int)
    }

    /// What a member gets.
    public enum Benefit: Sendable, Hashable {
        /// One coupon on joining, for each visit, or for the dates. Not to be had always.
        case coupon(CouponTerms)
        /// Goods with each bill on which enough is spent.
        case gift(GiftTerms)
        /// Something to try, given on a visit with a probability.
        case sample(SampleTerms)
    }

    /// A gift with several items.
    public struct GiftTerms: Sendable, Hashable {
        public var faceValue: Money
        public var unitCost: Money
        /// Least price after discounts of what must be bought, within the category if there is one.
        public var minimumBill: Money
        /// Name of a category of the baskets; nil for the whole bill.
        public var category: String?
        public var appeal: Double

        public init(
            faceValue: Money, unitCost: Money, minimumBill: Money, category: String? = nil, appeal: Double = 0.77
        ) {
            self.faceValue = faceValue
            self.unitCost = unitCost
            self.minimumBill = minimumBill
            self.category = category
            self.appeal = appeal
        }
    }

    public struct SampleTerms: Sendable, Hashable {
        public var faceValue: Money
        public var unitCost: Money
        /// Probability on each visit.
        public var probability: Double
        public var appeal: Double

        public init(faceValue: Money, unitCost: Money, probability: Double = 1, appeal: Double = 0.66) {
            self.faceValue = faceValue
            self.unitCost = unitCost
            self.probability = probability
            self.appeal = appeal
        }
    }

    /// Matches `[a-z0-9-]+`.
    public var name: String
    public var benefit: Benefit
    public var window: Window
    /// Names of the population's segments that it is for; empty for all.
    public var segments: [String]

    public init(name: String, benefit: Benefit, window: Window = .always, segments: [String] = []) {
        self.name = name
        self.benefit = benefit
        self.window = window
        self.segments = segments
    }
}
