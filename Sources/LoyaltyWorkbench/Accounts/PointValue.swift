import LoyaltyModel

/// What a redeemed point is worth to a member and costs the company, by what points are used for.
public struct PointValue: Sendable, Hashable {
    /// One use of points.
    public struct Use: Sendable, Hashable {
        /// The reward's name, `as-money` for paying at the till, `converted` into vouchers, `elsewhere` for partners and gifts.
        public let name: String
        /// Points used within the study, over all replications.
        public let points: Int64
        /// Minor units a point.
        public let cost: Double
        public let faceValue: Double
    }

    public let uses: [Use]

    /// Of a mean redeemed point, minor units; where none was redeemed, of the first use that the rules offer.
    public var cost: Double { mean(\.cost) }
    public var faceValue: Double { mean(\.faceValue) }

    private func mean(_ value: KeyPath<Use, Double>) -> Double {
        let points = uses.reduce(0) { $0 + $1.points }
        guard points > 0 else { return uses.first?[keyPath: value] ?? 0 }
        return uses.reduce(0) { $0 + Double($1.points) * $1[keyPath: value] } / Double(points)
    }

    private init(uses: [Use]) { self.uses = uses }

    /// - Parameter redeemed: all points redeemed within the study, over the same replications as `flows`.
    init(_ program: Program, arm: Int, flows: [CohortFlows], redeemed: Int64) {
        var uses: [Use] = []
        for (place, reward) in program.catalogue.enumerated() {
            let price = Double(reward.pointsPrice.count)
            uses.append(
                Use(
                    name: reward.name, points: flows.reduce(0) { $0 + $1.used(for: place, arm: arm) },
                    cost: Double(reward.unitCost.minor) / price, faceValue: Double(reward.faceValue.minor) / price))
        }
        var rest: (value: Money, points: Points)?
        for case .points(let points) in program.mechanics {
            if let offer = points.asMoney {
                let value = Double(offer.value.minor) / Double(offer.points.count)
                uses.append(
                    Use(
                        name: "as-money", points: flows.reduce(0) { $0 + $1.used(for: nil, arm: arm) }, cost: value,
                        faceValue: value))
            }
            rest = points.conversion.map { ($0.value, $0.points) }
        }
        let other = redeemed - uses.reduce(0) { $0 + $1.points }
        if let rest {
            // A voucher that runs out, or pays a smaller bill, is worth as much less.
            let value =
                Double(rest.value.minor) / Double(rest.points.count)
                * ConvertedVouchers.usedShare(flows.map { ConvertedVouchers($0, arm: arm, program.conversion) })
            uses.append(Use(name: "converted", points: other, cost: value, faceValue: value))
        } else if other > 0 {
            // At partners, or given away: no catalogue says what for, so they are taken for a mean point; where there is
            // none, for what partners' tills give.
            let mean = PointValue(uses: uses)
            let burnt = uses.isEmpty ? program.burnValue : nil
            uses.append(
                Use(
                    name: "elsewhere", points: other, cost: burnt ?? mean.cost, faceValue: burnt ?? mean.faceValue))
        }
        self.uses = uses
    }
}
