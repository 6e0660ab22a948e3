/// How often members whom play moves do what a game asks for between and beside purchases. Nobody has published a figure.
///
/// It changes no purchase by itself: an app that is opened is not a basket.
public struct Play: Sendable, Hashable {
    /// Factor on the pace that the program states of each event.
    public var activity: Double

    public init(activity: Double = 1) { self.activity = activity }
}
