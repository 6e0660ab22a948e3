internal import Foundation

/// How one member stands towards one program: what is constant, what decays, and the two factors that follow.
///
/// The sum of effects is kept as a product of their exponentials, one factor for each effect: a program event
/// re-evaluates only the effects whose inputs it changed, and what decays with time is re-evaluated at the member's
/// own purchases and at month ends. An effect of zero is a factor of exactly 1. Measured: the one exponential of the
/// sum would make each purchase wait for it, since the sum depends on the day, and the day on the purchase before.
struct MemberMood: Sendable {
    /// Factor on the gaps between purchases: 1 ÷ the multiplier on the purchase rate, which is held within floor and
    /// ceiling.
    private(set) var gaps = 1.0
    /// Factor on the attrition hazard, held within floor and ceiling.
    private(set) var hazard = 1.0
    /// Factor on baskets.
    private(set) var basket = 1.0
    /// Whether the nearest reward lies further away than the customer's patience, and none has been had.
    private(set) var isTooFar = false

    private var sensitivity = 1.0
    private var leastFactor = 1.0
    private var largestFactor = 1.0
    // Factors on gaps, effect by effect.
    private var valueGaps = 1.0
    private var pressureGaps = 1.0
    private var rewardedGaps = 1.0
    private var frustratedGaps = 1.0
    // Factors on the hazard.
    private var valueHazard = 1.0
    private var frustratedHazard = 1.0
    /// The frustration stock as of `stockDay`.
    private var stock = 0.0
    private var stockDay: Int32 = 0
    private var rewardDay: Int32 = -1

    /// A member as new, on joining.
    init(_ tables: borrowing ResponseTables, perception: Perception, sensitivity: Double) {
        let engagement = sensitivity * log1p(perception.value)
        self.sensitivity = sensitivity
        leastFactor = 1 / tables.response.ceiling
        largestFactor = 1 / tables.response.floor
        valueGaps = exp(-tables.response.perceivedValue.elasticity * engagement)
        valueHazard = exp(-tables.response.attrition.elasticity * engagement)
        basket = exp(tables.response.basket.elasticity * engagement)
        let frustration = tables.response.frustration
        let annoys = frustration.matters && frustration.perMonthTooFar > 0
        isTooFar = annoys && perception.daysToReward > frustration.patienceDays
    }

    /// Whether a reward has been had.
    var hasReward: Bool { rewardDay >= 0 }

    /// Whether a month end can change anything: something decays, or a reward too far away annoys.
    @inline(__always)
    var stirsAtMonthEnd: Bool { rewardedGaps != 1 || stock != 0 || isTooFar }

    /// A reward was had on `day`.
    @inline(__always)
    mutating func reward(on day: Int32) {
        rewardDay = day
        isTooFar = false
    }

    /// Something annoyed: raises the stock by `amount`.
    mutating func frustrate(by amount: Double, on day: Int32, _ tables: borrowing ResponseTables) {
        guard tables.response.frustration.matters, amount != 0 else { return }
        setStock(stock(on: day, tables) + amount, on: day, tables)
    }

    /// Re-evaluates the pull of the next reward, which is `effect` for a customer of mean sensitivity.
    @inline(__always)
    mutating func feelPressure(_ effect: Double) { pressureGaps = exp(-sensitivity * effect) }

    /// Re-evaluates what decays with time.
    @inline(__always)
    mutating func age(to day: Int32, _ tables: borrowing ResponseTables) {
        if rewardDay >= 0 {
            let days = min(Int(day - rewardDay), tables.rewarded.count - 1)
            rewardedGaps = sensitivity == 1 ? tables.rewardedGaps[days] : exp(-sensitivity * tables.rewarded[days])
        }
        if stock != 0 { setStock(stock(on: day, tables), on: day, tables) }
    }

    /// Multiplies the effects into the two factors.
    @inline(__always)
    mutating func settle() {
        gaps = min(max(valueGaps * pressureGaps * rewardedGaps * frustratedGaps, leastFactor), largestFactor)
        // Floor and ceiling hold for the hazard itself, so they change places here.
        hazard = min(max(valueHazard * frustratedHazard, 1 / largestFactor), 1 / leastFactor)
    }

    private func stock(on day: Int32, _ tables: borrowing ResponseTables) -> Double {
        stock == 0 ? 0 : stock * tables.decay[Int(day - stockDay)]
    }

    @inline(never)
    private mutating func setStock(_ amount: Double, on day: Int32, _ tables: borrowing ResponseTables) {
        stock = amount < Frustration.least ? 0 : amount
        stockDay = day
        frustratedGaps = exp(tables.response.frustration.rateLoss * stock)
        frustratedHazard = exp(tables.response.frustration.attritionGain * stock)
    }
}
