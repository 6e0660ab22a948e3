/// The rules of a loyalty program: a list of mechanics, the terms of joining and what running it costs.
///
/// A hybrid is a list with more than one mechanic; the empty list is the baseline. Rules never draw luck.
public struct Program: Sendable, Hashable {
    /// Matches `[a-z0-9-]+`.
    public var name: String
    /// First day of the program, as a day of the study; before it nothing differs from the baseline.
    public var launchDay: Int
    public var enrolment: EnrolmentTerms
    public var mechanics: [Mechanic]
    public var costs: CostSheet
    /// Probability that a member's visit is to staff who do not know the program.
    public var uninformed: Double
    /// What all rewards, prizes and gifts that members ask for may cost together, minor units; nil for no bound.
    public var budget: SharedLimit?
    /// What becomes of its points later, by day; each replaces the one before it.
    public var changes: [ProgramChange] = []
    /// Whether points are issued; see ``ProgramChange``.
    var issues = true
    /// The last day of the study where the calendar goes on behind it: what falls due at its end for the time after it
    /// falls due a day later, as a run has none of it.
    var closingDay: Int?

    public init(
        name: String, launchDay: Int = 0, enrolment: EnrolmentTerms = EnrolmentTerms(), mechanics: [Mechanic] = [],
        costs: CostSheet = CostSheet(), uninformed: Double = 0, budget: SharedLimit? = nil
    ) {
        self.name = name
        self.launchDay = launchDay
        self.enrolment = enrolment
        self.mechanics = mechanics
        self.costs = costs
        self.uninformed = uninformed
        self.budget = budget
    }

    /// The coalition, if anything is shared with anybody.
    public var coalition: CoalitionMechanic? {
        for case .coalition(let coalition) in mechanics where coalition.isShared { return coalition }
        return nil
    }

    /// The rewards that the program's points buy; the card's where its stamps are the points.
    public var catalogue: [Reward] {
        for case .points(let points) in mechanics { return points.rewards }
        for case .punchCard(let card) in mechanics { return [card.reward] }
        return []
    }

    /// Whether points, or stamps that are its points, are good for anything that somebody wants.
    public var hasUseForPoints: Bool {
        if catalogue.contains(where: { !$0.isUnwanted }) { return true }
        return mechanics.contains { mechanic in
            switch mechanic {
            case .points(let points): points.asMoney != nil || points.conversion != nil
            case .tiers(let tiers): tiers.metric == .points
            case .cause(let cause): cause.points != nil
            case .annual(let annual): annual.measure == .points
            case .game(let game): (game.season?.perPoint ?? 0) > 0
            case .coalition(let coalition):
                coalition.partners.contains { if case .money = $0.burn { true } else { false } }
            case .punchCard, .statement, .discount, .paid, .campaign, .offer, .cashback, .referral: false
            }
        }
    }
}

/// The mechanics: one case, one file. A new one is a struct, a case here, and what the compiler then asks for.
public enum Mechanic: Sendable, Hashable {
    case points(PointsMechanic)
    case statement(StatementMechanic)
    case discount(DiscountMechanic)
    case tiers(TierMechanic)
    case paid(PaidMechanic)
    case cause(CauseMechanic)
    case game(GameMechanic)
    case campaign(CampaignMechanic)
    case offer(OfferMechanic)
    case punchCard(PunchCardMechanic)
    case cashback(CashbackMechanic)
    case annual(AnnualMechanic)
    case referral(ReferralMechanic)
    case coalition(CoalitionMechanic)
}

/// The mechanics of a program beyond points and statements: what a visit in full has to look at.
struct MechanicKinds: OptionSet, Sendable {
    let rawValue: UInt32

    static let discount = MechanicKinds(rawValue: 1 << 0)
    static let tiers = MechanicKinds(rawValue: 1 << 1)
    static let paid = MechanicKinds(rawValue: 1 << 2)
    /// Staff who do not know the program.
    static let service = MechanicKinds(rawValue: 1 << 3)
    static let cause = MechanicKinds(rawValue: 1 << 20)
    static let game = MechanicKinds(rawValue: 1 << 21)
    static let campaign = MechanicKinds(rawValue: 1 << 8)
    static let offer = MechanicKinds(rawValue: 1 << 9)
    /// A punch card whose stamps are the program's points, with rules that points do not have.
    static let cardAsPoints = MechanicKinds(rawValue: 1 << 10)
    /// A punch card beside points.
    static let cardBesidePoints = MechanicKinds(rawValue: 1 << 11)
    static let cashback = MechanicKinds(rawValue: 1 << 12)
    static let annual = MechanicKinds(rawValue: 1 << 13)
    static let referral = MechanicKinds(rawValue: 1 << 24)
    static let coalition = MechanicKinds(rawValue: 1 << 25)
    /// Rewards that members take in place of buying the same.
    static let replacing = MechanicKinds(rawValue: 1 << 26)

    /// Those that have goals to work towards.
    static let withGoals: MechanicKinds = [.cardBesidePoints, .annual]
}
