internal import Foundation

/// The luck of one customer's purchases, drawn once and read by every arm.
///
/// Places in its memory are handed out, measured: a purchase would copy all that a place holds.
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
        /// The uniform number that decides on redeeming at this purchase, one for all arms; negative until an arm asks
        /// for it where no coin is tossed after purchases.
        var redemption: Double
    }

    private var draws = GrowingRow<Draw>(capacity: 64)
    /// Words of four purchases: of their gaps, baskets and coins.
    private var words = Philox4x32.Fours()
    private var customer = CustomerKey.world
    private var purchase = PurchaseTrait(phaseRate: 0, shape: 1)
    private var basketTrait = BasketTrait(mean: 0, spread: .fixed)
    private var tossesCoins = false
    /// Baskets of which two can be drawn at once.
    private var basketForm: GammaForm?
    /// Days of the mean season per unit of the purchase clock.
    private var daysPerGap = 0.0

    /// Forgets the last customer.
    mutating func begin(_ customer: CustomerKey, _ traits: CustomerTraits) {
        self.customer = customer
        purchase = traits.purchase
        basketTrait = traits.basket
        if case .coin = traits.attrition { tossesCoins = true } else { tossesCoins = false }
        basketForm = nil
        if case .gamma(let shape) = basketTrait.spread, shape >= 1, purchase.shape == 1 {
            basketForm = GammaForm(shape: shape, scale: basketTrait.mean / shape)
        }
        // Finite for a rate of 0, because a gap may be 0 too.
        daysPerGap = min(1 / purchase.phaseRate, 1e300)
        draws.removeAll()
    }

    /// The luck of purchase `number`; drawn when an arm first asks for it, and asked for in order. To be read before
    /// another one is asked for.
    @inline(__always)
    mutating func draw(_ number: Int, _ luck: Luck, _ sampler: borrowing Sampler) -> UnsafePointer<Draw> {
        if number >= draws.count { drawMore(number, luck, sampler) }
        return UnsafePointer(draws.base + number)
    }

    /// The number that decides on redeeming at a purchase that has been drawn: the coins of a purchase come out of one
    /// block of words.
    @inline(__always)
    mutating func redemption(_ number: Int, _ luck: Luck) -> Double {
        if draws[number].redemption < 0 {
            draws[number].redemption = luck.rareSecondUniform(customer, .purchaseCoins, number)
        }
        return draws[number].redemption
    }

    /// What the purchases up to `number` come to, minor units; all of them have been drawn. Before the first: 0.
    func total(through number: Int) -> Int64 {
        guard number >= 0 else { return 0 }
        precondition(number < draws.count, "drawn before")
        return draws[number].total
    }

    @inline(never)
    private mutating func drawMore(_ number: Int, _ luck: Luck, _ sampler: borrowing Sampler) {
        precondition(number == draws.count, "purchases are drawn in order")
        if let form = basketForm, luck.opening == .real { return drawTwo(number, form, luck, sampler) }
        let basket = basketTrait.amount(customer, number, luck, sampler)
        let coin = tossesCoins ? -Logarithm.of(luck.uniform(customer, .purchaseCoins, number)) : .infinity
        append(basket, coin: coin, redemption: -1, gap: purchase.gap(customer, number + 1, luck, sampler))
    }

    /// Two purchases at once, where each of their numbers comes out of one block of words, of which four are turned at
    /// once: the same luck in a fraction of the instructions. At a life's end some has been drawn for nothing.
    @inline(__always)
    private mutating func drawTwo(_ number: Int, _ form: GammaForm, _ luck: Luck, _ sampler: borrowing Sampler) {
        let place = number & 3
        if place == 0 {
            words.turn(
                Luck.counter(customer, .gap, number + 1, 0), Luck.counter(customer, .basket, number, 0),
                tossesCoins ? Luck.counter(customer, .purchaseCoins, number, 0) : nil, key: luck.key)
        }
        let gap = Logarithm.of(LuckStream.uniform(words.first(0, place)))
        let coin = tossesCoins ? Logarithm.of(LuckStream.uniform(words.first(2, place))) : SIMD2(repeating: -.infinity)
        let basket = sampler.gammas(
            form, words.first(1, place), words.second(1, place),
            (luck.stream(customer, .basket, number), luck.stream(customer, .basket, number + 1)))
        let redemption = tossesCoins ? LuckStream.uniform(words.second(2, place)) : SIMD2(repeating: -1)
        append(smaller(basket.x, CustomerTraits.largest), coin: -coin.x, redemption: redemption.x, gap: -gap.x)
        append(smaller(basket.y, CustomerTraits.largest), coin: -coin.y, redemption: redemption.y, gap: -gap.y)
    }

    @inline(__always)
    private mutating func append(_ basket: Double, coin: Double, redemption: Double, gap: Double) {
        let amount = Self.minor(basket)
        let before = draws.last?.total ?? 0
        draws.append(
            Draw(
                basket: basket, amount: amount, coin: coin, gap: gap * daysPerGap, total: before + amount,
                redemption: redemption))
    }

    /// Largest basket that the ledger takes, minor units: ten billion of a currency with cents.
    private static var largestBasket: Double { 1e12 }

    /// A basket as money: rounded to the nearest minor unit, a half up, and held to what a ledger can carry.
    static func minor(_ amount: Double) -> Int64 {
        // Not-a-number fails the comparison and becomes the largest basket too.
        amount < largestBasket ? Int64(floorOf: amount + 0.5) : Int64(largestBasket)
    }
}
