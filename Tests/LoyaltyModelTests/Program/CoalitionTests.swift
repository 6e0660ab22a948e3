import LoyaltyModel
import Testing

/// Partners: visits that no program moves, one currency, settlement.
@Suite("Coalition")
struct CoalitionTests {
    static func program(
        _ name: String = "partners", _ partners: [CoalitionMechanic.Partner] = Fixtures.partners,
        points: Mechanic = Fixtures.cups
    ) -> Program {
        Program(name: name, mechanics: [points, .coalition(CoalitionMechanic(partners: partners))])
    }

    @Test("a coalition of one is points alone: the same integers")
    func ofOne() async {
        let programs = [Program(name: "points", mechanics: [Fixtures.cups])]
        let alone = Fixtures.simulation(customers: 800, programs: programs, response: Fixtures.sociable)
        let ofOne = Fixtures.simulation(
            customers: 800, programs: [Self.program("points", [])], response: Fixtures.sociable)
        let (first, second) = (await Fixtures.run(alone), await Fixtures.run(ofOne))
        let same = zip(first, second).allSatisfy { $0 == $1 }
        #expect(same && first.count == 2 && first[0].sum(.issued, arm: 1, segment: 0) > 0)
    }

    @Test("partners whom nobody visits leave every life as points alone make it")
    func neverVisited() {
        var idle = Fixtures.partners
        for place in idle.indices { idle[place].visitsPerYear = 0 }
        for place in idle.indices { idle[place].burn = .nothing }
        let simulation = Fixtures.simulation(
            programs: [Program(name: "points", mechanics: [Fixtures.cups]), Self.program("idle", idle)])
        for customer in 0..<60 {
            let lives = simulation.lives(of: .base(customer), replication: 1)
            let same = lives[1] == lives[2]
            #expect(same, "customer \(customer)")
        }
    }

    @Test("members' visits are Poisson at the stated rate and baskets have the stated mean, within 4 standard errors")
    func visits() async {
        let world = PlainWorld(customers: 4000, days: 365)
        let outcome = await Fixtures.run(world.simulation([Self.program()]), replications: 1)[0]
        for (place, partner) in Fixtures.partners.enumerated() {
            func sum(_ flow: PartnerFlow) -> Int64 {
                (0..<outcome.shape.months).reduce(0) {
                    $0 + outcome.value(flow, arm: 1, partner: place + 1, month: $1)
                }
            }
            // Gone after 30 September: 273 days of 365.
            let days = partner.until == nil ? 365.0 : 273.0
            let expected = 4000 * partner.visitsPerYear / 365.25 * days
            let count = Double(sum(.visits))
            #expect(abs(count - expected) < 4 * expected.squareRoot(), "\(partner.name): \(count) of \(expected)")
            let mean = Double(partner.meanBasket.minor)
            let deviation =
                mean * (power(2.718281828459045, partner.basketSigma * partner.basketSigma) - 1).squareRoot()
            let error = (deviation * deviation + 0.25).squareRoot() / count.squareRoot()
            #expect(abs(Double(sum(.sales)) / count - mean) < 4 * error, "\(partner.name)")
        }
        // The company's own place: every purchase of a member from joining on, here the first.
        let home = (0..<outcome.shape.months).reduce(0) { $0 + outcome.value(.visits, arm: 1, partner: 0, month: $1) }
        #expect(home == outcome.sum(.memberPurchases, arm: 1, segment: 0) + 4000)
    }

