import LoyaltyModel

/// Fees of one program in one world: those paid once on joining, and those of a paid membership, each over its own time.
struct FeeAccount: Sendable {
    private(set) var months: [PrepaidFees.Month] = []

    init(_ view: ArmView, _ flows: CohortFlows, arm: Int, terms: FinanceTerms) {
        var term = 12
        for case .paid(let paid) in view.program?.mechanics ?? [] { term = paid.every.months }
        let fee = view.program?.enrolment.fee.minor ?? 0
        var (joining, membership) = (PrepaidFees(term: terms.joiningFeeMonths), PrepaidFees(term: term))
        for month in view.months {
            let once = joining.end(paid: fee * view.value(.joined, month), refunded: 0)
            let again = membership.end(
                paid: flows.sum(.feesPaid, arm: arm, month: month),
                refunded: flows.sum(.feesRefunded, arm: arm, month: month))
            months.append(once + again)
        }
    }
}
