import Foundation
import LoyaltyModel

/// A member's multiplier on the purchase rate, worked out again from the life's own postings and the documents' words.
///
/// It knows one points program with per-visit earning, a flat season and a member from the first purchase on. What it
/// gives is checked against the coupling: over every gap the multiplier's integral is the twin's gap.
struct MoodReplay {
    let world: PlainWorld
    let response: Response
    /// Prices that a member can work towards.
    let goals: [Int64]
    /// Purchases at which the reward chosen was not to be had.
    var refused: Range<Int> = 0..<0
    private var postings: ArraySlice<Posting> = []

    /// Points of a visit.
    private let perVisit: Double
    private var balance = 0.0
    private var rewardedOn: Int?
    private var pressure = 0.0
    private var rewarded = 0.0
    private var stock = 0.0
    private var stockDay = 0

    init(world: PlainWorld, response: Response, goals: [Int64], perVisit: Double) {
        self.perVisit = perVisit
        self.world = world
        self.response = response
        self.goals = goals.sorted()
    }

    private var multiplier: Double {
        let sum = pressure + rewarded - response.frustration.rateLoss * stock
        return min(response.ceiling, max(response.floor, exp(sum)))
    }

    /// The multiplier's integral over the gap after each purchase of `life`.
    mutating func integrals(_ life: Life) -> [Double] {
        postings = life.postings[...]
        let expiries = life.postings.filter { $0.kind == .expired }.map { Double($0.day + 1) }
        let dayEnds = Set(expiries + world.monthEnds).sorted()
        return zip(life.purchases, life.purchases.dropFirst()).map { purchase, next in
            visit(on: Int(purchase.instant), number: purchase.number)
            var (sum, from) = (0.0, purchase.instant)
            for end in dayEnds where end > purchase.instant && end <= next.instant {
                sum += multiplier * (end - from)
                from = end
                close(day: Int(end) - 1)
            }
            return sum + multiplier * (next.instant - from)
        }
    }

    /// A visit's postings end with the points that it earns.
    private mutating func visit(on day: Int, number: Int) {
        while let posting = postings.popFirst() {
            if posting.kind == .redeemed {
                balance -= Double(posting.points)
                rewardedOn = day
            } else {
                balance += Double(posting.points)
                break
            }
        }
        if refused.contains(number) { annoy(by: response.frustration.perUnavailable, on: day) }
        age(to: day)
        pull()
    }

    private mutating func close(day: Int) {
        var lost = 0.0
        while let posting = postings.first, posting.kind == .expired, Int(posting.day) == day {
            lost += Double(posting.points)
            postings.removeFirst()
        }
        if lost > 0 { annoy(by: response.frustration.perExpiry * min(1, lost / Double(goals[0])), on: day) }
        if world.monthEnds.contains(Double(day + 1)) { age(to: day) }
        balance -= lost
        if lost > 0 { pull() }
    }

    private mutating func annoy(by amount: Double, on day: Int) {
        stock = left(on: day) + amount
        stockDay = day
    }

    private func left(on day: Int) -> Double {
        stock * exp2(-Double(day - stockDay) / response.frustration.halfLifeDays)
    }

    private mutating func age(to day: Int) {
        if let rewardedOn {
            let since = Double(day - rewardedOn)
            let effect = response.rewardedBehaviour
            rewarded = since > 10 * effect.halfLifeDays ? 0 : effect.strength * exp2(-since / effect.halfLifeDays)
        }
        let now = left(on: day)
        stock = now < 1e-3 ? 0 : now
        stockDay = day
    }

    private mutating func pull() {
        let pull = response.pointsPressure
        let next = goals.first { Double($0) > balance }
        let top = Double(goals.last ?? 1)
        // What is reached pulls no longer; and the last purchase but one is the nearest that anybody stands.
        let reached = next.map { balance / Double($0) } ?? balance.truncatingRemainder(dividingBy: top) / top
        let share = min(reached, 1 - perVisit / top)
        let progress = rewardedOn == nil ? share : pull.carryOver + (1 - pull.carryOver) * share
        pressure = pull.strength * pow(progress, pull.shape)
    }
}
