public import LoyaltyModel

/// The account of one cohort in one world: its allocation, and what became of it month by month.
public struct CohortAccount: Sendable {
    /// Month of issue.
    public let month: Int
    public let issued: Int64
    /// What members paid for goods in the month.
    public let price: Money
    /// Stand-alone selling prices: the goods before money off with what they bring in levels' benefits later, and those of
    /// the points granted with them that are expected to be redeemed, at face value; 0 where they are somebody else's to
    /// supply.
    public let goods: Money
    public let points: Money
    public let allocation: ExactMoney
    /// What falls to levels' benefits in later months; nil where they are no right of their own.
    public let status: StraightLine?
    /// One for each month of the study from the month of issue on.
    public let periods: [Deferral.Period]
    /// Points expired by the end of each of these months.
    public let expired: [Int64]
    /// Of the liability at the end of each of these months, what falls due within 12 months.
    public let current: [Money]
    /// What was redeemed in the end, as far as the world was followed.
    public let ultimate: Int64
    /// What the other worlds say at the study's end that is redeemed in the end, whoever else estimates it.
    public let expectedByOthers: Int64
    /// Neither redeemed nor expired then.
    public let undecided: Int64

    /// The period that ends with a month; nil before the month of issue.
    public func period(_ month: Int) -> Deferral.Period? { month < self.month ? nil : periods[month - self.month] }

    public func liability(_ month: Int) -> Money { period(month)?.liability ?? .zero }

    init(
        _ cohort: WorldCohorts.Cohort, sale: Sale, expected: ExpectedRedemption.Cohort, others: RedemptionPattern,
        faceValue: Double, terms: FinanceTerms
    ) {
        let place = cohort.month
        month = place
        issued = cohort.issued
        price = sale.paid
        let later = Int64(
            Rounding.halfEven.divide(Int128(sale.goods.minor) * Int128(terms.statusMillionths), by: 1_000_000))
        goods = Money(minor: sale.goods.minor + later)
        let granted = cohort.issued > 0 ? Double(sale.granted) / Double(cohort.issued) : 1
        points = Money(minor: Int64((Double(expected.atIssue) * granted * faceValue).rounded(.toNearestOrEven)))
        let whole = goods.minor + points.minor
        func part(_ own: Int64) -> ExactMoney {
            whole > 0 ? ExactMoney(sale.paid, own: Int128(own), other: Int128(whole - own)) : ExactMoney(.zero)
        }
        allocation = part(points.minor)
        status = later > 0 ? StraightLine(part(later), periods: Int64(terms.statusMonths)) : nil
        var deferral = Deferral(allocation, expectedAtInception: expected.atIssue)
        var (periods, current): ([Deferral.Period], [Money]) = ([], [])
        // There is one for each cohort of each program of each world: no room to spare.
        periods.reserveCapacity(expected.atAge.count)
        current.reserveCapacity(expected.atAge.count)
        for (age, expectedTotal) in expected.atAge.enumerated() {
            let now = cohort.redeemed[age] - (age > 0 ? cohort.redeemed[age - 1] : 0)
            let period = deferral.end(
                age + 1, redeemed: now, expectedTotal: expectedTotal)
            let due = others.part(place: place, age: age, within: 12)
            let part = Rounding.halfEven.divide(
                Int128(period.liability.minor) * Int128(due.part), by: Int128(due.whole))
            periods.append(period)
            current.append(Money(minor: Int64(part)))
        }
        self.periods = periods
        self.current = current
        expired = Array(cohort.expired.prefix(expected.atAge.count))
        ultimate = cohort.redeemed.last ?? 0
        expectedByOthers = others.expected(cohort, place: place, age: expected.atAge.count - 1)
        undecided = cohort.issued - ultimate - (cohort.expired.last ?? 0)
    }

    /// Goods that members bought in a month, and points granted with them.
    struct Sale: Sendable {
        let paid: Money
        let goods: Money
        let granted: Int64

        init(_ flows: CohortFlows, arm: Int, month: Int, granted: Int64) {
            self.granted = granted
            let sold = flows.sum(.sales, arm: arm, month: month)
            let off = [CohortFlows.Sum.discounts, .coupons, .vouchers, .paidWithPoints].reduce(0) {
                $0 + flows.sum($1, arm: arm, month: month)
            }
            goods = Money(minor: sold)
            paid = Money(minor: sold - off)
        }
    }
}
