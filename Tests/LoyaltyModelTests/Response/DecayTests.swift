import Foundation
import LoyaltyModel
import Testing

/// Effects that fade, and events that re-evaluate only what they change: every gap of every life against a replay.
@Suite("Decay and events")
struct DecayTests {
    struct Case: Sendable, CustomStringConvertible {
        let description: String
        let response: Response
        var expiry = Expiry.never
        var availability = 1.0
    }

    static let rewarded = RewardedBehaviour(strength: 0.8, halfLifeDays: 9)
    static let pressure = PointsPressure(strength: 0.5, shape: 1.5, carryOver: 0.3)
    static let annoyance = Frustration(
        rateLoss: 0.4, halfLifeDays: 12, perExpiry: 1.5, perUnavailable: 1)

    static let cases = [
        Case(description: "rewarded behaviour", response: Response(rewardedBehaviour: rewarded)),
        Case(
            description: "rewarded behaviour that lasts ten half-lives of a day",
            response: Response(rewardedBehaviour: RewardedBehaviour(strength: 0.8, halfLifeDays: 1))),
        Case(
            description: "frustration by expiry", response: Response(frustration: annoyance),
            expiry: .rolling(months: 1)),
        Case(
            description: "frustration by an unavailable reward", response: Response(frustration: annoyance),
            availability: 0),
        Case(
            description: "pressure, reward and expiry together",
            response: Response(
                pointsPressure: pressure, rewardedBehaviour: rewarded, frustration: annoyance),
            expiry: .rolling(months: 1)),
        Case(
            description: "pressure, reward and inactivity",
            response: Response(
                pointsPressure: pressure, rewardedBehaviour: rewarded, frustration: annoyance),
            expiry: .inactivity(months: 1)),
    ]

    @Test("over every gap the multiplier integrates to the twin's gap", arguments: cases)
    func gaps(of test: Case) {
        var program = card(perVisit: 3, price: 10, expiry: test.expiry)
        program.mechanics = program.mechanics.map { mechanic in
            guard case .points(var points) = mechanic else { return mechanic }
            points.rewards[0].availability = test.availability
            return .points(points)
        }
        var (compared, redeemed, expired) = (0, 0, 0)
        for rate in [0.03, 0.15] {
            let world = PlainWorld(rate: rate, days: 900, start: CalendarDate(year: 2027, month: 12, day: 11)!)
            for customer in 0..<60 {
                let lives = world.lives(customer, [program], test.response)
                var replay = MoodReplay(world: world, response: test.response, goals: [10], perVisit: 3)
                // Nothing is to be had from the visit on at which ten points are there: the fifth.
                if test.availability == 0 { replay.refused = 4..<10_000 }
                let integrals = replay.integrals(lives[1])
                let twin = lives[0].purchases.map(\.instant)
                for (number, integral) in integrals.enumerated() where number + 1 < twin.count {
                    let gap = twin[number + 1] - twin[number]
                    compared += 1
                    // Instants of some hundred days carry 1e-13; a gap may be as short as minutes.
                    if abs(integral - gap) < 1e-9 { continue }
                    Issue.record("customer \(customer), rate \(rate), gap \(number): \(integral), twin's \(gap)")
                    break
                }
                redeemed += lives[1].postings.count { $0.kind == .redeemed }
                expired += lives[1].postings.count { $0.kind == .expired }
            }
        }
        #expect(compared > 3000)
        #expect(test.availability == 0 || redeemed > 500)
        #expect(test.expiry == .never || expired > 100)
    }

    @Test("frustration lowers purchases and shortens lives; without its coefficients nothing changes")
    func direction() async {
        let world = PlainWorld(
            rate: 0.1, attrition: .exponentialGamma(ExponentialGamma(s: 2, beta: 2000)), customers: 1000)
        let never = card(perVisit: 3, price: 10, expiry: .rolling(months: 1))
        typealias Counts = (purchases: Int64, twins: Int64, left: Int64, twinsLeft: Int64)
        func members(_ frustration: Frustration) async -> Counts {
            let outcome = await Fixtures.run(
                world.simulation([never], Response(frustration: frustration)), replications: 1)[0]
            return (
                outcome.sum(.memberPurchases, arm: 1, segment: 0), outcome.sum(.twinPurchases, arm: 1, segment: 0),
                outcome.sum(.memberLeft, arm: 1, segment: 0), outcome.sum(.twinLeft, arm: 1, segment: 0)
            )
        }
        let annoyed = await members(Frustration(rateLoss: 0.4, attritionGain: 0.8, perExpiry: 1.5))
        #expect(annoyed.purchases < annoyed.twins && annoyed.left > annoyed.twinsLeft)
        let calm = await members(Frustration(perExpiry: 1.5, perUnavailable: 1, perMonthTooFar: 1, patienceDays: 1))
        #expect(calm.purchases == calm.twins && calm.left == calm.twinsLeft)
    }

    @Test("a reward that expiry keeps out of reach is too far away, however short its cycle")
    func unreachableIsTooFar() {
        // 100 points at 2 a day take 50 days, within the patience; points live for a month of 30.4 days.
        let program = card(perVisit: 10, price: 100, expiry: .rolling(months: 1))
        let response = Response(frustration: Frustration(rateLoss: 1, perMonthTooFar: 0.5, patienceDays: 60))
        let lives = PlainWorld().lives(0, [program], response)
        let january = lives[0].purchases.filter { $0.instant < 31 }
        #expect(lives[1].purchases.prefix(january.count).elementsEqual(january))
        #expect(lives[1].purchases.count < lives[0].purchases.count)
    }
}
