/// What nearly every bill earns: amount × rate with no multiplier, in 64 bits and without a division.
///
/// A small value beside the rest of its ``EarnTable``, measured: a table that is asked is first copied to the stack.
struct PlainEarning: Sendable {
    /// Only smaller amounts are for this way: their product with the rate fits. 0 where multipliers apply.
    private let below: Int64
    /// The fraction rate ÷ scale in lowest terms.
    private let rate: Int64
    private let scale: Int64
    private let division: Divisor
    private let perVisit: Int64
    private let roundsHalfEven: Bool

    /// - Parameters:
    ///   - rate: numerator of the points for a minor unit.
    ///   - scale: its denominator.
    ///   - applies: whether no multiplier does, on any day to any segment.
    ///   - rounding: half-up is not for this way: it would cost every bill a question more.
    init(rate: Int64, scale: Int64, perVisit: Int64, rounding: Rounding, applies: Bool) {
        let common = EarnTable.greatestCommonDivisor(scale, rate)
        self.rate = rate / common
        self.scale = scale / common
        division = Divisor(self.scale)
        below = applies && rounding != .halfUp ? Divisor.limit / max(1, self.rate) : 0
        self.perVisit = perVisit
        roundsHalfEven = rounding == .halfEven
    }

    /// Points for a bill of `amount` minor units, those of the visit included; nil where this is not the way.
    @inline(__always)
    func points(_ amount: Int64) -> Int64? {
        // One comparison: as a number without a sign, a negative amount is a large one.
        guard UInt64(bitPattern: amount) < UInt64(bitPattern: below) else { return nil }
        let numerator = amount &* rate
        var points = division.quotient(numerator)
        if roundsHalfEven {
            let rest = numerator &- points &* scale
            let excess = rest &- (scale &- rest)
            if excess > 0 || (excess == 0 && points & 1 == 1) { points &+= 1 }
        }
        return perVisit + points
    }
}
