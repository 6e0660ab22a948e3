internal import Foundation

/// How one member stands towards one program: what is constant, what decays, and the two factors that follow.
///
/// The sum of effects is kept as a product of their exponentials, one factor for each effect: a program event
/// re-evaluates only the effects whose inputs it changed, and what decays with time is re-evaluated at the member's
/// own purchases and at month ends. An effect of zero is a factor of exactly 1. Measured: the one exponential of the
/// sum would make each purchase wait for it, since the sum depends on the day, and the day on the purchase before.
struct MemberMood {
    /// Factor on the gaps between purchases: 1 ÷ the multiplier on the purchase rate, which is held within floor and
    /// ceiling.
    private(set) var gaps = 1.0
    /// Factor on the attrition hazard, held within floor and ceiling.
    private(set) var hazard = 1.0
    /// Factor on baskets, and whether it is other than 1.
    private(set) var basket = 1.0
    private(set) var scalesBaskets = false
    /// Whether the nearest reward lies further away than the customer's patience, and none has been had.
    private(set) var isTooFar = false

    private(set) var sensitivity = 1.0
    private var floor = 1.0
    private var ceiling = 1.0
    /// 1 ÷ ceiling and 1 ÷ floor: what floor and ceiling mean for gaps.
    private var leastGaps = 1.0
    private var largestGaps = 1.0
    // Factors on gaps, effect by effect.
    private var pressureGaps = 1.0
    private var rewardedGaps = 1.0
    /// The product of all but these two. Kept apart, measured: a product of what has just been stored and what has not is
    /// read as a vector, which has to wait until the store is over.
    private var steadyGaps = 1.0
    private var valueGaps = 1.0
    private var frustratedGaps = 1.0
    // Factors on the hazard.
    private var valueHazard = 1.0
    private var frustratedHazard = 1.0
    /// The frustration stock as of `stockDay`.
    private var stock = 0.0
    private var stockDay: Int32 = 0
    private var rewardDay: Int32 = -1
    /// How much the reward of that day moves a member, beside a large one.
    private var rewardWeight = 0.0
    /// Its lift by days since, as factors on gaps, where that has been worked out beforehand (see ``RewardLifts``).
    private var rewardLift: UnsafePointer<Double>?
    /// Whether a month end can change anything: something decays, or a reward too far away annoys. Kept, so that it is
    /// one look for those in whom nothing stirs.
    private(set) var isStirring = false
    /// Whether the stock has changed since the last ``settle()``; whether any factor has but the two that change often.
    private var stockIsStale = true
    private var isStale = true
    /// The effects that few programs call for.
    private var further: FurtherEffects
    /// The effect of perceived value on the logarithm of the purchase rate.
    private var valueEffect = 0.0
    /// Whether the program no longer means anything to the member: all factors are 1, and stay so.
    private var isIndifferent = false

    /// A member as new, on joining.
    init(
        _ tables: UnsafePointer<ResponseTables>, perception: Perception, sensitivity: Double, mailTolerance: Double = 1,
        statusSensitivity: Double = 1
    ) {
        let engagement = sensitivity * log1p(perception.value)
        self.sensitivity = sensitivity
        further = FurtherEffects(
            sensitivity: sensitivity, mailTolerance: mailTolerance, statusSensitivity: statusSensitivity)
        floor = tables.pointee.response.floor
        ceiling = tables.pointee.response.ceiling
        leastGaps = 1 / ceiling
        largestGaps = 1 / floor
        valueEffect = tables.pointee.response.perceivedValue.elasticity * engagement
        valueGaps = tables.pointee.exponential.seldom(-valueEffect)
        valueHazard = tables.pointee.exponential.seldom(-tables.pointee.response.attrition.elasticity * engagement)
        let effect = tables.pointee.response.basket.elasticity * engagement
        basket = effect == 0 ? 1 : tables.pointee.exponential.seldom(effect)
        scalesBaskets = basket != 1
        let frustration = tables.pointee.response.frustration
        let annoys = tables.pointee.frustrationMatters && frustration.perMonthTooFar > 0
        isTooFar =
            (annoys || tables.pointee.response.silence.monthly > 0)
            && perception.daysToReward > frustration.patienceDays
        isStirring = isTooFar
    }