    @Test("a partner's visits are the same in every program, whatever else differs and whenever the customer joins")
    func sameVisits() async {
        // Earning 1000 points a visit and nothing else, points posted on a day are visits on that day.
        func partner(_ name: String) -> CoalitionMechanic.Partner {
            CoalitionMechanic.Partner(
                name: name, visitsPerYear: 30, meanBasket: Money(minor: 1000), perVisit: Points(1000))
        }
        let nothing = Mechanic.points(PointsMechanic(earn: EarnRule(perMoneyMillionths: 0)))
        let early = Self.program("early", [partner("fuel")], points: nothing)
        var late = Self.program("late", [partner("books"), partner("fuel")], points: nothing)
        late.launchDay = 200
        var other = Self.program("other", [partner("books")], points: nothing)
        other.launchDay = 200
        let world = PlainWorld(days: 600)
        for customer in 0..<20 {
            let lives = world.lives(customer, [early, late, other])
            let joined = lives[2].purchases.first { Int($0.instant) >= 200 }!.instant
            func days(_ life: Life) -> [Int32] { life.postings.map(\.day).filter { Double($0) > joined } }
            #expect((days(lives[1]) + days(lives[3])).sorted() == days(lives[2]), "customer \(customer)")
            #expect(days(lives[1]) != days(lives[3]))
        }
    }

    @Test("points of partners shorten the cycle that a customer perceives, and nothing else")
    func perceived() {
        // card(): 10 points a visit, 0.2 visits a day, 2 points a day; with 6 more a day of a partner the cycle of 100
        // points is 12.5 days instead of 50. v = 2 × exp(−0.01 × cycle).
        let partner = CoalitionMechanic.Partner(
            name: "fuel", visitsPerYear: 365.25 / 2, meanBasket: Money(minor: 400), perMoneyMillionths: 2_000_000,
            perVisit: Points(4))
        var shared = card("shared")
        shared.mechanics.append(.coalition(CoalitionMechanic(partners: [partner])))
        let response = Response(perceivedValue: PerceivedValue(elasticity: 0.5, discountPerDay: 0.01))
        for customer in 0..<10 {
            let lives = PlainWorld().lives(customer, [card(), shared], response)
            for (life, cycle) in [(lives[1], 50.0), (lives[2], 12.5)] {
                let expected = power(1 + 2 * power(2.718281828459045, -0.01 * cycle), 0.5)
                for (mine, twins) in zip(life.purchases, lives[0].purchases).dropFirst() {
                    #expect(agree(twins.instant / mine.instant, expected, within: 1e-9))
                }
            }
        }
    }

    @Test("points earned at a partner are in the balance that pulls")
    func pulls() {
        let partner = CoalitionMechanic.Partner(
            name: "fuel", visitsPerYear: 50, meanBasket: Money(minor: 400), perVisit: Points(20))
        var shared = card("shared")
        shared.mechanics.append(.coalition(CoalitionMechanic(partners: [partner])))
        let response = Response(pointsPressure: PointsPressure(strength: 1))
        var sooner = 0
        for customer in 0..<20 {
            let lives = PlainWorld().lives(customer, [card(), shared], response)
            if lives[1].purchases[1].instant > lives[2].purchases[1].instant { sooner += 1 }
        }
        #expect(sooner > 3)
    }

    @Test("points flow through one ledger: what partners and the company issue and redeem is all there is")
    func oneLedger() async {
        let simulation = Fixtures.simulation(customers: 1500, programs: Fixtures.social, response: Fixtures.sociable)
        for outcome in await Fixtures.run(simulation) {
            for arm in 2...3 {
                for month in 0..<outcome.shape.months {
                    let issued = (1...3).reduce(0) {
                        $0 + outcome.value(.issued, arm: arm, partner: $1, month: month)
                    }
                    let redeemed = (1...3).reduce(0) {
                        $0 + outcome.value(.redeemed, arm: arm, partner: $1, month: month)
                    }
                    #expect(issued <= outcome.value(.issued, arm: arm, segment: 0, month: month))
                    #expect(redeemed <= outcome.value(.redeemed, arm: arm, segment: 0, month: month))
                }
                #expect((0..<16).contains { outcome.value(.redeemed, arm: arm, partner: 1, month: $0) > 0 })
            }
        }
    }

