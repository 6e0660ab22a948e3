import Foundation
import LoyaltyModel
import Testing

/// Who joins: a logistic choice, asked at the till or by mail.
@Suite("Enrolment choice")
struct EnrolmentChoiceTests {
    static let choice = EnrolmentChoice(
        intercept: 0.4, value: 1.5, perFormField: 0.1, card: 0.3, app: 0.7, feePerMonthOfSpend: 2)
    static let response = Response(perceivedValue: PerceivedValue(elasticity: 0), enrolment: choice)

    /// Asks everyone with three fields, a card, an app and a fee of 5.00, for a program worth v = 2.
    static func program(_ invitation: EnrolmentTerms.Invitation, launch: Int = 0, fee: Int64 = 500) -> Program {
        var program = card()
        program.launchDay = launch
        program.enrolment = EnrolmentTerms(
            invitation: invitation, formFields: 3, card: true, app: true, fee: Money(minor: fee))
        return program
    }

    /// Probability that a customer with the sensitivity and rate says yes.
    static func willing(_ world: PlainWorld, fee: Double = 500) -> Double {
        let monthly = world.rate * 30.4375 * 1000
        let utility = 0.4 + 1.5 * world.sensitivity * log(3) - 0.3 - 0.3 - 0.7 - 2 * fee / monthly
        return 1 / (1 + exp(-utility))
    }

    /// Checks a number of customers that is binomial with the given probability.
    func check(_ joined: Int64, of customers: Int, probability: Double, _ what: String) {
        let n = Double(customers)
        let error = (n * probability * (1 - probability)).squareRoot()
        #expect(abs(Double(joined) - n * probability) < 4 * error, "\(what): \(joined), expected \(n * probability)")
    }

    @Test("the share who join at the till is the logistic one", arguments: [0.3, 1, 2])
    func till(sensitivity: Double) async {
        let world = PlainWorld(sensitivity: sensitivity, customers: 20_000, days: 5)
        let outcome = await Fixtures.run(
            world.simulation([Self.program(.till(probability: 1))], Self.response), replications: 1)[0]
        check(
            outcome.sum(.joined, arm: 1, segment: 0), of: world.customers, probability: Self.willing(world),
            "sensitivity \(sensitivity)")
    }

    @Test("asked now and then at the till, a willing customer joins once asked")
    func nowAndThen() async {
        let (q, world) = (0.3, PlainWorld(customers: 20_000, days: 20))
        let outcome = await Fixtures.run(
            world.simulation([Self.program(.till(probability: q))], Self.response), replications: 1)[0]
        // Not asked at the first purchase, nor at a Poisson number of later ones of mean 4.
        let asked = 1 - (1 - q) * exp(-q * world.rate * 20)
        check(
            outcome.sum(.joined, arm: 1, segment: 0), of: world.customers, probability: asked * Self.willing(world),
            "till")
    }

    @Test("by mail, members join at the month ends in geometric numbers")
    func mail() async {
        let (q, world) = (0.25, PlainWorld(customers: 20_000, days: 181))
        let outcome = await Fixtures.run(
            world.simulation([Self.program(.mail(probability: q), launch: 40)], Self.response), replications: 1)[0]
        // Launched on 10 February; 30 June is the study's last day, and membership would start after it.
        let expected = [0, q, q * (1 - q), q * (1 - q) * (1 - q), q * power(1 - q, 3), 0]
        for (month, share) in expected.enumerated() {
            let joined = outcome.value(.joined, arm: 1, segment: 0, month: month)
            if share == 0 {
                #expect(joined == 0)
            } else {
                check(joined, of: world.customers, probability: share * Self.willing(world), "month \(month)")
            }
        }
    }

    @Test("by mail, the first purchase as a member comes after the month end; before it the twin's life")
    func mailStart() {
        let world = PlainWorld(customers: 200, days: 200)
        var response = Self.response
        response.perceivedValue.elasticity = 0.8
        var members = 0
        for customer in 0..<world.customers {
            let lives = world.lives(customer, [Self.program(.mail(probability: 0.5))], response)
            guard let day = lives[1].joinDay else { continue }
            members += 1
            let start = Double(day + 1)
            #expect(world.monthEnds.contains(start))
            let before = lives[0].purchases.filter { $0.instant < start }
            #expect(lives[1].purchases.prefix(before.count).elementsEqual(before))
            // A lift of 3^0.8 begins at the start of membership.
            for (twin, member) in zip(lives[0].purchases, lives[1].purchases).dropFirst(before.count) {
                #expect(agree((twin.instant - start) / (member.instant - start), power(3, 0.8), within: 1e-9))
            }
            #expect(lives[1].postings.allSatisfy { Double($0.day) >= start })
        }
        #expect(members > 50)
    }

    @Test("a higher fee gains nobody, a better reward loses nobody, and nobody joins on another day")
    func monotone() {
        let fees = [0, 100, 1000, 5000].map { Self.program(.till(probability: 0.4), fee: $0) }
        let faces: [Int64] = [0, 5000, 50_000, 500_000]
        let better = faces.map { face in
            var program = card(face: face)
            program.enrolment = EnrolmentTerms(invitation: .till(probability: 0.4), formFields: 5)
            return program
        }
        let simulation = Fixtures.simulation(programs: fees + better, response: Self.response)
        var changes = 0
        for customer in 0..<1000 {
            let days = simulation.lives(of: .base(customer), replication: 1).dropFirst().map(\.joinDay)
            for (cheap, dear) in [(0, 1), (1, 2), (2, 3), (5, 4), (6, 5), (7, 6)] {
                #expect(days[dear] == nil || days[cheap] == days[dear], "customer \(customer)")
                changes += days[dear] == days[cheap] ? 0 : 1
            }
        }
        #expect(changes > 200)
    }

    @Test("before the launch day every life is the twin's, and nobody is a member", arguments: [1, 37, 364, 499])
    func launch(day: Int) {
        let programs = Fixtures.programs.map { program in
            var program = program
            program.launchDay = day
            return program
        }
        let simulation = Fixtures.simulation(arrivals: 0, programs: programs)
        var changed = 0
        for customer in 0..<200 {
            let lives = simulation.lives(of: .base(customer), replication: 1)
            for life in lives.dropFirst() {
                let same = life.purchases.prefix { $0.instant < Double(day) }
                    .elementsEqual(lives[0].purchases.prefix { $0.instant < Double(day) })
                #expect(same && (life.joinDay ?? day) >= day, "customer \(customer)")
                #expect(life.postings.allSatisfy { $0.day >= day })
                #expect(life.joinDay != nil || life.purchases == lives[0].purchases)
                changed += life.purchases == lives[0].purchases ? 0 : 1
            }
        }
        #expect(day > 400 || changed > 200)
    }
}
