import LoyaltyModel
import LoyaltyWorkbench
import Testing

/// A run of every mechanic, and of every two of them, as far as a log can tell it, replayed.
///
/// Left out is what stands in no log: points given to a cause, what messages bring, coupons, friends, and how often
/// the app was opened.
@Suite struct PairAsLogTests {
    /// Each mechanic as a document has it, and whether it needs points beside it.
    static let mechanics: [(name: String, text: String)] = [
        ("points", ""),
        (
            "tiers",
            """
            - tiers:
                grace: 2 months
                levels:
                  - { name: member, from: 0 }
                  - { name: silver, from: 150, earn_multiplier: 1.25, discount: 0.02 }
                  - { name: gold, from: 600, earn_multiplier: 2, discount: 0.05 }
            """
        ),
        ("paid", "- paid: { fee: 4.90, every: month, trial: { days: 30 }, discount: 0.03, earn_multiplier: 1.5 }"),
        ("cause", "- cause: { share: 0.02, cap_per_year: 9 }"),
        (
            "coalition",
            """
            - coalition:
                partners:
                  - name: fuel
                    visits_per_year: 40
                    basket: { mean: 45, sigma: 0.4 }
                    earn: { per_money: 0.5 }
                    burn: { as_money: { points: 50, value: 0.40 } }
                    price_per_point: 0.008
                  - name: books
                    visits_per_year: 8
                    basket: { mean: 25 }
                    earn: { per_money: 2, per_visit: 3 }
                    price_per_point: 0.009
            """
        ),
        (
            "game",
            """
            - game:
                missions: [{ purchases: 3, within: 20 days, gives: { points: 25 } }]
                streaks: [{ every: week, length: 3, gives: { voucher: { value: 3, valid: 2 months } } }]
                season: { length: 3 months, per_purchase: 10, wins_at: 150, gives: { points: 80 } }
            """
        ),
        ("cashback", "- cashback: { share: 0.045, paid_as: bonus, valid: 2 months, minimum_payout: 1 }"),
        ("punch-card", "- punch-card: { stamps: 6, face_value: 5, unit_cost: 2, valid: 4 months }"),
        (
            "discount",
            """
            - discount:
                window: { rolling: 6 months }
                crossing: split
                brackets: [{ from: 50, share: 0.03 }, { from: 300, share: 0.07 }]
            """
        ),
        ("annual", "- annual: { brackets: [{ points: 100, share: 0.1 }], paid_as: points, year: anniversary }"),
        (
            "offer",
            """
            - offer:
                offers:
                  - { name: next, when: { visit: 12 days }, coupon: { share: 0.05 } }
                  - { name: gift, gift: { minimum_bill: 20, face_value: 4, unit_cost: 1.50 } }
            """
        ),
        (
            "campaign",
            """
            - campaign:
                messages: [{ name: news, when: { every: 9 days } }, { name: reward, when: { reward-waiting: 15 days } }]
            """
        ),
        ("referral", "- referral: { referrer: { points: 50 }, friend: { voucher: { value: 4, valid: 3 months } } }"),
    ]

    private static let points = """
        - points:
            earn: { per_money: 1, per_visit: 2 }
            pending: 4 days
            expiry: { rolling: 4 months }
            rewards: [{ name: cup, kind: free-product, points_price: 90, face_value: 5, unit_cost: 2, availability: 0.9 }]
            as_money: { points: 10, value: 0.10, minimum: 150 }
        """

    @Test(arguments: mechanics.indices)
    func `a run with a mechanic, and with each one more`(first: Int) throws {
        let scratch = try Scratch()
        var used = 0
        for second in first..<Self.mechanics.count {
            let parts = Set([first, second]).sorted().map { Self.mechanics[$0] }
            let name = parts.map(\.name).joined(separator: "-and-")
            let texts = [Self.points] + parts.map(\.text).filter { !$0.isEmpty }
            let lines = texts.flatMap { $0.split(separator: "\n") }.map { "  " + $0 }.joined(separator: "\n")
            let invited = (first + second) % 2 == 0 ? "till, probability: 0.7" : "mail, probability: 0.6"
            let file = "\(name).yaml"
            let launchDay = (first + second) * 5
            // Seasons are counted from the launch.
            let launch = RunAsLogTests.start.adding(days: launchDay)
            try scratch.make(
                "",
                files: [
                    file:
                        "document: program\nname: \(name)\nlaunch: \(launch)\nenrolment: { invited: { at: \(invited) } }\n"
                        + "mechanics:\n\(lines)\n"
                ])
            let document = try ProgramLoader.load(path: scratch[file], currency: RunAsLogTests.euro)
            let leaves = !parts.contains { $0.name == "paid" }
            let simulation = RunAsLogTests.simulation(
                document.program, launchDay: launchDay, customers: 20, leaves: leaves)
            used += try RunAsLogTests.compare(document, simulation, customers: 20)
        }
        #expect(used > 20, "\(used) redemptions are no test")
    }
}
