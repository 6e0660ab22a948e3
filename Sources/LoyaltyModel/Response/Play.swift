/// How often members whom play moves open a game between purchases. Nobody has published a figure.
///
/// It changes no purchase by itself: an app that is opened is not a basket.
public struct Play: Sendable, Hashable {
    /// Mean times a month of 30.4375 days.
    public var opensPerMonth: Double

    public init(opensPerMonth: Double = 0) { self.opensPerMonth = opensPerMonth }
}
