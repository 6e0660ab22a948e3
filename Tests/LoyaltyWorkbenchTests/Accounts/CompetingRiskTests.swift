import Foundation
import LoyaltyModel
import LoyaltyWorkbench
import Testing

/// Exclusive outcomes at each of M trials (redeem r, lapse d, stay), then expiry: what is redeemed in the end is
/// r ÷ (r + d) × (1 − (1 − r − d)^M).
@Suite struct CompetingRiskTests {
    private static let (redeem, lapse, trials) = (0.2, 0.8 * 0.1, 6.0)

    /// Standard errors that a share of so many lots lies from what it should be.
    private static func distance(_ count: Int64, of lots: Int64, from share: Double) -> Double {
        abs(Double(count) / Double(lots) - share) / (share * (1 - share) / Double(lots)).squareRoot()
    }

    @Test func `redeemed, lapsed and expired shares are the closed form's`() async throws {
        let scenario = try ScenarioLoader.load(path: Shipped.path("scenarios/finance/competing-risks.yaml"))
        let result = await RunStudy(scenario: scenario).result(workers: 2) { _ in true }
        let books = try #require(Books(result))
        let accounts = books.programs[0].worlds.map { $0[0] }
        let lots = accounts.reduce(0) { $0 + $1.issued } / 100
        #expect(lots == 20_000)
        let ending = 1 - pow(1 - Self.redeem - Self.lapse, Self.trials)
        let redeemedShare = Self.redeem / (Self.redeem + Self.lapse) * ending
        let redeemed = accounts.reduce(0) { $0 + $1.ultimate } / 100
        #expect(Self.distance(redeemed, of: lots, from: redeemedShare) < 4, "\(redeemed) of \(lots)")
        #expect(accounts.allSatisfy { $0.undecided == 0 })

        // Who lapsed has left with the lot before it expired.
        let lives = scenario.simulation.livesOfBase(replication: 1).map { $0[1] }
        let expiry = 182.0
        let lapsed = lives.count { $0.redemptions.isEmpty && ($0.leftAt ?? .infinity) < expiry }
        let expired = lives.count { $0.redemptions.isEmpty && ($0.leftAt ?? .infinity) >= expiry }
        let lapsedShare = Self.lapse / (Self.redeem + Self.lapse) * ending
        #expect(Self.distance(Int64(lapsed), of: 2000, from: lapsedShare) < 4, "\(lapsed)")
        #expect(Self.distance(Int64(expired), of: 2000, from: 1 - ending) < 4, "\(expired)")
        #expect(lives.allSatisfy { $0.purchases.filter { $0.instant < expiry }.count <= 6 }, "six trials, no more")
    }
}
