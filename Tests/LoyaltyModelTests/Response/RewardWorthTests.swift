import Foundation
import LoyaltyModel
import Testing

/// What a reward is worth decides how much it moves people, in every mechanic by the same rule.
@Suite("The worth of rewards")
struct RewardWorthTests {
    private static let pulls = Response(
        pointsPressure: PointsPressure(strength: 0.5, shape: 2, carryOver: 0.3),
        rewardedBehaviour: RewardedBehaviour(strength: 0.4, halfLifeDays: 20),
        frustration: Frustration(
            rateLoss: 0.4, perExpiry: 1, perUnavailable: 1, perMonthTooFar: 0.3, patienceDays: 200),
        delight: Delight(attritionLoss: 0.3, perSurprise: 1, perExperience: 1, perDonation: 1, perSample: 1),
        status: Status(level: 0.2, titleShare: 0, pressure: 0.3, promotionGain: 0.3, demotionLoss: 0.2),
        offer: OfferEffect(lift: 0.3))

    private static func weighed(_ halfAt: Double) -> Response {
        var response = pulls
        response.rewardWorth = RewardWorth(halfAt: halfAt)
        return response
    }

    private let world = PlainWorld(attrition: .exponentialGamma(ExponentialGamma(s: 2, beta: 900)), customers: 30)

    private func instants(_ program: Program, _ response: Response) -> [[Double]] {
        (0..<world.customers).map { world.lives($0, [program], response)[1].purchases.map(\.instant) }
    }

    private func instantsOfTwins() -> [[Double]] {
        (0..<world.customers).map { world.lives($0, [card()], .none)[0].purchases.map(\.instant) }
    }

    /// How far two sets of lives are apart: the mean number of purchases in one beside the other, less one.
    private func lift(_ lives: [[Double]], over others: [[Double]]) -> Double {
        Double(lives.reduce(0) { $0 + $1.count }) / Double(others.reduce(0) { $0 + $1.count }) - 1
    }

