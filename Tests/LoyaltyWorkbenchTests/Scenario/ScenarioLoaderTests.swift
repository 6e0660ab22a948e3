import Foundation
import LoyaltyModel
import LoyaltyWorkbench
import Testing

@Suite struct ScenarioLoaderTests {
    /// Every key of the mechanics beyond points.
    static let mechanics = Shipped.path("Tests/LoyaltyWorkbenchTests/Scenario/Documents/mechanics.yaml")
    static let everything = Shipped.path("Tests/LoyaltyWorkbenchTests/Scenario/Documents/everything.yaml")

    private func points(_ program: Program) throws -> PointsMechanic {
        guard case .points(let mechanic) = try #require(program.mechanics.first) else {
            throw Problems([])
        }
        return mechanic
    }

    @Test func theFrameOfAStudyIsRead() throws {
        let scenario = try ScenarioLoader.load(path: Self.everything)
        #expect(scenario.calendar.start.description == "2026-01-15")
        #expect(scenario.calendar.days == 441)
        #expect(scenario.replications == 3)
        #expect(scenario.seed == 7)
        #expect(scenario.discountRate == 0.05)
        #expect(scenario.uncertainty == .parameters)
        #expect(scenario.currency.code == "EUR")
        // 15 January to 1 March, 1 April and 1 June 2026.
        #expect(scenario.programs.map(\.launchDay) == [76, 45, 45, 45, 137, 45])
        #expect(scenario.programs.map(\.name) == ["full", "month-end", "year-end", "fixed", "inactivity", "plain"])
    }

    @Test func everyCustomerBaseModelIsRead() throws {
        let population = try ScenarioLoader.load(path: Self.everything).population
        #expect(population.unitDays == 30.4375)
        #expect(population.arrivalsPerMonth == 12.5)
        #expect(population.season.count == 12 && population.season[11] == 1.2)
        #expect(population.yearlyGrowth == 0.03)
        #expect(
            population.segments.map(\.purchase) == [
                .erlangGamma(ErlangGamma(k: 2, r: 3, alpha: 1.5)),
                .gammaGammaGaps(GammaGammaGaps(t: 4, gamma: 2, r: 1, alpha: 2)), .fixed(FixedRate(rate: 1)),
                .poissonGamma(PoissonGamma(r: 0.25, alpha: 1)), .lognormal(LognormalRate(mean: 0.5, sigma: 1)),
            ])
        #expect(
            population.segments.map(\.attrition) == [
                .modifiedBetaGeometric(ModifiedBetaGeometric(a: 0.5, b: 3)),
                .gompertzGamma(GompertzGamma(b: 0.05, s: 0.6, beta: 2)),
                .contract(ContractRenewal(alpha: 0.7, beta: 3.8, period: 1)),
                .betaGeometric(BetaGeometric(a: 0.8, b: 2.4)),
                .exponentialGamma(ExponentialGamma(s: 0.6, beta: 12)),
            ])
        #expect(
            population.segments.map(\.basket) == [
                .lognormal(LognormalBasket(mean: 30, between: 0.4, within: 0.5)), .fixed(FixedBasket(amount: 12.5)),
                .fixed(FixedBasket(amount: 9.99)), .gammaGamma(GammaGamma(p: 6, q: 4, gamma: 15)),
                .fixed(FixedBasket(amount: 20)),
            ])
        #expect(population.segments.map(\.marginMillionths) == [400_000, 350_000, 500_000, 300_001, 300_000])
        let regular = population.segments[0]
        #expect(regular.categories.map(\.millionths) == [700_000, 300_000])
        #expect(regular.rewardSensitivity == .lognormal(mean: 1, sigma: 0.5))
        #expect(
            regular.dependence
                == Dependence(
                    purchaseAttrition: -0.2, purchaseBasket: 0.1, purchaseSensitivity: 0.3, attritionBasket: 0,
                    attritionSensitivity: -0.1, basketSensitivity: 0.05))
        #expect(population.segments[1].rewardSensitivity == .fixed(0.8))
        #expect(population.segments[2].rewardSensitivity == .fixed(1))
        #expect(
            regular.responseTraits
                == ResponseTraits(
                    goalGradient: .lognormal(mean: 1, sigma: 0.4), statusSensitivity: .lognormal(mean: 1.1, sigma: 0.3),
                    effortAversion: .lognormal(mean: 1.2, sigma: 0.6), mailTolerance: .lognormal(mean: 0.9, sigma: 0.2),
                    stockpiling: .lognormal(mean: 1.3, sigma: 0.7), causeAffinity: 0.25, playAffinity: 0.5,
                    channel: ChannelShares(store: 0.4, web: 0.3, app: 0.2, card: 0.1)))
        #expect(
            population.segments[1].responseTraits
                == ResponseTraits(
                    goalGradient: .fixed(1.1), statusSensitivity: .fixed(1.2), effortAversion: .fixed(1.3),
                    mailTolerance: .fixed(1.4), stockpiling: .fixed(1.5)))
        #expect(population.segments[2].responseTraits == ResponseTraits())
    }

    @Test func everyRuleOfAPointsProgramIsRead() throws {
        let scenario = try ScenarioLoader.load(path: Self.everything)
        let program = scenario.programs[0]
        #expect(
            program.enrolment
                == EnrolmentTerms(
                    invitation: .mail(probability: 0.25), channels: ChannelSet([.web, .app]), formFields: 5, card: true,
                    app: true,
                    fee: Money(minor: 499), headStart: Points(20)))
        let december = try #require(CalendarDate(iso: "2026-12-01"))
        #expect(
            try points(program)
                == PointsMechanic(
                    earn: EarnRule(
                        perMoneyMillionths: 1_500_000, perVisit: Points(2),
                        categories: [
                            CategoryMultiplier(name: "drinks", millionths: 2_000_000),
                            CategoryMultiplier(name: "food", millionths: 500_000),
                        ],
                        bonusDays: [
                            BonusDays(when: .weekday(2), millionths: 2_000_000),
                            BonusDays(when: .dates(december, december.adding(days: 23)), millionths: 3_000_000),
                        ], rounding: .halfEven, roundEach: .line, earnsOn: .gross),
                    pendingDays: 14, expiry: .rolling(months: 6),
                    rewards: [
                        Reward(
                            name: "drink", kind: .freeProduct, pointsPrice: Points(50), faceValue: Money(minor: 420),
                            unitCost: Money(minor: 110), availability: 0.98, appeal: 0.77, ease: 0.9),
                        Reward(
                            name: "show", kind: .ticket, pointsPrice: Points(500), faceValue: Money(minor: 4000),
                            unitCost: Money(minor: 3000), appeal: 0.2),
                    ],
                    asMoney: PointsAsMoney(points: Points(100), value: Money(minor: 100), minimum: Points(500)),
                    conversion: VoucherConversion(points: Points(200), value: Money(minor: 200), validMonths: 3)))
        // 0.00425 EUR is 425 thousandths of a cent.
        #expect(
            program.mechanics[1]
                == .statement(StatementMechanic(everyDays: 7, unitCost: FineMoney(thousandths: 425))))
        #expect(
            program.costs
                == CostSheet(
                    setUp: Money(minor: 100_000), staffTraining: Money(minor: 25_050), monthly: Money(minor: 8000),
                    perMemberMonth: FineMoney(thousandths: 2000), perEnrolment: FineMoney(thousandths: 35_500)))
        #expect(
            scenario.programDocuments[0].lever
                == ProgramDocument.Lever(path: "points.rewards.drink.points_price", from: 30, to: 300))
    }

    @Test func referralsAndCoalitionsAreRead() throws {
        let programs = try ScenarioLoader.load(path: Self.mechanics).programs
        func mechanics(_ name: String) -> [Mechanic] { programs.first { $0.name == name }?.mechanics ?? [] }
        #expect(
            mechanics("referral").last
                == .referral(
                    ReferralMechanic(
                        trigger: .secondPurchase, referrer: .points(Points(200)),
                        friend: .voucher(Money(minor: 500), validMonths: 3), cap: 5, capWindow: .calendarYear)))
        #expect(
            mechanics("referral-of-money")
                == [
                    .referral(
                        ReferralMechanic(
                            referrer: .money(Money(minor: 1000)), friend: .money(Money(minor: 500)), cap: 12,
                            capWindow: .rolling(months: 24)))
                ])
        #expect(
            mechanics("referral-of-points").last
                == .referral(
                    ReferralMechanic(
                        referrer: .voucher(Money(minor: 450), validMonths: 1), friend: .points(Points(30)))))
        let fuel = CoalitionMechanic.Partner(
            name: "fuel", visitsPerYear: 26, meanBasket: Money(minor: 4500), basketSigma: 0.4,
            perMoneyMillionths: 500_000, perVisit: Points(2),
            burn: .money(PointsAsMoney(points: Points(50), value: Money(minor: 40), minimum: Points(200))),
            terms: SettlementTerms(
                pricePerPoint: FineMoney(thousandths: 905), reimbursementPerPoint: FineMoney(thousandths: 650),
                breakageShareMillionths: 250_000),
            until: CalendarDate(iso: "2026-12-31"))
        let books = CoalitionMechanic.Partner(
            name: "books", visitsPerYear: 4, meanBasket: Money(minor: 2000), burn: .asAtHome)
        #expect(
            mechanics("coalition").last
                == .coalition(
                    CoalitionMechanic(
                        runBy: .thirdParty,
                        home: SettlementTerms(
                            pricePerPoint: FineMoney(thousandths: 1000),
                            reimbursementPerPoint: FineMoney(thousandths: 800), breakageShareMillionths: 100_000),
                        partners: [fuel, books])))
    }

    @Test(arguments: [
        ("till", ["store", "card"]), ("web", ["web"]), ("app", ["app"]), ("mail", ["store", "web", "app", "card"]),
    ])
    func anInvitationReachesTheCustomersOfItsPlace(at place: String, channels: [String]) throws {
        let scenario = try ScenarioLoader.load(
            path: Self.everything,
            settings: ["programs.plain.enrolment={ invited: { at: \(place), probability: 0.5 } }"])
        let terms = try #require(scenario.programs.last).enrolment
        #expect(terms.channels.names == channels)
        #expect(terms.invitation == (place == "mail" ? .mail(probability: 0.5) : .till(probability: 0.5)))
    }

    @Test func everyExpiryKindIsRead() throws {
        let programs = try ScenarioLoader.load(path: Self.everything).programs
        let date = try #require(CalendarDate(iso: "2027-03-31"))
        #expect(
            try programs.map { try points($0).expiry } == [
                .rolling(months: 6), .endOfMonth(months: 12), .endOfYear(years: 0), .fixedDate(date),
                .inactivity(months: 12), .never,
            ])
    }

    @Test func whatIsNotWrittenHasItsDefault() throws {
        let plain = try #require(try ScenarioLoader.load(path: Self.everything).programs.last)
        #expect(plain.enrolment == EnrolmentTerms())
        #expect(plain.costs == CostSheet())
        let mechanic = try points(plain)
        #expect(mechanic.earn == EarnRule(perMoneyMillionths: 1_000_000))
        #expect(mechanic.pendingDays == 0 && mechanic.conversion == nil && mechanic.rewards.isEmpty)
        // The least to pay with is one block where nothing is said.
        #expect(mechanic.asMoney?.minimum == Points(100))
    }

    @Test func messagesAndOffersAreReadAsWritten() throws {
        let programs = try ScenarioLoader.load(path: Self.mechanics).programs
        var (messages, offers): ([CampaignMessage], [Offer]) = ([], [])
        for mechanic in programs.flatMap(\.mechanics) {
            if case .campaign(let campaign) = mechanic { messages = campaign.messages }
            if case .offer(let offer) = mechanic { offers = offer.offers }
        }
        #expect(
            messages.map(\.trigger) == [
                .every(days: 30), .monthEnd, .beforeExpiry(days: 10), .rewardWaiting(days: 20),
                .beforeRenewal(days: 14), .silence(days: 60, times: 2), .birthday, .surprise(probability: 0.02),
            ])
        // Habits where nothing is said, and all of those who open where something is brought.
        #expect(messages[0].unitCost == FineMoney(thousandths: 1000) && messages[0].open == 0.3)
        #expect(messages[1].open == 0.24 && messages[1].click == 0.05 && messages[5].click == 1)
        let five = CouponTerms(money: Money(minor: 500), minimumBill: Money(minor: 2000), appeal: 0.7)
        #expect(messages[5].coupon == CampaignMessage.Coupon(terms: five, validDays: 30))
        #expect(messages[6].points == Points(50))
        let gift = CampaignMessage.Gift(faceValue: Money(minor: 500), unitCost: Money(minor: 200), appeal: 0.8)
        #expect(messages[7].gift == gift)
        let dates = Offer.Window.dates(
            try #require(CalendarDate(iso: "2026-03-01")), try #require(CalendarDate(iso: "2026-03-14")))
        #expect(offers.map(\.window) == [.joining(days: 30), .visit(days: 14), dates, .always, .always])
        #expect(offers.map(\.segments) == [[], ["regulars"], [], [], []])
        #expect(offers[1].benefit == .coupon(CouponTerms(shareMillionths: 100_000)))
        guard case .gift(let goods) = offers[2].benefit, case .gift(let jams) = offers[3].benefit,
            case .sample(let taste) = offers[4].benefit
        else {
            Issue.record("neither gifts nor a sample: \(offers)")
            return
        }
        #expect(goods.category == "food" && goods.minimumBill == Money(minor: 4000))
        // Three at 4.00 each.
        #expect(jams.category == "food" && jams.minimumBill == Money(minor: 1200))
        #expect(taste.probability == 0.1 && taste.appeal == 0.6)
    }

    @Test func everyEffectIsReadWithItsRange() throws {
        let scenario = try ScenarioLoader.load(path: Self.everything)
        let response = scenario.response
        #expect(response.perceivedValue == PerceivedValue(elasticity: 0.5, discountPerDay: 1 / 365.25))
        #expect(response.pointsPressure == PointsPressure(strength: 0.2, shape: 2, carryOver: 0.2))
        #expect(response.rewardedBehaviour == RewardedBehaviour(strength: 0.02, halfLifeDays: 28))
        #expect(
            response.frustration
                == Frustration(
                    rateLoss: 0.05, attritionGain: 0.1, halfLifeDays: 90, perExpiry: 1, perUnavailable: 1,
                    perUninformed: 0.5, perMonthTooFar: 0.3, perMailFlood: 0.2,
                    patienceDays: 365))
        #expect(
            response.status
                == Status(
                    level: 0.05, pressure: 0.1, shape: 2, promotionGain: 0.05, demotionLoss: 0.1, halfLifeDays: 180))
        #expect(response.sunkCost.strength == 2 && response.silence.monthly == 0.01)
        #expect(response.renewal == RenewalChoice(intercept: 1.5, balance: 1, persistence: 0.5))
        #expect(
            response.message == MessageEffect(lift: 0.06, halfLifeDays: 14, tolerance: 4, fatigue: 0.05))
        #expect(response.winBack.revival == 0.02)
        #expect(response.offer == OfferEffect(redemption: 0.166, lift: 0.02, halfLifeDays: 7))
        #expect(
            response.enrolment
                == EnrolmentChoice(
                    intercept: -0.5, value: 3, perFormField: 0.05, card: 0.1, app: 0.3, feePerMonthOfSpend: 2))
        #expect(
            response.referral
                == Referral(invitationsPerMonth: 0.1, value: 1, reward: 0.2, conversion: 0.08, attritionLoss: 0.15))
        #expect(response.partnerReach == PartnerReach(newCustomersPerVisit: 0.0001))
        #expect(response.rewardWorth == RewardWorth(halfAt: 0.004))
        #expect(response.redemption.propensity == 0.5)
        #expect(response.basket.elasticity == 0.01)
        #expect(response.attrition == AttritionEffect(elasticity: 2.5, basis: .perPurchase))
        #expect(response.floor == 0.3 && response.ceiling == 3)
        let document = try #require(scenario.responseDocument)
        #expect(
            document.estimates["effects.perceived_value.elasticity"]
                == ResponseDocument.Estimate(value: 0.5, low: 0.1, high: 1, source: "a book", confidence: .low))
        #expect(
            document.estimates["effects.rewarded_behaviour.half_life"]
                == ResponseDocument.Estimate(value: 28, low: 14, high: 60))
        #expect(document.estimates["effects.points_pressure.strength"] == ResponseDocument.Estimate(value: 0.2))
    }

    @Test func aValueBesideItsKeyIsShownAsTheBlockThatItShouldBe() throws {
        let program =
            "[{document: program, name: a, mechanics: [{campaign: {messages: [{name: m, when: silence 60 days}]}}]}]"
        do {
            _ = try ScenarioLoader.load(path: Shipped.path("scenarios/cdnow.yaml"), settings: ["programs=\(program)"])
            Issue.record("silence without a block is read")
        } catch let problems as Problems {
            #expect(problems.problems.map(\.suggestion) == ["{ silence: 60 days }"], "\(problems.problems)")
        }
    }

    @Test(arguments: ["scenarios/cdnow.yaml", "scenarios/coffee.yaml", everything, mechanics])
    func theResolvedTextLoadsAsTheSameScenario(file: String) throws {
        let path = file.hasPrefix("/") ? file : Shipped.path(file)
        let scenario = try ScenarioLoader.load(path: path)
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let copy = folder.appendingPathComponent(scenario.name + ".yaml")
        try scenario.resolvedText.write(to: copy, atomically: true, encoding: .utf8)
        let again = try ScenarioLoader.load(path: copy.path)
        #expect(again.resolvedText == scenario.resolvedText)
        #expect(again.name == scenario.name && again.title == scenario.title)
        #expect(again.source == scenario.source && again.description == scenario.description)
        #expect(again.currency == scenario.currency && again.seed == scenario.seed)
        #expect(again.calendar.start == scenario.calendar.start && again.calendar.days == scenario.calendar.days)
        #expect(again.replications == scenario.replications && again.discountRate == scenario.discountRate)
        #expect(again.population == scenario.population)
        #expect(again.programs == scenario.programs)
        #expect(again.response == scenario.response && again.uncertainty == scenario.uncertainty)
        #expect(again.programDocuments == scenario.programDocuments)
        #expect(again.responseDocument == scenario.responseDocument)
        // It is JSON too, for programs in other languages.
        let object = try JSONSerialization.jsonObject(with: Data(scenario.resolvedText.utf8))
        #expect((object as? [String: Any])?["document"] as? String == "scenario")
    }
}
