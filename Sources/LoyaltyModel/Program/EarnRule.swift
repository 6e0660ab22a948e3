/// How many points a purchase earns.
///
/// Points = rate × money × category multiplier × day multiplier, rounded as stated, plus points per visit.
/// All factors are exact decimals in millionths, so that a ledger can be recomputed by hand.
public struct EarnRule: Sendable, Hashable {
    /// What is rounded: each line (category) of a basket, or the basket's sum.
    public enum RoundingUnit: String, CaseIterable, Sendable { case line, basket }
    /// Whether the part of a bill paid with points or vouchers earns points.
    public enum Base: String, CaseIterable, Sendable { case gross, net }

    /// Millionths of a point per major unit of money.
    public var perMoneyMillionths: Int64
    public var perVisit: Points
    /// Multiplier of each named category in millionths; a category not named has 1.
    public var categories: [CategoryMultiplier]
    /// Days on which earning is multiplied; where several apply, the largest counts.
    public var bonusDays: [BonusDays]
    public var rounding: Rounding
    public var roundEach: RoundingUnit
    public var earnsOn: Base

    public init(
        perMoneyMillionths: Int64, perVisit: Points = .zero, categories: [CategoryMultiplier] = [],
        bonusDays: [BonusDays] = [], rounding: Rounding = .floor, roundEach: RoundingUnit = .basket,
        earnsOn: Base = .net
    ) {
        self.perMoneyMillionths = perMoneyMillionths
        self.perVisit = perVisit
        self.categories = categories
        self.bonusDays = bonusDays
        self.rounding = rounding
        self.roundEach = roundEach
        self.earnsOn = earnsOn
    }
}

/// Points on a category are multiplied.
public struct CategoryMultiplier: Sendable, Hashable {
    public var name: String
    public var millionths: Int64

    public init(name: String, millionths: Int64) {
        self.name = name
        self.millionths = millionths
    }
}

/// Points on certain days are multiplied.
public struct BonusDays: Sendable, Hashable {
    public enum When: Sendable, Hashable {
        /// 1 for Monday to 7 for Sunday, every week.
        case weekday(Int)
        /// Both dates included.
        case dates(CalendarDate, CalendarDate)
    }

    public var when: When
    public var millionths: Int64

    public init(when: When, millionths: Int64) {
        self.when = when
        self.millionths = millionths
    }
}
