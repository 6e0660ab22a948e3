/// What the worst worlds cost.
extension SortedSample {
    /// The mean of the worst 1 − `level` of the values, the largest being worst; a value that lies across the border
    /// counts by the part of it inside.
    ///
    /// - Parameter level: 0 up to but not 1.
    /// - Source: C. Acerbi, D. Tasche, "On the coherence of expected shortfall", Journal of Banking & Finance 26 (2002),
    ///   proposition 4.1.
    public func expectedShortfall(level: Double) -> Double {
        precondition((0..<1).contains(level), "a level lies in 0..<1")
        let tail = Double(values.count) * (1 - level)
        let whole = min(Int(tail), values.count)
        let sum = values.suffix(whole).reduce(0, +)
        guard whole < values.count else { return sum / tail }
        return (sum + (tail - Double(whole)) * values[values.count - 1 - whole]) / tail
    }
}
