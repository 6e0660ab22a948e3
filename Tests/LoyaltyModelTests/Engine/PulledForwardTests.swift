import LoyaltyModel
import Testing

/// Which of an arm's extra purchases the twin makes too, only later.
@Suite("Purchases pulled forward")
struct PulledForwardTests {
    /// A program that speeds everyone up and keeps nobody longer.
    static let response = Response(
        perceivedValue: PerceivedValue(elasticity: 1), attrition: AttritionEffect(basis: .perPurchase))

    static func simulation(_ timing: Int, _ attrition: Int, days: Int, response: Response = response) -> Simulation {
        let segment = Fixtures.segment(
            timing: Fixtures.timings[timing].model, attrition: Fixtures.attritions[attrition].model)
        return Fixtures.simulation(
            segments: [segment], arrivals: 0, programs: [card(), Fixtures.programs[1]], response: response, days: days)
    }

    @Test("they are those that the twin makes when its life is followed in a longer study", arguments: 0..<5, 0..<6)
    func longerStudy(timing: Int, attrition: Int) async {
        for response in [Self.response, Fixtures.strong] {
            let study = Self.simulation(timing, attrition, days: 300, response: response)
            let longer = Self.simulation(timing, attrition, days: 2400, response: response)
            let outcome = await Fixtures.run(study, replications: 1)[0]
            var expected = [Int64](repeating: 0, count: 3)
            for customer in 0..<60 {
                let lives = study.lives(of: .base(customer), replication: 1)
                let whole = longer.lives(of: .base(customer), replication: 1)[0].purchases.count
                for arm in 1...2 where lives[arm].purchases.count > lives[0].purchases.count {
                    expected[arm] += Int64(min(lives[arm].purchases.count, whole) - lives[0].purchases.count)
                }
            }
            for arm in 1...2 {
                #expect(outcome.value(.pulledForward, arm: arm, segment: 0) == expected[arm], "arm \(arm)")
            }
            #expect(expected[1] > 0)
        }
    }

    @Test("with attrition per purchase, or none, all extra purchases are pulled forward", arguments: [1, 2, 5])
    func allExtra(attrition: Int) async {
        let outcome = await Fixtures.run(Self.simulation(0, attrition, days: 300), replications: 1)[0]
        let extra = outcome.sum(.memberPurchases, arm: 1, segment: 0) - outcome.sum(.twinPurchases, arm: 1, segment: 0)
        #expect(extra > 100)
        #expect(outcome.value(.pulledForward, arm: 1, segment: 0) == extra)
    }
}
