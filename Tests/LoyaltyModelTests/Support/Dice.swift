import Foundation
import LoyaltyModel

/// Whole numbers from addressed luck, for tests that try many inputs: the same in every run.
struct Dice {
    private var stream: LuckStream

    /// - Parameter occurrence: which of a test's throws; every one has its own numbers.
    init(_ occurrence: Int, seed: UInt64 = 20_260_101) {
        stream = Luck(seed: seed, replication: 0).stream(.world, .bootstrap, occurrence)
    }

    /// A number of the range, all about equally likely.
    mutating func roll(_ range: ClosedRange<Int64>) -> Int64 {
        let word = UInt64(stream.next()) << 32 | UInt64(stream.next())
        let span = UInt64(bitPattern: range.upperBound &- range.lowerBound) &+ 1
        return range.lowerBound &+ Int64(bitPattern: span == 0 ? word : word % span)
    }

    /// A number of the range in whose digits small and large are about equally likely.
    mutating func rollAnySize(_ range: ClosedRange<Int64>) -> Int64 {
        let width = Int64(64 - (range.upperBound - range.lowerBound).leadingZeroBitCount)
        let ceiling = roll(0...width)
        let most = ceiling >= 63 ? Int64.max : (Int64(1) << ceiling)
        return range.lowerBound + roll(0...min(most, range.upperBound - range.lowerBound))
    }

    /// A standard normal number (Box and Muller).
    mutating func normal() -> Double {
        let radius = (-2 * log(stream.uniform())).squareRoot()
        return radius * cos(2 * .pi * stream.uniform())
    }

    mutating func chance(_ outOf: Int64) -> Bool { roll(1...outOf) == 1 }
}
