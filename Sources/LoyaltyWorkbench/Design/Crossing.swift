package import LoyaltyModel

/// Looks for the value of a lever at which a figure meets a target, with as few values tried as may be.
///
/// The figure is known at values tried only, by its mean over replications that all values share; it is taken to be
/// continuous, not to rise or fall throughout. Of several crossings the first from the lower end is found.
package struct Crossing: Sendable {
    /// What is known of a value.
    package struct Tried: Sendable {
        package let units: Int64
        /// The figure less the target.
        package let excess: Estimate
    }

    package let scale: LeverScale
    /// In order of the values.
    private(set) var tried: [Tried] = []
    /// Values to try next; empty once it is settled.
    package private(set) var next: [Int64]
    private var rounds = 0
    /// Values to try should those tried turn out to lie on one side.
    private var further: [Int64] = []
    private static let firstValues = 5
    /// Every third round halves the bracket, so this many end at neighbours: 64 halvings are more than integers have.
    private static let mostRounds = 3 * 64
    /// Standard errors from the target that are as good as met: other worlds would move it by more.
    static let closeEnough = 0.25

    package init(_ scale: LeverScale) {
        self.scale = scale
        next = scale.evenly(Self.firstValues)
    }

    /// The same search begun anew, for a figure that will be known better: with the value that is nearest so far, and on
    /// either side of it one that is surely beyond the target, or the last there was.
    package var sharpened: Crossing {
        guard let best, let place = tried.firstIndex(where: { $0.units == best.units }) else { return self }
        let low = tried[..<place].last { Self.isOff($0, by: 5) } ?? tried[0]
        let high = tried[place...].dropFirst().first { Self.isOff($0, by: 5) } ?? tried[tried.count - 1]
        var again = self
        (again.tried, again.rounds) = ([], 0)
        again.next = Set([low.units, best.units, high.units]).sorted()
        again.further = tried.filter { !Self.isOff($0, by: 20) }.map(\.units).filter { !again.next.contains($0) }
        return again
    }

    /// Whether a figure is so far from the target that more replications will hardly bring it to the other side.
    private static func isOff(_ tried: Tried, by errors: Double) -> Bool {
        abs(tried.excess.mean) > errors * (tried.excess.standardError ?? 0)
    }

    /// Takes in the figure less the target at the values that were to be tried.
    package mutating func learn(_ excess: [Estimate]) {
        tried += zip(next, excess).map { Tried(units: $0, excess: $1) }
        tried.sort { $0.units < $1.units }
        rounds += 1
        next = []
        guard rounds < Self.mostRounds, !isClose else { return }
        guard let bracket else {
            (next, further) = (further, [])
            return
        }
        if bracket.high.units - bracket.low.units > 1 { next = [split(bracket)] }
    }

    /// The value nearest to the target: of the crossing, where there is one.
    package var best: Tried? {
        (bracket.map { [$0.low, $0.high] } ?? tried).min { abs($0.excess.mean) < abs($1.excess.mean) }
    }

    /// Neighbours of those tried between which the figure crosses the target.
    package var bracket: (low: Tried, high: Tried)? {
        zip(tried, tried.dropFirst()).first { $0.excess.mean * $1.excess.mean <= 0 }.map { (low: $0, high: $1) }
    }

    /// Whether the nearest value meets the target as well as can be told.
    var isClose: Bool {
        guard let best, let error = best.excess.standardError else { return false }
        return abs(best.excess.mean) <= Self.closeEnough * error
    }

    /// Where the line between two values crosses, but every third time the middle, so that a bent curve is cut too.
    private func split(_ bracket: (low: Tried, high: Tried)) -> Int64 {
        let (low, high) = (bracket.low.units, bracket.high.units)
        let middle = low + (high - low) / 2
        let difference = bracket.high.excess.mean - bracket.low.excess.mean
        guard rounds % 3 != 0, difference != 0 else { return middle }
        let part = -bracket.low.excess.mean / difference
        return min(max(low + Int64((Double(high - low) * part).rounded()), low + 1), high - 1)
    }
}
