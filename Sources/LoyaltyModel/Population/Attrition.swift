/// The attrition models: one case, one file of the same name.
public enum Attrition: Sendable, Hashable {
    case exponentialGamma(ExponentialGamma)
    case betaGeometric(BetaGeometric)
    case modifiedBetaGeometric(ModifiedBetaGeometric)
    case gompertzGamma(GompertzGamma)
    case contract(ContractRenewal)
    case none
}
