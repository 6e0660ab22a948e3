/// One entry of a points catalogue.
public struct Reward: Sendable, Hashable {
    /// What sort of thing a reward is. Its appeal differs by kind.
    public enum Kind: String, CaseIterable, Sendable, BitwiseCopyable {
        case freeProduct = "free-product"
        case discount
        case freeSample = "free-sample"
        case freeService = "free-service"
        case prizeChance = "prize-chance"
        case surprise
        case experience
        case donation
        case partnerDiscount = "partner-discount"
        case ticket

        /// Whether it is something that the shop itself sells, so that a member may take it in place of buying it.
        public var isOwnGoods: Bool { self == .freeProduct || self == .freeSample || self == .freeService }
    }

    /// Matches `[a-z0-9-]+`.
    public var name: String
    public var kind: Kind
    public var pointsPrice: Points
    /// What the member would have to pay for it: this is perceived.
    public var faceValue: Money
    /// What it costs the company: this is booked.
    public var unitCost: Money
    /// Probability that it is to be had when asked for.
    public var availability: Double
    /// How many there are for all members together; nil for as many as are asked for.
    public var stock: SharedLimit?
    /// Share of customers who care for this kind.
    public var appeal: Double
    /// How much of the value survives the effort of redeeming, 0 to 1.
    public var ease: Double
    /// Of a reward that is one more of what the visit buys, what it costs, in millionths of its worth: its worth is
    /// then the bill, at most the face value. Nil where face value and unit cost are what they are.
    public var costMillionths: Int64?
    /// What of its face value the member would have bought on the visit and does not, in millionths: cannibalisation.
    /// It is behaviour, and not a rule of the till: a log's amounts are what is left of the bill.
    public var replacesMillionths: Int64

    public init(
        name: String, kind: Kind, pointsPrice: Points, faceValue: Money, unitCost: Money, availability: Double = 1,
        stock: SharedLimit? = nil, appeal: Double, ease: Double = 1, costMillionths: Int64? = nil,
        replacesMillionths: Int64 = 0
    ) {
        self.name = name
        self.kind = kind
        self.pointsPrice = pointsPrice
        self.faceValue = faceValue
        self.unitCost = unitCost
        self.availability = availability
        self.stock = stock
        self.appeal = appeal
        self.ease = ease
        self.costMillionths = costMillionths
        self.replacesMillionths = replacesMillionths
    }

    /// Whether it is worth nothing to anybody.
    public var isUnwanted: Bool { appeal * ease == 0 || faceValue == .zero }
}
