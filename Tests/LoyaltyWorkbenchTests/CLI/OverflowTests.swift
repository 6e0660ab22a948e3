import Foundation
import LoyaltyWorkbench
import Testing

/// Numbers that are allowed one by one and too large together.
@Suite struct OverflowTests {
    /// With two workers neither's own sums do, but what they come to together.
    @Test(arguments: [1, 2])
    func `a run whose sums outgrow exact counting says so and leaves no table`(workers: Int) throws {
        let scratch = try Scratch()
        // 30,000 customers × 52 weeks × 10,000,000.000 dinars: 1.6e16 minor units, of which thousandths are kept.
        try scratch.make(
            "",
            files: [
                "s.yaml": """
                document: scenario
                title: t
                source: test
                description: t
                currency: KWD
                start: 2026-01-01
                months: 12
                replications: 1
                seed: 1
                population:
                  document: population
                  title: t
                  source: test
                  unit: week
                  customers: 30000
                  segments:
                    - name: folk
                      share: 1
                      purchase: { fixed: { rate: 1 } }
                      attrition: none
                      basket: { fixed: { amount: 10000000 } }
                      margin: 0.2
                response: none
                programs:
                  - document: program
                    name: off
                    title: t
                    source: test
                    mechanics:
                      - discount: { share: 0.9 }
                """
            ])
        let run = try Loyalty("run s.yaml --output out --quiet --workers \(workers)", in: scratch.path)
        #expect(run.status == 65, "\(run.status)")
        #expect(run.errors.hasPrefix("error: a sum of points or money grows beyond 9.2e18"), "\(run.errors)")
        #expect(!FileManager.default.fileExists(atPath: scratch["out"]))
    }
}
