import Foundation
import LoyaltyModel
import Testing

/// More of what ``MechanicPairTests`` and ``MonotoneTests`` look at: `make test-long`.
@Suite("Long studies", .enabled(if: ProcessInfo.processInfo.environment["LOYALTY_LONG_TESTS"] != nil))
struct LongStudies {
    /// All triples of mechanics whose first is this one.
    private static func triples(_ first: Int) -> [Program] {
        let count = MechanicKinds.all.count
        return (first + 1..<count).flatMap { second in
            (second + 1..<count).map { MechanicKinds.program([first, second, $0]) }
        }
    }

    private static let firsts = 0..<MechanicKinds.all.count - 2

    @Test("three mechanics: nobody reacts, and every life is the twin's", arguments: firsts)
    func noResponse(first: Int) {
        let programs = Self.triples(first)
        let simulation = Fixtures.simulation(
            customers: 30, arrivals: 0, programs: programs, response: MechanicKinds.indifferent)
        for (customer, lives) in simulation.livesOfBase(replication: 1).enumerated() {
            for (arm, life) in lives.enumerated().dropFirst() {
                let same = life.purchases == lives[0].purchases && life.leftAt == lives[0].leftAt
                #expect(same, "customer \(customer), \(programs[arm - 1].name)")
            }
        }
    }

    @Test("three mechanics: ledgers close, whatever the order of arms and the workers", arguments: firsts)
    func ledgers(first: Int) async {
        let programs = Self.triples(first)
        let one = await Fixtures.run(
            Fixtures.simulation(customers: 200, programs: programs, response: MechanicKinds.strong), workers: 1)
        let other = await Fixtures.run(
            Fixtures.simulation(customers: 200, programs: programs.reversed(), response: MechanicKinds.strong))
        for (outcome, turned) in zip(one, other) {
            for (place, program) in programs.enumerated() {
                let arm = place + 1
                let balance =
                    outcome.sum(.issued, arm: arm, segment: 0) - outcome.sum(.redeemed, arm: arm, segment: 0)
                    - outcome.sum(.expired, arm: arm, segment: 0)
                #expect(balance == outcome.value(.closingPoints, arm: arm, segment: 0), "\(program.name)")
                #expect(outcome.difference(of: arm, turned, programs.count - place) == nil, "\(program.name)")
            }
        }
    }

    @Test("three mechanics: hostile luck neither crashes nor hangs", arguments: Luck.Opening.allCases, firsts)
    func hostileLuck(opening: Luck.Opening, first: Int) async {
        var response = MechanicKinds.strong
        (response.referral, response.partnerReach) = (Referral(), PartnerReach())
        for attrition in Fixtures.attritions.indices {
            let segment = Fixtures.segment(
                timing: Fixtures.timings[(attrition + first) % 5].model,
                attrition: Fixtures.attritions[attrition].model, basket: Fixtures.baskets[first % 3].model)
            var simulation = Fixtures.simulation(
                customers: 1, segments: [segment], arrivals: 0, programs: Self.triples(first), response: response)
            simulation.opening = opening
            #expect(await Fixtures.run(simulation, replications: 1).count == 1)
        }
    }

    @Test("twenty seeds: a larger reward delays nobody", arguments: 1...20)
    func monotone(seed: Int) {
        let response = Response(
            perceivedValue: PerceivedValue(elasticity: 3, discountPerDay: 0.002),
            enrolment: EnrolmentChoice(intercept: -0.5, value: 8), attrition: AttritionEffect(elasticity: 2))
        for ladder in RewardLadder.all {
            let simulation = Fixtures.simulation(
                customers: 200, arrivals: 0, programs: [1, 2, 4, 8, 16].map { ladder.program($0) }, response: response,
                days: 700, seed: UInt64(seed))
            for (customer, lives) in simulation.livesOfBase(replication: 1).enumerated() {
                for (less, more) in zip(lives, lives.dropFirst()) {
                    let never =
                        more.purchases.count >= less.purchases.count
                        && zip(less.purchases, more.purchases).allSatisfy { $1.instant <= $0.instant }
                    #expect(never, "\(ladder.name), seed \(seed), customer \(customer)")
                }
            }
        }
    }
}