    @Test("a partner brings as many strangers as its visits and the response say, within 4 standard errors")
    func strangers() async {
        let response = Response(partnerReach: PartnerReach(newCustomersPerVisit: 0.002))
        var world = PlainWorld(customers: 5000, days: 365)
        world.arrivals = 20
        var program = Self.program()
        program.launchDay = 59
        let simulation = world.simulation([program], response)
        let outcome = await Fixtures.run(simulation, replications: 1)[0]
        // 0.002 × 5000 ÷ 12 × (48 visits a year for 10 months from March, and 3 for 7 until September).
        let expected = 10.0 / 12 * (48 * 10 + 3 * 7)
        let count = Double(outcome.sum(.newcomers, arm: 1, segment: 0))
        #expect(abs(count - expected) < 4 * expected.squareRoot(), "\(count) of \(expected)")
        #expect(outcome.value(.referred, arm: 1, segment: 0) == 0)
        let lives = simulation.livesBroughtByPartners(replication: 1)
        #expect(lives[1].count == Int(count) && lives[0].isEmpty)
        #expect(lives[1].allSatisfy { $0.purchases[0].instant >= 59 && $0.joinDay == Int($0.purchases[0].instant) })
    }

    @Test("a partner brings the same strangers wherever it stands in a list, and others than another partner brings")
    func sameStrangers() {
        let response = Response(partnerReach: PartnerReach(newCustomersPerVisit: 0.002))
        func partner(_ name: String) -> CoalitionMechanic.Partner {
            CoalitionMechanic.Partner(
                name: name, visitsPerYear: 20, meanBasket: Money(minor: 1000), perVisit: Points(10))
        }
        let (books, fuel) = (partner("books"), partner("fuel"))
        let simulation = PlainWorld(customers: 1000, days: 365).simulation(
            [[books, fuel], [fuel, books], [fuel], [books]].map { Self.program("p\($0.count)\($0[0].name)", $0) },
            response)
        let firsts = simulation.livesBroughtByPartners(replication: 1).map { arm in
            arm.map { $0.purchases[0].instant }.sorted()
        }
        #expect(firsts[1].count > 20, "\(firsts[1].count)")
        #expect(firsts[1] == firsts[2])
        #expect((firsts[3] + firsts[4]).sorted() == firsts[1])
        #expect(firsts[3] != firsts[4])
    }
}

/// What is owed, by hand.
@Suite("Settlement terms")
struct SettlementTermsTests {
    let terms = SettlementTerms(
        pricePerPoint: FineMoney(thousandths: 905), reimbursementPerPoint: FineMoney(thousandths: 650),
        breakageShareMillionths: 250_000)

    @Test("points issued and redeemed are owed to the cent, half to the even one")
    func perPoint() {
        // 1001 × 0.905 ct = 905.905 → 906 ct; 101 × 0.65 = 65.65 → 66; 10 × 0.65 = 6.5 → 6; 30 × 0.65 = 19.5 → 20.
        #expect(terms.billed(issued: 1001).minor == 906)
        #expect(terms.reimbursed(redeemed: 101).minor == 66)
        #expect(terms.reimbursed(redeemed: 10).minor == 6)
        #expect(terms.reimbursed(redeemed: 30).minor == 20)
    }

    @Test("of expired points each company has its part of those issued")
    func breakage() {
        // 400 expired × 3000 issued here ÷ 12000 issued by all = 100 points × 0.905 ct × 25 % = 22.625 → 23 ct.
        #expect(terms.breakage(expired: 400, issued: 3000, issuedByAll: 12_000).minor == 23)
        #expect(terms.breakage(expired: 0, issued: 3000, issuedByAll: 12_000).minor == 0)
        #expect(terms.breakage(expired: 0, issued: 0, issuedByAll: 0).minor == 0)
    }

    @Test("more points than 128 bits can multiply are still settled")
    func large() {
        let most = SettlementTerms(
            pricePerPoint: FineMoney(thousandths: 1_000_000_000), breakageShareMillionths: 1_000_000)
        let owed = most.breakage(expired: 1_000_000_000_000, issued: 2_000_000_000_000, issuedByAll: 4_000_000_000_000)
        #expect(owed.minor == 500_000_000_000 * 1_000_000)
    }
}
