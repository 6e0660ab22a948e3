/// The purchase-timing models: one case, one file of the same name.
public enum PurchaseTiming: Sendable, Hashable {
    case poissonGamma(PoissonGamma)
    case erlangGamma(ErlangGamma)
    case gammaGammaGaps(GammaGammaGaps)
    case fixed(FixedRate)
    case lognormal(LognormalRate)
}
