import LoyaltyModel

extension ParameterCatalogue {
    static let responseRows: [Parameter] =
        [
            Parameter(
                "response.document", .choice(["response"]), .value("response"), "What kind of document this is."),
            Parameter("response.title", .text, .value(""), "The assumption in a line."),
            Parameter("response.source", .text, .value(""), "Where it comes from."),
            Parameter("response.description", .text, .value(""), "What should be known before using it."),
            Parameter("response.effects", .block, .value("{}"), "The effects; one that is not written is zero."),
            Parameter(
                "response.scale", .number(.from(0, to: 100)), .value("1"),
                "A common factor on the size of every effect: 0.5 is people who react half as strongly. Who joins, "
                    + "renews and redeems is not touched by it."),
            Parameter(
                "response.floor", .estimate(.above(0, to: 1)), .value("0.25"),
                "Least multiplier on the purchase rate and on the attrition hazard.", source: "assumed",
                confidence: .low),
            Parameter(
                "response.ceiling", .estimate(.from(1, to: 100)), .value("4"),
                "Largest multiplier on the purchase rate and on the attrition hazard.", source: "assumed",
                confidence: .low),
        ] + pullRows + frustrationRows + delightRows + playRows + satisfactionRows + contactRows + membershipRows
        + choiceRows + levelRows + referralEffectRows + coalitionEffectRows

    static func block(_ name: String, _ meaning: String, source: String = "") -> Parameter {
        Parameter("response.effects." + name, .block, .value("{}"), meaning, source: source)
    }

    static func effect(
        _ path: String, _ bounds: Bounds, unit: String = "", otherwise value: String = "0", _ meaning: String,
        source: String = "no support means zero", confidence: Confidence? = nil, formerNames: [String] = []
    ) -> Parameter {
        Parameter(
            "response.effects." + path, .estimate(bounds), unit: unit, .value(value), meaning, source: source,
            confidence: confidence, formerNames: formerNames)
    }

    static func lifetime(_ path: String, _ value: String, _ meaning: String) -> Parameter {
        Parameter(
            "response.effects." + path, .durationEstimate(.above(0, to: 36_525)), unit: "days", .value(value),
            meaning, source: "form assumed; no effect while the effect's size is zero", confidence: .low)
    }

    static let size = Bounds.from(0, to: 100)
    static let signed = Bounds.from(-100, to: 100)

    private static let pullRows: [Parameter] = [
        block("perceived_value", "What the program is worth to a customer per unit of money spent, v."),
        effect(
            "perceived_value.elasticity", size,
            "Elasticity of the purchase rate: the effect is elasticity × ln(1 + v)."),
        effect(
            "perceived_value.time_discount", size, unit: "a year",
            "How fast a reward in the future loses its pull: v falls as exp(−rate × time to the reward)."),
        block("reward_worth", "How much a reward moves people by what it is worth: 1 − 2^(−worth ÷ half_at)."),
        effect(
            "reward_worth.half_at", .from(0, to: 1), unit: "of the money spent for it",
            "Worth (appeal × ease × face value ÷ the money that a mean customer spends for it) at which a reward pulls, "
                + "pleases and annoys half as much as a large one; 0 where all rewards move people alike.",
            source: "direction by definition: a reward of no worth moves nobody; form assumed"),
        block(
            "points_pressure", "The pull of the next reward: strength × progress^shape.",
            source: "Kivetz, Urminsky, Zheng 2006; Nunes, Drèze 2006"),
        effect("points_pressure.strength", size, "The effect on the purchase rate at the doorstep of a reward."),
        effect(
            "points_pressure.shape", .above(0, to: 100), otherwise: "1",
            "1 for a pull in proportion to progress, larger for one that comes late.",
            source: "form assumed; no effect while the strength is zero", confidence: .low),
        effect(
            "points_pressure.carry_over", .from(0, to: 1),
            "Share of the pull that a member who has had a reward keeps at zero progress.",
            source: "Drèze, Nunes 2011 (the reset after a reward is partial)"),
        block(
            "rewarded_behaviour", "The lift after a reward, which fades.", source: "Taylor, Neslin 2005"),
        effect("rewarded_behaviour.strength", size, "The effect on the purchase rate on the day of the reward."),
        lifetime("rewarded_behaviour.half_life", "30 days", "Time in which the lift halves."),
    ]

    private static let frustrationRows: [Parameter] = [
        block(
            "frustration", "A stock of annoyance that fades, lowers the purchase rate and raises attrition.",
            source: "reasons for leaving: COLLOQUY 2017, HelloWorld 2019, Bond 2018"),
        effect(
            "frustration.rate_loss", size, "Loss on the logarithm of the purchase rate per unit of the stock."),
        effect("frustration.attrition_gain", size, "Gain on the logarithm of the attrition hazard per unit."),
        lifetime("frustration.half_life", "90 days", "Time in which the stock halves."),
        effect(
            "frustration.per_expiry", size, unit: "stock",
            "Added when points expire: times the share of the cheapest reward that is lost, at most 1."),
        effect("frustration.per_unavailable", size, unit: "stock", "Added when the chosen reward is not to be had."),
        effect(
            "frustration.per_uninformed", size, unit: "stock", "Added by a visit to staff who do not know the program."),
        effect(
            "frustration.per_mail_flood", size, unit: "stock",
            "Added by an opened message: times the messages in stock above the tolerance, at most 1."),
        effect(
            "frustration.per_month_too_far", size, unit: "stock",
            "Added at a month's end while no reward has been had and none is within the patience."),
        lifetime("frustration.patience", "365 days", "How long a first reward may take at the customer's own pace."),
    ]

