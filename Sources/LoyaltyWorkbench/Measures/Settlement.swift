import LoyaltyModel

/// The account between a coalition's operator and one of its companies, month by month.
public struct Settlement: Sendable, Hashable {
    /// Of one month; money in minor units. Each amount is the difference of totals so far, each rounded half-even, so
    /// months add up to the account exactly.
    public struct Month: Sendable, Hashable {
        public let visits: Int64
        public let sales: Int64
        public let pointsIssued: Int64
        public let pointsRedeemed: Int64
        /// Owed to the operator for points issued.
        public let billed: Int64
        /// Owed by the operator for points redeemed, and of points expired.
        public let reimbursed: Int64
        public let breakage: Int64
        /// Owed to the operator on balance.
        public var net: Int64 { billed - reimbursed - breakage }
    }

    /// `home` is the company itself.
    public let partner: String
    public let months: [Month]
}

extension ArmView {
    /// Accounts of a coalition, the company's own first; none where the program has no coalition. They are of all
    /// segments together.
    public var settlements: [Settlement] {
        guard let coalition = program?.coalition else { return [] }
        let names = ["home"] + coalition.partners.map(\.name)
        let whole = ArmView(scenario: scenario, outcome: outcome, arm: arm)
        let issued = whole.months.map { whole.value(.issued, $0) }
        let expired = whole.months.map { whole.value(.expired, $0) }
        return names.indices.map { place in
            var totals = SettlementTotals(terms: coalition.terms[place])
            let months = whole.months.map { month in
                totals.add(
                    counts(place, month, partners: names.indices.dropFirst(), whole), expired: expired[month],
                    issuedByAll: issued[month])
            }
            return Settlement(partner: names[place], months: months)
        }
    }

    /// What the program pays, or if negative receives, in settling with partners and operator in a month.
    func settlementCost(_ accounts: [Settlement], _ month: Int) -> Int64 {
        guard let coalition = program?.coalition else { return 0 }
        return switch coalition.runBy {
        case .home: -accounts.dropFirst().reduce(0) { $0 + $1.months[month].net }
        case .thirdParty: accounts[0].months[month].net
        }
    }

    /// Visits, sales, points issued and points redeemed. The company's own points are those of no partner.
    private func counts(_ place: Int, _ month: Int, partners: Range<Int>, _ whole: ArmView) -> [Int64] {
        func count(_ flow: PartnerFlow, _ place: Int) -> Int64 {
            outcome.value(flow, arm: arm, partner: place, month: month)
        }
        func points(_ flow: PartnerFlow, _ cell: Outcome.Cell) -> Int64 {
            place > 0
                ? count(flow, place) : whole.value(cell, month) - partners.reduce(0) { $0 + count(flow, $1) }
        }
        return [count(.visits, place), count(.sales, place), points(.issued, .issued), points(.redeemed, .redeemed)]
    }
}

/// A company's totals so far.
private struct SettlementTotals {
    let terms: SettlementTerms
    private var issued: Int64 = 0
    private var redeemed: Int64 = 0
    private var expired: Int64 = 0
    private var issuedByAll: Int64 = 0
    private var billed: Int64 = 0
    private var reimbursed: Int64 = 0
    private var breakage: Int64 = 0

    init(terms: SettlementTerms) { self.terms = terms }

    mutating func add(_ counts: [Int64], expired: Int64, issuedByAll: Int64) -> Settlement.Month {
        let before = self
        issued += counts[2]
        redeemed += counts[3]
        self.expired += expired
        self.issuedByAll += issuedByAll
        billed = terms.billed(issued: issued).minor
        reimbursed = terms.reimbursed(redeemed: redeemed).minor
        breakage =
            terms.breakage(expired: self.expired, issued: issued, issuedByAll: self.issuedByAll).minor
        return Settlement.Month(
            visits: counts[0], sales: counts[1], pointsIssued: counts[2], pointsRedeemed: counts[3],
            billed: billed - before.billed, reimbursed: reimbursed - before.reimbursed,
            breakage: breakage - before.breakage)
    }
}
