import Synchronization

/// What becomes of a process whose sums of points or money outgrow 64 bits.
///
/// Amounts that large come from the user's numbers (heavy tails, tiny minor units), so it is for the program around the
/// model to say so. A sum that is wrong goes nowhere: the process ends.
public enum SumOverflow {
    private static let handler = Mutex<(@Sendable () -> Never)?>(nil)

    /// Sets what ends the process; without it, it ends with a trap.
    public static func ends(with end: @escaping @Sendable () -> Never) { handler.withLock { $0 = end } }

    @inline(never)
    static func end() -> Never {
        let end = handler.withLock { $0 }
        if let end { end() }
        preconditionFailure("a sum fits into 64 bits")
    }
}
