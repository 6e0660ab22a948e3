import LoyaltyModel

/// What a company owes its members beside points.
enum Obligation: String, CaseIterable, Sendable {
    /// Fees paid on joining and for memberships, not yet earned.
    case fees = "membership_fees"
    /// Levels' benefits of later months, where the scenario gives them a value.
    case status = "level_benefits"
    /// Earned by customers, and neither had nor run out.
    case cashback
    /// What points that became vouchers carried of deferred revenue, until the vouchers are used or run out.
    case vouchers
    /// What partners paid for points that are not redeemed yet.
    case soldPoints = "sold_points"

    /// What moves it in a month: owed = owed before + added − released − withdrawn. Minor units, none negative but what
    /// is released of sold points, and added for and released of vouchers, where an estimate rises.
    struct Movement: Sendable, Hashable {
        /// Fees paid, allocated to benefits, cashback earned, carried by points that became vouchers,
        /// paid for points sold.
        var added: Int64 = 0
        /// Earned by the company with time, or had by customers.
        var released: Int64 = 0
        /// Fees given back before they were earned, cashback and vouchers that ran out.
        var withdrawn: Int64 = 0

        var change: Int64 { added - released - withdrawn }
    }
}

/// Cashback of one program in one world, by month.
struct CashbackOwed: Sendable {
    let months: [Obligation.Movement]

    init(_ flows: CohortFlows, arm: Int) {
        months = (0..<flows.shape.cohorts).map { month in
            Obligation.Movement(
                added: flows.sum(.cashbackEarned, arm: arm, month: month),
                released: flows.sum(.cashback, arm: arm, month: month),
                withdrawn: flows.sum(.cashbackExpired, arm: arm, month: month))
        }
    }
}

extension Books.Program {
    func movement(of obligation: Obligation, world: Int, month: Int) -> Obligation.Movement {
        switch obligation {
        case .fees:
            let fees = fees[world].months[month]
            return Obligation.Movement(added: fees.paid, released: fees.earned, withdrawn: fees.refundedUnearned)
        case .status:
            return Obligation.Movement(
                added: worlds[world][month].status?.amount.rounded.minor ?? 0,
                released: statusEarned(world: world, month: month))
        case .cashback: return cashback[world].months[month]
        case .vouchers: return vouchers[world][month].owed
        case .soldPoints: return soldOwed[world][month]
        }
    }
}