    @Test("a reward of worth w pulls and pleases as a large one does whose effects are 1 - 2^(-w / half) as strong")
    func closedForm() {
        // Ten visits of 10.00 for a gift of 5.00, appeal 0.8, ease 0.5: 0.02 of what is spent.
        let program = card(face: 500)
        for halfAt in [0.005, 0.02, 0.1] {
            let weight = 1 - pow(2, -0.02 / halfAt)
            var strong = Self.pulls
            strong.pointsPressure.strength *= weight
            strong.rewardedBehaviour.strength *= weight
            // As many ask for it on a visit: that is a factor on the propensity too.
            var lessAskedFor = program
            lessAskedFor.changes = [ProgramChange(day: 0, redemption: weight)]
            let (weighed, plain) = (instants(program, Self.weighed(halfAt)), instants(lessAskedFor, strong))
            for (some, others) in zip(weighed, plain) {
                #expect(some.count == others.count, "half at \(halfAt)")
                for (one, other) in zip(some, others) { #expect(abs(one - other) < 1e-8, "half at \(halfAt)") }
            }
        }
    }

    /// What lives do beside the same with effects, and a propensity to redeem, that are as strong as the weight says.
    private func agree(
        _ program: Program, _ halfAt: Double, weight: Double, _ sourceLocation: SourceLocation = #_sourceLocation
    ) {
        var strong = Self.pulls
        strong.pointsPressure.strength *= weight
        strong.rewardedBehaviour.strength *= weight
        strong.frustration.perExpiry *= weight
        strong.frustration.perUnavailable *= weight
        strong.frustration.perMonthTooFar *= weight
        var lessAskedFor = program
        for place in lessAskedFor.changes.indices { lessAskedFor.changes[place].redemption *= weight }
        if lessAskedFor.changes.first?.day != 0 {
            lessAskedFor.changes.insert(ProgramChange(day: 0, redemption: weight), at: 0)
        }
        var redeemed = 0
        for customer in 0..<world.customers {
            let life = world.lives(customer, [program], Self.weighed(halfAt))[1]
            let other = world.lives(customer, [lessAskedFor], strong)[1]
            #expect(life.redemptions == other.redemptions, "half at \(halfAt)", sourceLocation: sourceLocation)
            redeemed += life.redemptions.count
            for (one, another) in zip(life.purchases, other.purchases) {
                #expect(abs(one.instant - another.instant) < 1e-8, "half at \(halfAt)", sourceLocation: sourceLocation)
            }
        }
        #expect(redeemed > 0, sourceLocation: sourceLocation)
    }

    @Test("points that purchases no longer earn are asked for as they were before", arguments: [0.005, 0.02, 0.1])
    func closure(halfAt: Double) {
        var program = card(face: 500)
        program.changes = [ProgramChange(day: 200, issues: false)]
        // Worth as in the test above, by what was spent while points were earned.
        agree(program, halfAt, weight: 1 - pow(2, -0.02 / halfAt))
        var all = 0
        for customer in 0..<world.customers {
            let life = world.lives(customer, [program], Self.weighed(halfAt))[1]
            all += life.redemptions.count { redemption in
                life.purchases.contains { $0.number == redemption.number && $0.instant >= 200 }
            }
        }
        #expect(all > 0, "of those who held enough")
    }

    @Test("points that nobody spends for are weighed beside one purchase", arguments: [0.02, 0.2])
    func headStartOnly(halfAt: Double) {
        // A gift of 5.00, appeal 0.8, ease 0.5, beside a purchase of 10.00.
        agree(card(perVisit: 0, face: 500, headStart: 100), halfAt, weight: 1 - pow(2, -0.2 / halfAt))
    }

    @Test("a mechanic in which there is nothing changes no bit, though rewards weigh unequally")
    func unequalRewards() {
        var program = card(price: 60, face: 40)
        if case .points(var points) = program.mechanics[0] {
            points.rewards.append(
                Reward(
                    name: "cup", kind: .freeProduct, pointsPrice: Points(20), faceValue: Money(minor: 200),
                    unitCost: Money(minor: 50), appeal: 0.8, ease: 0.5))
            program.mechanics[0] = .points(points)
        }
        var beside = program
        beside.mechanics.append(
            .annual(AnnualMechanic(measure: .spend, brackets: [AnnualMechanic.Bracket(from: 0, bonus: .share(0))])))
        for sensitivity in [1.0, 1.3] {
            var world = world
            world.sensitivity = sensitivity
            for customer in 0..<world.customers {
                let lives = world.lives(customer, [program, beside], Self.weighed(0.02))
                #expect(lives[1].purchases == lives[2].purchases, "customer \(customer)")
            }
        }
    }

    private static func plain(_ mechanic: Mechanic) -> Program { Program(name: "one", mechanics: [mechanic]) }

    /// Programs of one mechanic whose reward is worth so many minor units.
    private static let mechanics: [(name: String, program: @Sendable (Int64) -> Program)] = [
        ("points", { card(perVisit: 10, price: 100, face: $0, appeal: 1, ease: 1) }),
        (
            "card",
            { face in
                plain(
                    .punchCard(
                        PunchCardMechanic(
                            reward: Reward(
                                name: PunchCardMechanic.rewardName, kind: .freeProduct, pointsPrice: Points(8),
                                faceValue: Money(minor: face), unitCost: .zero, appeal: 1))))
            }
        ),
        (
            "mission",
            { face in
                plain(
                    .game(
                        GameMechanic(missions: [
                            GameMechanic.Mission(
                                target: .purchases(8), withinDays: 90,
                                gives: .prize(faceValue: Money(minor: face), unitCost: .zero))
                        ])))
            }
        ),
        (
            "streak",
            { face in
                plain(
                    .game(
                        GameMechanic(streaks: [
                            GameMechanic.Streak(
                                every: .month, length: 3, gives: .voucher(Money(minor: face), validMonths: 2))
                        ])))
            }
        ),
        (
            "annual",
            { face in
                plain(
                    .annual(
                        AnnualMechanic(
                            measure: .visits, brackets: [AnnualMechanic.Bracket(from: 20, bonus: .fixed(face))],
                            appeal: 1)))
            }
        ),
        (
            "levels",
            { face in
                plain(
                    .tiers(
                        TierMechanic(
                            metric: .visits,
                            levels: [
                                TierMechanic.Level(name: "all", from: 0),
                                TierMechanic.Level(
                                    name: "top", from: 20,
                                    gift: TierMechanic.Gift(
                                        kind: .experience, faceValue: Money(minor: face), unitCost: .zero, appeal: 1)),
                            ])))
            }
        ),
        (
            "mail",
            { face in
                MessageRun.campaign(
                    CampaignMessage(
                        name: "mail", trigger: .every(days: 30),
                        gift: CampaignMessage.Gift(faceValue: Money(minor: face), unitCost: .zero),
                        coupon: CampaignMessage.Coupon(terms: CouponTerms(money: Money(minor: face)), validDays: 30)))
            }
        ),
        (
            "offer",
            { face in
                MessageRun.offer(
                    Offer(
                        name: "next", benefit: .coupon(CouponTerms(money: Money(minor: face))), window: .visit(days: 30)
                    ))
            }
        ),
        (
            "sample",
            { face in
                MessageRun.offer(
                    Offer(
                        name: "try",
                        benefit: .sample(Offer.SampleTerms(faceValue: Money(minor: face), unitCost: .zero)),
                        window: .always))
            }
        ),
    ]

    @Test("a cent moves nobody, and much moves many", arguments: mechanics.map(\.name))
    func cents(of name: String) throws {
        let program = try #require(Self.mechanics.first { $0.name == name }).program
        let twins = instantsOfTwins()
        var world = world
        world.traits.playAffinity = 1
        func lift(_ face: Int64) -> Double {
            let lives = (0..<world.customers).map {
                world.lives($0, [program(face)], Self.weighed(0.5))[1].purchases.map(\.instant)
            }
            return self.lift(lives, over: twins)
        }
        let (cent, much) = (lift(1), lift(20_000))
        // A thousandth of a basket, and a half of it at a half: a weight of 0.0014 at most. Stocks of coupons and of
        // delight rise to a few times that, with effects below 0.5 each.
        #expect(abs(cent) < 0.004, "\(name): \(cent) with a cent")
        #expect(much > 0.02, "\(name): \(much) with 200.00")
    }

    @Test("a cent on the way to a large reward neither hides it nor uses up its points")
    func decoy() {
        let large = card(price: 100, face: 20_000, appeal: 1, ease: 1)
        var both = large
        if case .points(var points) = both.mechanics[0] {
            let cent = Reward(
                name: "cent", kind: .freeProduct, pointsPrice: Points(30), faceValue: Money(minor: 1), unitCost: .zero,
                appeal: 1)
            points.rewards.insert(cent, at: 0)
            both.mechanics[0] = .points(points)
        }
        let twins = instantsOfTwins()
        var response = Self.weighed(0.05)
        response.redemption = RedemptionChoice(propensity: 0.4)
        let (without, with) = (instants(large, response), instants(both, response))
        #expect(lift(without, over: twins) > 0.05)
        // A cent for 30.00 weighs 1 − 2^(−0.00033 / 0.05) = 0.0046, of effects of 0.5 each at most, two at a time.
        #expect(abs(lift(with, over: without)) < 0.005, "\(lift(with, over: without))")
    }

    @Test("what nobody cares for is never asked for")
    func unwanted() async {
        for program in [card(appeal: 0), card(ease: 0), card(face: 0)] {
            let outcome = await Fixtures.run(world.simulation([program]), replications: 1)[0]
            #expect(outcome.sum(.rewards, arm: 1, segment: 0) == 0)
            #expect(outcome.sum(.rewards, arm: 1, segment: 0) + outcome.sum(.unavailable, arm: 1, segment: 0) == 0)
        }
    }

    @Test("cashback from every bill at once moves people as a discount of the same share does")
    func atOnce() {
        var response = Self.weighed(0.01)
        response.perceivedValue = PerceivedValue(elasticity: 1, discountPerDay: 0.001)
        let cashback = Self.plain(
            .cashback(
                CashbackMechanic(
                    brackets: [DiscountMechanic.Bracket(from: .zero, shareMillionths: 50_000)], payout: .atOnce)))
        let discount = Self.plain(
            .discount(
                DiscountMechanic(brackets: [DiscountMechanic.Bracket(from: .zero, shareMillionths: 50_000)])))
        #expect(instants(cashback, response) == instants(discount, response))
        #expect(instants(discount, response) != instantsOfTwins())
    }

    @Test("what lies beyond anybody's patience annoys alike, whatever it is")
    func tooFar() {
        let far = Money(minor: 100_000_000)
        let programs = [
            card(price: 1_000_000, face: 1_000_000_000),
            Self.plain(
                .discount(DiscountMechanic(brackets: [DiscountMechanic.Bracket(from: far, shareMillionths: 500_000)]))),
            Self.plain(
                .cashback(
                    CashbackMechanic(brackets: [DiscountMechanic.Bracket(from: far, shareMillionths: 500_000)]))),
            Self.plain(
                .tiers(
                    TierMechanic(levels: [
                        TierMechanic.Level(name: "all", from: 0),
                        TierMechanic.Level(name: "top", from: far.minor, discountMillionths: 500_000),
                    ]))),
        ]
        let response = Response(
            rewardWorth: RewardWorth(halfAt: 0.001),
            frustration: Frustration(rateLoss: 0.4, perMonthTooFar: 0.3, patienceDays: 200))
        let first = instants(programs[0], response)
        #expect(lift(first, over: instantsOfTwins()) < -0.05)
        for program in programs.dropFirst() { #expect(instants(program, response) == first) }
    }

    @Test("a message's coupon is kept by as many of those it is sent to as any other coupon")
    func messageCoupons() async {
        for (open, redemption) in [(1.0, 0.2), (0.5, 0.2), (0.1, 0.2), (1.0, 0.0)] {
            let message = CampaignMessage(
                name: "mail", trigger: .every(days: 30), open: open,
                coupon: CampaignMessage.Coupon(terms: CouponTerms(money: Money(minor: 100)), validDays: 29))
            var world = PlainWorld(rate: 2, customers: 500)
            world.days = 360
            let response = Response(offer: OfferEffect(redemption: redemption))
            let program = MessageRun.campaign(message)
            let outcome = await Fixtures.run(world.simulation([program], response), replications: 1)[0]
            let sent = Double(outcome.sum(.messages, arm: 1, segment: 0))
            let used = Double(outcome.value(.couponsUsed, arm: 1, segment: 0))
            let share = min(open, redemption)
            let error = (share * (1 - share) / sent).squareRoot()
            // The last message's coupons have no time left, and everybody shops twice a day.
            let late = sent / 12 * share
            #expect(
                used <= sent * (share + 4 * error) && used >= sent * (share - 4 * error) - late - 4,
                "\(used) of \(sent) at \(open), \(redemption)")
        }
    }
}
