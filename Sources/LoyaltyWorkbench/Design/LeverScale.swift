internal import Foundation

/// The values that a number of a scenario may take between two ends: whole multiples of its last decimal.
struct LeverScale: Sendable {
    let path: String
    /// How many decimals a document may give it.
    let decimals: Int
    /// Both ends, in units of the last decimal.
    let range: ClosedRange<Int64>

    /// Finds the decimals by asking which values the documents take.
    ///
    /// - Throws: ``Problems`` where not even a whole value between the ends is taken, ``UsageProblem`` where there is
    ///   none.
    init(_ path: String, from low: Double, to high: Double, in source: TrialSource) throws {
        self.path = path
        for decimals in [6, 4, 3, 2, 1] {
            let range = try Self.range(path, low, high, decimals: decimals)
            // A value that uses its last decimal.
            let middle = (range.lowerBound + range.upperBound) / 2
            guard let value = [middle, middle + 1, middle - 1].first(where: { $0 % 10 != 0 && range.contains($0) })
            else { continue }
            let setting = path + "=" + ExactDecimal.text(value, decimals: decimals)
            if (try? source.scenario([setting])) != nil {
                self.decimals = decimals
                self.range = range
                return
            }
        }
        decimals = 0
        range = try Self.range(path, low, high, decimals: 0)
        _ = try source.scenario(["\(path)=\((range.lowerBound + range.upperBound) / 2)"])
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

    /// The nearest value to a number, in units.
    func nearest(_ value: Double) -> Int64 {
        let scaled = (value * pow(10, Double(decimals))).rounded()
        return min(max(Int64(scaled), range.lowerBound), range.upperBound)
    }

    func text(_ units: Int64) -> String { ExactDecimal.text(units, decimals: decimals) }

    func value(_ units: Int64) -> Double { Double(units) / pow(10, Double(decimals)) }

    func setting(_ units: Int64) -> String { path + "=" + text(units) }

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
