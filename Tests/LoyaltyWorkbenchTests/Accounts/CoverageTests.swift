import Testing

@Suite struct CoverageTests {
    /// A share of 0.9 over 40 worlds has a standard error of 0.047: four of them below it is 0.71. The 200 worlds and 400
    /// replications that say more are in ``LongStudiesOfBooks``.
    @Test func `intervals hold the truth more often where numbers are drawn than where they are taken for known`()
        async throws
    {
        let coverage = try await Coverage(seeds: 1...40, customers: 100, replications: 60)
        #expect(coverage.worlds == 40)
        #expect(coverage.drawn >= 29, "\(coverage)")
        #expect(coverage.drawnBroadly >= 29, "\(coverage)")
        #expect(coverage.drawn >= coverage.fixed, "\(coverage)")
    }
}
