import Foundation

/// base ^ exponent.
func power(_ base: Double, _ exponent: Double) -> Double { pow(base, exponent) }

/// Whether two numbers agree to `relative` of the larger.
func agree(_ a: Double, _ b: Double, within relative: Double) -> Bool {
    abs(a - b) <= relative * max(abs(a), abs(b))
}
