internal import Foundation

/// The luck of one customer's purchases, drawn once and read by every arm.
///
/// Unsafe, measured: it owns its memory and hands out places in it, because out of an array a purchase copied all that
/// it holds, and checked bounds twice.
struct PurchaseLuck: ~Copyable {
    /// What luck says of one purchase.
    struct Draw {
        /// The basket with no program, minor units, unrounded and as money.
        let basket: Double
        let amount: Int64
        /// An Exp(1) number: the customer leaves after this purchase when it falls below the hazard of that moment.
        /// Infinite where no coin is tossed after purchases.
        let coin: Double
        /// The gap to the next purchase at the customer's own pace, days of the mean season.
        let gap: Double
        /// What this purchase and all those before it come to, minor units.
        let total: Int64
    }

    private var draws: UnsafeMutablePointer<Draw>
    private var count = 0
    private var capacity = 64
    /// Days of the mean season per unit of the purchase clock.
    private var daysPerGap = 0.0
    private var customer = CustomerKey.world
    private var purchase = PurchaseTrait(phaseRate: 0, shape: 1)
    private var basketTrait = BasketTrait(mean: 0, spread: .fixed)
    private var tossesCoins = false

    init() { draws = .allocate(capacity: capacity) }

    deinit { draws.deallocate() }

    /// Forgets the last customer.
    mutating func begin(_ customer: CustomerKey, _ traits: CustomerTraits) {
        self.customer = customer
        purchase = traits.purchase
        basketTrait = traits.basket
        if case .coin = traits.attrition { tossesCoins = true } else { tossesCoins = false }
        // Finite for a rate of 0, because a gap may be 0 too.
        daysPerGap = min(1 / purchase.phaseRate, 1e300)
        count = 0
    }

    /// The luck of purchase `number`; drawn when an arm first asks for it, and asked for in order. To be read before
    /// another one is asked for.
    @inline(__always)
    mutating func draw(_ number: Int, _ luck: Luck, _ sampler: borrowing Sampler) -> UnsafePointer<Draw> {
        if number >= count { append(number, luck, sampler) }
        return UnsafePointer(draws + number)
    }

    /// What the purchases up to `number` come to, minor units; all of them have been drawn.
    func total(through number: Int) -> Int64 {
        precondition(number >= 0 && number < count, "drawn before")
        return draws[number].total
    }

    @inline(never)
    private mutating func append(_ number: Int, _ luck: Luck, _ sampler: borrowing Sampler) {
        precondition(number == count, "purchases are drawn in order")
        if count == capacity { makeRoom() }
        let basket = basketTrait.amount(customer, number, luck, sampler)
        let (coin, gap) = coinAndGap(number, luck, sampler)
        let amount = Self.minor(basket)
        let before = number > 0 ? draws[number - 1].total : 0
        (draws + number).initialize(
            to: Draw(basket: basket, amount: amount, coin: coin, gap: gap * daysPerGap, total: before + amount))
        count += 1
    }

    @inline(never)
    private mutating func makeRoom() {
        let larger = UnsafeMutablePointer<Draw>.allocate(capacity: capacity * 2)
        larger.initialize(from: draws, count: count)
        draws.deallocate()
        draws = larger
        capacity *= 2
    }

    @inline(__always)
    private func coinAndGap(_ number: Int, _ luck: Luck, _ sampler: borrowing Sampler) -> (Double, Double) {
        guard tossesCoins else { return (.infinity, purchase.gap(customer, number + 1, luck, sampler)) }
        guard purchase.shape == 1 else {
            return (
                -log(luck.uniform(customer, .attritionCoin, number)),
                purchase.gap(customer, number + 1, luck, sampler)
            )
        }
        let (coin, gap) = luck.uniforms(customer, (.attritionCoin, number), (.gap, number + 1))
        return (-log(coin), -log(gap))
    }

    /// Largest basket that the ledger takes, minor units: ten billion of a currency with cents.
    private static var largestBasket: Double { 1e12 }

    /// A basket as money: rounded to the nearest minor unit, a half up, and held to what a ledger can carry.
    static func minor(_ amount: Double) -> Int64 {
        // Not-a-number fails the comparison and becomes the largest basket too.
        amount < largestBasket ? Int64(amount + 0.5) : Int64(largestBasket)
    }
}
