import LoyaltyModel
import Testing

/// Friends: how many come, what they bring, how long they stay, what both sides get.
@Suite("Referral")
struct ReferralTests {
    /// Rewarded with a cent unless said otherwise: what it is worth matters only where rewards are weighed.
    static func program(_ mechanic: ReferralMechanic = ReferralMechanic(referrer: .money(Money(minor: 1)))) -> Program {
        Program(name: "friends", mechanics: [Fixtures.cups, .referral(mechanic)])
    }

    static let monthly = 30.436875

    @Test("each customer begins a family that grows as a pure birth process, within 4 standard errors")
    func yule() async {
        // Everybody brings 0.1 × 0.5 friends a month, newcomers too: the expected number of newcomers of one customer
        // after T days is e^{rT} − 1 (Yule 1925), its variance e^{rT}(e^{rT} − 1).
        let response = Response(referral: Referral(invitationsPerMonth: 0.1, conversion: 0.5))
        let world = PlainWorld(rate: 0.02, customers: 20_000, days: 365)
        let outcome = await Fixtures.run(world.simulation([Self.program()], response), replications: 1)[0]
        let growth = power(2.718281828459045, 0.05 / Self.monthly * 365)
        let expected = 20_000 * (growth - 1)
        let count = Double(outcome.sum(.newcomers, arm: 1, segment: 0))
        let error = (20_000 * growth * (growth - 1)).squareRoot()
        #expect(abs(count - expected) < 4 * error, "\(count), expected \(expected) ± \(error)")
        #expect(outcome.value(.newcomersCutOff, arm: 1, segment: 0) == 0)
        #expect(outcome.value(.referred, arm: 1, segment: 0) == Int64(count))
        #expect(outcome.sum(.newcomers, arm: 0, segment: 0) == 0)
    }

    @Test("a member who has left brings nobody")
    func untilLeaving() {
        let response = Response(referral: Referral(invitationsPerMonth: 2, conversion: 0.5))
        let world = PlainWorld(attrition: .exponentialGamma(ExponentialGamma(s: 50, beta: 5000)), days: 700)
        var (checked, brought) = (0, 0)
        for customer in 0..<60 {
            let life = world.lives(customer, [Self.program()], response)[1]
            // Every newcomer descends from this one; the first to come is a friend of the member's own.
            guard let left = life.leftAt, let first = life.newcomers.map({ $0.purchases[0].instant }).min() else {
                continue
            }
            #expect(first < left)
            checked += 1
            brought += life.newcomers.count
        }
        #expect(checked > 20 && brought > 100)
    }

    @Test("value, rewards and conversion multiply the rate as the form says, within 4 standard errors")
    func rate() async {
        // card(): v = 2, so value 0.5 adds 0.5 × ln 3. Rewards of one basket add 0.4 × ln 2 to each factor.
        // 0.2 × (1 + 0.5493 + 0.2773) × 0.25 × (1 + 0.2773) a month. Newcomers bring friends too: a birth process.
        var card = card()
        card.mechanics.append(
            .referral(
                ReferralMechanic(referrer: .money(Money(minor: 1000)), friend: .money(Money(minor: 1000)))))
        let response = Response(
            referral: Referral(invitationsPerMonth: 0.2, value: 0.5, reward: 0.4, conversion: 0.25))
        let world = PlainWorld(customers: 20_000, days: 200)
        let outcome = await Fixtures.run(world.simulation([card], response), replications: 1)[0]
        let monthly =
            0.2 * (1 + 0.5 * 1.0986122886681098 + 0.4 * 0.6931471805599453) * 0.25
            * (1 + 0.4 * 0.6931471805599453)
        let growth = power(2.718281828459045, monthly / Self.monthly * 200)
        let expected = 20_000 * (growth - 1)
        let error = (20_000 * growth * (growth - 1)).squareRoot()
        let count = Double(outcome.sum(.newcomers, arm: 1, segment: 0))
        #expect(abs(count - expected) < 4 * error, "\(count), expected \(expected) ± \(error)")
    }

    @Test("referred customers' hazard is lower for good, within 4 standard errors", arguments: [0.0, 0.7])
    func staying(loss: Double) async {
        // Hazard 0.004 a day × e^{−loss}: of a newcomer there for t days 1 − exp(−hazard t) have left.
        let response = Response(
            referral: Referral(invitationsPerMonth: 0.5, conversion: 0.5, attritionLoss: loss))
        let world = PlainWorld(
            rate: 0.02, attrition: .exponentialGamma(ExponentialGamma(s: 1e9, beta: 2.5e11)), days: 500)
        let hazard = 0.004 * power(2.718281828459045, -loss)
        var values: [Double] = []
        for customer in 0..<600 {
            for life in world.lives(customer, [Self.program()], response)[1].newcomers {
                let days = 500 - life.purchases[0].instant
                values.append((life.leftAt == nil ? 0 : 1) - (1 - power(2.718281828459045, -hazard * days)))
            }
        }
        #expect(values.count > 500)
        #expect(standardErrors(values, from: 0) < 4)
    }

