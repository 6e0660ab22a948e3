import LoyaltyModel

/// Studies small enough for a test and varied enough for a battery.
enum Fixtures {
    static let euro = Currency(code: "EUR")!
    static let newYear = CalendarDate(year: 2026, month: 1, day: 1)!

    /// Every purchase-timing model, weekly rates of about one.
    static let timings: [(name: String, model: PurchaseTiming)] = [
        ("poisson-gamma", .poissonGamma(PoissonGamma(r: 1.5, alpha: 1.5))),
        ("erlang-gamma", .erlangGamma(ErlangGamma(k: 2, r: 3, alpha: 1.5))),
        ("gamma-gamma-gaps", .gammaGammaGaps(GammaGammaGaps(t: 4, gamma: 2, r: 2, alpha: 2))),
        ("fixed", .fixed(FixedRate(rate: 0.9))),
        ("lognormal", .lognormal(LognormalRate(mean: 1, sigma: 0.6))),
    ]

    /// Every attrition model, lives of about a year.
    static let attritions: [(name: String, model: Attrition)] = [
        ("exponential-gamma", .exponentialGamma(ExponentialGamma(s: 2, beta: 80))),
        ("beta-geometric", .betaGeometric(BetaGeometric(a: 1, b: 30))),
        ("modified-beta-geometric", .modifiedBetaGeometric(ModifiedBetaGeometric(a: 1, b: 30))),
        ("gompertz-gamma", .gompertzGamma(GompertzGamma(b: 0.02, s: 1, beta: 2))),
        ("contract", .contract(ContractRenewal(alpha: 1, beta: 4, period: 4))),
        ("none", .none),
    ]

    static let baskets: [(name: String, model: Basket)] = [
        ("gamma-gamma", .gammaGamma(GammaGamma(p: 6.25, q: 3.74, gamma: 15.44))),
        ("lognormal", .lognormal(LognormalBasket(mean: 20, between: 0.5, within: 0.4))),
        ("fixed", .fixed(FixedBasket(amount: 12.5))),
    ]

    static func segment(
        _ name: String = "all", share: Double = 1, timing: PurchaseTiming = timings[0].model,
        attrition: Attrition = attritions[1].model, basket: Basket = baskets[0].model
    ) -> Segment {
        Segment(
            name: name, share: share, purchase: timing, attrition: attrition, basket: basket,
            marginMillionths: 400_000,
            categories: [
                CategoryShare(name: "goods", millionths: 700_000), CategoryShare(name: "food", millionths: 300_000),
            ],
            rewardSensitivity: .lognormal(mean: 1, sigma: 0.3),
            responseTraits: ResponseTraits(causeAffinity: 0.5, playAffinity: 0.6))
    }

    static func reward(
        _ name: String, price: Int64, face: Int64 = 500, cost: Int64 = 200, availability: Double = 1
    ) -> Reward {
        Reward(
            name: name, kind: .freeProduct, pointsPrice: Points(price), faceValue: Money(minor: face),
            unitCost: Money(minor: cost), availability: availability, appeal: 0.77)
    }

    static let onePerMoney = EarnRule(perMoneyMillionths: 1_000_000)

    /// Programs that together use every rule there is.
    static let programs = pointsPrograms + messagePrograms + pursePrograms + social

    static let pointsPrograms: [Program] = [
        Program(
            name: "near",
            mechanics: [.points(PointsMechanic(earn: onePerMoney, rewards: [reward("cup", price: 100)]))]),
        Program(
            name: "rolling",
            enrolment: EnrolmentTerms(invitation: .till(probability: 0.5), formFields: 3, headStart: Points(20)),
            mechanics: [
                .points(
                    PointsMechanic(
                        earn: EarnRule(
                            perMoneyMillionths: 1_500_000, perVisit: Points(2),
                            categories: [CategoryMultiplier(name: "food", millionths: 2_000_000)],
                            bonusDays: [BonusDays(when: .weekday(2), millionths: 3_000_000)],
                            rounding: .halfEven, roundEach: .line),
                        pendingDays: 10, expiry: .rolling(months: 3),
                        rewards: [
                            reward("cup", price: 150, availability: 0.8), reward("mug", price: 600, face: 2500),
                        ]))
            ]),
        Program(
            name: "money", enrolment: EnrolmentTerms(invitation: .mail(probability: 0.3), card: true),
            mechanics: [
                .points(
                    PointsMechanic(
                        earn: onePerMoney, expiry: .endOfMonth(months: 4),
                        asMoney: PointsAsMoney(points: Points(10), value: Money(minor: 10), minimum: Points(50))))
            ]),
        Program(
            name: "voucher", launchDay: 100,
            enrolment: EnrolmentTerms(invitation: .till(probability: 1), app: true, fee: Money(minor: 500)),
            mechanics: [
                .points(
                    PointsMechanic(
                        earn: onePerMoney, expiry: .inactivity(months: 2),
                        conversion: VoucherConversion(points: Points(50), value: Money(minor: 250), validMonths: 2))),
                .statement(StatementMechanic(everyDays: 30)),
            ]),
        Program(
            name: "yearly",
            mechanics: [
                .points(
                    PointsMechanic(
                        earn: onePerMoney, expiry: .endOfYear(years: 0), rewards: [reward("cup", price: 300)]))
            ]),
        Program(
            name: "dated",
            mechanics: [
                .points(
                    PointsMechanic(
                        earn: onePerMoney, expiry: .fixedDate(CalendarDate(year: 2026, month: 3, day: 31)!),
                        rewards: [reward("cup", price: 120)]))
            ]),
        Program(name: "cause", mechanics: [.cause(CauseMechanic(shareMillionths: 20_000, perVisit: Money(minor: 10)))]),
        Program(name: "game", mechanics: [.game(game(points: false))]),
        Program(
            name: "together", launchDay: 40,
            enrolment: EnrolmentTerms(invitation: .till(probability: 0.5), headStart: Points(30)),
            mechanics: [
                .points(
                    PointsMechanic(
                        earn: onePerMoney, pendingDays: 5, expiry: .rolling(months: 5),
                        rewards: [reward("cup", price: 200)])),
                .discount(DiscountMechanic(brackets: [.init(from: .zero, shareMillionths: 30_000)])),
                .cause(
                    CauseMechanic(
                        shareMillionths: 10_000, points: .init(points: Points(60), worth: Money(minor: 100)),
                        matchMillionths: 500_000, capPerYear: Money(minor: 400), year: .anniversary)),
                .game(game(points: true)),
            ]),
    ]

