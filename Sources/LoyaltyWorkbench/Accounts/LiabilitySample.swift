import LoyaltyModel

/// What is owed for a program's points at one month's end in every world, beside what it should have been.
public struct LiabilitySample: Sendable {
    /// As estimated then, indexed [world].
    public let owed: [Double]
    /// Estimate − truth, truth being what is owed if it is known what is redeemed in the end.
    public let errors: [Double]

    /// An interval that the truth of a world lies in with a probability, seen from its own estimate and from how far
    /// off the estimates of all *other* worlds are.
    ///
    /// - Parameter level: within 0 and 1; half of the rest lies on each side.
    public func interval(ofWorld world: Int, level: Double) -> ClosedRange<Double> {
        var others = errors
        others.remove(at: world)
        let sample = SortedSample(others)
        let side = (1 - level) / 2
        return owed[world] - sample.quantile(1 - side)...owed[world] - sample.quantile(side)
    }

    public func truth(ofWorld world: Int) -> Double { owed[world] - errors[world] }
}

extension Books.Program {
    public func sample(_ measure: Measure, month: Int) -> LiabilitySample {
        let owed = worlds.indices.map { liability(measure, world: $0, month: month) }
        return LiabilitySample(
            owed: owed,
            errors: worlds.indices.map { owed[$0] - liability(measure, world: $0, month: month, inTruth: true) })
    }
}
