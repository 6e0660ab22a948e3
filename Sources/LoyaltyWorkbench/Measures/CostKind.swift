import LoyaltyModel

/// What a program pays for.
public enum CostKind: String, CaseIterable, Sendable {
    case setUp = "set_up"
    case staffTraining = "staff_training"
    case monthly
    case members
    case enrolments
    case statements
    case messages
    case rewards
    case settlement

    /// Paid at the launch.
    public var isPaidOnce: Bool { self == .setUp || self == .staffTraining }

    /// Whether segments can be told apart in it; the others fall on segments by the numbers of their customers.
    public var isCausedByCustomers: Bool {
        switch self {
        case .setUp, .staffTraining, .monthly, .settlement: false
        case .members, .enrolments, .statements, .messages, .rewards: true
        }
    }

    /// In words, for data dictionaries.
    public var meaning: String {
        switch self {
        case .setUp: "Set-up, paid at the launch."
        case .staffTraining: "Staff training, paid at the launch."
        case .monthly: "The program's fixed cost a month, from the month of the launch on."
        case .members: "Cost of each member at each month's end."
        case .enrolments: "Cost of each person who joins."
        case .statements: "Statements sent."
        case .messages: "Messages sent, and other things paid for each time they happen."
        case .rewards: "Rewards: free goods at unit cost, money off at face value."
        case .settlement: "Settling with a coalition's partners, what they pay taken off."
        }
    }
}

extension ArmView {
    /// Cost of one kind by month, minor units; what is paid once stands in the month of launch. All kinds add up to
    /// ``programCosts``, and those of all segments to those of the whole.
    public func costs(_ kind: CostKind) -> [Int64] { adding { $0.costsFromFirstSegment(kind) } }

    private func costsFromFirstSegment(_ kind: CostKind) -> [Int64] {
        guard let program else { return Array(repeating: 0, count: months.count) }
        let costs = program.costs
        switch kind {
        case .setUp: return once(costs.setUp)
        case .staffTraining: return once(costs.staffTraining)
        case .monthly: return shared(sinceLaunch { _ in costs.monthly })
        case .members:
            var members: Int64 = 0
            return sinceLaunch { month in
                members += value(.joined, month) - value(.ended, month)
                return costs.perMemberMonth.times(members)
            }
        case .enrolments: return sinceLaunch { costs.perEnrolment.times(value(.joined, $0)) }
        case .statements:
            let unit =
                program.mechanics.lazy.compactMap { mechanic -> FineMoney? in
                    if case .statement(let statement) = mechanic { statement.unitCost } else { nil }
                }.last ?? .zero
            return sinceLaunch { unit.times(value(.statements, $0)) }
        case .messages: return sinceLaunch { FineMoney(thousandths: 1).times(value(.expense, $0)) }
        case .rewards: return sinceLaunch { Money(minor: value(.rewardCost, $0)) }
        case .settlement:
            let accounts = settlements
            return shared(months.map { accounts.isEmpty ? 0 : settlementCost(accounts, $0) })
        }
    }

    private func once(_ cost: Money) -> [Int64] { shared(months.map { $0 == launchMonth ? cost.minor : 0 }) }

    private func sinceLaunch(_ cost: (Int) -> Money) -> [Int64] {
        months.map { $0 >= launchMonth ? cost($0).minor : 0 }
    }
}
