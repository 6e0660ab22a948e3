public import LoyaltyModel

/// A response document with what is known, and not known, about each of its numbers.
public struct ResponseDocument: Sendable, Hashable {
    /// One number about people: the value used, the range it may lie in, and what it rests on.
    public struct Estimate: Sendable, Hashable {
        /// In the unit of the catalogue's row; days for durations.
        public var value: Double
        /// 5 % and 95 % points; nil where the number is taken as known.
        public var low: Double?
        public var high: Double?
        public var source: String
        public var confidence: Confidence?

        public init(
            value: Double, low: Double? = nil, high: Double? = nil, source: String = "", confidence: Confidence? = nil
        ) {
            self.value = value
            self.low = low
            self.high = high
            self.source = source
            self.confidence = confidence
        }

        /// Nil for a number that is taken as known: one without a range, or with a range of no width.
        var distribution: SplitNormal? {
            guard let low, let high, low < high else { return nil }
            return SplitNormal(mode: value, low: low, high: high)
        }
    }

    public var title: String
    public var source: String
    public var description: String
    /// Every number by its path inside the document: `effects.points_pressure.strength`.
    public var estimates: [String: Estimate]
    public var attritionBasis: AttritionEffect.Basis
    /// A common factor on the size of every effect.
    public var scale = 1.0

    /// The response that these values make.
    public var response: Response { response(drawing: [:]) }

    /// The response in which the numbers of some paths have other values.
    func response(drawing draws: [String: Double]) -> Response {
        scale == 1 ? unscaled(drawing: draws) : unscaled(drawing: draws).scaled(by: scale)
    }

    private func unscaled(drawing draws: [String: Double]) -> Response {
        func value(_ path: String) -> Double {
            guard let estimate = estimates[path] else { preconditionFailure("a response has a \(path)") }
            return draws[Self.row(path).path] ?? estimate.value
        }
        var response = Response(floor: value("floor"), ceiling: value("ceiling"))
        let effect = { (path: String) in value("effects." + path) }
        setPulls(of: &response, effect)
        setMoods(of: &response, effect)
        setContacts(of: &response, effect)
        setChoices(of: &response, effect)
        return response
    }

    private func setPulls(of response: inout Response, _ effect: (String) -> Double) {
        response.perceivedValue = PerceivedValue(
            elasticity: effect("perceived_value.elasticity"),
            discountPerDay: effect("perceived_value.time_discount") / 365.25)
        response.rewardWorth = RewardWorth(halfAt: effect("reward_worth.half_at"))
        response.pointsPressure = PointsPressure(
            strength: effect("points_pressure.strength"), shape: effect("points_pressure.shape"),
            carryOver: effect("points_pressure.carry_over"))
        response.rewardedBehaviour = RewardedBehaviour(
            strength: effect("rewarded_behaviour.strength"), halfLifeDays: effect("rewarded_behaviour.half_life"))
        response.status = Status(
            level: effect("status.level"), titleShare: effect("status.title_share"),
            pressure: effect("status.pressure"), shape: effect("status.shape"),
            promotionGain: effect("status.promotion_gain"), demotionLoss: effect("status.demotion_loss"),
            halfLifeDays: effect("status.half_life"))
        response.sunkCost = SunkCost(strength: effect("fee.sunk_cost"))
        response.basket = BasketEffect(elasticity: effect("basket.elasticity"))
        response.attrition = AttritionEffect(elasticity: effect("attrition.elasticity"), basis: attritionBasis)
    }

    private func setMoods(of response: inout Response, _ effect: (String) -> Double) {
        response.frustration = Frustration(
            rateLoss: effect("frustration.rate_loss"), attritionGain: effect("frustration.attrition_gain"),
            halfLifeDays: effect("frustration.half_life"), perExpiry: effect("frustration.per_expiry"),
            perUnavailable: effect("frustration.per_unavailable"),
            perUninformed: effect("frustration.per_uninformed"),
            perMonthTooFar: effect("frustration.per_month_too_far"),
            perMailFlood: effect("frustration.per_mail_flood"), patienceDays: effect("frustration.patience"))
        response.delight = Delight(
            attritionLoss: effect("delight.attrition_loss"), halfLifeDays: effect("delight.half_life"),
            perSurprise: effect("delight.per_surprise"), perExperience: effect("delight.per_experience"),
            perDonation: effect("delight.per_donation"), perSample: effect("delight.per_sample"))
        response.satisfaction = Satisfaction(
            mean: effect("satisfaction.mean"), spread: effect("satisfaction.spread"),
            perDelight: effect("satisfaction.per_delight"), perFrustration: effect("satisfaction.per_frustration"),
            easeMean: effect("satisfaction.ease_mean"), easeSpread: effect("satisfaction.ease_spread"),
            perEffort: effect("satisfaction.per_effort"),
            perHardRedeeming: effect("satisfaction.per_hard_redeeming"))
    }

    private func setContacts(of response: inout Response, _ effect: (String) -> Double) {
        response.play = Play(activity: effect("play.activity"))
        response.message = MessageEffect(
            lift: effect("message.lift"), halfLifeDays: effect("message.half_life"),
            tolerance: effect("message.tolerance"), fatigue: effect("message.fatigue"))
        response.winBack = WinBackEffect(revival: effect("win_back.revival"))
        response.offer = OfferEffect(
            redemption: effect("offer.redemption"), lift: effect("offer.lift"),
            halfLifeDays: effect("offer.half_life"))
        response.referral = Referral(
            invitationsPerMonth: effect("referral.invitations"), value: effect("referral.value"),
            reward: effect("referral.reward"), conversion: effect("referral.conversion"),
            attritionLoss: effect("referral.attrition_loss"))
        response.partnerReach = PartnerReach(newCustomersPerVisit: effect("coalition.new_customers"))
    }

    private func setChoices(of response: inout Response, _ effect: (String) -> Double) {
        response.silence = Silence(monthly: effect("silence.monthly"))
        response.giving = Giving(propensity: effect("giving.propensity"))
        response.enrolment = EnrolmentChoice(
            intercept: effect("enrolment.intercept"), value: effect("enrolment.value"),
            perFormField: effect("enrolment.per_form_field"), card: effect("enrolment.card"),
            app: effect("enrolment.app"), feePerMonthOfSpend: effect("enrolment.fee_per_month_of_spend"))
        response.renewal = RenewalChoice(
            intercept: effect("renewal.intercept"), balance: effect("renewal.balance"),
            persistence: effect("renewal.persistence"))
        response.redemption = RedemptionChoice(propensity: effect("redemption.propensity"))
    }
}

extension ResponseDocument {
    /// A number's row in the catalogue; its path is the one that `--set` takes.
    static func row(_ path: String) -> Parameter {
        guard let row = ParameterCatalogue.standard[DocumentKind.response.root + "." + path] else {
            preconditionFailure("the catalogue has no number \(path) of a response")
        }
        return row
    }

    /// The numbers that have a range, each cut at the bounds that the catalogue sets it; in the order of their paths.
    var uncertainty: ResponseUncertainty {
        let numbers = estimates.sorted { $0.key < $1.key }.compactMap { path, estimate in
            estimate.distribution.map {
                let row = Self.row(path)
                let bounds = row.kind.estimateBounds
                return ResponseUncertainty.Number(
                    path: row.path, distribution: $0, least: bounds.least, most: bounds.most)
            }
        }
        return ResponseUncertainty(numbers: numbers, response: response(drawing:))
    }
}
