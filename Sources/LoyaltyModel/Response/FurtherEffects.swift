internal import Foundation

/// The effects that few programs call for, out of the way of those that nearly all do.
///
/// A program that never causes one leaves both factors at exactly 1.
struct FurtherEffects: Sendable {
    /// Factor on the gaps between purchases.
    private(set) var gaps = 1.0
    /// Factor on the attrition hazard.
    private(set) var hazard = 1.0
    private var delight = DecayingStock()
    private var status = StatusMood()
    /// Factor on gaps of having paid a fee.
    private var sunkCost = 1.0

    init(statusSensitivity: Double = 1) { status.sensitivity = statusSensitivity }

    /// Whether a month end can change anything.
    var stirsAtMonthEnd: Bool { !delight.isEmpty || status.stirsAtMonthEnd }

    /// The member's level, as it stands and as it has just changed.
    ///
    /// - Parameters:
    ///   - rise: the share of the level just risen to; 0 for none.
    ///   - fall: the share of the level just fallen from; 0 for none.
    mutating func feelLevel(
        _ view: LevelView, rise: Double, fall: Double, on day: Int32, _ tables: UnsafePointer<ResponseTables>
    ) {
        let effect = tables.pointee.response.status
        if rise > 0 { status.rise(to: rise, on: day, effect) }
        if fall > 0 { status.fall(from: fall, on: day, effect) }
        status.look(view, effect)
        settle(tables)
    }

    /// Whether a fee has been paid, given the effect of perceived value on the logarithm of the rate.
    mutating func feelFee(isPaid: Bool, value: Double, _ tables: UnsafePointer<ResponseTables>) {
        sunkCost = isPaid ? exp(-tables.pointee.response.sunkCost.strength * value) : 1
        settle(tables)
    }

    /// A delight, as its stock.
    mutating func delight(by amount: Double, on day: Int32, _ tables: UnsafePointer<ResponseTables>) {
        let effect = tables.pointee.response.delight
        guard effect.attritionLoss != 0, amount != 0 else { return }
        delight.add(amount, on: day, halfLife: effect.halfLifeDays)
        settle(tables)
    }

    /// Re-evaluates what decays with time.
    mutating func age(to day: Int32, _ tables: UnsafePointer<ResponseTables>) {
        delight.age(to: day, halfLife: tables.pointee.response.delight.halfLifeDays)
        status.age(to: day, tables.pointee.response.status)
        settle(tables)
    }

    private mutating func settle(_ tables: UnsafePointer<ResponseTables>) {
        gaps = status.gaps * sunkCost
        hazard = exp(-tables.pointee.response.delight.attritionLoss * delight.amount)
    }
}

/// An amount that halves in a fixed time, known as of a day; forgotten when little is left.
struct DecayingStock: Sendable {
    /// Below this a stock is forgotten, so that it does not stir the clocks for ever.
    static let least = 1e-3

    private(set) var amount = 0.0
    private var day: Int32 = 0

    var isEmpty: Bool { amount == 0 }

    mutating func add(_ more: Double, on day: Int32, halfLife: Double) {
        age(to: day, halfLife: halfLife)
        amount += more
    }

    mutating func age(to day: Int32, halfLife: Double) {
        if amount != 0, day != self.day { amount *= exp2(-Double(day - self.day) / halfLife) }
        if abs(amount) < Self.least { amount = 0 }
        self.day = day
    }
}
