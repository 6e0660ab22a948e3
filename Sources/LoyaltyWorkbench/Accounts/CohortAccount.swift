public import LoyaltyModel

/// The account of one cohort in one world: its allocation, and what became of it month by month.
public struct CohortAccount: Sendable {
    /// Month of issue.
    public let month: Int
    public let issued: Int64
    /// What members paid for goods in the month.
    public let price: Money
    /// Stand-alone selling prices: the goods before money off, and the points expected to be redeemed at face value.
    public let goods: Money
    public let points: Money
    public let allocation: ExactMoney
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
        faceValue: Double
    ) {
        let place = cohort.month
        month = place
        issued = cohort.issued
        price = sale.paid
        goods = sale.goods
        points = Money(minor: Int64((Double(expected.atIssue) * faceValue).rounded(.toNearestOrEven)))
        let isShared = goods.minor + points.minor > 0
        allocation =
            isShared
            ? ExactMoney(price, own: Int128(points.minor), other: Int128(goods.minor)) : ExactMoney(.zero)
        var deferral = Deferral(allocation)
        var (periods, current): ([Deferral.Period], [Money]) = ([], [])
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

    /// Goods that members bought in a month.
    struct Sale: Sendable {
        let paid: Money
        let goods: Money

        init(_ view: ArmView, month: Int) {
            let sold = view.value(.memberRevenue, month) + view.value(.joiningRevenue, month)
            let off =
                view.value(.discounts, month) + view.value(.paidWithPoints, month) + view.value(.vouchersUsed, month)
            goods = Money(minor: sold)
            paid = Money(minor: max(0, sold - off))
        }
    }
}
