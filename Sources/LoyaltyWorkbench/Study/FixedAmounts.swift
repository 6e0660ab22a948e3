import LoyaltyModel

extension Scenario {
    /// Whether a program has costs, a budget or a stock that stay as they are when there are more customers or fewer.
    public var hasFixedAmounts: Bool {
        programs.contains { program in
            let costs = [program.costs.setUp, program.costs.staffTraining, program.costs.monthly]
            return costs.contains { $0 != .zero } || program.budget != nil
                || program.catalogue.contains { $0.stock != nil }
        }
    }
}
