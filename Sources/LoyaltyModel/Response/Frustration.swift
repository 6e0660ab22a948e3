internal import Foundation

/// A stock of annoyance that decays with time, lowers the purchase rate and raises attrition.
///
/// It is raised by points that expire, by a reward that is not to be had, by staff who do not know the program, by too
/// much mail, and at each month end by a first reward that lies further away than the customer's patience. Source of the
/// list: Bond 2018, COLLOQUY 2017, HelloWorld 2019 (reasons for dissatisfaction and for leaving).
public struct Frustration: Sendable, Hashable {
    /// Effect on the logarithm of the purchase rate per unit of stock (positive lowers the rate).
    public var rateLoss: Double
    /// Effect on the logarithm of the attrition hazard per unit of stock.
    public var attritionGain: Double
    /// Days in which the stock halves.
    public var halfLifeDays: Double
    /// Stock added when points expire: times the share of the cheapest reward lost, at most 1.
    public var perExpiry: Double
    /// Stock added when the chosen reward is not to be had.
    public var perUnavailable: Double
    /// Stock added by a visit to staff who do not know the program.
    public var perUninformed: Double
    /// Stock added at each month end while no reward has been had and none is within `patienceDays`.
    public var perMonthTooFar: Double
    /// Stock added by an opened message: times the messages in stock above the tolerance, at most 1.
    public var perMailFlood: Double
    /// How long a first reward may take at the customer's own pace.
    public var patienceDays: Double

    public init(
        rateLoss: Double = 0, attritionGain: Double = 0, halfLifeDays: Double = 90, perExpiry: Double = 0,
        perUnavailable: Double = 0, perUninformed: Double = 0, perMonthTooFar: Double = 0, perMailFlood: Double = 0,
        patienceDays: Double = 365
    ) {
        self.rateLoss = rateLoss
        self.attritionGain = attritionGain
        self.halfLifeDays = halfLifeDays
        self.perExpiry = perExpiry
        self.perUnavailable = perUnavailable
        self.perUninformed = perUninformed
        self.perMonthTooFar = perMonthTooFar
        self.perMailFlood = perMailFlood
        self.patienceDays = patienceDays
    }

    /// Whether a stock can change anything at all.
    var matters: Bool { rateLoss != 0 || attritionGain != 0 }

    /// Below this a stock is forgotten, so that it does not stir the clocks for ever.
    static let least = 1e-3

    /// What is left of a stock by whole days since it was last raised, for `days` days.
    func decay(days: Int) -> [Double] {
        (0...days).map { exp2(-Double($0) / halfLifeDays) }
    }
}
