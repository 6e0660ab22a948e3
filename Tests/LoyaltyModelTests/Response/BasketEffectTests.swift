import Foundation
import LoyaltyModel
import Testing

/// Members' baskets are the twins', scaled and rounded; not at all by default.
@Suite("Basket effect")
struct BasketEffectTests {
    @Test("baskets multiply by (1 + v)^(elasticity × sensitivity), rounded to the minor unit", arguments: [0.3, -0.3])
    func scaling(elasticity: Double) {
        // v of the card at a basket of 7.77: 0.8 × 0.5 × 500 a point × 10 points ÷ 777.
        let world = PlainWorld(basket: 7.77, sensitivity: 1.5)
        let value = 0.4 * 500 * 10 / 777.0
        let expected = Int64((777 * power(1 + value, elasticity * 1.5)).rounded())
        let lives = world.lives(0, [card()], Response(basket: BasketEffect(elasticity: elasticity)))
        #expect(lives[1].purchases.map(\.instant) == lives[0].purchases.map(\.instant))
        #expect(lives[1].purchases.count > 80)
        // The purchase at which the customer joins was made before.
        #expect(lives[1].purchases[0].amount == 777)
        #expect(lives[1].purchases.dropFirst().allSatisfy { $0.amount == expected })
    }

    @Test("no basket changes unless the document says so")
    func none() {
        var response = Fixtures.strong
        response.basket = BasketEffect()
        let simulation = Fixtures.simulation(response: response)
        for customer in 0..<100 {
            let lives = simulation.lives(of: .base(customer), replication: 1)
            for life in lives {
                #expect(zip(life.purchases, lives[0].purchases).allSatisfy { $0.amount == $1.amount })
            }
        }
    }
}
