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
    /// Opened messages, and coupons had.
    private var messages = DecayingStock()
    private var offers = DecayingStock()
    private var status = StatusMood()
    /// Factor on gaps of having paid a fee.
    private var sunkCost = 1.0
    private var messageGaps = 1.0
    private var offerGaps = 1.0
    /// Multiplies every reward-driven effect.
    private let sensitivity: Double
    /// How many messages the customer bears beside the mean customer.
    private let mailTolerance: Double

    init(sensitivity: Double, mailTolerance: Double, statusSensitivity: Double) {
        status.sensitivity = statusSensitivity
        self.sensitivity = sensitivity
        self.mailTolerance = mailTolerance
    }

    /// Whether a month end can change anything; kept, because every purchase asks.
    private(set) var isStirring = false

    /// The next day at whose end messages or offers have faded by another half.
    var nextStir: Int32 { min(messages.nextHalf, offers.nextHalf) }

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
        settleGaps()
    }

    /// Whether a fee has been paid, given the effect of perceived value on the logarithm of the rate.
    mutating func feelFee(isPaid: Bool, value: Double, _ tables: UnsafePointer<ResponseTables>) {
        sunkCost = isPaid ? exp(-tables.pointee.response.sunkCost.strength * value) : 1
        settleGaps()
    }

    /// A delight, as its stock.
    mutating func delight(by amount: Double, on day: Int32, _ tables: UnsafePointer<ResponseTables>) {
        guard tables.pointee.delightMatters, amount != 0 else { return }
        delight.add(amount, on: day, halfLife: tables.pointee.response.delight.halfLifeDays)
        settleDelight(tables)
    }

    /// Opens a message, and returns how many more are in stock than the customer bears.
    mutating func openMessage(on day: Int32, _ tables: UnsafePointer<ResponseTables>) -> Double {
        let effect = tables.pointee.response.message
        let floods = tables.pointee.response.frustration.perMailFlood != 0
        guard effect.lift != 0 || effect.fatigue != 0 || floods else { return 0 }
        messages.add(1, on: day, halfLife: effect.halfLifeDays)
        settleMessages(tables)
        return max(0, messages.amount - effect.tolerance * mailTolerance)
    }

    /// Has more coupons, as the sum of their weights.
    mutating func haveOffer(_ weight: Double, on day: Int32, _ tables: UnsafePointer<ResponseTables>) {
        let effect = tables.pointee.response.offer
        guard effect.lift != 0 else { return }
        offers.add(weight, on: day, halfLife: effect.halfLifeDays)
        settleOffers(tables)
    }

    /// Messages and offers have faded by another half.
    mutating func stir(on day: Int32, _ tables: UnsafePointer<ResponseTables>) {
        if messages.nextHalf <= day { ageMessages(to: day, tables) }
        if offers.nextHalf <= day { ageOffers(to: day, tables) }
    }

    /// The stock of delight as it is on `day`.
    func delight(on day: Int32, _ tables: UnsafePointer<ResponseTables>) -> Double {
        var delight = delight
        delight.age(to: day, halfLife: tables.pointee.response.delight.halfLifeDays)
        return delight.amount
    }

    /// Re-evaluates what decays with time.
    mutating func age(to day: Int32, _ tables: UnsafePointer<ResponseTables>) {
        if !delight.isEmpty {
            delight.age(to: day, halfLife: tables.pointee.response.delight.halfLifeDays)
            settleDelight(tables)
        }
        if status.stirsAtMonthEnd {
            status.age(to: day, tables.pointee.response.status)
            settleGaps()
        }
        if !messages.isEmpty { ageMessages(to: day, tables) }
        if !offers.isEmpty { ageOffers(to: day, tables) }
    }

    private mutating func ageMessages(to day: Int32, _ tables: UnsafePointer<ResponseTables>) {
        messages.age(to: day, halfLife: tables.pointee.response.message.halfLifeDays)
        settleMessages(tables)
    }

    private mutating func ageOffers(to day: Int32, _ tables: UnsafePointer<ResponseTables>) {
        offers.age(to: day, halfLife: tables.pointee.response.offer.halfLifeDays)
        settleOffers(tables)
    }

    private mutating func settleDelight(_ tables: UnsafePointer<ResponseTables>) {
        hazard = exp(-tables.pointee.response.delight.attritionLoss * delight.amount)
        lookAtWhatStirs()
    }

    private mutating func settleGaps() {
        gaps = messageGaps * offerGaps * (status.gaps * sunkCost)
        lookAtWhatStirs()
    }

    private mutating func lookAtWhatStirs() {
        isStirring = !delight.isEmpty || !messages.isEmpty || !offers.isEmpty || status.stirsAtMonthEnd
    }

    private mutating func settleMessages(_ tables: UnsafePointer<ResponseTables>) {
        let effect = tables.pointee.response.message
        messageGaps = exp(-effect.effect(stock: messages.amount, tolerance: effect.tolerance * mailTolerance))
        settleGaps()
    }

    private mutating func settleOffers(_ tables: UnsafePointer<ResponseTables>) {
        offerGaps = exp(-tables.pointee.response.offer.lift * sensitivity * offers.amount)
        settleGaps()
    }
}

/// An amount that halves in a fixed time, known as of a day; forgotten when little is left.
struct DecayingStock: Sendable {
    /// Below this a stock is forgotten, so that it does not stir the clocks for ever.
    static let least = 1e-3

    private(set) var amount = 0.0
    private var day: Int32 = 0
    /// The next day on which as much time as a half-life has passed since the last addition, or a multiple of it;
    /// `Lot.noExpiry` once nothing is left.
    private(set) var nextHalf = Lot.noExpiry

    var isEmpty: Bool { amount == 0 }

    mutating func add(_ more: Double, on day: Int32, halfLife: Double) {
        age(to: day, halfLife: halfLife)
        amount += more
        nextHalf = day + Self.wholeDays(halfLife)
    }

    mutating func age(to day: Int32, halfLife: Double) {
        if amount != 0, day != self.day { amount *= exp2(-Double(day - self.day) / halfLife) }
        if abs(amount) < Self.least { amount = 0 }
        self.day = day
        if amount == 0 { nextHalf = Lot.noExpiry }
        while nextHalf <= day { nextHalf += Self.wholeDays(halfLife) }
    }

    private static func wholeDays(_ halfLife: Double) -> Int32 { Int32(min(1e6, max(1, halfLife.rounded()))) }
}
