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
    /// What has to come together in time; out of reach where one of them does not.
    var needs: [Need] = []
    /// Whom it moves.
    var audience = Audience.everyone
    /// Out of reach of customers whose mean basket is smaller, minor units.
    var leastBasket = 0.0
    /// How often a day what is worth something per money or per purchase can be had at most.
    var usesPerDay = Double.infinity
    /// The mean basket from which on it is worth all that it can be; a smaller one is worth its part of that.
    var fullBasket = 0.0
    /// The most that it is worth a day, minor units.
    var mostPerDay = Double.infinity
    /// The most that it is worth a day, in mean baskets: what pays of a bill pays no more than the bill.
    var mostBasketsPerDay = Double.infinity
    /// Whether it is a reward that the customer waits for, so that a long wait annoys.
    var isReward = false

    /// The wait of a customer, days; infinite where it is out of reach.
    func wait(_ pace: Pace) -> Double {
        guard pace.meanBasket >= leastBasket else { return .infinity }
        var wait = waitDays
        if waitPurchases > 0 { wait += waitPurchases / pace.purchasesPerDay }
        if waitSpending > 0 { wait += waitSpending / pace.spendingPerDay }
        if waitPoints > 0 { wait += waitPoints / (pace.pointsPerPurchase * pace.purchasesPerDay) }
        let isReached = needs.allSatisfy { $0.days(pace) <= $0.withinDays }
        return isReached && wait <= withinDays ? wait : .infinity
    }

    /// Worth per unit of money spent, before the wait is weighed.
    func worth(_ pace: Pace) -> Double {
        let share = usesPerDay < pace.purchasesPerDay ? usesPerDay / pace.purchasesPerDay : 1
        let worth =
            (perMoney + perPurchase / pace.meanBasket) * share + perDay / pace.spendingPerDay
            + perPoint * pace.pointsPerPurchase / pace.meanBasket + ofPointsValue * pace.pointsValue
        let part = pace.meanBasket < fullBasket ? pace.meanBasket / fullBasket : 1
        return min(worth * part, mostPerDay / pace.spendingPerDay, mostBasketsPerDay / pace.purchasesPerDay)
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

/// What each mechanic beyond points offers; of a mechanic's streams the best counts, those of mechanics, of messages and
/// of offers add up.
extension ProgramOffer {
    /// - Parameters:
    ///   - worthPerPoint: the most that a point is worth in the program's rewards, minor units.
    ///   - couponsKept: share of coupons that are kept.
    static func streams(
        _ rules: RulesPointer, segment: Int, worthPerPoint: Double, couponsKept: Double
    ) -> [[ValueStream]] {
        var offers: [[ValueStream]] = []
        if rules.pointee.kinds.contains(.discount) { offers.append(discount(rules.pointee.discount.mechanic)) }
        if rules.pointee.kinds.contains(.tiers) { offers.append(tiers(rules.pointee.tiers.mechanic)) }
        if rules.pointee.kinds.contains(.paid) { offers.append([paid(rules.pointee.paid.mechanic)]) }
        if rules.pointee.kinds.contains(.cause) { offers.append([cause(rules.pointee.cause)]) }
        if rules.pointee.kinds.contains(.game) {
            offers += game(rules, segment: segment, worthPerPoint: worthPerPoint)
        }
        if rules.pointee.kinds.contains(.campaign) {
            for message in rules.pointee.campaign.messages {
                offers.append(streams(of: message, couponsKept: couponsKept))
            }
        }
        if rules.pointee.kinds.contains(.offer) {
            for offer in rules.pointee.offers.offers where offer.isFor(segment: segment) {
                offers.append(stream(of: offer, segment: segment, couponsKept: couponsKept).map { [$0] } ?? [])
            }
        }
        if rules.pointee.kinds.contains(.cardBesidePoints), let card = rules.pointee.card {
            offers.append([Self.card(card)])
        }
        if rules.pointee.kinds.contains(.cashback) { offers.append(cashback(rules.pointee.cashback.mechanic)) }
        if rules.pointee.kinds.contains(.annual) { offers.append(annual(rules, segment: segment)) }
        return offers
    }

    /// Each bracket is within reach once its spending has come together, within its window. Nobody waits for a discount
    /// that begins with the first bill.
    private static func discount(_ mechanic: DiscountMechanic) -> [ValueStream] {
        let isEarned = !mechanic.brackets.contains { $0.from == .zero && $0.shareMillionths > 0 }
        return mechanic.brackets.map { bracket in
            ValueStream(
                perMoney: mechanic.appeal * Double(bracket.shareMillionths) / 1e6,
                waitSpending: Double(bracket.from.minor), withinDays: mechanic.window.meanDays,
                isReward: isEarned)
        }
    }

    /// What comes with regular mail and birthdays can be counted on; reminders, win-backs and surprises cannot.
    private static func streams(of message: MessageTerms, couponsKept: Double) -> [ValueStream] {
        let days: Double
        switch message.trigger {
        case .every(let every): days = Double(every)
        case .monthEnd: days = CalendarDate.meanDaysPerMonth
        case .birthday: days = 12 * CalendarDate.meanDaysPerMonth
        case .beforeExpiry, .rewardWaiting, .beforeRenewal, .silence, .surprise: return []
        }
        let had = message.open * message.click
        var gift = ValueStream(waitDays: days / 2)
        if let terms = message.gift { gift.perDay = had * terms.appeal * Double(terms.faceValue.minor) / days }
        guard let coupon = message.coupon else { return [gift] }
        var stream = Self.coupon(coupon.terms, had: min(had, couponsKept))
        stream.perDay = gift.perDay
        stream.waitDays = days / 2
        stream.usesPerDay = 1 / days
        return [gift, stream]
    }

    /// Nobody counts on what has dates. A coupon for joining is spread over a year.
    private static func stream(of offer: OfferTerms, segment: Int, couponsKept: Double) -> ValueStream? {
        var stream: ValueStream
        switch offer.benefit {
        case .coupon(let terms): stream = coupon(terms, had: couponsKept)
        case .gift(let gift):
            let share = offer.countingShare(segment: segment)
            guard share > 0 || gift.minimumBill == .zero else { return nil }
            stream = ValueStream(
                perPurchase: gift.appeal * Double(gift.faceValue.minor),
                leastBasket: gift.minimumBill == .zero ? 0 : Double(gift.minimumBill.minor) / share)
        case .sample(let sample):
            stream = ValueStream(perPurchase: sample.probability * sample.appeal * Double(sample.faceValue.minor))
        }
        stream.waitPurchases = 1
        switch offer.window {
        case .always: return stream
        case .days: return nil
        case .joining(let days):
            guard case .coupon = offer.benefit else { return nil }
            stream.usesPerDay = 1 / (12 * CalendarDate.meanDaysPerMonth)
            stream.withinDays = Double(days)
        case .visit(let days): stream.withinDays = Double(days)
        }
        return stream
    }

    private static func coupon(_ terms: CouponTerms, had: Double) -> ValueStream {
        ValueStream(
            perMoney: had * terms.appeal * Double(terms.shareMillionths) / 1e6,
            perPurchase: had * terms.appeal * Double(terms.money.minor), leastBasket: Double(terms.minimumBill.minor))
    }
}
