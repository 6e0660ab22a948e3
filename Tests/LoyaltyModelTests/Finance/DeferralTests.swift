import LoyaltyModel
import Testing

@Suite("Deferral")
struct DeferralTests {
    /// A worked example, in cents; stand-alone selling prices in hundredths of a cent.
    struct Example: CustomTestStringConvertible {
        let testDescription: String
        let allocation: ExactMoney
        /// Redeemed, expected, and the revenue and liability that follow.
        let periods: [(redeemed: Int64, expected: Int64, revenue: Int64, liability: Int64)]

        init(_ source: String, price: Int64, goods: Int128, points: Int128, _ periods: [(Int64, Int64, Int64, Int64)]) {
            testDescription = source
            allocation = ExactMoney(Money(minor: price), own: points, other: goods)
            self.periods = periods
        }

        init(_ source: String, allocated: Int64, _ periods: [(Int64, Int64, Int64, Int64)]) {
            testDescription = source
            allocation = ExactMoney(Money(minor: allocated))
            self.periods = periods
        }
    }

    static let examples = [
        Example(
            "IFRS 15 example 52 (IE267 to IE270)", price: 10_000_000, goods: 100_000, points: 9500,
            [(4500, 9500, 410_959, 456_621), (4000, 9700, 349_291, 107_330)]),
        Example(
            "KPMG, Revenue Issues In-Depth, example 10A, unrounded", price: 10_000_000, goods: 100_000, points: 9700,
            [(4500, 9700, 410_210, 474_020), (4000, 9900, 348_977, 125_043)]),
        Example(
            "KPMG, example 10A, allocation rounded to 9 %", allocated: 900_000,
            [(4500, 9700, 417_526, 482_474), (4000, 9900, 355_201, 127_273)]),
        Example(
            "IFRIC 13, example 1 (IE1 to IE4)", allocated: 10_000,
            [(40, 80, 5000, 5000), (41, 90, 4000, 1000), (9, 90, 1000, 0)]),
        Example(
            "a retailer's 7.2 million, three years (student exercise, scribd.com 318115841)", price: 720_000_000,
            goods: 7_200_000, points: 800_000,
            [(4000, 8000, 36_000_000, 36_000_000), (4100, 9000, 28_800_000, 7_200_000), (900, 9000, 7_200_000, 0)]),
        Example(
            "Kieso and others, Intermediate Accounting, 12th Canadian edition, CA: 3,000 points at 2.50",
            price: 30_000_000, goods: 300_000, points: 7500,
            [(1000, 2500, 292_683, 439_024)]),
    ]

    @Test(arguments: examples)
    func `published schedules are met to the cent`(_ example: Example) {
        var deferral = Deferral(example.allocation)
        var opening = example.allocation.rounded
        for (place, known) in example.periods.enumerated() {
            let period = deferral.end(place + 1, redeemed: known.redeemed, expectedTotal: known.expected)
            #expect(period.revenue.minor == known.revenue, "\(period)")
            #expect(period.liability.minor == known.liability, "\(period)")
            #expect(opening - period.revenue == period.liability)
            opening = period.liability
        }
    }

    @Test func `allocations are met to the cent, and add up to the price`() {
        // IFRS 15 IE267; ifrscommunity.com, options with discounts; acadifi.com, an airline's miles.
        let price = Money(minor: 10_000_000)
        #expect(ExactMoney(price, own: 9500, other: 100_000).rounded.minor == 867_580)
        // 80 % of the discount of 200 beyond the 50 that everybody gets, on a sale of 1,000.
        #expect(ExactMoney(Money(minor: 100_000), own: 120, other: 1000).rounded.minor == 10_714)
        // A ticket of 800 with 2,000 miles worth 19.20.
        #expect(ExactMoney(Money(minor: 80_000), own: 192, other: 8000).rounded.minor == 1875)
    }

    @Test func `a higher estimate may take revenue back`() {
        var deferral = Deferral(ExactMoney(Money(minor: 10_000)))
        _ = deferral.end(1, redeemed: 50, expectedTotal: 80)
        let second = deferral.end(2, redeemed: 5, expectedTotal: 110)
        #expect(second.revenue.minor == -1250)
        #expect(second.redemptionRelease.minor == 625)
        #expect(second.reestimation.minor == -1875)
    }

    @Test func `an estimate below what is redeemed is raised, and nothing is left to defer`() {
        var deferral = Deferral(ExactMoney(Money(minor: 10_000)))
        let first = deferral.end(1, redeemed: 60, expectedTotal: 50)
        #expect(first.isRaised && first.expectedTotal == 60 && first.liability == .zero)
        let later = deferral.end(2, redeemed: 30, expectedTotal: 100)
        #expect(!later.isRaised && later.cumulativeRevenue.minor == 9000)
        var nobody = Deferral(ExactMoney(Money(minor: 10_000)))
        #expect(nobody.end(1, redeemed: 0, expectedTotal: 0).liability == .zero)
        #expect(nobody.end(2, redeemed: 0, expectedTotal: 10).liability.minor == 10_000)
    }

