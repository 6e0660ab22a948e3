import LoyaltyModel
import Testing

/// With perceived value as the only effect a better program is better for every customer, not only on average.
@Suite("Better programs, customer by customer")
struct MonotoneTests {
    /// Enrolment, renewal, purchase rate and attrition follow perceived value; baskets and all else do not.
    private static let response: Response = {
        var response = Response(
            perceivedValue: PerceivedValue(elasticity: 3, discountPerDay: 0.002),
            enrolment: EnrolmentChoice(intercept: -0.5, value: 8, feePerMonthOfSpend: 1),
            renewal: RenewalChoice(intercept: 1, balance: 2, persistence: 0.5),
            attrition: AttritionEffect(elasticity: 2))
        response.referral = Fixtures.sociable.referral
        return response
    }()

    private static let customers = 150

    @Test("a larger reward never delays anybody's j-th purchase", arguments: RewardLadder.all)
    func largerReward(ladder: RewardLadder) {
        for attrition in [0, 1, 3] {
            let segment = Fixtures.segment(
                timing: Fixtures.timings[attrition].model, attrition: Fixtures.attritions[attrition].model)
            let simulation = Fixtures.simulation(
                customers: Self.customers, segments: [segment], arrivals: 0,
                programs: [1, 3, 9].map { ladder.program($0) }, response: Self.response)
            var faster = 0
            for (customer, lives) in simulation.livesOfBase(replication: 1).enumerated() {
                for (less, more) in zip(lives, lives.dropFirst()) {
                    let never =
                        more.purchases.count >= less.purchases.count
                        && zip(less.purchases, more.purchases).allSatisfy { $1.instant <= $0.instant }
                    #expect(never, "customer \(customer), attrition \(attrition)")
                }
                faster += zip(lives[1].purchases, lives[3].purchases).count { $1.instant < $0.instant }
            }
            #expect(faster > 300, "something must be brought forward for this to mean anything")
        }
    }

    @Test("what nobody cares for is no perceived value: every life is the twin's", arguments: RewardLadder.all)
    func noAppeal(ladder: RewardLadder) {
        let simulation = Fixtures.simulation(
            customers: Self.customers, arrivals: 0, programs: [ladder.program(9, appeal: 0), Program(name: "empty")],
            response: Self.response)
        var joined = 0
        for (customer, lives) in simulation.livesOfBase(replication: 1).enumerated() {
            let same = lives[1].purchases == lives[0].purchases && lives[1].leftAt == lives[0].leftAt
            #expect(same, "customer \(customer)")
            #expect(lives[1].joinDay == lives[2].joinDay, "customer \(customer)")
            joined += lives[1].joinDay == nil ? 0 : 1
        }
        #expect(joined > 0)
    }

    @Test("a fee rise never raises enrolment: whoever pays more would have paid less")
    func fees() {
        for ladder in RewardLadder.all {
            let fees = [0, 100, 1000, 4000].map { fee in
                let terms = EnrolmentTerms(invitation: .till(probability: 0.8), fee: Money(minor: Int64(fee)))
                return ladder.program(3, enrolment: terms)
            }
            expectNested(fees, ladder.name)
        }
        let memberships = [0, 100, 1000, 4000].map { fee in
            Program(
                name: "plus",
                enrolment: EnrolmentTerms(invitation: .mail(probability: 0.5)),
                mechanics: [
                    .paid(PaidMechanic(fee: Money(minor: Int64(fee)), every: .month, discountMillionths: 60_000))
                ])
        }
        expectNested(memberships, "membership")
    }

    /// Members of each program are members of the one before, from the same day on, and fewer in the end.
    private func expectNested(_ programs: [Program], _ name: String) {
        let simulation = Fixtures.simulation(
            customers: Self.customers, arrivals: 0, programs: programs, response: Self.response, days: 200)
        var members = Array(repeating: 0, count: programs.count)
        for (customer, lives) in simulation.livesOfBase(replication: 1).enumerated() {
            for (cheaper, dearer) in zip(lives.dropFirst(), lives.dropFirst(2)) where dearer.joinDay != nil {
                #expect(cheaper.joinDay == dearer.joinDay, "\(name), customer \(customer)")
            }
            for place in programs.indices where lives[place + 1].joinDay != nil { members[place] += 1 }
        }
        #expect(members[0] > members[3] && members[0] > 20, "\(name): \(members)")
    }

    /// The case that docs/RESPONSE.md tells, worked out by hand: gaps of a week, each shortened by
    /// exp(−0.5 × progress²). Nine gaps on a card of ten are 7 × 7.7472 days; on cards of four a gap in four has no
    /// pull, and they are 7 × 8.1818.
    @Test("with points pressure on, a nearer reward can come later: the pull begins anew oftener")
    func nearerRewardUnderPressure() {
        func gaps(_ size: Int) -> [Double] {
            (1...9).map { bought in
                let progress = Double(bought % size) / Double(size)
                return 7 * power(2.718281828459045, -0.5 * progress * progress)
            }
        }
        let (four, ten) = (gaps(4).reduce(0, +), gaps(10).reduce(0, +))
        #expect(agree(four, 57.27, within: 1e-3) && agree(ten, 54.23, within: 1e-3), "\(four), \(ten)")
        func card(_ price: Int64) -> Program {
            Program(
                name: "card-\(price)",
                mechanics: [
                    .points(
                        PointsMechanic(
                            earn: EarnRule(perMoneyMillionths: 0, perVisit: Points(1)),
                            rewards: [Fixtures.reward("coffee", price: price)]))
                ])
        }
        let response = Response(
            pointsPressure: PointsPressure(strength: 0.5, shape: 2), redemption: RedemptionChoice(propensity: 1))
        var later = 0
        for customer in 0..<50 {
            let lives = PlainWorld().lives(customer, [card(4), card(10)], response)
            let twin = lives[0].purchases.prefix(10).map(\.instant)
            for (arm, size) in [(1, 4), (2, 10)] {
                // Each gap is the twin's, times its own factor.
                let expected = zip(zip(twin, twin.dropFirst()), gaps(size)).reduce(twin[0]) {
                    $0 + ($1.0.1 - $1.0.0) * $1.1 / 7
                }
                #expect(agree(lives[arm].purchases[9].instant, expected, within: 1e-9), "customer \(customer)")
            }
            later += lives[1].purchases[9].instant > lives[2].purchases[9].instant ? 1 : 0
        }
        #expect(later > 40, "\(later) of 50 customers make the tenth purchase later with the nearer reward")
    }
}
