package import LoyaltyModel

extension CashFlow {
    /// Which of the metrics of paying back the mean of several flows has no month for.
    package static func paybacks(lackedBy flows: [CashFlow], yearlyRate: Double) -> Set<String> {
        guard let months = flows.first?.profits.count else { return [] }
        // The sum recovers when the mean does.
        let sum = CashFlow(
            outlay: flows.reduce(0) { $0 + $1.outlay },
            profits: (0..<months).map { month in flows.reduce(0) { $0 + $1.profits[month] } })
        var lacked: Set<String> = []
        if sum.paybackMonth == nil { lacked.insert("payback_month") }
        if sum.discountedPaybackMonth(yearlyRate: yearlyRate) == nil { lacked.insert("discounted_payback_month") }
        return lacked
    }
}