    /// A game in which everything is played.
    static func game(points: Bool) -> GameMechanic {
        let gift = points ? PlayReward.points(Points(25)) : .voucher(Money(minor: 300), validMonths: 2)
        return GameMechanic(
            missions: [
                .init(target: .purchases(3), withinDays: 20, gives: gift),
                .init(target: .spend(Money(minor: 5000), category: "food"), withinDays: 60, limit: 2, gives: .spins(2)),
            ],
            streaks: [
                .init(every: .week, length: 3, gives: gift), .init(every: .month, length: 2, limit: 1, gives: .badge),
            ],
            spinsPerPurchase: 1,
            prizes: [
                .init(
                    name: "cup", probabilityMillionths: 100_000, faceValue: Money(minor: 400),
                    unitCost: Money(minor: 150)),
                .init(
                    name: "bike", probabilityMillionths: 10_000, faceValue: Money(minor: 40_000),
                    unitCost: Money(minor: 20_000), limit: 1),
            ],
            season: .init(
                months: 3, perPurchase: 10, perMoneyMillionths: 500_000, perPoint: points ? 1 : 0,
                wins: points ? .at(150) : .bestShare(300_000),
                gives: .prize(faceValue: Money(minor: 1000), unitCost: Money(minor: 600))),
            events: [
                .init(name: "app", pace: .monthly(3), points: Points(points ? 2 : 0), score: 1, mostPerMonth: 4),
                .init(name: "review", pace: .visit(0.2), points: Points(points ? 5 : 0), score: 3, mostPerMonth: 1),
            ])
    }

    /// The same program where nobody has to be better than others to win a season.
    static func withoutRanks(_ program: Program) -> Program {
        var program = program
        program.mechanics = program.mechanics.map { mechanic in
            guard case .game(var game) = mechanic else { return mechanic }
            game.season?.wins = .at(60)
            return .game(game)
        }
        return program
    }

    /// All effects on, larger than any evidence, so that nothing hides.
    static let strong = Response(
        perceivedValue: PerceivedValue(elasticity: 3, discountPerDay: 0.002),
        pointsPressure: PointsPressure(strength: 0.4, shape: 2, carryOver: 0.3),
        rewardedBehaviour: RewardedBehaviour(strength: 0.2, halfLifeDays: 20),
        frustration: Frustration(
            rateLoss: 0.2, attritionGain: 0.3, halfLifeDays: 60, perExpiry: 1, perUnavailable: 1, perMonthTooFar: 0.4,
            perMailFlood: 0.5, patienceDays: 60),
        delight: Delight(
            attritionLoss: 0.4, halfLifeDays: 50, perSurprise: 1, perExperience: 1, perDonation: 1, perSample: 0.5),
        giving: Giving(propensity: 0.4), play: Play(activity: 1),
        satisfaction: Satisfaction(perDelight: 1, perFrustration: 1, perEffort: 1, perHardRedeeming: 1),
        message: MessageEffect(lift: 0.3, halfLifeDays: 10, tolerance: 2, fatigue: 0.1),
        winBack: WinBackEffect(revival: 0.6),
        offer: OfferEffect(redemption: 0.7, lift: 0.2, halfLifeDays: 5),
        enrolment: EnrolmentChoice(
            intercept: 0.5, value: 5, perFormField: 0.05, card: 0.1, app: 0.3, feePerMonthOfSpend: 1),
        redemption: RedemptionChoice(propensity: 0.5), basket: BasketEffect(elasticity: 0.5),
        attrition: AttritionEffect(elasticity: 3))

    static func population(customers: Int, segments: [Segment] = [segment()], arrivals: Double = 0) -> Population {
        Population(
            unitDays: 7, customers: customers, segments: segments, arrivalsPerMonth: arrivals,
            season: [0.8, 0.9, 1, 1, 1, 1.1, 1.1, 0.9, 1, 1, 1, 1.2], yearlyGrowth: 0.1)
    }

    static func simulation(
        customers: Int = 60, segments: [Segment] = [segment()], arrivals: Double = 20,
        programs: [Program] = programs, response: Response = strong, days: Int = 500, seed: UInt64 = 7
    ) -> Simulation {
        Simulation(
            population: population(customers: customers, segments: segments, arrivals: arrivals), programs: programs,
            response: response, calendar: StudyCalendar(start: newYear, days: days), currency: euro, seed: seed)
    }

    static func run(_ simulation: Simulation, replications: Int = 2, workers: Int = 2) async -> [Outcome] {
        await simulation.outcomes(replications: 1...replications, workers: workers) { _ in true }
    }
}
