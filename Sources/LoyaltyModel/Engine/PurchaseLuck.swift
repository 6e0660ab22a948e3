internal import Foundation

/// The luck of one customer's purchases, drawn once and read by every arm.
///
/// Purchase `j` has a gap before it, a coin after it and a basket; each is drawn when an arm first asks for it.
struct PurchaseLuck: ~Copyable {
    private var gaps: [Double] = [0]
    private var coins: [Double] = []
    private var baskets: [Double] = []
    private var customer = CustomerKey.world
    private var purchase = PurchaseTrait(phaseRate: 0, shape: 1)
    private var basketTrait = BasketTrait(mean: 0, spread: .fixed)

    /// Forgets the last customer.
    mutating func begin(_ customer: CustomerKey, _ traits: CustomerTraits) {
        self.customer = customer
        purchase = traits.purchase
        basketTrait = traits.basket
        // The first purchase has no gap: it is the arrival.
        gaps.removeAll(keepingCapacity: true)
        gaps.append(0)
        coins.removeAll(keepingCapacity: true)
        baskets.removeAll(keepingCapacity: true)
    }

    /// The gap before purchase `number`, in units of the purchase clock. Asked for in order.
    @inline(__always)
    mutating func gap(_ number: Int, _ luck: Luck, _ sampler: borrowing Sampler) -> Double {
        if number == gaps.count { gaps.append(purchase.gap(customer, number, luck, sampler)) }
        return gaps[number]
    }

    /// An Exp(1) number: the customer leaves after purchase `number` when it falls below the hazard of that moment.
    @inline(__always)
    mutating func coin(_ number: Int, _ luck: Luck) -> Double {
        while number >= coins.count {
            coins.append(-log(luck.uniform(customer, .attritionCoin, coins.count)))
        }
        return coins[number]
    }

    /// The basket of purchase `number` with no program, minor units, unrounded. Asked for in order.
    @inline(__always)
    mutating func basket(_ number: Int, _ luck: Luck, _ sampler: borrowing Sampler) -> Double {
        if number == baskets.count { baskets.append(basketTrait.amount(customer, number, luck, sampler)) }
        return baskets[number]
    }
}
