import LoyaltyModel

/// `benefits.csv`: what every customer of a log has had, and holds, beside points.
struct BenefitsTable {
    /// A column, and what stands in it.
    private struct Figure: Sendable {
        let name: String
        let isMoney: Bool
        let meaning: String
        let value: @Sendable (MemberReplay.Benefits) -> Int64
    }

    private static let figures = [
        Figure(name: "stamps", isMoney: false, meaning: "Stamps on cards beside points that can still be used.") {
            $0.stamps
        },
        Figure(name: "rewards", isMoney: false, meaning: "Catalogue rewards and full cards handed out.") { $0.rewards },
        Figure(
            name: "discounts", isMoney: true,
            meaning: "Taken off prices by discounts, levels, memberships and coupons."
        ) { $0.discounts },
        Figure(name: "paid_with_points", isMoney: true, meaning: "Of bills, paid with points.") { $0.paidWithPoints },
        Figure(name: "vouchers_used", isMoney: true, meaning: "Of bills, paid by vouchers.") { $0.vouchersUsed },
        Figure(name: "cashback_earned", isMoney: true, meaning: "Cashback earned, what refunds took back taken off.") {
            $0.cashbackEarned
        },
        Figure(name: "cashback_paid", isMoney: true, meaning: "Of it, paid out or used on bills.") { $0.cashbackPaid },
        Figure(name: "cashback_expired", isMoney: true, meaning: "Of it, run out unused.") { $0.cashbackExpired },
        Figure(
            name: "cashback_pending", isMoney: true,
            meaning: "Of it, not paid out yet; negative where refunds took back more than was left."
        ) { $0.cashbackPending },
        Figure(name: "bonus", isMoney: true, meaning: "Of it, held as a bonus that can pay.") { $0.bonus },
        Figure(
            name: "year_so_far", isMoney: false,
            meaning: "What an annual scheme has added up in the running year: minor units, visits or points."
        ) { $0.yearSoFar },
        Figure(name: "annual_granted", isMoney: true, meaning: "Granted at years' ends, in money or vouchers.") {
            $0.annualGranted
        },
        Figure(name: "missions", isMoney: false, meaning: "Missions completed.") { $0.missions },
        Figure(name: "streaks", isMoney: false, meaning: "Streaks completed.") { $0.streaks },
        Figure(name: "donated", isMoney: true, meaning: "Given to the cause.") { $0.donated },
        Figure(name: "fees", isMoney: true, meaning: "Fees of the membership, what was given back taken off.") {
            $0.fees
        },
        Figure(
            name: "reward_cost", isMoney: true,
            meaning: "What all of it has cost: rewards at unit cost, the rest at face value."
        ) { $0.rewardCost },
    ]

    let description: TableDescription

    init(currency: Currency) {
        let columns = Self.figures.map { figure in
            TableColumn(
                figure.name, .integer, unit: figure.isMoney ? currency.code + " minor" : nil, figure.meaning)
        }
        description = TableDescription(
            file: "benefits.csv",
            meaning: "What every customer of the log has had, and holds, beside points at the end of the last date.",
            key: ["customer_id"],
            columns: [
                .customer, TableColumn("level", .string, "The member's level; empty where there are none."),
            ] + columns)
    }

    func row(_ customer: LogReplay.Customer) -> [TableValue] {
        [.text(customer.name), customer.benefits.level.map { .text($0) } ?? .empty]
            + Self.figures.map { .integer($0.value(customer.benefits)) }
    }
}
