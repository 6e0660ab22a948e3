/// The basket models: one case, one file of the same name.
public enum Basket: Sendable, Hashable {
    case gammaGamma(GammaGamma)
    case lognormal(LognormalBasket)
    case fixed(FixedBasket)
}
