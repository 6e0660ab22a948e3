import LoyaltyModel
import LoyaltyWorkbench
import Testing

/// Programs that nobody has measured anything like are told from those that somebody has.
@Suite struct EvidenceRangeTests {
    private func remarks(_ scenario: String, _ settings: String...) throws -> [String] {
        EvidenceRange.remarks(
            try ScenarioLoader.load(path: Shipped.path("scenarios/\(scenario).yaml"), settings: settings))
    }

    /// Everybody buys once a week for 20.00; a point a euro, 100 for 10.00 of appeal 1.
    private static let plain = """
        {document: population, unit: week, customers: 10, segments: [{name: everyone, share: 1, \
        purchase: {fixed: {rate: 1}}, attrition: none, basket: {fixed: {amount: 20}}, margin: 0.4}]}
        """
    private static let tenth = """
        [{document: program, name: tenth, mechanics: [{points: {earn: {per_money: 1}, rewards: [{name: off, \
        kind: discount, points_price: 100, face_value: 10, unit_cost: 10, appeal: 1}]}}]}]
        """

    @Test func `the median is what everybody sees where all are alike, and is remarked on from one in eight`() throws {
        let settings = ["population=\(Self.plain)", "programs=\(Self.tenth)"]
        let scenario = try ScenarioLoader.load(path: Shipped.path("scenarios/cdnow.yaml"), settings: settings)
        // A tenth, after five weeks at a discount of 1 a year.
        let seen = scenario.simulation.medianPerceivedValues(customers: 5)
        #expect(seen.count == 1 && abs(seen[0] - 0.1 * 0.90867) < 1e-5, "\(seen)")
        func remarks(_ faceValue: String) throws -> [String] {
            let further = "programs.tenth.rewards.off.face_value=\(faceValue)"
            return EvidenceRange.remarks(
                try ScenarioLoader.load(path: Shipped.path("scenarios/cdnow.yaml"), settings: settings + [further]))
        }
        #expect(try remarks("13.75") == [])
        #expect(
            try remarks("88") == [
                """
                tenth: half of the customers see 80.0% or more of what they spend come back; the richest program whose \
                effect was measured gave 12.5% (Nunes, Dreze 2006: one car wash in eight), so its lift is beyond the \
                evidence
                """
            ])
    }

    @Test func `a mail of every day is remarked on, one of every week is not`() throws {
        let path = "programs.shop-mail.messages.news.when"
        #expect(try remarks("small-business") == [])
        #expect(try remarks("small-business", "\(path)={every: 7 days}") == [])
        #expect(
            try remarks("small-business", "\(path)={every: 1 day}") == [
                """
                shop-mail: 30 messages a month to every member; of a retailer's mails 7 a month earned most, and more \
                earned less (Zhang, Kumar, Cosguner 2017)
                """
            ])
        // Where nobody reacts nothing is beyond any evidence.
        #expect(try remarks("small-business", "\(path)={every: 1 day}", "response=none") == [])
    }
}
