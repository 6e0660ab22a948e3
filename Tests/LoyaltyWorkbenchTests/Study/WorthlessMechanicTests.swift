import LoyaltyModel
import LoyaltyWorkbench
import Testing

/// Under the shipped response, a mechanic of which nothing is worth anything moves nobody, however busy its rules are.
@Suite struct WorthlessMechanicTests {
    static let programs: [(name: String, mechanics: String)] = [
        ("points-for-nothing", "{points: {earn: {per_money: 1}, expiry: {rolling: 3 months}, rewards: []}}"),
        ("reward-worth-nothing", "{points: {earn: {per_money: 1}, rewards: [\(reward("face_value: 0"))]}}"),
        ("reward-for-nobody", "{points: {earn: {per_money: 1}, rewards: [\(reward("face_value: 4, appeal: 0"))]}}"),
        ("one-level", "{tiers: {levels: [{name: member, from: 0}]}}"),
        ("free-membership", "{paid: {fee: 0, every: year}}"),
        ("cause-of-nothing", "{cause: {share: 0}}"),
        (
            "cause-that-moves-nobody",
            "{points: {earn: {per_money: 1}}}, {cause: {points: {points: 100, worth: 1}, appeal: 0}}"
        ),
        ("partner-without-points", "{points: {earn: {per_money: 1}}}, {coalition: {partners: [\(partner(""))]}}"),
        (
            "partner-of-worthless-points",
            "{points: {earn: {per_money: 1}}}, {coalition: {partners: [\(partner(", earn: {per_visit: 9}"))]}}"
        ),
        (
            "prizes-worth-nothing",
            "{game: {missions: [{purchases: 3, within: 30 days, gives: \(prize)}], "
                + "streaks: [{every: month, length: 3, gives: \(prize)}], "
                + "season: {length: 3 months, per_purchase: 1, wins_at: 3, gives: \(prize)}}}"
        ),
        ("badges", "{game: {missions: [{purchases: 3, within: 30 days, gives: badge}]}}"),
        (
            "spins-that-win-nothing",
            "{game: {spins: {per_purchase: 1, prizes: [{name: p, probability: 0, face_value: 4, unit_cost: 1}]}}}"
        ),
        (
            "rank-for-nothing",
            "{game: {season: {length: 3 months, per_purchase: 1, best: 5, gives: \(prize)}, "
                + "events: [{name: app, a_month: 4, score: 1}]}}"
        ),
        ("cashback-of-nothing", "{cashback: {brackets: [{from: 0, share: 0}]}}"),
        ("card-worth-nothing", "{punch-card: {stamps: 8, face_value: 0, unit_cost: 1}}"),
        ("card-for-nobody", "{punch-card: {stamps: 8, face_value: 3, unit_cost: 1, appeal: 0, valid: 2 months}}"),
        ("discount-of-nothing", "{discount: {share: 0}}"),
        ("bonus-of-nothing", "{annual: {brackets: [{spend: 100, share: 0}]}}"),
        (
            "offers-worth-nothing",
            "{offer: {offers: [{name: c, when: {visit: 14 days}, coupon: {money: 1, appeal: 0}}, "
                + "{name: s, sample: {face_value: 0, unit_cost: 0.2, probability: 1}}, "
                + "{name: t, sample: {face_value: 1, unit_cost: 0.2, probability: 0}}, "
                + "{name: g, gift: {face_value: 0, unit_cost: 1, minimum_bill: 10}}]}}"
        ),
        ("mail-that-nobody-opens", "{campaign: {messages: [{name: m, when: {every: 30 days}, open: 0}]}}"),
        ("referral-for-nothing", "{referral: {}}"),
        ("referral-of-zero", "{referral: {referrer: {money: 0}, friend: {money: 0}}}"),
    ]

    private static func reward(_ worth: String) -> String {
        "{name: cup, kind: free-product, points_price: 50, unit_cost: 1, \(worth)}"
    }

    private static func partner(_ more: String) -> String {
        "{name: fuel, visits_per_year: 20, basket: {mean: 40}\(more)}"
    }

    private static let prize = "{prize: {face_value: 0, unit_cost: 1}}"

    @Test func `purchases, lives and customers are the baseline's in each`() async throws {
        let documents = Self.programs.map {
            "{document: program, name: \($0.name), enrolment: {invited: {at: till, probability: 0.9}}, "
                + "mechanics: [\($0.mechanics)]}"
        }
        let loaded = try ScenarioLoader.load(
            path: Shipped.path("scenarios/cdnow.yaml"),
            settings: [
                "programs=[\(documents.joined(separator: ", "))]", "replications=1", "months=15",
                "population.customers=2000",
                "response.effects.coalition.new_customers=0.01",
            ])
        let result = await RunStudy(scenario: loaded).result(workers: 2) { _ in true }
        let names = ["customers", "purchases", "revenue", "retention_rate", "newcomers", "referral_rewards"]
        for (place, program) in Self.programs.enumerated() {
            for name in names {
                let metric = try #require(Metric.index(of: name))
                let values = [0, place + 1].map { result.value(replication: 0, arm: $0, segment: 0, metric: metric) }
                #expect(values[0] == values[1], "\(program.name): \(name)")
            }
            let members = try #require(result.estimate("members", arm: place + 1)).mean
            #expect(members > 50, "\(program.name): \(members) members are no test")
        }
    }
}
