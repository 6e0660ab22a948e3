import Foundation
import LoyaltyModel
import Testing

/// The pull of the next reward on a stamp card: one point a visit.
@Suite("Points pressure")
struct PointsPressureTests {
    static let (strength, shape, carryOver) = (0.6, 2.0, 0.4)

    static func response(propensity: Double = 1) -> Response {
        Response(
            pointsPressure: PointsPressure(strength: strength, shape: shape, carryOver: carryOver),
            redemption: RedemptionChoice(propensity: propensity))
    }

    /// Member's gap ÷ twin's gap after each purchase, for some customers.
    func ratios(_ program: Program, _ response: Response, customers: Int = 10) -> [[Double]] {
        let world = PlainWorld(rate: 0.5, days: 400)
        return (0..<customers).map { customer in
            let lives = world.lives(customer, [program], response)
            let both = Array(zip(lives[0].purchases, lives[1].purchases))
            return zip(both, both.dropFirst()).map {
                ($1.1.instant - $0.1.instant) / ($1.0.instant - $0.0.instant)
            }
        }
    }

    func pull(_ progress: Double) -> Double { exp(-Self.strength * power(progress, Self.shape)) }

    @Test("gaps shorten as the card fills, reset after the reward and keep the stated share")
    func acceleration() {
        for ratios in ratios(card(perVisit: 1, price: 10), Self.response()) {
            #expect(ratios.count > 60)
            for (purchase, ratio) in ratios.enumerated() {
                // Purchase 0 leaves 1 stamp; purchase 9 reaches the reward, which then pulls no longer; purchase 10
                // takes it and leaves 1 again.
                let stamps = Double((purchase + 1) % 10) / 10
                let progress = purchase < 10 ? stamps : Self.carryOver + (1 - Self.carryOver) * stamps
                // A gap is the difference of two instants, so its last digits are lost.
                #expect(agree(ratio, pull(progress), within: 1e-6), "purchase \(purchase)")
            }
        }
    }

    @Test("the gap before the last stamp is exp(−κ (0.9^δ − 0.1^δ)) times the one after the first, on average")
    func meanRatio() {
        let world = PlainWorld(rate: 0.5, customers: 4000, days: 120)
        let simulation = world.simulation([card(perVisit: 1, price: 10)], Self.response())
        var (first, last): ([Double], [Double]) = ([], [])
        for customer in 0..<world.customers {
            let instants = simulation.lives(of: .base(customer), replication: 1)[1].purchases.map(\.instant)
            guard instants.count > 9 else { continue }
            first.append(instants[1] - instants[0])
            last.append(instants[9] - instants[8])
        }
        #expect(first.count > 3990)
        #expect(standardErrors(first, from: 2 * pull(0.1)) < 4)
        #expect(standardErrors(last, from: 2 * pull(0.9)) < 4)
    }

    @Test("an endowed head start counts: 2 of 12 given pulls more than 0 of 10")
    func headStart() {
        let plain = ratios(card(perVisit: 1, price: 10), Self.response())
        let endowed = ratios(card(perVisit: 1, price: 12, headStart: 2), Self.response())
        for (plain, endowed) in zip(plain, endowed) {
            for purchase in 0..<9 {
                #expect(agree(endowed[purchase], pull(Double(purchase + 3) / 12), within: 1e-6))
                #expect(endowed[purchase] < plain[purchase])
            }
        }
    }

    @Test("the next reward is the cheapest that the balance does not reach; beyond the last the count begins anew")
    func severalRewards() {
        var program = card(perVisit: 1, price: 10)
        program.mechanics = program.mechanics.map { mechanic in
            guard case .points(var points) = mechanic else { return mechanic }
            points.rewards.append(Fixtures.reward("second", price: 25))
            return .points(points)
        }
        for ratios in ratios(program, Self.response(propensity: 0)) {
            for (purchase, ratio) in ratios.enumerated() {
                let balance = Double(purchase + 1)
                let left = balance.truncatingRemainder(dividingBy: 25)
                let progress = left < 10 ? left / 10 : left / 25
                #expect(agree(ratio, pull(progress), within: 1e-6), "purchase \(purchase)")
            }
        }
    }

    @Test(
        "a purchase is whole: the pull stops at the last purchase but one, and where each earns a reward there is none")
    func wholePurchases() {
        // 4 points a visit: 3 visits reach 10, so no more than 1 − 4/10 of the way is felt before the last.
        for ratios in ratios(card(perVisit: 4, price: 10), Self.response(propensity: 0)) {
            for (purchase, ratio) in ratios.enumerated() {
                let progress = min(0.6, Double((purchase + 1) * 4 % 10) / 10)
                #expect(agree(ratio, pull(progress), within: 1e-6), "purchase \(purchase)")
            }
        }
        for ratios in ratios(card(perVisit: 13, price: 10), Self.response(propensity: 0)) {
            #expect(ratios.allSatisfy { agree($0, 1, within: 1e-9) })
        }
    }

    @Test("sensitivity multiplies the pull, and none leaves the twin's life")
    func sensitivity() {
        let world = PlainWorld(rate: 0.5, sensitivity: 0, days: 400)
        let lives = world.lives(0, [card(perVisit: 1, price: 10)], Self.response())
        #expect(lives[1].purchases == lives[0].purchases)
    }
}
