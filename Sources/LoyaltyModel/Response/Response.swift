/// How what a customer perceives changes what the customer does: an assumption, kept apart from the rules.
///
/// The multiplier on a member's purchase rate is exp(sum of effects), held between `floor` and `ceiling`.
/// All zeros means that nobody reacts: every arm then repeats the baseline exactly.
public struct Response: Sendable, Hashable {
    public var perceivedValue: PerceivedValue
    public var rewardWorth: RewardWorth
    public var pointsPressure: PointsPressure
    public var rewardedBehaviour: RewardedBehaviour
    public var frustration: Frustration
    public var delight: Delight
    public var status: Status
    public var sunkCost: SunkCost
    public var silence: Silence
    public var giving: Giving
    public var play: Play
    public var satisfaction: Satisfaction
    public var message: MessageEffect
    public var winBack: WinBackEffect
    public var offer: OfferEffect
    public var referral: Referral
    public var partnerReach: PartnerReach
    public var enrolment: EnrolmentChoice
    public var renewal: RenewalChoice
    public var redemption: RedemptionChoice
    public var basket: BasketEffect
    public var attrition: AttritionEffect
    /// Least and largest multiplier on the purchase rate, and on the attrition hazard.
    public var floor: Double
    public var ceiling: Double

    public init(
        perceivedValue: PerceivedValue = PerceivedValue(), rewardWorth: RewardWorth = RewardWorth(),
        pointsPressure: PointsPressure = PointsPressure(),
        rewardedBehaviour: RewardedBehaviour = RewardedBehaviour(), frustration: Frustration = Frustration(),
        delight: Delight = Delight(), status: Status = Status(), sunkCost: SunkCost = SunkCost(),
        silence: Silence = Silence(), giving: Giving = Giving(), play: Play = Play(),
        satisfaction: Satisfaction = Satisfaction(), message: MessageEffect = MessageEffect(),
        winBack: WinBackEffect = WinBackEffect(), offer: OfferEffect = OfferEffect(),
        referral: Referral = Referral(), partnerReach: PartnerReach = PartnerReach(),
        enrolment: EnrolmentChoice = EnrolmentChoice(), renewal: RenewalChoice = RenewalChoice(),
        redemption: RedemptionChoice = RedemptionChoice(),
        basket: BasketEffect = BasketEffect(), attrition: AttritionEffect = AttritionEffect(),
        floor: Double = 0.25, ceiling: Double = 4
    ) {
        self.perceivedValue = perceivedValue
        self.rewardWorth = rewardWorth
        self.pointsPressure = pointsPressure
        self.rewardedBehaviour = rewardedBehaviour
        self.frustration = frustration
        self.delight = delight
        self.status = status
        self.sunkCost = sunkCost
        self.silence = silence
        self.giving = giving
        self.play = play
        self.satisfaction = satisfaction
        self.message = message
        self.winBack = winBack
        self.offer = offer
        self.referral = referral
        self.partnerReach = partnerReach
        self.enrolment = enrolment
        self.renewal = renewal
        self.redemption = redemption
        self.basket = basket
        self.attrition = attrition
        self.floor = floor
        self.ceiling = ceiling
    }

    /// The response in which every effect on buying and leaving has `factor` times its size; probabilities stop at 1.
    ///
    /// Who joins, renews, redeems and gives is not an effect in this sense and stays as it is. Having paid multiplies the
    /// effect of perceived value, and so has its size with it.
    public func scaled(by factor: Double) -> Response {
        var scaled = self
        scaled.perceivedValue.elasticity *= factor
        scaled.pointsPressure.strength *= factor
        scaled.rewardedBehaviour.strength *= factor
        scaled.frustration.rateLoss *= factor
        scaled.frustration.attritionGain *= factor
        scaled.delight.attritionLoss *= factor
        scaled.status.level *= factor
        scaled.status.pressure *= factor
        scaled.status.promotionGain *= factor
        scaled.status.demotionLoss *= factor
        scaled.silence.monthly = min(1, silence.monthly * factor)
        scaled.message.lift *= factor
        scaled.message.fatigue *= factor
        scaled.winBack.revival = min(1, winBack.revival * factor)
        scaled.offer.lift *= factor
        scaled.referral.invitationsPerMonth *= factor
        scaled.referral.attritionLoss *= factor
        scaled.partnerReach.newCustomersPerVisit *= factor
        scaled.basket.elasticity *= factor
        scaled.attrition.elasticity *= factor
        return scaled
    }

    /// Nobody reacts.
    public static let none = Response()
}
