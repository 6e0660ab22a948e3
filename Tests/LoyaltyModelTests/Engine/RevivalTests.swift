import Foundation
import LoyaltyModel
import Testing

/// Members who have left for good and come back after a win-back message.
@Suite("Win-back")
struct RevivalTests {
    static let narrow = AttritionEffectTests.narrow

    static func winBack(days: Int = 30, times: Int = 1) -> CampaignMessage {
        CampaignMessage(name: "miss-you", trigger: .silence(days: days, times: times))
    }

    func run(_ attrition: Attrition, revival: Double = 1, customers: Int = 1500, days: Int = 800) -> MessageRun {
        var run = MessageRun()
        run.world = PlainWorld(attrition: attrition, customers: customers, days: days)
        run.response = Response(winBack: WinBackEffect(revival: revival))
        return run
    }

    static let exponential = Attrition.exponentialGamma(ExponentialGamma(s: narrow, beta: narrow * 60))

    @Test("with no response nobody comes back; with certainty everybody does, the day after the message")
    func calendar() {
        for (_, member) in run(Self.exponential, revival: 0, customers: 200).lives(MessageRun.campaign(Self.winBack()))
        {
            #expect(member.absences.isEmpty)
        }
        var returns = 0
        for (_, member) in run(Self.exponential, customers: 200).lives(MessageRun.campaign(Self.winBack())) {
            for absence in member.absences {
                // Silence is counted from the last purchase, whose day is told by the twin's clock and nothing else.
                let last = member.purchases.last { $0.instant <= absence.lowerBound }!
                #expect(absence.upperBound == Double(Int(last.instant) + 30 + 1))
                returns += 1
            }
            // Who is still gone has had the one message of this silence, alive, or will have it after the study.
            if let left = member.leftAt, left < 700 {
                let last = member.purchases.last!
                #expect(Double(Int(last.instant) + 31) <= left, "left \(left)")
            }
        }
        #expect(returns > 500)
    }

    @Test("the new life is as long as a first one, under every law of attrition")
    func newLife() {
        let gompertz = Attrition.gompertzGamma(
            GompertzGamma(b: 0.02, s: Self.narrow, beta: Self.narrow / 0.5))
        let contract = Attrition.contract(
            ContractRenewal(alpha: 0.4 * Self.narrow, beta: 0.6 * Self.narrow, period: 30))
        let laws: [(Attrition, (Double) -> Double)] = [
            (Self.exponential, { exp(-$0 / 60) }), (gompertz, { exp(-0.5 * expm1(0.02 * $0)) }),
            (contract, { power(0.6, ($0 / 30).rounded(.down)) }),
        ]
        for (law, survival) in laws {
            // Once a life: a second message would come back to those who stay away.
            let lives = run(law, customers: 3000).lives(MessageRun.campaign(Self.winBack()))
            let second = lives.compactMap { _, member -> Double? in
                guard let back = member.absences.first?.upperBound, back < 600 else { return nil }
                let end = member.absences.count > 1 ? member.absences[1].lowerBound : member.leftAt ?? .infinity
                return end - back
            }
            #expect(second.count > 1000)
            for days in [15.0, 35, 65, 130] {
                let alive = second.map { $0 > days ? 1.0 : 0 }
                #expect(standardErrors(alive, from: survival(days)) < 4, "\(law), \(days) days")
            }
        }
    }

    @Test("a hazard multiplier holds in the new life too")
    func hazard() {
        // v = 60.00 every 30 days ÷ 60.00 spent in that time = 1, so h = 1/2.
        let gift = CampaignMessage(
            name: "gift", trigger: .every(days: 30),
            gift: CampaignMessage.Gift(faceValue: Money(minor: 6000), unitCost: .zero, appeal: 1))
        var run = run(Self.exponential, customers: 2500, days: 1000)
        run.response.attrition = AttritionEffect(elasticity: 1)
        let lives = run.lives(MessageRun.campaign(gift, Self.winBack()))
        let second = lives.compactMap { _, member -> Double? in
            guard let back = member.absences.first?.upperBound, back < 600 else { return nil }
            let end = member.absences.count > 1 ? member.absences[1].lowerBound : member.leftAt ?? .infinity
            return end - back > 120 ? 1 : 0
        }
        #expect(second.count > 1000 && standardErrors(second, from: exp(-120.0 / 120)) < 4)
    }

