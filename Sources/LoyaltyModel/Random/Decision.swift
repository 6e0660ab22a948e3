/// The questions that luck answers: one case, one question.
///
/// The number is part of a draw's address, so a case is never renumbered and never reused:
/// that would change the results of every scenario.
public enum Decision: UInt8, CaseIterable, Sendable {
    /// Which segment a customer belongs to.
    case segment = 1
    /// A customer's latent purchase rate.
    case purchaseRate = 2
    /// A customer's regularity (the shape of the gaps) where the model has one.
    case regularity = 3
    /// A customer's latent attrition trait.
    case attritionTrait = 4
    /// A customer's latent basket level.
    case basketLevel = 5
    /// A customer's sensitivity to rewards.
    case rewardSensitivity = 6
    /// The correlated normals of a copula; occurrence is the trait.
    case copula = 7
    /// The gap before purchase `occurrence`, on the purchase clock.
    case gap = 8
    /// Whether the customer leaves after purchase `occurrence`, or at renewal `occurrence` (counted on from a multiple
    /// of 2²⁰ in a later life); the address's second number: whether a member entitled at that purchase redeems.
    case purchaseCoins = 9
    /// The hazard a customer can bear before leaving, for attrition that runs with time; occurrence is the life.
    case lifetime = 10
    /// The basket of purchase `occurrence`.
    case basket = 11
    /// How many customers arrive in month `occurrence`.
    case arrivalCount = 12
    /// When in its month a new customer arrives.
    case arrivalTime = 13
    /// Whether the customer is invited at purchase `occurrence`.
    case invitation = 14
    /// Whether the customer is invited by mail in month `occurrence`.
    case mailInvitation = 15
    /// A customer's own taste for programs: the noise of the enrolment choice.
    case enrolmentTaste = 16
    /// Which of the affordable rewards the member chooses at purchase `occurrence`.
    case rewardChoice = 18
    /// Whether the chosen reward is to be had at purchase `occurrence`.
    case availability = 19
    /// Resampling in a bootstrap; occurrence is the resample.
    case bootstrap = 20
    /// An uncertain number of the response, once a replication; occurrence is the hash of its path.
    case parameter = 21
    /// How strongly the next reward pulls a customer.
    case goalGradient = 22
    /// How much status means to a customer.
    case statusSensitivity = 23
    /// How much a customer minds effort.
    case effortAversion = 24
    /// How much mail a customer bears.
    case mailTolerance = 25
    /// Whether a program's cause moves a customer.
    case causeAffinity = 26
    /// Whether play moves a customer.
    case playAffinity = 27
    /// Where a customer meets the company.
    case channel = 28
    /// How much a customer hoards points.
    case stockpiling = 29
    /// A customer's own taste for paying again for a membership: part of the noise of the renewal choice.
    case renewalTaste = 40
    /// The rest of that noise at the `occurrence`-th time that a fee is due, 0 after a trial.
    case renewal = 43
    /// Whether the staff at purchase `occurrence` do not know the program.
    case uninformed = 45
    /// Whether a member to whom every reward is too far falls silent at the end of month `occurrence`.
    case silence = 46
    /// Whether a member gives points to the cause at purchase `occurrence`.
    case giving = 70
    /// What spin `occurrence` of a member wins.
    case spin = 71
    /// How often a member does something between purchases; occurrence is the event's place and the month.
    case gameEvent = 72
    /// Whether it is done on a visit; occurrence is the event's place and the purchase.
    case gameEventAtVisit = 73
    /// A customer's own taste when asked whether to recommend.
    case recommendationTaste = 76
    /// A customer's own taste when asked how easy it is.
    case easeTaste = 77
    /// A customer's birthday, among the days of a year of 365.
    case birthday = 50
    /// Whether a message is opened; occurrence is the message's place in the campaign and its number.
    case messageOpened = 51
    /// Whether who opened a message clicks.
    case messageClicked = 52
    /// Whether a win-back message brings back one who has left for good.
    case revival = 53
    /// Whether there is a surprise in a month.
    case surprise = 54
    /// Whether a member keeps a coupon to use it; occurrence is the offer's place and the coupon's number.
    case couponKept = 55
    /// The same of a coupon that came with a message; occurrence is the message's place and its number.
    case messageCouponKept = 57
    /// Whether a sample is given; occurrence is the offer's place and the purchase.
    case sample = 56
    /// Whether a member with a full card beside points gives it in at purchase `occurrence`.
    case cardRedemption = 41
    /// Whether its reward is to be had then.
    case cardAvailability = 42
    /// A member's place in the queue of month `occurrence` for what there is not enough of.
    case sharedLimit = 80
    /// A member's lot among those with the same score at the end of season `occurrence`.
    case seasonLot = 81
    /// How long until friend `occurrence` of a member comes, on the member's clock of referrals.
    case referralGap = 60
    /// How many customers a partner brings; occurrence is month × 256 + the partner's place.
    case partnerArrivals = 61
    /// The gap before a customer's visit `occurrence` to a partner.
    case partnerGap = 65
    /// The basket of visit `occurrence` to a partner.
    case partnerBasket = 66
    /// Whether a member entitled at visit `occurrence` to a partner redeems.
    case partnerRedemption = 67
    /// Where a design's points lie; occurrence is the dimension of a Latin hypercube, 1000 for the shift of a Sobol
    /// design, 2000 and the number of a path for elementary effects.
    case design = 90
    /// Whether a customer whose history is known is still there.
    case presentAlive = 100
    /// The hazard that such a customer bears before the next purchase.
    case presentSurvival = 101
    /// In which phase the gap before it is.
    case presentPhase = 102
    /// Which draw of the posterior is taken; occurrence is the candidate.
    case presentChoice = 103
}
