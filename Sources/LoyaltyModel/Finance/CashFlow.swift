internal import Foundation

/// Money that a program costs at its launch and brings month by month, minor units.
public struct CashFlow: Hashable, Sendable {
    /// Paid at time 0.
    public let outlay: Int64
    /// Of each month from the launch's on, at its end.
    public let profits: [Int64]

    public init(outlay: Int64, profits: [Int64]) {
        self.outlay = outlay
        self.profits = profits
    }

    /// What one unit of money at the end of `months` months is worth at time 0 under an effective annual rate:
    /// (1 + r)^(−months / 12).
    public static func discount(months: Int, yearlyRate: Double) -> Double { pow(1 + yearlyRate, -Double(months) / 12) }

    /// Present value of everything up to the end of each month.
    public func presentValues(yearlyRate: Double) -> [Double] {
        var value = -Double(outlay)
        return profits.enumerated().map { month, profit in
            value += Double(profit) * Self.discount(months: month + 1, yearlyRate: yearlyRate)
            return value
        }
    }

    public func netPresentValue(yearlyRate: Double) -> Double {
        presentValues(yearlyRate: yearlyRate).last ?? -Double(outlay)
    }

    /// First month, from 1, at whose end the sum so far is not negative; nil where there is none.
    public var paybackMonth: Int? {
        var sum = -outlay
        for (month, profit) in profits.enumerated() {
            sum += profit
            if sum >= 0 { return month + 1 }
        }
        return nil
    }

    /// As ``paybackMonth``, of present values.
    public func discountedPaybackMonth(yearlyRate: Double) -> Int? {
        presentValues(yearlyRate: yearlyRate).firstIndex { $0 >= 0 }.map { $0 + 1 }
    }
}
