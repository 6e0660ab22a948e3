import LoyaltyWorkbench
import Testing

/// Rules that can never act are told, each with its place.
@Suite struct IdleRulesTests {
    private func remarks(_ program: String) throws -> [String] {
        let path = Shipped.path("scenarios/cdnow.yaml")
        return try ScenarioLoader.load(path: path, settings: ["programs=[{document: program, name: a, \(program)}]"])
            .remarks
    }

    private static func mail(_ when: String) -> String {
        "{campaign: {messages: [{name: m, when: \(when), unit_cost: 0.1}]}}"
    }

    @Test(arguments: [
        ("mechanics: [\(mail("{before-renewal: 30 days}"))]", "there is no paid membership to renew"),
        ("mechanics: [\(mail("{reward-waiting: 30 days}"))]", "there is no reward that could wait"),
        ("mechanics: [\(mail("{before-expiry: 30 days}"))]", "nothing in the program lapses"),
        ("mechanics: [\(mail("{surprise: 0}"))]", "its probability is 0"),
        (
            "mechanics: [{offer: {offers: [{name: o, when: {dates: {from: 1990-01-01, to: 1990-02-01}}, "
                + "coupon: {money: 1}}]}}]", "never to be had: the program runs from"
        ),
        ("enrolment: {head_start: 100}, mechanics: [{discount: {share: 0.05}}]", "the program has neither"),
        (
            "mechanics: [{discount: {share: 0.8}}, {tiers: {metric: spend, window: calendar-year, "
                + "levels: [{name: x, from: 0}, {name: y, from: 9, discount: 0.8}]}}]",
            "discounts add up to 160 % of the price"
        ),
        (
            "mechanics: [{tiers: {metric: spend, window: calendar-year, levels: [{name: x, from: 0}, {name: y, from: 9}]}}]",
            "no level gives anything"
        ),
        (
            "mechanics: [{points: {earn: {per_money: 1}, rewards: [{name: r, kind: free-product, points_price: 9, "
                + "face_value: 1, unit_cost: 1, appeal: 0}, \(cup)]}}]", "nobody asks for it"
        ),
        ("mechanics: [{punch-card: {stamps: 5, face_value: 0, unit_cost: 1}}]", "nobody gives one in"),
        (
            "mechanics: [{punch-card: {stamps: 5, face_value: 3, unit_cost: 1, availability: 0}}]",
            "its availability is 0"
        ),
        ("mechanics: [{offer: {offers: [{name: o, gift: {face_value: 0, unit_cost: 1}}]}}]", "it moves nobody"),
        (
            "mechanics: [{offer: {offers: [{name: o, sample: {face_value: 1, unit_cost: 1, probability: 0}}]}}]",
            "never given: its probability is 0"
        ),
        (
            "mechanics: [{offer: {offers: [{name: o, when: {joining: 9 days}, coupon: {money: 1, appeal: 0}}]}}]",
            "nobody cares for it"
        ),
        ("mechanics: [\(mail("{silence: 900 days}"))]", "does not last so long"),
        ("mechanics: [\(mail("{every: 900 days}"))]", "does not last so long"),
        (
            "mechanics: [{campaign: {messages: [{name: m, when: month-end, gift: {face_value: 0, unit_cost: 1}}]}}]",
            "it moves nobody"
        ),
        (
            "mechanics: [{points: {earn: {per_money: 1}, rewards: [{name: r, kind: free-product, points_price: 9, "
                + "face_value: 1, unit_cost: 1, stock: {units: 0}}, \(cup)]}}]", "its stock is 0"
        ),
        (
            "budget: {reward_cost: 1.50, every: year}, mechanics: [{points: {earn: {per_money: 1}, "
                + "rewards: [{name: r, kind: free-product, points_price: 9, face_value: 9, unit_cost: 2}, \(cup)]}}]",
            "one costs more than the program's whole budget"
        ),
        (
            "mechanics: [{game: {spins: {per_purchase: 1, prizes: [{name: p, probability: 0, face_value: 1, "
                + "unit_cost: 1}]}}}]", "never won: its probability is 0"
        ),
        (
            "mechanics: [{game: {spins: {per_purchase: 1, prizes: [{name: p, probability: 0.1, face_value: 0, "
                + "unit_cost: 1}]}}}]", "it moves nobody"
        ),
        (
            "mechanics: [{game: {season: {length: 99 months, per_purchase: 1, best: 3, "
                + "gives: {prize: {face_value: 1, unit_cost: 1}}}}}]", "no season ends within the study"
        ),
        ("mechanics: [{game: {events: [{name: review, a_visit: 0.1}]}}]", "neither points, stamps nor score"),
        (
            "mechanics: [{game: {events: [{name: review, a_visit: 0.1, score: 2}]}}]",
            "events.review.score: counts for nothing: the game has no season"
        ),
        (
            "mechanics: [{game: {season: {length: 3 months, per_purchase: 1, best: 3, "
                + "gives: {prize: {face_value: 0, unit_cost: 1}}}}}]", "game.season.gives: worth nothing to anybody"
        ),
        (
            "budget: {reward_cost: 5, every: year}, mechanics: [{game: {season: {length: 3 months, per_purchase: 1, "
                + "best: 3, gives: {prize: {face_value: 9, unit_cost: 6}}}}}]",
            "game.season.gives: never given: one costs more than the program's whole budget"
        ),
        (
            "budget: {reward_cost: 5, every: year}, mechanics: [{game: {missions: [{purchases: 2, within: 9 days, "
                + "gives: badge}, {purchases: 3, within: 9 days, gives: {prize: {face_value: 9, unit_cost: 6}}}]}}]",
            "game.missions.2.gives: never given: one costs more than the program's whole budget"
        ),
        ("mechanics: [{game: {spins: {per_purchase: 1, prizes: []}}}]", "spins win nothing: there is no prize"),
        (
            "mechanics: [{game: {spins: {prizes: [{name: p, probability: 0.1, face_value: 4, unit_cost: 1}]}}}]",
            "nobody ever spins: per_purchase is 0"
        ),
        (
            "mechanics: [{points: {earn: {per_money: 1}, rewards: []}}]",
            "mechanics.points.rewards: nothing is to be had for points"
        ),
        ("mechanics: [{points: {earn: {per_money: 1}}}]", "mechanics.points: nothing is to be had for points"),
        ("mechanics: [{referral: {referrer: none}}]", "rewards neither side"),
        (
            "mechanics: [{punch-card: {stamps: 5, face_value: 3, unit_cost: 1}}, "
                + "{game: {events: [{name: review, a_month: 0, stamps: 1}]}}]", "never happens: its pace is 0"
        ),
    ])
    func `what can never act, or gives nothing, is told`(program: String, sentence: String) throws {
        let remarks = try remarks(program)
        #expect(remarks.count == 1 && remarks.allSatisfy { $0.contains(sentence) }, "\(remarks)")
        // FILE:LINE:COLUMN: PATH: …, or the place of a setting.
        #expect(remarks.allSatisfy { $0.contains(": programs.a.") }, "\(remarks)")
    }

