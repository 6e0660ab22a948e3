internal import Foundation

/// How one member stands towards one program: what is constant, what decays, and the two multipliers that follow.
///
/// Components are kept apart, because a program event re-evaluates only the effects whose inputs it changed;
/// what decays with time is re-evaluated at the member's own purchases and at month ends.
struct MemberMood: Sendable {
    /// Logarithm of the multiplier on the purchase rate, within floor and ceiling.
    private(set) var rate = 0.0
    /// Logarithm of the multiplier on the attrition hazard, within floor and ceiling.
    private(set) var attrition = 0.0
    /// Factor on baskets.
    private(set) var basket = 1.0

    private var rateLoss = 0.0
    private var attritionGain = 0.0
    private var least = 0.0
    private var most = 0.0
    private var sensitivity = 1.0
    private var valueEffect = 0.0
    private var valueAttrition = 0.0
    private var pressure = 0.0
    private var rewarded = 0.0
    private var stock = 0.0
    private var stockDay: Int32 = 0
    private var rewardDay: Int32 = -1
    private(set) var isTooFar = false

    init() {}

    /// Whether a reward has been had.
    var hasReward: Bool { rewardDay >= 0 }

    /// Whether a month end can change anything: something decays, or a reward too far away annoys.
    @inline(__always)
    var stirsAtMonthEnd: Bool { rewarded != 0 || stock != 0 || isTooFar }

    /// A member as new, on joining.
    init(_ tables: borrowing ResponseTables, perception: Perception, sensitivity: Double) {
        let response = tables.response
        let engagement = sensitivity * log1p(perception.value)
        rateLoss = response.frustration.rateLoss
        attritionGain = response.frustration.attritionGain
        (least, most) = (tables.least, tables.most)
        self.sensitivity = sensitivity
        valueEffect = response.perceivedValue.elasticity * engagement
        valueAttrition = -response.attrition.elasticity * engagement
        let annoys = response.frustration.matters && response.frustration.perMonthTooFar > 0
        isTooFar = annoys && perception.daysToReward > response.frustration.patienceDays
        basket = response.basket.elasticity == 0 ? 1 : exp(response.basket.elasticity * engagement)
    }

    /// A reward was had on `day`.
    @inline(__always)
    mutating func reward(on day: Int32) {
        rewardDay = day
        isTooFar = false
    }

    /// Something annoyed: raises the stock by `amount`.
    mutating func frustrate(by amount: Double, on day: Int32, _ tables: borrowing ResponseTables) {
        guard tables.response.frustration.matters else { return }
        stock = stock(on: day, tables) + amount
        stockDay = day
    }

    /// Re-evaluates the pull of the next reward.
    @inline(__always)
    mutating func lookAtBalance(_ balance: Int64, _ table: borrowing PressureTable) {
        pressure = sensitivity * table.effect(balance: balance, rewardedBefore: hasReward)
    }

    /// Re-evaluates what decays with time.
    @inline(__always)
    mutating func age(to day: Int32, _ tables: borrowing ResponseTables) {
        if rewardDay >= 0 {
            let days = min(Int(day - rewardDay), tables.rewarded.count - 1)
            rewarded = sensitivity * tables.rewarded[days]
        }
        if stock != 0 {
            let left = stock(on: day, tables)
            stock = left < Frustration.least ? 0 : left
            stockDay = day
        }
    }

    /// Sums the effects into the two multipliers.
    @inline(__always)
    mutating func settle() {
        rate = held(valueEffect + pressure + rewarded - rateLoss * stock)
        attrition = held(valueAttrition + attritionGain * stock)
    }

    /// A sum of effects held between the logarithms of floor and ceiling.
    @inline(__always)
    private func held(_ sum: Double) -> Double { min(max(sum, least), most) }

    @inline(__always)
    private func stock(on day: Int32, _ tables: borrowing ResponseTables) -> Double {
        stock == 0 ? 0 : stock * tables.decay[Int(day - stockDay)]
    }
}