    @Test func `the remote method recognises what is left when redemption has become remote`() {
        var deferral = Deferral(ExactMoney(Money(minor: 100_000)), method: .remote(from: 3))
        #expect(deferral.end(1, redeemed: 500, expectedTotal: 1000).revenue.minor == 50_000)
        #expect(deferral.end(2, redeemed: 40, expectedTotal: 1000).expiryRelease == .zero)
        let third = deferral.end(3, redeemed: 10, expectedTotal: 1000)
        #expect(third.redemptionRelease.minor == 1000 && third.expiryRelease.minor == 45_000)
        #expect(third.liability == .zero)
        let fourth = deferral.end(4, redeemed: 10, expectedTotal: 1000)
        #expect(fourth.revenue == .zero && fourth.redemptionRelease == .zero && fourth.liability == .zero)
    }

    /// Liability at 9,600 and 9,400 expected of 10,000 issued, less that at 9,500.
    @Test func `one point of redemption more weighs less than one less`() {
        let allocation = ExactMoney(Money(minor: 10_000_000), own: 9500, other: 100_000)
        let sizes = [9600, 9500, 9400].map {
            Deferral.liability(allocation, redeemed: 4500, expectedTotal: $0).minor
        }
        #expect(sizes == [456_621 + 4281, 456_621, 456_621 - 4372])
    }

    /// By whole numbers alone: the cumulative revenue is the multiple of a cent nearest the exact fraction.
    @Test(arguments: 0..<500)
    func `no rounding is off by more than half a cent from the exact fraction`(_ number: Int) {
        var dice = Dice(number)
        let (price, own, other) = (dice.rollAnySize(0...99_999), dice.rollAnySize(1...9999), dice.rollAnySize(0...9999))
        var deferral = Deferral(ExactMoney(Money(minor: price), own: Int128(own), other: Int128(other)))
        var (redeemed, sum): (Int64, Int64) = (0, 0)
        for period in 1...6 {
            let now = dice.rollAnySize(0...5000)
            redeemed += now
            let expected = max(redeemed, dice.rollAnySize(1...20_000))
            let ended = deferral.end(period, redeemed: now, expectedTotal: expected)
            sum += ended.revenue.minor
            #expect(sum == ended.cumulativeRevenue.minor)
            // 2 |cumulative × denominator − numerator| ≤ denominator.
            let denominator = Int128(own + other) * Int128(max(expected, 1))
            let numerator = Int128(price) * Int128(own) * Int128(expected > 0 ? redeemed : 1)
            let error = Int128(ended.cumulativeRevenue.minor) * denominator - numerator
            if redeemed < expected { #expect(2 * error.magnitude <= denominator.magnitude, "\(number) \(ended)") }
            if 2 * error.magnitude == denominator.magnitude { #expect(ended.cumulativeRevenue.minor % 2 == 0) }
        }
    }

    @Test func `the largest amounts fit`() {
        let allocation = ExactMoney(
            Money(minor: ExactMoney.largest), own: Int128(ExactMoney.largest) * 10_000, other: 0)
        #expect(allocation.rounded.minor == ExactMoney.largest)
        let most = ExactMoney.mostPoints
        #expect(allocation.part(most - 1, of: most).minor == ExactMoney.largest - 10)
        #expect(ExactMoney(Money(minor: 5)).part(-1, of: 2).minor == -2, "a tie goes to the even cent")
    }

    /// 10¹⁵ points redeemed where one was expected: 10³¹ minor units by the split, which is held; the sums still hold.
    @Test func `a release of many times the estimate is held, and the period still adds up`() {
        var deferral = Deferral(ExactMoney(Money(minor: ExactMoney.largest)))
        _ = deferral.end(1, redeemed: 0, expectedTotal: 1)
        let period = deferral.end(2, redeemed: ExactMoney.mostPoints, expectedTotal: 1)
        #expect(period.redemptionRelease.minor == ExactMoney.largestPart)
        #expect(period.revenue.minor == ExactMoney.largest && period.liability == .zero)
        let back = deferral.end(3, redeemed: -ExactMoney.mostPoints, expectedTotal: 1)
        #expect(back.revenue.minor == -ExactMoney.largest)
    }

    /// A = 100.00, 80 expected at inception, 100 at the end of the month in which 40 are redeemed: 50.00 by the old
    /// estimate, 40.00 in all.
    @Test func `the first period is split by the estimate at inception where it is told`() {
        var told = Deferral(ExactMoney(Money(minor: 10_000)), expectedAtInception: 80)
        let first = told.end(1, redeemed: 40, expectedTotal: 100)
        #expect(first.redemptionRelease.minor == 5000 && first.reestimation.minor == -1000)
        var untold = Deferral(ExactMoney(Money(minor: 10_000)))
        let same = untold.end(1, redeemed: 40, expectedTotal: 100)
        #expect(same.redemptionRelease.minor == 4000 && same.reestimation == .zero)
        #expect(first.revenue == same.revenue)
    }

    /// 12 months of a status right of 41,284.40, from 45,000 beside sales of 500,000.
    @Test func `a right over time is recognised evenly and in full`() {
        let right = StraightLine(ExactMoney(Money(minor: 50_000_000), own: 45_000, other: 500_000), periods: 12)
        let months = (1...12).map { right.revenue(of: $0).minor }
        let (less, more): (Int64, Int64) = (344_036, 344_037)
        #expect(months == [more, less, more, more, less, more, more, more, less, more, more, less])
        #expect(months.reduce(0, +) == 4_128_440)
        #expect(right.liability(atEndOf: 12) == .zero && right.revenue(of: 13) == .zero)
        #expect(right.liability(atEndOf: 0).minor == 4_128_440)
    }
}
