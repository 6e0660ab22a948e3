import LoyaltyModel
import LoyaltyWorkbench
import Testing

@Suite struct SettingTests {
    private static let cdnow = Shipped.path("scenarios/cdnow.yaml")

    private func load(_ settings: String...) throws -> Scenario {
        try ScenarioLoader.load(path: Self.cdnow, settings: settings)
    }

    private func price(_ scenario: Scenario, _ index: Int) -> Int64? {
        guard case .points(let mechanic)? = scenario.programs[index].mechanics.first else { return nil }
        return mechanic.rewards.first?.pointsPrice.count
    }

    private func words(_ settings: String...) -> String {
        do {
            _ = try ScenarioLoader.load(path: Self.cdnow, settings: settings)
            return "no problem"
        } catch let problems as Problems { return problems.description } catch { return "\(error)" }
    }

    @Test func valuesOfTheScenarioAndOfWhatItIncludesAreSet() throws {
        let scenario = try load(
            "replications=5", "population.customers=100", "response.effects.points_pressure.strength=0.1",
            "response.effects.rewarded_behaviour.half_life=2 weeks", "population.segments.cohort.margin=0.4")
        #expect(scenario.replications == 5)
        #expect(scenario.population.customers == 100)
        #expect(scenario.response.pointsPressure.strength == 0.1)
        #expect(scenario.response.rewardedBehaviour.halfLifeDays == 14)
        #expect(scenario.population.segments[0].marginMillionths == 400_000)
    }

    @Test(arguments: [
        "programs.near.mechanics.points.rewards.certificate.points_price",
        "programs.near.points.rewards.certificate.points_price", "programs.near.rewards.certificate.points_price",
    ])
    func aMechanicMayBeLeftOutOfAPath(path: String) throws {
        let scenario = try load(path + "=60")
        #expect(price(scenario, 0) == 60)
        #expect(price(scenario, 1) == 400)
    }

    @Test func aWordGivesWayToABlockAndOneChoiceToAnother() throws {
        let scenario = try load(
            "programs.near.points.expiry.rolling=6 months", "programs.far-expiring.expiry={ inactivity: 1 year }")
        guard case .points(let near)? = scenario.programs[0].mechanics.first,
            case .points(let far)? = scenario.programs[2].mechanics.first
        else { return #expect(Bool(false), "no points") }
        #expect(near.expiry == .rolling(months: 6))
        #expect(far.expiry == .inactivity(months: 12))
    }

    @Test func whatADocumentLeavesOutCanBeSet() throws {
        let scenario = try load(
            "programs.near.enrolment.fee=2.50", "launch=1997-07-01", "population.arrivals.per_month=3")
        #expect(scenario.programs[0].enrolment.fee == Money(minor: 250))
        #expect(scenario.programs.map(\.launchDay) == [181, 181, 181, 181])
        #expect(scenario.population.arrivalsPerMonth == 3)
    }

    @Test func theLastOfTwoSettingsCounts() throws {
        #expect(try load("replications=5", "replications=6").replications == 6)
    }

    @Test func aRangeOfAnEffectCanBeSet() throws {
        let document = try #require(
            try load("response.effects.points_pressure.strength.low=0.1").responseDocument)
        let estimate = try #require(document.estimates["effects.points_pressure.strength"])
        #expect(estimate.low == 0.1 && estimate.value == 0.2 && estimate.high == 0.3)
    }

    @Test func aWholeDocumentCanBeExchanged() throws {
        let sample = Shipped.path("scenarios/populations/cdnow-sample.yaml")
        #expect(try load("population=\(sample)").population.customers == 2357)
    }

    @Test func aSettingThatLeadsNowhereNamesTheNearest() {
        #expect(
            words("programs.nearr.launch=1997-02-01") == """
                --set: programs.nearr.launch: found the unknown name "nearr", expected one of near, far, far-expiring, \
                as-money (did you mean "near"?)
                """)
        #expect(
            words("programs.near.rewards.certificate.price=5") == """
                --set: programs.near.rewards.certificate.price: found the unknown name "price", expected one of name, \
                kind, points_price, face_value, unit_cost, availability, appeal, ease, replaces, stock (did you mean \
                "points_price"?)
                """)
        #expect(
            words("replications.more=5") == """
                --set: replications.more: found "more", expected no further name: replications is a single value
                """)
    }

    @Test func aSettingWithAWrongValueIsJudgedLikeADocument() {
        #expect(
            words("replications=-1", "population.customers=many") == """
                --set: replications: found -1, expected a whole number from 1 to 1000000
                --set: population.customers: found "many", expected a whole number from 0 to 1000000000
                """)
        #expect(words("replications") == "--set: found \"replications\", expected PATH=VALUE")
        #expect(
            words("title=[") == "--set: title: found \"[\", expected a value as a document would write it")
    }

    @Test func aKeyOfSeveralMechanicsIsAskedBackFor() throws {
        let both = """
            programs=[{document: program, name: both, mechanics: [{cashback: {share: 0.01}}, \
            {punch-card: {stamps: 5, face_value: 1, unit_cost: 1}}]}]
            """
        #expect(
            words(both, "programs.both.minimum_bill=9") == """
                --set: programs.both.minimum_bill: found "minimum_bill", which cashback and punch-card have, expected \
                which one is meant: one of cashback.minimum_bill, punch-card.minimum_bill
                """)
        let scenario = try load(both, "programs.both.punch-card.minimum_bill=9", "programs.both.stamps=7")
        guard case .punchCard(let card) = scenario.programs[0].mechanics[1] else { return #expect(Bool(false)) }
        #expect(card.minimumBill == Money(minor: 900) && card.reward.pointsPrice == Points(7))
    }

    @Test func customersCannotScaleABaseOfNobody() throws {
        var overrides = ScenarioOverrides(
            customers: 100, settings: ["population.customers=0", "population.arrivals={per_month: 50}"])
        let problem = #expect(throws: UsageProblem.self) { try overrides.load(path: Self.cdnow) }
        #expect(problem?.description.hasPrefix("--customers scales the customers at the start") == true)
        overrides.customers = nil
        #expect(try overrides.load(path: Self.cdnow).population.arrivalsPerMonth == 50)
    }
}
