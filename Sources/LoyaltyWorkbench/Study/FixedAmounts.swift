import LoyaltyModel

extension Scenario {
    /// Whether a program has costs, a budget, a stock or a pool of prizes that stay as they are when there are more customers or fewer.
    public var hasFixedAmounts: Bool {
        programs.contains { program in
            let costs = [program.costs.setUp, program.costs.staffTraining, program.costs.monthly]
            return costs.contains { $0 != .zero } || program.budget != nil
                || program.catalogue.contains { $0.stock != nil } || program.hasPrizePool
        }
    }
}

extension Program {
    fileprivate var hasPrizePool: Bool {
        mechanics.contains { mechanic in
            if case .game(let game) = mechanic { game.prizes.contains { $0.stock != nil } } else { false }
        }
    }
}
