import Foundation
import LoyaltyModel
import Testing

/// What a response does to how long members stay.
@Suite("Attrition effect")
struct AttritionEffectTests {
    /// A law so narrow that everyone has the same parameter to one part in 10,000.
    static let narrow = 1e8

    static func coin(_ p: Double) -> Attrition { .betaGeometric(BetaGeometric(a: p * narrow, b: (1 - p) * narrow)) }

    static func response(
        rate: Double, hazard: Double = 0, basis: AttritionEffect.Basis = .perTime
    ) -> Response {
        Response(
            perceivedValue: PerceivedValue(elasticity: rate),
            attrition: AttritionEffect(elasticity: hazard, basis: basis))
    }

    /// Lives of the twin and of the member of each customer.
    func lives(_ world: PlainWorld, _ response: Response) -> [(twin: Life, member: Life)] {
        let simulation = world.simulation([card()], response)
        return (0..<world.customers).map {
            let lives = simulation.lives(of: .base($0), replication: 1)
            return (lives[0], lives[1])
        }
    }

    @Test("attrition per unit of time stays when only the rate changes", arguments: [0.5, -0.8])
    func perTime(elasticity: Double) {
        let (p, m) = (0.05, power(3, elasticity))
        let world = PlainWorld(rate: 1, attrition: Self.coin(p), customers: 3000, days: 1200)
        let lives = lives(world, Self.response(rate: elasticity))
        // A geometric number of gaps of mean 1 / (rate m), each ending in a coin of 1 − (1 − p)^(1 / m).
        let expected = 1 / (m * (1 - power(1 - p, 1 / m)))
        let days = lives.map { $0.member.leftAt ?? .infinity }
        #expect(standardErrors(days, from: expected) < 4, "rate × \(m), expected \(expected) days")
        #expect(standardErrors(lives.map { $0.twin.leftAt ?? .infinity }, from: 1 / p) < 4)
        // What stays to the letter is the hazard per unit of time; the mean in whole gaps moves by less than p.
        #expect(abs(expected * p - 1) < p)
    }

    @Test("attrition per purchase leaves every customer's number of purchases as it is", arguments: [0.5, -0.8])
    func perPurchase(elasticity: Double) {
        let world = PlainWorld(rate: 1, attrition: Self.coin(0.05), customers: 500, days: 2000)
        for (twin, member) in lives(world, Self.response(rate: elasticity, basis: .perPurchase)) {
            #expect(twin.leftAt != nil && member.leftAt != nil)
            #expect(member.purchases.count == twin.purchases.count)
        }
    }

    @Test("the hazard multiplier acts on the coin as 1 − (1 − p)^h", arguments: [0.6, -0.6])
    func coinHazard(elasticity: Double) {
        let (p, h) = (0.1, power(3, -elasticity))
        let world = PlainWorld(rate: 1, attrition: Self.coin(p), customers: 3000, days: 1000)
        let tosses = lives(world, Self.response(rate: 0, hazard: elasticity)).map {
            Double($0.member.purchases.count - 1)
        }
        #expect(standardErrors(tosses, from: 1 / (1 - power(1 - p, h))) < 4, "h = \(h)")
    }

    @Test("a constant hazard multiplied by h: every lifetime is the twin's divided by h", arguments: [0.6, -0.6])
    func exponential(elasticity: Double) {
        let model = ExponentialGamma(s: Self.narrow, beta: Self.narrow * 50)
        let h = power(3, -elasticity)
        let world = PlainWorld(attrition: .exponentialGamma(model), customers: 1500, days: 3000)
        let lives = lives(world, Self.response(rate: 0.3, hazard: elasticity))
        let ends = lives.map { $0.member.leftAt ?? .infinity }
        #expect(standardErrors(ends, from: 50 / h) < 4)
        for (twin, member) in lives {
            #expect(agree(member.leftAt ?? .infinity, (twin.leftAt ?? .infinity) / h, within: 1e-9))
        }
    }

    @Test("a Gompertz hazard multiplied by h: survival is the twin's to the power h", arguments: [0.6, -0.6])
    func gompertz(elasticity: Double) {
        let (b, scale, h) = (0.02, 0.5, power(3, -elasticity))
        let model = GompertzGamma(b: b, s: Self.narrow, beta: Self.narrow / scale)
        let world = PlainWorld(attrition: .gompertzGamma(model), customers: 2000, days: 600)
        let ends = lives(world, Self.response(rate: 0, hazard: elasticity)).map { $0.member.leftAt ?? .infinity }
        for day in [20.0, 50, 90] {
            let survival = exp(-h * scale * expm1(b * day))
            let alive = ends.map { $0 > day ? 1.0 : 0 }
            #expect(standardErrors(alive, from: survival) < 4, "day \(day), expected \(survival)")
        }
    }

    @Test("a renewal's coin under h: survival (1 − p)^(h n)", arguments: [0.6, -0.6])
    func contract(elasticity: Double) {
        let (p, h) = (0.2, power(3, -elasticity))
        let model = ContractRenewal(alpha: p * Self.narrow, beta: (1 - p) * Self.narrow, period: 30)
        let world = PlainWorld(attrition: .contract(model), customers: 2000, days: 400)
        let ends = lives(world, Self.response(rate: 0, hazard: elasticity)).map { $0.member.leftAt ?? .infinity }
        for renewals in [1, 2, 5, 10] {
            let alive = ends.map { $0 > 30 * Double(renewals) ? 1.0 : 0 }
            let survival = power(1 - p, h * Double(renewals))
            #expect(standardErrors(alive, from: survival) < 4, "\(renewals) renewals, expected \(survival)")
        }
        #expect(ends.allSatisfy { $0 == .infinity || $0.truncatingRemainder(dividingBy: 30) == 0 })
    }

    @Test("the hazard multiplier is held between floor and ceiling", arguments: [(9.0, 0.25), (-9, 4)])
    func bounds(elasticity: Double, h: Double) {
        let model = ExponentialGamma(s: 2, beta: 100)
        let world = PlainWorld(attrition: .exponentialGamma(model), customers: 200, days: 1500)
        for (twin, member) in lives(world, Self.response(rate: 0, hazard: elasticity)) {
            let expected = (twin.leftAt ?? .infinity) / h
            #expect(expected >= 1500 || agree(member.leftAt ?? .infinity, expected, within: 1e-9))
        }
    }
}