    @Test("after a coin, the gap that follows the last purchase is run from the return on")
    func gapAfterCoin() {
        let lives = run(AttritionEffectTests.coin(0.2), customers: 2000).lives(MessageRun.campaign(Self.winBack()))
        var gaps: [Double] = []
        for (twin, member) in lives {
            for absence in member.absences where absence.upperBound < 700 {
                guard let next = member.purchases.first(where: { $0.instant >= absence.upperBound }) else { continue }
                gaps.append(next.instant - absence.upperBound)
            }
            // Up to the first absence the lives are the same; the twin's life ends there.
            let shared = zip(twin.purchases, member.purchases)
            #expect(shared.allSatisfy { $0 == $1 } && member.purchases.count >= twin.purchases.count)
        }
        // Exponential with mean 5 days; a gap beyond the horizon is one in e²⁰.
        #expect(gaps.count > 5000 && standardErrors(gaps, from: 5) < 4)
    }

    @Test("a likelier return loses nobody who came back at less, and the shares are the probabilities")
    func coupling() {
        let lives = [0.3, 0.6].map {
            run(Self.exponential, revival: $0, customers: 3000).lives(MessageRun.campaign(Self.winBack()))
        }
        var first: [[Double]] = [[], []]
        for (less, more) in zip(lives[0], lives[1]) {
            // Whom a message finds gone for good at the first silence: the same ones in both.
            guard let left = less.twin.leftAt, left < 700, let last = less.twin.purchases.last,
                Int(last.instant) + 31 > Int(left), !silentBefore(less.twin)
            else { continue }
            first[0].append(less.member.absences.isEmpty ? 0 : 1)
            first[1].append(more.member.absences.isEmpty ? 0 : 1)
            #expect(less.member.absences.isEmpty || !more.member.absences.isEmpty)
        }
        #expect(first[0].count > 1000)
        #expect(standardErrors(first[0], from: 0.3) < 4 && standardErrors(first[1], from: 0.6) < 4)
    }

    /// Whether a life has a gap long enough for a message while the customer is there.
    private func silentBefore(_ life: Life) -> Bool {
        zip(life.purchases, life.purchases.dropFirst()).contains { Int($1.instant) > Int($0.instant) + 30 }
    }

    @Test("churn is net of those who came back, month by month and in all")
    func net() async {
        let run = run(.exponentialGamma(ExponentialGamma(s: 2, beta: 150)), revival: 0.5, customers: 400)
        let program = MessageRun.campaign(Self.winBack(days: 20, times: 3))
        let outcome = await run.outcome(program)
        let lives = run.lives(program)
        let months = run.world.simulation([program]).calendar.monthOfDay
        var (left, back) = (Array(repeating: Int64(0), count: outcome.shape.months), Int64(0))
        for (_, member) in lives {
            for absence in member.absences {
                left[Int(months[Int(absence.lowerBound)])] += 1
                left[Int(months[Int(absence.upperBound) - 1])] -= 1
                back += 1
            }
            if let end = member.leftAt { left[Int(months[Int(end)])] += 1 }
        }
        #expect(left == (0..<outcome.shape.months).map { outcome.left(arm: 1, segment: 0, month: $0) })
        #expect(back == outcome.sum(.revived, arm: 1, segment: 0) && back > 100)
        let gone = lives.count { $0.member.leftAt != nil }
        #expect(outcome.sum(.memberLeft, arm: 1, segment: 0) == Int64(gone))
    }

    @Test("perks are paid for in every month at whose end a member is there, before leaving and after coming back")
    func perks() async {
        let levels = TierMechanic(levels: [.init(name: "member", from: 0, perksCost: Money(minor: 1200))])
        let program = Program(
            name: "perks",
            mechanics: [.tiers(levels), .campaign(CampaignMechanic(messages: [Self.winBack()]))])
        let run = run(Self.exponential, customers: 200)
        var expected: Int64 = 0
        for (_, member) in run.lives(program) {
            // Who comes back with the end of a month has the perks of the next.
            for end in run.world.monthEnds where end > member.purchases[0].instant {
                let isAway = member.absences.contains { $0.lowerBound < end && end <= $0.upperBound }
                if !isAway, member.leftAt.map({ end <= $0 }) ?? true { expected += 100 }
            }
        }
        let outcome = await run.outcome(program)
        #expect(outcome.sum(.revived, arm: 1, segment: 0) > 200)
        #expect(outcome.sum(.rewardCost, arm: 1, segment: 0) == expected)
    }
}
