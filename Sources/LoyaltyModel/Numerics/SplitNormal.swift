/// A normal distribution with a different width on each side of its mode, through a given 5 % and 95 % point.
///
/// The density is a normal one of standard deviation σ₁ below the mode and σ₂ above it, joined at its height. With
/// w = σ₁ ÷ (σ₁ + σ₂), the share of the probability below the mode, the p quantile below the mode is
/// mode + σ₁ Φ⁻¹(p ÷ 2w); above it, mode − σ₂ Φ⁻¹((1 − p) ÷ 2(1 − w)). So the two points hold when
///
///     mode − low  = (σ₁ + σ₂) g(w),     g(w) = −w Φ⁻¹(0.025 ÷ w)
///     high − mode = (σ₁ + σ₂) g(1 − w)
///
/// g grows from 0 at w = 0.05, so the ratio of the two distances has exactly one w in [0.05, 0.95], found by
/// bisection, and both points hold exactly: also where one of them is the mode. Source of the density: S. John,
/// "The three-parameter two-piece normal family of distributions and its fitting", Communications in Statistics –
/// Theory and Methods 11 (1982). Fitting it to two quantiles is worked out here.
public struct SplitNormal: Sendable, Hashable {
    public let mode: Double
    /// Standard deviations of the halves below and above the mode; both 0 for a number that is known.
    public let below: Double
    public let above: Double

    /// - Precondition: `low` ≤ `mode` ≤ `high`, all finite.
    public init(mode: Double, low: Double, high: Double) {
        precondition(low <= mode && mode <= high)
        self.mode = mode
        let (left, right) = (mode - low, high - mode)
        guard left + right > 0 else {
            (below, above) = (0, 0)
            return
        }
        let share = Self.shareBelow(left: left, right: right)
        let sum = (left + right) / (Self.reach(share) + Self.reach(1 - share))
        (below, above) = (sum * share, sum * (1 - share))
    }

    /// The value that a draw stays below with probability `u` in (0, 1), given that it lies between `least` and
    /// `most`: the part of the distribution beyond them is cut off, and what is left scaled up.
    ///
    /// - Precondition: the mode lies between them.
    public func quantile(_ u: Double, least: Double = -.infinity, most: Double = .infinity) -> Double {
        guard below + above > 0 else { return mode }
        let (from, to) = (probability(least), probability(most))
        return min(max(quantile(from + u * (to - from)), least), most)
    }

    /// P(X ≤ x) before any cut.
    public func probability(_ x: Double) -> Double {
        guard below + above > 0 else { return x < mode ? 0 : 1 }
        let share = below / (below + above)
        return x < mode
            ? 2 * share * Distribution.normalProbability((x - mode) / below)
            : 1 - 2 * (1 - share) * Distribution.normalProbability((mode - x) / above)
    }

    private func quantile(_ p: Double) -> Double {
        let share = below / (below + above)
        return p < share
            ? mode + below * Distribution.normalQuantile(p / (2 * share))
            : mode - above * Distribution.normalQuantile((1 - p) / (2 * (1 - share)))
    }

    /// The w at which the two distances are in the right ratio.
    private static func shareBelow(left: Double, right: Double) -> Double {
        var (least, most) = (0.05, 0.95)
        // Halving an interval of doubles ends when no double is left between its ends.
        while true {
            let middle = (least + most) / 2
            guard middle > least, middle < most else { return middle }
            if right * reach(middle) < left * reach(1 - middle) { least = middle } else { most = middle }
        }
    }

    /// g, the distance from the mode to the outer 5 % point on the side with this share, per unit of σ₁ + σ₂.
    private static func reach(_ share: Double) -> Double {
        share <= 0.05 ? 0 : -share * Distribution.normalQuantile(0.025 / share)
    }
}
