/// Whether a simulation agrees with a finding. The rule, the only one:
///
/// - **not met** where the simulated 95 % interval and the published range have no value in common;
/// - **cannot tell** where they have, but the interval also holds the value of no effect while the published range does
///   not; and where there is no interval, because there is one replication or the figure is undefined;
/// - **met** otherwise.
///
/// The published range is the publication's own uncertainty where it is known, and the digits printed where it is not.
/// A simulated interval shrinks with replications; a range does not. So enough replications lead to met or not met, and
/// never from one to the other by chance alone.
package enum FindingVerdict: String, Sendable, Hashable {
    case met = "met"
    case notMet = "not met"
    case cannotTell = "cannot tell"

    /// - Parameters:
    ///   - interval: the simulated 95 % interval; nil where there is none.
    ///   - noEffect: see ``Finding/noEffect``.
    package init(interval: ClosedRange<Double>?, published: PublishedFigure, noEffect: Double?) {
        guard let interval else {
            self = .cannotTell
            return
        }
        let range = (published.low ?? -.infinity)...(published.high ?? .infinity)
        guard range.overlaps(interval) else {
            self = .notMet
            return
        }
        // A direction is a range that begins at no effect: it is open there.
        let excludes = noEffect.map { !published.contains($0) || $0 == published.low || $0 == published.high }
        let holdsNone = noEffect.map { interval.contains($0) }
        self = excludes == true && holdsNone == true ? .cannotTell : .met
    }
}