    private static let delightRows: [Parameter] = [
        block(
            "delight", "A stock of good feeling that fades and lowers attrition.",
            source: "trade articles: surprises, experiences and causes bind; direction only"),
        effect("delight.attrition_loss", size, "Loss on the logarithm of the attrition hazard per unit of the stock."),
        lifetime("delight.half_life", "90 days", "Time in which the stock halves."),
        effect("delight.per_surprise", size, unit: "stock", "Added by a surprise."),
        effect("delight.per_experience", size, unit: "stock", "Added by an experience."),
        effect("delight.per_donation", size, unit: "stock", "Added by a donation."),
        effect("delight.per_sample", size, unit: "stock", "Added by a sample."),
    ]

    private static let contactRows: [Parameter] = [
        block(
            "message",
            "Opened messages: lift × stock up to the tolerance, less fatigue × what is above it; the stock is raised by "
                + "1 for each, and fades.",
            source: "Hillstrom's mail experiment (64,000 customers, randomised, two weeks)"),
        effect("message.lift", size, "Effect on the purchase rate per message in stock."),
        lifetime("message.half_life", "14 days", "Time in which the stock halves."),
        effect(
            "message.tolerance", .from(0, to: 1000), unit: "messages", otherwise: "4",
            "Messages in stock that a customer bears gladly.",
            source: "form assumed; no effect while the effect's size is zero", confidence: .low),
        effect("message.fatigue", size, "Loss on the logarithm of the purchase rate per message above the tolerance."),
        block("win_back", "Whether win-back messages bring back those who have left for good."),
        effect(
            "win_back.revival", .from(0, to: 1),
            "Probability that one who has left for good comes back after opening a win-back message."),
        block("offer", "What coupons do beyond the value that is seen in them."),
        effect(
            "offer.redemption", .from(0, to: 1), otherwise: "1",
            "Share of coupons handed out or sent that members keep, and use on the first bill that allows it.",
            source: "nobody leaves a coupon unless a document says so", confidence: .low),
        effect(
            "offer.lift", size,
            "Effect on the purchase rate per coupon in stock; the stock is raised by 1 for each that is kept, and fades."
        ),
        lifetime("offer.half_life", "7 days", "Time in which the stock of coupons halves."),
    ]

    private static let choiceRows: [Parameter] = [
        block("enrolment", "Whether a customer who is asked joins: a logistic choice."),
        effect("enrolment.intercept", signed, unit: "logit", "Utility with no value and no effort; 0 is one in two."),
        effect("enrolment.value", size, unit: "logit", "Utility per unit of ln(1 + v), times reward sensitivity."),
        effect("enrolment.per_form_field", size, unit: "logit", "Loss of utility for each field of the form."),
        effect("enrolment.card", size, unit: "logit", "Loss of utility for having to carry a card."),
        effect("enrolment.app", size, unit: "logit", "Loss of utility for having to install an app."),
        effect(
            "enrolment.fee_per_month_of_spend", size, unit: "logit",
            "Loss of utility for a joining fee, per month of the customer's mean spending that it equals."),
        block("redemption", "Whether a member entitled to a reward takes it on a visit."),
        effect(
            "redemption.propensity", .from(0, to: 1), otherwise: "1",
            "Probability of redeeming on a visit with exactly one affordable reward.",
            source: "nobody hoards unless a document says so", confidence: .low),
    ]

    private static let levelRows: [Parameter] = [
        block("basket", "Whether members' baskets grow."),
        effect("basket.elasticity", signed, "A member's baskets are scaled by exp(elasticity × ln(1 + v))."),
        block("attrition", "Whether members stay longer."),
        effect(
            "attrition.elasticity", size,
            "The attrition hazard is multiplied by exp(−elasticity × ln(1 + v)): positive keeps customers."),
        Parameter(
            "response.effects.attrition.basis", .choice(AttritionEffect.Basis.allCases.map(\.rawValue)),
            .value("per-time"),
            "What a coin after a purchase means when a member buys more often: attrition stays per unit of time, "
                + "or per purchase (then a faster clock mostly brings the same purchases forward)."),
    ]

    /// The parts of any effect's parameter, where it is more than a bare number.
    static let estimateRows: [Parameter] = [
        Parameter("estimate.value", .number(.any), .required, "The value used, in the unit of its parameter."),
        Parameter("estimate.low", .number(.any), .absent, "Its 5 % point, at most the value."),
        Parameter("estimate.high", .number(.any), .absent, "Its 95 % point, at least the value."),
        Parameter("estimate.source", .text, .value(""), "What it rests on."),
        Parameter(
            "estimate.confidence", .choice(Confidence.allCases.map(\.rawValue)), .absent,
            "How far it can be trusted."),
    ]
}
