import LoyaltyModel
import Testing

/// Where all customers are alike and nobody reacts, comparing members with non-members must show nothing.
@Suite("Naive comparison")
struct NaiveComparisonTests {
    @Test(
        "members and non-members buy at the same rate per day of exposure",
        arguments: [
            EnrolmentTerms.Invitation.till(probability: 0.2), .till(probability: 1), .mail(probability: 0.3),
        ])
    func sameRate(invitation: EnrolmentTerms.Invitation) async {
        var program = card()
        program.launchDay = 60
        program.enrolment = EnrolmentTerms(invitation: invitation)
        let world = PlainWorld(rate: 0.1, customers: 5000, days: 200, arrivals: 300)
        let outcomes = await Fixtures.run(world.simulation([program]), replications: 30)
        func total(_ outcome: Outcome, _ total: Outcome.Total) -> Double {
            Double(outcome.value(total, arm: 1, segment: 0))
        }
        func sum(_ outcome: Outcome, _ cell: Outcome.Cell) -> Double { Double(outcome.sum(cell, arm: 1, segment: 0)) }
        let inside = outcomes.map { sum($0, .memberPurchases) / (total($0, .memberMinutes) / 1440) }
        let outside = outcomes.map {
            (total($0, .eligiblePurchases) - sum($0, .twinPurchases))
                / ((total($0, .eligibleMinutes) - total($0, .memberMinutes)) / 1440)
        }
        // A ratio of sums over some 10,000 customers: its bias is far below its standard error.
        #expect(standardErrors(inside, from: world.rate) < 4)
        #expect(standardErrors(outside, from: world.rate) < 4)
    }
}
