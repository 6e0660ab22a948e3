internal import Foundation

/// One thing that a mechanic gives, as a customer weighs it: value per money, discounted by the wait for it.
///
/// value per money = worth per money + worth per purchase ÷ mean basket + worth per day ÷ spending per day, and what points
/// make of it; wait τ = days + purchases ÷ purchase rate + spending ÷ spending per day + points ÷ points per day, at the
/// customer's latent baseline pace.
struct ValueStream: Sendable {
    /// appeal · ease · what it is worth: share of what is spent.
    var perMoney = 0.0
    /// Minor units a purchase.
    var perPurchase = 0.0
    /// Minor units a day.
    var perDay = 0.0
    /// Minor units a point earned.
    var perPoint = 0.0
    /// Share of what the program's points are worth anyway.
    var ofPointsValue = 0.0
    /// The wait: days, purchases, spending (minor units) and points earned until it is had.
    var waitDays = 0.0
    var waitPurchases = 0.0
    var waitSpending = 0.0
    var waitPoints = 0.0
    /// Out of reach where the wait is longer than this, days.
    var withinDays = Double.infinity
    /// Whether it is a reward that the customer waits for, so that a long wait annoys.
    var isReward = false

    /// The wait of a customer, days; infinite where it is out of reach.
    func wait(_ pace: Pace) -> Double {
        var wait = waitDays
        if waitPurchases > 0 { wait += waitPurchases / pace.purchasesPerDay }
        if waitSpending > 0 { wait += waitSpending / pace.spendingPerDay }
        if waitPoints > 0 { wait += waitPoints / (pace.pointsPerPurchase * pace.purchasesPerDay) }
        return wait <= withinDays ? wait : .infinity
    }

    /// Worth per unit of money spent, before the wait is weighed.
    func worth(_ pace: Pace) -> Double {
        perMoney + perPurchase / pace.meanBasket + perDay / pace.spendingPerDay
            + perPoint * pace.pointsPerPurchase / pace.meanBasket + ofPointsValue * pace.pointsValue
    }
}

/// A customer's latent baseline pace.
struct Pace: Sendable {
    let purchasesPerDay: Double
    /// Minor units.
    let meanBasket: Double
    /// What the customer earns of a program's points, and what these are worth per unit of money spent.
    var pointsPerPurchase = 0.0
    var pointsValue = 0.0
    var spendingPerDay: Double { purchasesPerDay * meanBasket }

    init(_ traits: CustomerTraits) {
        purchasesPerDay = traits.purchase.purchasesPerDay
        meanBasket = traits.basket.mean
    }

    init(purchasesPerDay: Double, meanBasket: Double) {
        self.purchasesPerDay = purchasesPerDay
        self.meanBasket = meanBasket
    }
}

/// What each mechanic beyond points offers; of a mechanic's streams the best counts, those of mechanics add up.
extension ProgramOffer {
    static func streams(_ rules: RulesPointer) -> [[ValueStream]] {
        var offers: [[ValueStream]] = []
        if rules.pointee.kinds.contains(.discount) { offers.append(discount(rules.pointee.discount.mechanic)) }
        if rules.pointee.kinds.contains(.tiers) { offers.append(tiers(rules.pointee.tiers.mechanic)) }
        if rules.pointee.kinds.contains(.paid) { offers.append([paid(rules.pointee.paid.mechanic)]) }
        return offers
    }

    /// Each bracket is within reach once its spending has come together, within its window.
    private static func discount(_ mechanic: DiscountMechanic) -> [ValueStream] {
        mechanic.brackets.map { bracket in
            ValueStream(
                perMoney: mechanic.appeal * Double(bracket.shareMillionths) / 1e6,
                waitSpending: Double(bracket.from.minor), withinDays: mechanic.window.meanDays)
        }
    }
}
