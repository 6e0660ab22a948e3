import Foundation
import LoyaltyModel
import LoyaltyWorkbench
import Testing

/// What books say of worlds, held to many worlds: `make test-long`.
@Suite("Long studies of books", .enabled(if: ProcessInfo.processInfo.environment["LOYALTY_LONG_TESTS"] != nil))
struct LongStudiesOfBooks {
    /// Between 84 % and 96 %: 0.9 ± 0.06, nearly three standard errors of a share of 0.9 over 200 worlds.
    @Test func `a 90 % interval holds the truth of 84 to 96 % of worlds`() async throws {
        let coverage = try await Coverage(seeds: 1...200, customers: 250, replications: 401)
        print("coverage of 90 % intervals, 200 worlds: \(coverage)")
        #expect(coverage.worlds == 200)
        #expect((168...192).contains(coverage.drawn), "\(coverage)")
        #expect((168...192).contains(coverage.drawnBroadly), "\(coverage)")
        #expect(coverage.fixed < coverage.drawn, "\(coverage)")
    }
}