    @Test(
        "the referrer's reward comes at the friend's purchase that releases it",
        arguments: ReferralMechanic.Trigger.allCases)
    func released(trigger: ReferralMechanic.Trigger) {
        let mechanic = ReferralMechanic(
            trigger: trigger, referrer: .points(Points(7_777_777)), friend: .points(Points(1_111_111)))
        let response = Response(referral: Referral(invitationsPerMonth: 1, conversion: 0.5))
        let world = PlainWorld(rate: 0.01, days: 500)
        let number = trigger == .firstPurchase ? 0 : 1
        var released = 0
        for customer in 0..<50 {
            let life = world.lives(customer, [Self.program(mechanic)], response)[1]
            let releasing = life.newcomers.compactMap {
                $0.purchases.count > number ? Int32($0.purchases[number].instant) : nil
            }
            let postings = ([life] + life.newcomers).flatMap(\.postings)
            #expect(postings.filter { $0.points == 7_777_777 }.map(\.day).sorted() == releasing.sorted())
            #expect(postings.filter { $0.points == 1_111_111 }.map(\.day).sorted() == releasing.sorted())
            released += releasing.count
        }
        #expect(released > 100)
    }

    @Test("a reward in points can bring the next purchase nearer; with no response to it nothing moves")
    func neutral() {
        let mechanic = ReferralMechanic(referrer: .points(Points(50)), friend: .money(Money(minor: 100)))
        var program = card()
        program.mechanics.append(.referral(mechanic))
        let friends = Referral(invitationsPerMonth: 1, conversion: 0.5)
        let pull = Response(pointsPressure: PointsPressure(strength: 0.5), referral: friends)
        var moved = 0
        for customer in 0..<20 {
            let still = PlainWorld().lives(customer, [program], Response(referral: friends))
            let same = still[1].purchases == still[0].purchases
            #expect(same && !still[1].newcomers.isEmpty)
            let pulled = PlainWorld().lives(customer, [card(), program], pull)
            if pulled[2].purchases != pulled[1].purchases { moved += 1 }
        }
        #expect(moved > 10)
    }

    @Test(
        "a reward that is worth nothing, on either side, brings nobody and counts nothing",
        arguments: [Gift.none, .points(.zero), .money(.zero), .voucher(.zero, validMonths: 3), .points(Points(500))])
    func worthless(gift: Gift) async {
        let response = Response(referral: Referral(invitationsPerMonth: 5, value: 1, reward: 1, conversion: 1))
        let program = Program(
            name: "friends",
            mechanics: [
                // Points that are good for nothing.
                .points(PointsMechanic(earn: Fixtures.onePerMoney)),
                .referral(ReferralMechanic(referrer: gift, friend: gift)),
            ])
        let outcome = await Fixtures.run(PlainWorld().simulation([program], response), replications: 1)[0]
        #expect(outcome.sum(.newcomers, arm: 1, segment: 0) == 0)
        #expect(outcome.value(.referralRewards, arm: 1, segment: 0) == 0)
        #expect(outcome.sum(.joined, arm: 1, segment: 0) == 200)
    }

    @Test("a member whose own side has nothing is given no reward, and counts none")
    func onlyTheFriend() async {
        let response = Response(referral: Referral(invitationsPerMonth: 1, conversion: 0.5))
        let program = Self.program(ReferralMechanic(friend: .money(Money(minor: 500))))
        let outcome = await Fixtures.run(PlainWorld().simulation([program], response), replications: 1)[0]
        #expect(outcome.sum(.newcomers, arm: 1, segment: 0) > 100)
        #expect(outcome.value(.referralRewards, arm: 1, segment: 0) == 0)
    }

    @Test("a reward of half the weight brings half as many, within 4 standard errors")
    func weight() async {
        // 0.05 of a basket of 10, half at 0.05: the weight is 1 − 2⁻¹ = 0.5, and 0.2 × 0.5 × 0.5 a month.
        var response = Response(referral: Referral(invitationsPerMonth: 0.2, conversion: 0.5))
        response.rewardWorth = RewardWorth(halfAt: 0.05)
        let world = PlainWorld(customers: 20_000, days: 200)
        let program = Self.program(ReferralMechanic(referrer: .money(Money(minor: 50))))
        let outcome = await Fixtures.run(world.simulation([program], response), replications: 1)[0]
        let growth = power(2.718281828459045, 0.05 / Self.monthly * 200)
        let expected = 20_000 * (growth - 1)
        let error = (20_000 * growth * (growth - 1)).squareRoot()
        let count = Double(outcome.sum(.newcomers, arm: 1, segment: 0))
        #expect(abs(count - expected) < 4 * error, "\(count), expected \(expected) ± \(error)")
    }

    @Test("it never comes about through a program without it")
    func noMechanic() async {
        let response = Response(referral: Referral(invitationsPerMonth: 5, conversion: 1))
        let outcome = await Fixtures.run(PlainWorld().simulation([card()], response), replications: 1)[0]
        #expect(outcome.sum(.newcomers, arm: 1, segment: 0) == 0)
    }
}