    /// Whether a reward has been had.
    var hasReward: Bool { rewardDay >= 0 }

    /// A reward was had on `day` that moves a member by `weight` of what a large one does. A small one takes nothing from
    /// what is left of the lift after a larger one.
    @inline(__always)
    mutating func reward(
        _ weight: Double, lift: UnsafePointer<Double>?, on day: Int32, _ tables: UnsafePointer<ResponseTables>
    ) {
        let left = rewardDay < 0 ? 0 : rewardWeight * tables.pointee.rewarded[Int(day &- rewardDay)]
        if weight * tables.pointee.rewarded[0] >= left {
            (rewardDay, rewardWeight, rewardLift) = (day, weight, sensitivity == 1 ? lift : nil)
        }
        isTooFar = false
        ageReward(to: day, tables)
        lookAtWhatStirs()
    }

    /// Something annoyed: raises the stock by `amount`.
    @inline(__always)
    mutating func frustrate(by amount: Double, on day: Int32, _ tables: UnsafePointer<ResponseTables>) {
        guard tables.pointee.frustrationMatters, amount != 0, !isIndifferent else { return }
        setStock(stock(on: day, tables) + amount, on: day, tables)
        lookAtWhatStirs()
    }

    /// Re-evaluates the pull of the next reward, given as its factor on gaps.
    @inline(__always)
    mutating func feelPressure(_ gaps: Double) { pressureGaps = gaps }

    /// Re-evaluates what decays with time.
    @inline(__always)
    mutating func age(to day: Int32, _ tables: UnsafePointer<ResponseTables>) {
        guard isStirring else { return }
        ageReward(to: day, tables)
        if stock > 0 { setStock(stock(on: day, tables), on: day, tables) }
        if further.isStirring {
            further.age(to: day, tables)
            isStale = true
        }
        lookAtWhatStirs()
    }

    /// The membership has ended, or means nothing any more: from the next ``settle()`` on nothing has an effect.
    mutating func growIndifferent() {
        isIndifferent = true
        isTooFar = false
        // Whatever is multiplied by it is exactly nothing.
        (sensitivity, scalesBaskets, rewardLift) = (0, false, nil)
        (valueGaps, pressureGaps, rewardedGaps, frustratedGaps) = (1, 1, 1, 1)
        (valueHazard, frustratedHazard, basket, stock) = (1, 1, 1, 0)
        further = FurtherEffects(sensitivity: 0, mailTolerance: 1, statusSensitivity: 0)
        (isStirring, stockIsStale, isStale) = (false, true, true)
    }

    /// The member's level (see ``FurtherEffects``).
    mutating func feelLevel(
        _ view: LevelView, rise: Double, fall: Double, on day: Int32, _ tables: UnsafePointer<ResponseTables>
    ) {
        guard !isIndifferent else { return }
        if rise > 0 { isTooFar = false }
        further.feelLevel(view, rise: rise, fall: fall, on: day, tables)
        isStale = true
        lookAtWhatStirs()
    }

    /// Whether a fee has been paid for the running period.
    mutating func feelFee(isPaid: Bool, _ tables: UnsafePointer<ResponseTables>) {
        guard !isIndifferent else { return }
        further.feelFee(isPaid: isPaid, value: valueEffect, tables)
        isStale = true
    }

    /// Re-evaluates the lift after a reward.
    @inline(__always)
    private mutating func ageReward(to day: Int32, _ tables: UnsafePointer<ResponseTables>) {
        guard rewardDay >= 0 else { return }
        let days = Int(day &- rewardDay)
        rewardedGaps =
            rewardLift?[days]
            ?? tables.pointee.exponential.seldom(-sensitivity * rewardWeight * tables.pointee.rewarded[days])
    }

