/// An earn rule made ready for a study: exact whole-number arithmetic with the multipliers of each day and segment.
///
/// points = round(amount × rate × category × day ÷ (minor units per major × 10⁶ × 10⁶ × 10⁶)) + points per visit,
/// the factors in millionths.
package struct EarnTable: ~Copyable, Sendable {
    static let million: Int64 = 1_000_000
    /// What a bill or a line of it earns at most: the largest basket of a run, 10¹², at the largest rate, 1000 a unit.
    private static let mostPoints: Int128 = 1_000_000_000_000_000

    private let rate: Int64
    private let perVisit: Int64
    private let rounding: Rounding
    private let roundsLines: Bool
    let earnsOnNet: Bool
    /// Denominator of amount × rate.
    private let scale: Int64
    /// What to ask first.
    let plain: PlainEarning
    /// Multiplier of each day in millionths; empty where every day has 1.
    private let dayMultiplier: [Int64]
    /// Mean multiplier over the days of a week, bonuses on certain dates left out.
    private let weekMultiplier: Double
    /// For each segment its lines (share of the basket, multiplier), millionths; empty where no category matters.
    private let lines: [[Line]]

    private struct Line: Sendable {
        let share: Int64
        let multiplier: Int64
    }

    /// - Parameter baskets: for each segment its categories and their shares of every basket.
    package init(_ rule: EarnRule, baskets: [[CategoryShare]], calendar: StudyCalendar, minorPerMajor: Int64) {
        rate = rule.perMoneyMillionths
        perVisit = rule.perVisit.count
        rounding = rule.rounding
        roundsLines = rule.roundEach == .line
        earnsOnNet = rule.earnsOn == .net
        scale = minorPerMajor * Self.million
        dayMultiplier = Self.multipliers(of: rule.bonusDays, calendar)
        weekMultiplier = Self.weekMultiplier(of: rule.bonusDays)
        let matters = !rule.categories.isEmpty || rule.roundEach == .line
        let lines = baskets.map { categories -> [Line] in
            guard matters else { return [] }
            return categories.map { category in
                let named = rule.categories.first { $0.name == category.name }
                return Line(share: category.millionths, multiplier: named?.millionths ?? Self.million)
            }
        }
        self.lines = lines
        plain = PlainEarning(
            rate: rate, scale: scale, perVisit: perVisit, rounding: rounding,
            applies: dayMultiplier.isEmpty && lines.allSatisfy(\.isEmpty))
    }

    /// Points for a bill of `amount` minor units, never negative.
    ///
    /// - Precondition: `amount` is at most 10¹², the largest basket of a run, where categories or days matter.
    package func points(amount: Int64, segment: Int, day: Int32) -> Int64 {
        plain.points(amount) ?? perVisit + multiplied(amount: amount, segment: segment, day: day)
    }

    /// Points of a bill, those of the visit included, all multiplied by `boost` millionths before they are rounded, and
    /// by `afterRounding` millionths, with another rounding, afterwards.
    func points(amount: Int64, segment: Int, day: Int32, boost: Int64, afterRounding: Int64 = million) -> Int64 {
        let points =
            boost == Self.million
            ? points(amount: amount, segment: segment, day: day)
            : multiplied(amount: amount, segment: segment, day: day, boost: boost, perVisit: perVisit)
        guard afterRounding != Self.million else { return points }
        return round(Int128(points) * Int128(afterRounding), Int128(Self.million))
    }

    /// Mean points per minor unit of money, and the points of a visit: what a customer expects of the rule. A bonus on
    /// a weekday counts for its seventh; one on certain dates comes and goes, and is expected by nobody.
    func expectation(segment: Int) -> (perMinor: Double, perVisit: Double) {
        var multiplier = 1.0
        if !lines[segment].isEmpty {
            multiplier = lines[segment].reduce(0) { $0 + Double($1.share) * Double($1.multiplier) } / 1e12
        }
        return (Double(rate) / Double(scale) * multiplier * weekMultiplier, Double(perVisit))
    }

    /// The general case, out of the way of the plain one, in 128 bits: amount × rate × category × day does not fit into 64.
    @inline(never)
    private func multiplied(
        amount: Int64, segment: Int, day: Int32, boost: Int64 = million, perVisit: Int64 = 0
    ) -> Int64 {
        let onDay = dayMultiplier.isEmpty ? Self.million : dayMultiplier[Int(day)]
        let common = Self.greatestCommonDivisor(Self.million, boost)
        let factor = Int128(onDay) * Int128(boost / common)
        let denominator = Int128(scale) * Int128(Self.million) * Int128(Self.million) * Int128(Self.million / common)
        // The points of the visit over the same denominator; where lines are rounded, they are a line of their own.
        let visit = Int128(perVisit) * Int128(boost / common) * (denominator / Int128(Self.million / common))
        guard !lines[segment].isEmpty else {
            return round(product(amount, factor, Self.million) + visit, denominator)
        }
        var sum = visit
        var points = roundsLines ? round(visit, denominator) : 0
        var (left, shareSoFar, paidSoFar) = (amount, Int64(0), Int64(0))
        for line in lines[segment] {
            shareSoFar += line.share
            // The lines of a basket sum to it exactly: each ends at the rounded running share.
            let upTo = min(amount, Rounding.halfEven.divide(amount * shareSoFar, by: Self.million))
            let lineAmount = min(left, upTo - paidSoFar)
            paidSoFar += lineAmount
            left -= lineAmount
            let value = product(lineAmount, factor, line.multiplier)
            if roundsLines { points += round(value, denominator) } else { sum += value }
        }
        return roundsLines ? points : round(sum, denominator)
    }

    /// amount × rate × line × the factor of day and boost; where all at their largest pass 128 bits, as much as fits.
    private func product(_ amount: Int64, _ factor: Int128, _ line: Int64) -> Int128 {
        let (product, overflow) = (Int128(amount) * Int128(rate) * Int128(line)).multipliedReportingOverflow(by: factor)
        return overflow ? Int128.max >> 10 : product
    }

    static func greatestCommonDivisor(_ a: Int64, _ b: Int64) -> Int64 {
        b == 0 ? a : greatestCommonDivisor(b, a % b)
    }

    private func round(_ numerator: Int128, _ denominator: Int128) -> Int64 {
        Int64(min(rounding.divide(numerator, by: denominator), Self.mostPoints))
    }

    private static func weekMultiplier(of bonus: [BonusDays]) -> Double {
        let days = (1...7).map { weekday in
            bonus.filter { $0.when == .weekday(weekday) }.map(\.millionths).max() ?? million
        }
        return days.reduce(0) { $0 + Double($1) } / 7e6
    }

    private static func multipliers(of bonus: [BonusDays], _ calendar: StudyCalendar) -> [Int64] {
        guard !bonus.isEmpty else { return [] }
        return (0..<calendar.days).map { day in
            let date = calendar.date(ofDay: day)
            let applying = bonus.filter { $0.applies(on: date) }.map(\.millionths)
            return applying.max() ?? million
        }
    }
}

extension BonusDays {
    /// Whether the multiplier holds on `date`.
    func applies(on date: CalendarDate) -> Bool {
        switch when {
        case .weekday(let weekday): date.weekday == weekday
        case .dates(let first, let last): first <= date && date <= last
        }
    }
}
