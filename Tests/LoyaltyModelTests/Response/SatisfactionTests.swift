import LoyaltyModel
import Testing

/// What members answer when the study ends.
@Suite("Satisfaction")
struct SatisfactionTests {
    private let attrition = Attrition.exponentialGamma(ExponentialGamma(s: 2, beta: 1500))

    private func outcome(_ program: Program, _ response: Response, customers: Int = 4000) async -> Outcome {
        let world = PlainWorld(rate: 0.05, attrition: attrition, customers: customers, days: 365)
        return await Fixtures.run(world.simulation([program], response), replications: 1)[0]
    }

    private func share(_ total: Outcome.Total, _ outcome: Outcome) -> Double {
        Double(outcome.value(total, arm: 1, segment: 0)) / Double(outcome.value(.answered, arm: 1, segment: 0))
    }

    @Test("members who have not left answer, and nobody in the baseline")
    func whoAnswers() async {
        let outcome = await outcome(card(), .none)
        let left = outcome.sum(.memberLeft, arm: 1, segment: 0)
        #expect(left > 500)
        #expect(outcome.value(.answered, arm: 1, segment: 0) == outcome.sum(.joined, arm: 1, segment: 0) - left)
        #expect(outcome.value(.answered, arm: 0, segment: 0) == 0)
    }

    @Test("where nothing is felt the answers are the base distribution's")
    func baseDistribution() async {
        let outcome = await outcome(card(), .none)
        let count = Double(outcome.value(.answered, arm: 1, segment: 0))
        // 7.5 + 2 z rounds to 9 or more from z = 0.5 on, to 6 or less up to z = −0.5: P = 0.308538 each.
        let error = (0.308538 * 0.691462 / count).squareRoot()
        #expect(abs(share(.promoters, outcome) - 0.308538) < 4 * error)
        #expect(abs(share(.detractors, outcome) - 0.308538) < 4 * error)
        // 6 + z, rounded and held within 7: mean = 7 − Σ over k ≤ 6 of P(answer ≤ k) = 7 − Φ(0.5) − Φ(−0.5) − Φ(−1.5)
        // − Φ(−2.5) − Φ(−3.5) − Φ(−4.5), to six places.
        let mean = 7 - 0.691462 - 0.308538 - 0.066807 - 0.006210 - 0.000233 - 0.000003
        #expect(abs(share(.easeAnswers, outcome) - mean) < 4 / count.squareRoot(), "spread below 1")
    }

    @Test("delight raises and frustration lowers what the same people answer")
    func feelings() async {
        func response(_ satisfaction: Satisfaction) -> Response {
            Response(
                frustration: Frustration(perExpiry: 1), delight: Delight(perExperience: 1), satisfaction: satisfaction)
        }
        var experience = card(price: 10, expiry: .rolling(months: 1))
        if case .points(var points) = experience.mechanics[0] {
            points.rewards[0].kind = .experience
            experience.mechanics = [.points(points)]
        }
        let expiring = card(price: 1000, expiry: .rolling(months: 1))
        let delighted = await outcome(experience, response(Satisfaction(perDelight: 1)))
        let unmoved = await outcome(experience, response(Satisfaction()))
        let annoyed = await outcome(expiring, response(Satisfaction(perFrustration: 1)))
        #expect(share(.promoters, delighted) > share(.promoters, unmoved) + 0.1)
        #expect(share(.detractors, delighted) < share(.detractors, unmoved))
        #expect(share(.detractors, annoyed) > share(.detractors, unmoved) + 0.01)
        #expect(share(.promoters, annoyed) < share(.promoters, unmoved))
        // What is only asked about moves nobody.
        #expect(
            delighted.sum(.memberPurchases, arm: 1, segment: 0) == unmoved.sum(.memberPurchases, arm: 1, segment: 0))
        #expect(delighted.sum(.memberLeft, arm: 1, segment: 0) == unmoved.sum(.memberLeft, arm: 1, segment: 0))
    }

    @Test("each effort makes the answer to how easy it is lower")
    func effort() async {
        let response = Response(
            satisfaction: Satisfaction(perEffort: 2, perHardRedeeming: 2),
            enrolment: EnrolmentChoice(perFormField: 0.1, card: 0.3, app: 0.5))
        var terms = EnrolmentTerms()
        let steps: [(String, (inout EnrolmentTerms) -> Void)] = [
            ("nothing", { _ in }), ("form", { $0.formFields = 4 }), ("card", { $0.card = true }),
            ("app", { $0.app = true }),
        ]
        var last = 8.0
        for (name, step) in steps {
            step(&terms)
            var program = card(ease: 1)
            program.enrolment = terms
            let answer = share(.easeAnswers, await outcome(program, response, customers: 500))
            #expect(answer < last - 0.2, "\(name): \(answer) after \(last)")
            last = answer
        }
        var hard = card(ease: 0.5)
        hard.enrolment = terms
        #expect(share(.easeAnswers, await outcome(hard, response, customers: 500)) < last - 0.2)
    }
}
