import Foundation
public import LoyaltyModel

/// What is measured of a run, beside the time that it takes.
public enum Measured {
    /// Purchases of all customers in all arms, everyone's first included.
    public static func armPurchases(of outcome: Outcome) -> Int64 {
        var sum: Int64 = 0
        for arm in 0..<outcome.shape.arms {
            for segment in 0..<outcome.shape.segments {
                for month in 0..<outcome.shape.months {
                    sum += outcome.purchases(arm: arm, segment: segment, month: month)
                }
            }
        }
        return sum
    }

    /// Rewards given in all arms: shows that the programs did their work.
    public static func rewards(of outcome: Outcome) -> Int64 {
        var sum: Int64 = 0
        for arm in 0..<outcome.shape.arms {
            for segment in 0..<outcome.shape.segments { sum += outcome.sum(.rewards, arm: arm, segment: segment) }
        }
        return sum
    }

    /// Largest resident memory of this process so far, in MiB.
    public static func peakMemory() -> Double {
        var usage = rusage()
        #if os(Linux)
            getrusage(Int32(RUSAGE_SELF.rawValue), &usage)
            return Double(usage.ru_maxrss) / 1024
        #else
            getrusage(RUSAGE_SELF, &usage)
            return Double(usage.ru_maxrss) / (1024 * 1024)
        #endif
    }
}