    /// A delight, as its stock.
    mutating func delight(by amount: Double, on day: Int32, _ tables: UnsafePointer<ResponseTables>) {
        guard !isIndifferent else { return }
        further.delight(by: amount, on: day, tables)
        isStale = true
        lookAtWhatStirs()
    }

    /// The stocks of delight and frustration as they are on `day`.
    func stocks(on day: Int32, _ tables: UnsafePointer<ResponseTables>) -> (delight: Double, frustration: Double) {
        (further.delight(on: day, tables), stock(on: day, tables))
    }

    /// The next day at whose end messages or offers have faded by another half.
    @inline(__always)
    var nextStir: Int32 { further.nextStir }

    /// Opens a message, and returns how many more are in stock than the customer bears.
    mutating func openMessage(on day: Int32, _ tables: UnsafePointer<ResponseTables>) -> Double {
        guard !isIndifferent else { return 0 }
        let excess = further.openMessage(on: day, tables)
        isStale = true
        lookAtWhatStirs()
        return excess
    }

    /// Has another coupon.
    mutating func haveOffer(_ weight: Double, on day: Int32, _ tables: UnsafePointer<ResponseTables>) {
        guard !isIndifferent else { return }
        further.haveOffer(weight, on: day, tables)
        isStale = true
        lookAtWhatStirs()
    }

    /// Messages and offers have faded by another half.
    mutating func stir(on day: Int32, _ tables: UnsafePointer<ResponseTables>) {
        further.stir(on: day, tables)
        isStale = true
        lookAtWhatStirs()
    }

    @inline(__always)
    private mutating func lookAtWhatStirs() {
        isStirring = rewardedGaps != 1 || stock != 0 || isTooFar || further.isStirring
    }

    /// Multiplies the effects into the two factors.
    @inline(__always)
    mutating func settle(_ tables: UnsafePointer<ResponseTables>) {
        if isStale { settleSteady(tables) }
        gaps = smaller(larger(steadyGaps * (pressureGaps * rewardedGaps), leastGaps), largestGaps)
    }

    /// Not inlined: three of four purchases have no use for it, and its code at each place where effects are settled would
    /// crowd out theirs.
    @inline(never)
    private mutating func settleSteady(_ tables: UnsafePointer<ResponseTables>) {
        // Here, not where the stock changes: it may change again before anybody asks, or belong to one who has left.
        if stockIsStale { settleStock(tables) }
        steadyGaps = (valueGaps * further.gaps) * frustratedGaps
        hazard = smaller(larger((valueHazard * further.hazard) * frustratedHazard, floor), ceiling)
        (stockIsStale, isStale) = (false, false)
    }

    @inline(__always)
    private func stock(on day: Int32, _ tables: UnsafePointer<ResponseTables>) -> Double {
        stock == 0 ? 0 : stock * tables.pointee.decay[Int(day &- stockDay)]
    }

    @inline(__always)
    private mutating func setStock(_ amount: Double, on day: Int32, _ tables: UnsafePointer<ResponseTables>) {
        stock = amount < Frustration.least ? 0 : amount
        stockDay = day
        (stockIsStale, isStale) = (true, true)
    }

    @inline(__always)
    private mutating func settleStock(_ tables: UnsafePointer<ResponseTables>) {
        frustratedGaps =
            stock == 0 ? 1 : tables.pointee.exponential.of(tables.pointee.response.frustration.rateLoss * stock)
        // One exponential where it serves both: attrition that is twice as sensitive, as in the literature's numbers.
        frustratedHazard =
            tables.pointee.doubleHazard
            ? frustratedGaps * frustratedGaps
            : (stock == 0
                ? 1 : tables.pointee.exponential.seldom(tables.pointee.response.frustration.attritionGain * stock))
    }
}
