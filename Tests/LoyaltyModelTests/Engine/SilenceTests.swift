import Foundation
import LoyaltyModel
import Testing

/// Members to whom every reward is too far, and staff who do not know the program.
@Suite("Silence and service")
struct SilenceTests {
    /// A reward of 1000 visits, years away.
    static let far = card(perVisit: 1, price: 1000, face: 100_000)

    @Test("a share falls silent at each month's end; one with a reward near never does")
    func share() async {
        let world = PlainWorld(customers: 10_000, days: 181)
        let response = Response(silence: Silence(monthly: 0.1))
        let outcome = await Fixtures.run(world.simulation([Self.far, card()], response), replications: 1)[0]
        // 1 January to 30 June: five month ends within the study.
        let (n, silent) = (Double(world.customers), Double(outcome.value(.silent, arm: 1, segment: 0)))
        let expected = 1 - pow(0.9, 5.0)
        #expect(abs(silent - n * expected) < 4 * (n * expected * (1 - expected)).squareRoot(), "\(silent)")
        #expect(outcome.value(.silent, arm: 2, segment: 0) == 0)
        let outside = outcome.value(.activeOutside, arm: 1, segment: 0)
        #expect(0 < outside && outside <= outcome.value(.silent, arm: 1, segment: 0))
    }

    @Test("who is silent earns nothing and buys as the twin does")
    func asTheTwin() {
        let world = PlainWorld(customers: 100, days: 365)
        var response = Response(
            perceivedValue: PerceivedValue(elasticity: 1), pointsPressure: PointsPressure(strength: 0.3),
            silence: Silence(monthly: 1), attrition: AttritionEffect(elasticity: 1))
        response.pointsPressure.shape = 1
        for customer in 0..<world.customers {
            let lives = world.lives(customer, [Self.far], response)
            let later = zip(lives[0].gaps, lives[1].gaps).enumerated()
                .filter { lives[1].purchases[$0.offset].instant >= 31 }
            #expect(later.count > 20)
            for (number, gaps) in later { #expect(agree(gaps.0, gaps.1, within: 1e-9), "purchase \(number)") }
            #expect(lives[1].postings.allSatisfy { $0.day < 31 } && !lives[1].postings.isEmpty)
        }
    }

    @Test("uninformed staff are met with their probability, and slow the member down")
    func uninformed() async {
        var program = card()
        program.uninformed = 0.25
        let world = PlainWorld(customers: 1000, days: 365)
        let met = await Fixtures.run(world.simulation([program]), replications: 1)[0]
        let visits =
            Double(met.sum(.memberPurchases, arm: 1, segment: 0)) + Double(met.sum(.joined, arm: 1, segment: 0))
        let count = Double(met.value(.uninformedVisits, arm: 1, segment: 0))
        #expect(abs(count - 0.25 * visits) < 4 * (visits * 0.25 * 0.75).squareRoot(), "\(count) of \(visits)")

        program.uninformed = 1
        let frustration = Frustration(rateLoss: 0.3, halfLifeDays: 20, perUninformed: 1)
        for customer in 0..<50 {
            let lives = world.lives(customer, [program], Response(frustration: frustration))
            // The first stock is 1, until the month's end or the next purchase.
            if lives[1].purchases.count > 1, lives[1].purchases[1].instant <= 31 {
                #expect(agree(lives[1].gaps[0], lives[0].gaps[0] * exp(0.3), within: 1e-9))
            }
        }
    }
}