    private static let cup =
        "{name: cup, kind: free-product, points_price: 50, face_value: 2, unit_cost: 0.5}"

    @Test func `a shelf from which nothing is ever to be had is told of as a whole`() throws {
        let remarks = try remarks(
            "mechanics: [{points: {earn: {per_money: 1}, rewards: [{name: r, kind: free-product, points_price: 9, "
                + "face_value: 1, unit_cost: 1, availability: 0}, {name: s, kind: free-product, points_price: 9, "
                + "face_value: 1, unit_cost: 1, stock: {units: 0}}]}}]")
        #expect(remarks.count == 3 && remarks.contains { $0.contains("no reward is ever to be had") }, "\(remarks)")
    }

    @Test(arguments: [
        "mechanics: [{game: {season: {length: 12 months, per_purchase: 1, best: 3}}}]",
        "mechanics: [\(mail("{silence: 300 days}"))]",
        "enrolment: {invited: {at: till, probability: 1}}, mechanics: [{paid: {fee: 9, every: year}}, \(mail("{before-renewal: 30 days}"))]",
        "mechanics: [{punch-card: {stamps: 5, face_value: 3, unit_cost: 1, valid: 6 months}}, "
            + "\(mail("{reward-waiting: 30 days}"))]",
        "mechanics: [{punch-card: {stamps: 5, face_value: 3, unit_cost: 1, valid: 6 months}}, "
            + "\(mail("{before-expiry: 30 days}"))]",
        "enrolment: {head_start: 2}, mechanics: [{punch-card: {stamps: 5, face_value: 3, unit_cost: 1}}]",
    ])
    func `what can act is not told`(program: String) throws { #expect(try remarks(program) == []) }

    @Test(arguments: Starter.allCases)
    func `no starter has an idle rule, or is beyond the evidence`(starter: Starter) throws {
        let scratch = try Scratch()
        try scratch.make("", files: ["mine.yaml": starter.text])
        let files = [scratch["mine.yaml"]]
        #expect(DocumentChecker.remarks(paths: files) + EvidenceRange.remarks(paths: files) == [])
    }
}
