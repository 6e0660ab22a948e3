internal import Foundation

/// What levels of membership do to the purchase rate.
///
/// effect = level share × `level` + pull of the next threshold + what is left of rises and falls, all times the
/// customer's status sensitivity. Sources: Kopalle et al. 2012 (pressure towards a tier); Wagner et al. 2009 (a demotion
/// hurts more than a promotion helps); Wang et al. 2016 (missing the goal lowers later purchases, most in top tiers).
public struct Status: Sendable, Hashable {
    /// The effect at the top level; lower ones have their share, level ÷ number of levels above the first.
    public var level: Double
    /// What a level does by its name alone, as a share of what it does where it gives a lot (see ``RewardWorth``).
    public var titleShare: Double
    /// The pull on the doorstep of the next threshold as the window closes: × progress^shape × closeness of its end.
    public var pressure: Double
    public var shape: Double
    /// The effect on the day of reaching the top level, and of falling from it (positive lowers the rate); of and from a
    /// lower level its share. Both fade.
    public var promotionGain: Double
    public var demotionLoss: Double
    public var halfLifeDays: Double

    public init(
        level: Double = 0, titleShare: Double = 1, pressure: Double = 0, shape: Double = 1, promotionGain: Double = 0,
        demotionLoss: Double = 0, halfLifeDays: Double = 180
    ) {
        self.level = level
        self.titleShare = titleShare
        self.pressure = pressure
        self.shape = shape
        self.promotionGain = promotionGain
        self.demotionLoss = demotionLoss
        self.halfLifeDays = halfLifeDays
    }

    /// The pull of the next threshold.
    func pull(_ view: LevelView) -> Double {
        guard pressure != 0, view.progress > 0 else { return 0 }
        return pressure * view.nextWeight * pow(view.progress, shape) * view.closeness
    }
}

/// What a member feels about the level.
struct StatusMood: Sendable {
    /// Multiplies all effects of status; a trait of the customer.
    var sensitivity = 1.0
    /// Factor on the gaps between purchases.
    private(set) var gaps = 1.0
    private var held = 0.0
    private var pull = 0.0
    private var closes = false
    private var changes = DecayingStock()

    /// Whether a month end can change anything.
    var stirsAtMonthEnd: Bool { !changes.isEmpty || closes }

    /// The member rose to a level, given as its share.
    mutating func rise(to share: Double, on day: Int32, _ status: Status) {
        changes.add(status.promotionGain * share, on: day, halfLife: status.halfLifeDays)
    }

    /// The member fell from a level.
    mutating func fall(from share: Double, on day: Int32, _ status: Status) {
        changes.add(-status.demotionLoss * share, on: day, halfLife: status.halfLifeDays)
    }

    /// Re-evaluates what the level and the next threshold do.
    mutating func look(_ view: LevelView, _ status: Status) {
        held = status.level * view.share
        pull = status.pull(view)
        closes = status.pressure != 0 && view.windowCloses && view.progress > 0
        settle()
    }

    mutating func age(to day: Int32, _ status: Status) {
        changes.age(to: day, halfLife: status.halfLifeDays)
        settle()
    }

    private mutating func settle() { gaps = exp(-sensitivity * (held + pull + changes.amount)) }
}
