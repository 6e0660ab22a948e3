import LoyaltyModel

/// Vouchers that one program's points became in one world, by month of conversion.
///
/// A world tells how much of all vouchers is used in a month; the oldest are taken to be used first, as members do.
struct ConvertedVouchers: Sendable {
    struct Cohort: Sendable {
        let month: Int
        /// Points converted, and all points redeemed in the month.
        let points: Int64
        let redeemed: Int64
        /// Face value, minor units.
        let face: Int64
        /// Used by the end of each month from the one after the conversion on: as long as they are valid, and the study lasts.
        fileprivate(set) var used: [Int64] = []
        /// Whether the study saw the last day of all.
        fileprivate(set) var isOver = false
    }

    private(set) var cohorts: [Cohort] = []

    /// - Parameter conversion: the program's; without one there are none.
    init(_ flows: CohortFlows, arm: Int, _ conversion: VoucherConversion?) {
        guard let conversion else { return }
        for month in 0..<flows.shape.cohorts {
            let open = cohorts.indices.filter { cohorts[$0].month + conversion.validMonths >= month }
            let left = open.map { cohorts[$0].face - (cohorts[$0].used.last ?? 0) }
            let used = min(flows.sum(.vouchers, arm: arm, month: month), left.reduce(0, +))
            for (place, part) in zip(open, Attribution.fifo.parts(of: used, from: left)) {
                cohorts[place].used.append((cohorts[place].used.last ?? 0) + part)
                cohorts[place].isOver = cohorts[place].month + conversion.validMonths == month
            }
            let redeemed = (0...month).reduce(0) { $0 + flows.value(.redeemed, arm: arm, cohort: $1, month: month) }
            let points = redeemed - flows.sum(.pointsUsed, arm: arm, month: month)
            guard points > 0 else { continue }
            let face = Int128(points) * Int128(conversion.value.minor) / Int128(conversion.points.count)
            cohorts.append(
                Cohort(month: month, points: points, redeemed: redeemed, face: Int64(clamping: face)))
        }
    }

    /// What of the vouchers' value is used before they run out, over several worlds; 1 while none has run out.
    static func usedShare(_ worlds: [ConvertedVouchers]) -> Double {
        let over = worlds.flatMap(\.cohorts).filter(\.isOver)
        let face = over.reduce(0.0) { $0 + Double($1.face) }
        return face > 0 ? over.reduce(0) { $0 + Double($1.used.last ?? 0) } / face : 1
    }

    /// A month's movement of what is owed for vouchers.
    struct Movement: Sendable {
        var owed = Obligation.Movement()
        /// Of what is added, that which a changed estimate makes of points that are vouchers already; negative where the
        /// estimate rises.
        var reestimated: Int64 = 0
    }

    /// What is owed for them: the part of deferred revenue that their points carried, until the vouchers are used, or run
    /// out (IFRS 15 B44, B46). A changed estimate changes what those points carried, too.
    ///
    /// - Parameter accounts: the points of the same world, by month of issue.
    func owed(_ accounts: [CohortAccount]) -> [Movement] {
        var months = accounts.map { _ in Movement() }
        for cohort in cohorts {
            let released = accounts.reduce(0) { $0 + ($1.period(cohort.month)?.redemptionRelease.minor ?? 0) }
            var carried = Self.part(released, cohort.points, of: cohort.redeemed)
            months[cohort.month].owed.added += carried
            var earned: Int64 = 0
            for month in cohort.month...cohort.month + cohort.used.count {
                let change = cohort.reestimation(accounts, in: month)
                carried += change
                months[month].reestimated += change
                months[month].owed.added += change
                guard month > cohort.month, cohort.face > 0 else { continue }
                let now = Self.part(carried, cohort.used[month - cohort.month - 1], of: cohort.face)
                months[month].owed.released += now - earned
                earned = now
            }
            if cohort.isOver { months[cohort.month + cohort.used.count].owed.withdrawn += carried - earned }
        }
        return months
    }

    fileprivate static func part(_ amount: Int64, _ own: Int64, of whole: Int64) -> Int64 {
        Int64(Rounding.halfEven.divide(Int128(amount) * Int128(own), by: Int128(whole)))
    }
}

extension ConvertedVouchers.Cohort {
    /// What a month's changed estimates make of what these points carried: of each month of issue the part of its
    /// re-estimation that its points have among all that it has redeemed.
    fileprivate func reestimation(_ accounts: [CohortAccount], in month: Int) -> Int64 {
        let change = accounts.prefix(self.month + 1).reduce(Int64(0)) { sum, account in
            guard let then = account.period(self.month), let now = account.period(month), now.cumulativeRedeemed > 0
            else { return sum }
            return sum
                + ConvertedVouchers.part(now.reestimation.minor, then.redeemed, of: now.cumulativeRedeemed)
        }
        return ConvertedVouchers.part(change, points, of: redeemed)
    }
}

extension Program {
    /// How its points become vouchers, if they do.
    var conversion: VoucherConversion? {
        for case .points(let points) in mechanics { return points.conversion }
        return nil
    }
}
