import LoyaltyModel

/// The study that is measured: the population of `peer.c`, and points programs like its own.
enum BenchmarkStudy {
    /// 104 weeks.
    static let days = 728

    static func simulation(_ options: Options) -> Simulation {
        guard let start = CalendarDate(year: 2026, month: 1, day: 1), let currency = Currency(code: "EUR") else {
            preconditionFailure("a date and a currency that exist")
        }
        return Simulation(
            population: population(customers: options.customers),
            programs: (0..<options.programs).map { program(number: $0, enrolment: options.enrolment) },
            response: options.response == .literature ? literature : .none,
            calendar: StudyCalendar(start: start, days: days),
            currency: currency,
            seed: 42)
    }

    /// Weekly buyers, about one purchase a week while they stay, baskets of about 35.
    static func population(customers: Int) -> Population {
        Population(
            unitDays: 7, customers: customers,
            segments: [
                Segment(
                    name: "all", share: 1,
                    purchase: .poissonGamma(PoissonGamma(r: 2, alpha: 2)),
                    attrition: .betaGeometric(BetaGeometric(a: 1, b: 30)),
                    basket: .gammaGamma(GammaGamma(p: 6.25, q: 3.74, gamma: 15.44)),
                    marginMillionths: 300_000)
            ])
    }

    /// One point per unit of money, 5 % back. Program 0 is that of `peer.c`; the others differ in price and expiry.
    static func program(number: Int, enrolment: Options.EnrolmentName) -> Program {
        let prices: [Int64] = [500, 250, 1000, 750, 400, 600, 300, 1500]
        let expiries: [Expiry] = [.rolling(months: 12), .rolling(months: 6), .endOfMonth(months: 12), .never]
        let price = prices[number % prices.count]
        let reward = Reward(
            name: "reward", kind: .freeProduct, pointsPrice: Points(price),
            faceValue: Money(minor: 5 * price), unitCost: Money(minor: 3 * price), appeal: 0.77)
        let points = PointsMechanic(
            earn: EarnRule(perMoneyMillionths: 1_000_000),
            expiry: expiries[(number + number / prices.count) % expiries.count],
            rewards: [reward])
        let terms =
            switch enrolment {
            case .automatic: EnrolmentTerms(invitation: .automatic)
            case .till: EnrolmentTerms(invitation: .till(probability: 0.6), formFields: 3, app: true)
            }
        return Program(name: "points-\(number)", enrolment: terms, mechanics: [.points(points)])
    }

    /// Central values of `scenarios/responses/literature.yaml`; their sources stand there.
    static let literature = Response(
        perceivedValue: PerceivedValue(elasticity: 0.5, discountPerDay: 1 / 365.25),
        rewardWorth: RewardWorth(halfAt: 0.005),
        pointsPressure: PointsPressure(strength: 0.20, shape: 2, carryOver: 0.2),
        rewardedBehaviour: RewardedBehaviour(strength: 0.02, halfLifeDays: 30),
        frustration: Frustration(
            rateLoss: 0.05, attritionGain: 0.10, halfLifeDays: 90, perExpiry: 1, perUnavailable: 1,
            perMonthTooFar: 0.3, patienceDays: 365),
        enrolment: EnrolmentChoice(
            intercept: 0.08, value: 3, perFormField: 0.05, card: 0.1, app: 0.3, feePerMonthOfSpend: 2),
        redemption: RedemptionChoice(propensity: 0.5),
        attrition: AttritionEffect(elasticity: 2.5))
}
