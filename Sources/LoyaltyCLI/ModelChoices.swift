public import ArgumentParser
public import LoyaltyModel
public import LoyaltyWorkbench

/// Choices of the model and the workbench that options take by their own names.
extension Attribution: ExpressibleByArgument {}
extension ChainLadder.LastSigma: ExpressibleByArgument {}
extension DeferralOptions.Capacity: ExpressibleByArgument {}
