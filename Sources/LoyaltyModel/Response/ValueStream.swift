internal import Foundation

/// One thing that a mechanic gives, as a customer weighs it: value per money, discounted by the wait for it.
///
/// value per money = worth per money + worth per purchase ÷ mean basket + worth per day ÷ spending per day;
/// wait τ = days + purchases ÷ purchase rate + spending ÷ spending per day, at the customer's latent baseline pace.
struct ValueStream: Sendable {
    /// appeal · ease · what it is worth: share of what is spent.
    var perMoney = 0.0
    /// Minor units a purchase.
    var perPurchase = 0.0
    /// Minor units a day.
    var perDay = 0.0
    /// The wait: days, purchases and spending (minor units) until it is had.
    var waitDays = 0.0
    var waitPurchases = 0.0
    var waitSpending = 0.0
    /// Out of reach where the wait is longer than this, days.
    var withinDays = Double.infinity
    /// What has to come together in time; out of reach where one of them does not.
    var needs: [Need] = []
    /// Out of reach of customers whose mean basket is smaller than this, minor units.
    var leastBasket = 0.0
    /// The mean basket from which on it is worth all that it can be; a smaller one is worth its part of that.
    var fullBasket = 0.0
    /// The most that it is worth a day, minor units.
    var mostPerDay = Double.infinity
    /// Whether it is a reward that the customer waits for, so that a long wait annoys.
    var isReward = false

    /// The wait of a customer, days; infinite where it is out of reach.
    func wait(_ pace: Pace) -> Double {
        var wait = waitDays
        if waitPurchases > 0 { wait += waitPurchases / pace.purchasesPerDay }
        if waitSpending > 0 { wait += waitSpending / pace.spendingPerDay }
        let isReached = pace.meanBasket >= leastBasket && needs.allSatisfy { $0.days(pace) <= $0.withinDays }
        return isReached && wait <= withinDays ? wait : .infinity
    }

    /// Worth per unit of money spent, before the wait is weighed.
    func worth(_ pace: Pace) -> Double {
        let worth = perMoney + perPurchase / pace.meanBasket + perDay / pace.spendingPerDay
        let part = pace.meanBasket < fullBasket ? pace.meanBasket / fullBasket : 1
        return min(worth * part, mostPerDay / pace.spendingPerDay)
    }

    /// What has to come together within a time, at the customer's latent baseline pace.
    struct Need: Sendable {
        var purchases = 0.0
        /// Minor units.
        var spending = 0.0
        var points = 0.0
        /// How points come: for a minor unit, and for a purchase.
        var pointsPerMinor = 0.0
        var pointsPerPurchase = 0.0
        var withinDays: Double

        func days(_ pace: Pace) -> Double {
            var days = 0.0
            if purchases > 0 { days += purchases / pace.purchasesPerDay }
            if spending > 0 { days += spending / pace.spendingPerDay }
            if points > 0 {
                let perPurchase = pointsPerMinor * pace.meanBasket + pointsPerPurchase
                days += perPurchase > 0 ? points / (perPurchase * pace.purchasesPerDay) : .infinity
            }
            return days
        }
    }
}

/// A customer's latent baseline pace.
struct Pace: Sendable {
    let purchasesPerDay: Double
    /// Minor units.
    let meanBasket: Double
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
    static func streams(_ rules: RulesPointer, segment: Int) -> [[ValueStream]] {
        var offers: [[ValueStream]] = []
        if rules.pointee.kinds.contains(.discount) { offers.append(discount(rules.pointee.discount.mechanic)) }
        if rules.pointee.kinds.contains(.cardBesidePoints), let card = rules.pointee.card {
            offers.append([Self.card(card)])
        }
        if rules.pointee.kinds.contains(.cashback) { offers.append(cashback(rules.pointee.cashback.mechanic)) }
        if rules.pointee.kinds.contains(.annual) { offers.append(annual(rules, segment: segment)) }
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
