/// Members to whom every reward is too far fall silent: on paper they stay, but the card is shown no more.
///
/// Source: reasons for leaving in COLLOQUY 2017 and HelloWorld 2019 (it takes too long to earn a reward).
public struct Silence: Sendable, Hashable {
    /// Probability of falling silent at each month end while no reward has been had and none is within the patience.
    public var monthly: Double

    public init(monthly: Double = 0) { self.monthly = monthly }
}
