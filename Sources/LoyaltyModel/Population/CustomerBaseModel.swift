/// A customer-base model with its parameters: purchase timing and attrition together, and what follows from them.
public enum CustomerBaseModel: Sendable, Hashable {
    case nbd(NBD)
    case betaGeometric(BetaGeometricNBD)
    case modifiedBetaGeometric(ModifiedBetaGeometricNBD)
    case betaGeometricErlang(BetaGeometricCNBD)
    case pareto(ParetoNBD)
    case gompertz(GompertzNBD)
}

extension CustomerBaseModel {
    /// E[X(t)]: expected repeat purchases of a new customer.
    public func expectedPurchases(by time: Double) throws -> Double {
        switch self {
        case .nbd(let model): model.expectedPurchases(by: time)
        case .betaGeometric(let model): try model.expectedPurchases(by: time)
        case .modifiedBetaGeometric(let model): try model.expectedPurchases(by: time)
        case .betaGeometricErlang(let model): try model.expectedPurchases(by: time)
        case .pareto(let model): try model.expectedPurchases(by: time)
        case .gompertz(let model): model.expectedPurchases(by: time)
        }
    }

    /// P(X(t) = x).
    public func probability(of count: Int, by time: Double) throws -> Double {
        switch self {
        case .nbd(let model): try model.probability(of: count, by: time)
        case .betaGeometric(let model): try model.probability(of: count, by: time)
        case .modifiedBetaGeometric(let model): try model.probability(of: count, by: time)
        case .betaGeometricErlang(let model): try model.probability(of: count, by: time)
        case .pareto(let model): try model.probability(of: count, by: time)
        case .gompertz(let model): try model.probability(of: count, by: time)
        }
    }

    /// P(alive | x, t_x, T).
    public func aliveProbability(_ history: PurchaseHistory) throws -> Double {
        switch self {
        case .nbd: 1
        case .betaGeometric(let model): model.aliveProbability(history)
        case .modifiedBetaGeometric(let model): model.aliveProbability(history)
        case .betaGeometricErlang(let model): try model.aliveProbability(history)
        case .pareto(let model): model.aliveProbability(history)
        case .gompertz(let model): model.aliveProbability(history)
        }
    }

    /// Expected purchases in the next `ahead`, given the history.
    public func expectedPurchases(after history: PurchaseHistory, ahead: Double) throws -> Double {
        switch self {
        case .nbd(let model): model.expectedPurchases(after: history, ahead: ahead)
        case .betaGeometric(let model): try model.expectedPurchases(after: history, ahead: ahead)
        case .modifiedBetaGeometric(let model): try model.expectedPurchases(after: history, ahead: ahead)
        case .betaGeometricErlang(let model): try model.expectedPurchases(after: history, ahead: ahead)
        case .pareto(let model): try model.expectedPurchases(after: history, ahead: ahead)
        case .gompertz(let model): model.expectedPurchases(after: history, ahead: ahead)
        }
    }
}
