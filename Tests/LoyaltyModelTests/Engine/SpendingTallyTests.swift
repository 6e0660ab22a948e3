import LoyaltyModel
import Testing

/// What customers buy, summed as they are walked, beside the sums over their lives told in full.
@Suite("Spending tally")
struct SpendingTallyTests {
    @Test(arguments: [0, 400])
    func `every program's sums are those over the lives`(launch: Int) {
        var programs = Fixtures.programs + Fixtures.memberships
        for place in programs.indices { programs[place].launchDay = launch }
        let simulation = Fixtures.simulation(programs: programs, response: Fixtures.sociable)
        let lives = simulation.livesOfBase(replication: 1)
        var spending: [[SpendingPair]] = []
        simulation.visitSpending(ofBase: 0..<60, replication: 1) { spending.append($0) }
        #expect(spending.count == lives.count)
        var differing = Set<String>()
        for (pairs, told) in zip(spending, lives) {
            for (place, program) in programs.enumerated() {
                let (with, without) = (sum(told[place + 1], from: launch), sum(told[0], from: launch))
                let found = pairs[place]
                #expect(found.with.purchases == with.count && found.with.revenue == with.revenue, "\(program.name)")
                #expect(found.without.purchases == without.count && found.without.revenue == without.revenue)
                if found.with != found.without { differing.insert(program.name) }
            }
        }
        #expect(differing.count > programs.count / 2, "the programs move people: \(differing)")
    }

    private func sum(_ life: Life, from launch: Int) -> (count: Int, revenue: Int64) {
        let purchases = life.purchases.filter { $0.instant >= Double(launch) }
        return (purchases.count, purchases.reduce(0) { $0 + $1.amount })
    }
}
