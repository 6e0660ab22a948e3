internal import Foundation

/// The values that a number of a scenario may take between two ends: whole multiples of its last decimal.
package struct LeverScale: Sendable {
    let path: String
    /// How many decimals a document may give it.
    let decimals: Int
    /// Both ends, in units of the last decimal.
    let range: ClosedRange<Int64>
    /// What follows the number in a document: nothing, or the unit of a duration.
    let unit: String

    /// Finds the decimals by asking which values the documents take.
    ///
    /// - Throws: ``Problems`` where not even a whole value between the ends is taken, ``UsageProblem`` where there is
    ///   none.
    package init(_ path: String, from low: Double, to high: Double, in source: TrialSource) throws {
        self.path = path
        // Six decimals are the most that a path of numbers counts exactly; five no path has.
        for (unit, decimals) in [("", 6), ("", 4), ("", 3), ("", 2), ("", 1), ("", 0), (" days", 6), (" days", 0)] {
            guard let range = try? Self.range(path, low, high, decimals: decimals) else { continue }
            // A value that uses its last decimal.
            let middle = (range.lowerBound + range.upperBound) / 2
            let tried = [middle, middle + 1, middle - 1].first { decimals == 0 || $0 % 10 != 0 && range.contains($0) }
            guard let tried else { continue }
            let setting = path + "=" + ExactDecimal.text(tried, decimals: decimals) + unit
            if (try? source.scenario([setting])) != nil {
                (self.decimals, self.range, self.unit) = (decimals, range, unit)
                return
            }
        }
        let range = try Self.range(path, low, high, decimals: 0)
        _ = try source.scenario(["\(path)=\((range.lowerBound + range.upperBound) / 2)"])
        throw UsageProblem("\(path): is not a number that can be varied")
    }

    private static func range(
        _ path: String, _ low: Double, _ high: Double, decimals: Int
    ) throws(UsageProblem) -> ClosedRange<Int64> {
        let unit = pow(10, Double(decimals))
        // What is meant to be on the grid is, whatever the last bit of the product.
        let (first, last) = ((low * unit - 1e-6).rounded(.up), (high * unit + 1e-6).rounded(.down))
        guard first <= last, abs(first) < 1e15, abs(last) < 1e15 else {
            throw UsageProblem(
                "\(path): no value lies between \(ExactDecimal.text(low)) and \(ExactDecimal.text(high))")
        }
        return Int64(first)...Int64(last)
    }

    private init(_ other: LeverScale, range: ClosedRange<Int64>) {
        (path, unit, decimals, self.range) = (other.path, other.unit, other.decimals, range)
    }

    /// The same between two of its values.
    func narrowed(from low: Double, to high: Double) -> LeverScale {
        LeverScale(self, range: nearest(low)...max(nearest(low), nearest(high)))
    }

    private init(_ other: LeverScale, decimals: Int) {
        (path, unit, self.decimals) = (other.path, other.unit, decimals)
        let factor = Int64(pow(10, Double(other.decimals - decimals)))
        let (low, high) = (other.range.lowerBound, other.range.upperBound)
        let first = low >= 0 ? (low + factor - 1) / factor : low / factor
        range = first...max(first, high >= 0 ? high / factor : (high - factor + 1) / factor)
    }

    /// The same with no more decimals than tell so many values apart, and not fewer than some.
    func coarsened(toTell count: Int64, keeping least: Int) -> LeverScale {
        var scale = self
        while scale.decimals > least, (scale.range.upperBound - scale.range.lowerBound) / 10 >= count {
            scale = LeverScale(scale, decimals: scale.decimals - 1)
        }
        return scale
    }

    /// The nearest value to a number, in units.
    func nearest(_ value: Double) -> Int64 {
        let scaled = (value * pow(10, Double(decimals))).rounded()
        return min(max(Int64(scaled), range.lowerBound), range.upperBound)
    }

    func text(_ units: Int64) -> String { ExactDecimal.text(units, decimals: decimals) + unit }

    package func value(_ units: Int64) -> Double { Double(units) / pow(10, Double(decimals)) }

    func setting(_ units: Int64) -> String { path + "=" + text(units) }

    /// The value at a part of the way from the lower end to the upper one.
    func value(at part: Double) -> Int64 {
        nearest(value(range.lowerBound) + part * (value(range.upperBound) - value(range.lowerBound)))
    }

    /// The value that a number drawn evenly from [0, 1) stands for, each as likely as any other.
    func value(drawn u: Double) -> Int64 {
        let span = range.upperBound - range.lowerBound
        return range.lowerBound + min(span, Int64(u * (Double(span) + 1)))
    }

    /// How far from the lower end to the upper one a value lies.
    func part(_ units: Int64) -> Double {
        let span = range.upperBound - range.lowerBound
        return span == 0 ? 0 : Double(units - range.lowerBound) / Double(span)
    }

    /// Values evenly apart, both ends among them; fewer where there are not so many.
    func evenly(_ count: Int) -> [Int64] {
        let span = range.upperBound - range.lowerBound
        var values: [Int64] = []
        for place in 0..<count {
            let value = range.lowerBound + (span * Int64(place) + Int64(count - 1) / 2) / Int64(count - 1)
            if values.last != value { values.append(value) }
        }
        return values
    }
}
