import Foundation
import LoyaltyModel
import Testing

/// What each trait does to a member, on common luck: the sign of it customer by customer.
@Suite("Response trait effects")
struct ResponseTraitEffectTests {
    /// A world in which only the pull of the next reward moves anybody.
    func lives(goalGradient: Double, strength: Double) -> [Life] {
        let world = PlainWorld(rate: 0.5, traits: ResponseTraits(goalGradient: .fixed(goalGradient)), days: 365)
        let response = Response(pointsPressure: PointsPressure(strength: strength, shape: 2, carryOver: 0.2))
        return (0..<60).map { world.lives($0, [card()], response)[1] }
    }

    @Test("a customer without a goal gradient is the twin; a stronger one never buys the j-th time later")
    func goalGradient() {
        let (none, one, two) = (
            lives(goalGradient: 0, strength: 0.3), lives(goalGradient: 1, strength: 0.3),
            lives(goalGradient: 2, strength: 0.3)
        )
        var sooner = 0
        for (customer, life) in none.enumerated() {
            let twin = PlainWorld(rate: 0.5, days: 365).lives(customer, [])[0]
            // Compared apart: a failed comparison of long lives would print them.
            let same = life.purchases == twin.purchases
            #expect(same, "customer \(customer)")
            for (slow, fast) in [(none, one), (one, two)] {
                let (a, b) = (slow[customer].purchases, fast[customer].purchases)
                #expect(b.count >= a.count)
                #expect(zip(a, b).allSatisfy { $1.instant <= $0.instant }, "customer \(customer)")
                sooner += zip(a, b).count { $1.instant < $0.instant }
            }
        }
        #expect(sooner > 1000, "somebody must be moved for this to mean anything")
    }

    /// Factors exp(−2 × x) and exp(−(2x)) of the same x: purchases agree to rounding, 1e-9 of a year.
    @Test("a goal gradient of 2 is a pull twice as strong")
    func scale() {
        for (a, b) in zip(lives(goalGradient: 2, strength: 0.15), lives(goalGradient: 1, strength: 0.3)) {
            #expect(a.purchases.count == b.purchases.count)
            #expect(zip(a.purchases, b.purchases).allSatisfy { abs($0.instant - $1.instant) < 365e-9 })
        }
    }

    /// The program of ``EnrolmentChoiceTests`` costs 0.3 for its form, 0.3 for the card, 0.7 for the app.
    func joined(_ traits: ResponseTraits) -> [Bool] {
        var world = PlainWorld(customers: 3000, days: 30)
        world.traits = traits
        let simulation = world.simulation(
            [EnrolmentChoiceTests.program(.till(probability: 1))], EnrolmentChoiceTests.response)
        return (0..<world.customers).map { simulation.lives(of: .base($0), replication: 1)[1].joinDay != nil }
    }

    func willing(effort: Double) -> Double {
        let monthly = 0.2 * 30.4375 * 1000
        return 1 / (1 + exp(-(0.4 + 1.5 * log(3) - effort - 2 * 500 / monthly)))
    }

    @Test("effort aversion multiplies every loss by effort: the shares are logistic, and nobody joins for more of it")
    func effortAversion() {
        var last = Array(repeating: true, count: 3000)
        for aversion in [0, 0.5, 1, 2] {
            let joined = joined(ResponseTraits(effortAversion: .fixed(aversion)))
            #expect(zip(joined, last).allSatisfy { !$0 || $1 }, "aversion \(aversion)")
            let shares = joined.map { $0 ? 1.0 : 0 }
            #expect(standardErrors(shares, from: willing(effort: 1.3 * aversion)) < 4, "aversion \(aversion)")
            last = joined
        }
    }

    @Test("whoever comes by app or card has made that effort already")
    func ease() {
        for (channel, effort) in [(ChannelShares(store: 0, app: 1), 0.6), (ChannelShares(store: 0, card: 1), 1)] {
            let shares = joined(ResponseTraits(channel: channel)).map { $0 ? 1.0 : 0 }
            #expect(standardErrors(shares, from: willing(effort: effort)) < 4, "\(channel)")
        }
    }

    @Test(
        "a program is joined in its channels only, by whoever has one of them",
        arguments: [
            EnrolmentTerms.Invitation.automatic, .till(probability: 1), .mail(probability: 1),
        ])
    func channels(invitation: EnrolmentTerms.Invitation) {
        var world = PlainWorld(customers: 1000, days: 60)
        world.traits.channel = ChannelShares(store: 0.5, web: 0.3, app: 0.2)
        func program(_ channels: ChannelSet) -> Program {
            var program = card()
            program.enrolment = EnrolmentTerms(invitation: invitation, channels: channels)
            return program
        }
        let (web, rest) = (ChannelSet([.web]), ChannelSet([.store, .app, .card]))
        var response = Response.none
        response.enrolment.intercept = 50
        let simulation = world.simulation([program(.all), program(web), program(rest)], response)
        let lives = (0..<world.customers).map { simulation.lives(of: .base($0), replication: 1) }
        for (customer, life) in lives.enumerated() {
            // Members of all channels are those of the web and those of the others, at the same moments.
            #expect(life[2].joinDay == nil || life[3].joinDay == nil, "customer \(customer)")
            #expect(life[1].joinDay == life[2].joinDay ?? life[3].joinDay, "customer \(customer)")
        }
        #expect(standardErrors(lives.map { $0[2].joinDay == nil ? 0 : 1 }, from: 0.3) < 4)
    }

    /// The visit of the first redemption with one affordable reward is geometric with probability propensity^s.
    @Test("stockpiling is an exponent on the propensity to redeem", arguments: [0.5, 1, 2, 3])
    func stockpiling(exponent: Double) {
        let propensity = 0.5
        var world = PlainWorld(rate: 1, customers: 2000, days: 120)
        func visits(_ exponent: Double) -> [Double] {
            world.traits.stockpiling = .fixed(exponent)
            // One reward affordable from the start, and points too few to make it two.
            let simulation = world.simulation(
                [card(perVisit: 1, price: 10_000, headStart: 10_000)],
                Response(redemption: RedemptionChoice(propensity: propensity)))
            return (0..<world.customers).map { customer in
                let kinds = simulation.lives(of: .base(customer), replication: 1)[1].postings.map(\.kind)
                return kinds.firstIndex(of: .redeemed).map { Double($0 - 1) } ?? .infinity
            }
        }
        let (own, plain) = (visits(exponent), visits(1))
        let each = power(propensity, exponent)
        #expect(standardErrors(own, from: (1 - each) / each) < 4)
        let ordered = zip(own, plain).allSatisfy { exponent >= 1 ? $0 >= $1 : $0 <= $1 }
        #expect(ordered, "hoarders are never sooner")
    }

    /// A lognormal of mean 1 and no spread is 1 to the bit, but drawn.
    @Test("traits that are drawn and do not differ leave every integer as it was")
    func neutral() async {
        var segment = Fixtures.segment()
        let plain = await Fixtures.run(Fixtures.simulation(customers: 300, segments: [segment]), replications: 2)
        let one = Multiplier.lognormal(mean: 1, sigma: 0)
        segment.responseTraits = ResponseTraits(
            goalGradient: one, statusSensitivity: one, effortAversion: one, mailTolerance: one, stockpiling: one,
            causeAffinity: segment.responseTraits.causeAffinity, playAffinity: segment.responseTraits.playAffinity)
        let drawn = await Fixtures.run(Fixtures.simulation(customers: 300, segments: [segment]), replications: 2)
        let same = zip(plain, drawn).allSatisfy { $0 == $1 }
        #expect(same && plain.count == drawn.count)
    }
}
