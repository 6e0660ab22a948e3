internal import Foundation

/// The luck of one customer's purchases, drawn once and read by every arm.
struct PurchaseLuck: ~Copyable {
    /// What luck says of one purchase.
    struct Draw {
        /// The basket with no program, minor units, unrounded and as money.
        let basket: Double
        let amount: Int64
        /// An Exp(1) number: the customer leaves after this purchase when it falls below the hazard of that moment.
        /// Infinite where no coin is tossed after purchases.
        let coin: Double
        /// The gap to the next purchase, in units of the purchase clock.
        let gap: Double
    }

    private var draws: [Draw] = []
    private var customer = CustomerKey.world
    private var purchase = PurchaseTrait(phaseRate: 0, shape: 1)
    private var basketTrait = BasketTrait(mean: 0, spread: .fixed)
    private var tossesCoins = false

    /// Forgets the last customer.
    mutating func begin(_ customer: CustomerKey, _ traits: CustomerTraits) {
        self.customer = customer
        purchase = traits.purchase
        basketTrait = traits.basket
        if case .coin = traits.attrition { tossesCoins = true } else { tossesCoins = false }
        draws.removeAll(keepingCapacity: true)
    }

    /// The luck of purchase `number`; drawn when an arm first asks for it, and asked for in order.
    @inline(__always)
    mutating func draw(_ number: Int, _ luck: Luck, _ sampler: borrowing Sampler) -> Draw {
        if number == draws.count { append(number, luck, sampler) }
        return draws[number]
    }

    @inline(never)
    private mutating func append(_ number: Int, _ luck: Luck, _ sampler: borrowing Sampler) {
        let basket = basketTrait.amount(customer, number, luck, sampler)
        let (coin, gap) = coinAndGap(number, luck, sampler)
        draws.append(Draw(basket: basket, amount: Self.minor(basket), coin: coin, gap: gap))
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
