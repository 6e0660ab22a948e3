internal import Foundation

/// A path of the catalogue and the values that a study gives it: `PATH=A:B:STEP`, `PATH=A:B:log:N` or `PATH=a,b,c`.
public struct Variation: Hashable, Sendable {
    /// Values of one path, at most.
    public static let mostValues = 100_000

    public let path: String
    /// As a document would write them, in the order given.
    public let values: [String]
    /// Whether they stand for a range; those of a list mean themselves only.
    public let isRange: Bool

    public init(path: String, values: [String]) {
        self.path = path
        self.values = values
        isRange = false
    }

    /// The values as numbers; nil where one of them is none.
    public var numbers: [Double]? {
        let numbers = values.compactMap(ExactDecimal.number)
        return numbers.count == values.count ? numbers : nil
    }

    /// The next number beyond the least or the largest of several, in the last decimal that one of them has; nil for any
    /// other value.
    func beyond(_ place: Int) -> String? {
        guard let numbers, numbers.count > 1, let low = numbers.min(), let high = numbers.max(),
            numbers[place] == low || numbers[place] == high
        else { return nil }
        let decimals = values.map(Self.decimals).max() ?? 0
        return ExactDecimal.scaled(values[place], decimals: decimals).map {
            ExactDecimal.text($0 + (numbers[place] == high ? 1 : -1), decimals: decimals)
        }
    }

    private static func decimals(_ text: String) -> Int { text.split(separator: ".").dropFirst().first?.count ?? 0 }

    /// - Throws: ``UsageProblem`` with what is wrong with the text.
    public init(parsing text: String) throws(UsageProblem) {
        guard let equals = text.firstIndex(of: "="), equals != text.startIndex else {
            throw UsageProblem("--vary takes PATH=A:B:STEP, PATH=A:B:log:N or PATH=a,b,c, found '\(text)'")
        }
        path = String(text[..<equals])
        try Self.refuse(path, "--vary")
        let written = String(text[text.index(after: equals)...])
        let parts = written.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        if parts.count == 3, parts.allSatisfy({ ExactDecimal.number($0) != nil }) {
            values = try Self.steps(from: parts[0], through: parts[1], by: parts[2], text)
            isRange = true
        } else if let (numbers, unit) = Self.durations(parts) {
            values = try Self.steps(from: numbers[0], through: numbers[1], by: numbers[2], text).map { $0 + " " + unit }
            isRange = true
        } else if parts.count == 4, parts[2] == "log" {
            values = try Self.factors(from: parts[0], through: parts[1], count: parts[3], text)
            isRange = true
        } else {
            values = Self.list(written)
            isRange = false
            if parts.count == 2, parts.allSatisfy({ ExactDecimal.number($0) != nil }) {
                throw UsageProblem("--vary \(text): a range has a step, A:B:STEP such as \(written):1")
            }
            if values.count > 1, values.contains(where: Self.isPartOfRange) {
                throw UsageProblem("--vary \(text): decimals are written with a point, such as 0.5:2:0.5")
            }
        }
        guard !values.isEmpty, !values.contains("") else {
            throw UsageProblem("--vary \(text): a value is missing")
        }
        if let twice = Dictionary(grouping: values, by: \.self).first(where: { $0.value.count > 1 })?.key {
            throw UsageProblem("--vary \(text): \(twice) stands there twice")
        }
    }

    /// What every point of a study has in common is no path of it: its luck, and how often it is simulated.
    ///
    /// - Parameter option: as the user wrote it.
    static func refuse(_ path: String, _ option: String) throws(UsageProblem) {
        guard path == "seed" || path == "replications" else { return }
        throw UsageProblem(
            "\(option) \(path): all points of a study share its luck and its replications; --\(path) sets it for all")
    }

    /// The numbers and the unit of `3 months:12 months:3 months`; nil for anything else.
    private static func durations(_ parts: [String]) -> (numbers: [String], unit: String)? {
        let words = parts.map { $0.split(separator: " ").map(String.init) }
        guard words.count == 3, words.allSatisfy({ $0.count == 2 && ExactDecimal.number($0[0]) != nil }) else {
            return nil
        }
        let units = Set(words.map { $0[1].hasSuffix("s") ? $0[1] : $0[1] + "s" })
        return units.count == 1 ? units.first.map { (words.map { $0[0] }, $0) } : nil
    }

    /// What a decimal comma makes of a range: `0,5:2:0,5` falls into three parts, of which `5:2:0` means nothing.
    private static func isPartOfRange(_ value: String) -> Bool {
        let parts = value.split(separator: ":", omittingEmptySubsequences: false)
        return parts.count > 1 && parts.allSatisfy { ExactDecimal.number(String($0)) != nil || $0 == "log" }
    }

    /// A, A + STEP and so on up to B, in decimals as they are written, so that 0.1:0.3:0.1 ends at 0.3.
    private static func steps(
        from first: String, through last: String, by step: String, _ text: String
    ) throws(UsageProblem) -> [String] {
        let decimals = [first, last, step].map(Self.decimals).max() ?? 0
        guard let low = ExactDecimal.scaled(first, decimals: decimals),
            let high = ExactDecimal.scaled(last, decimals: decimals),
            let each = ExactDecimal.scaled(step, decimals: decimals)
        else { throw UsageProblem("--vary \(text): write A:B:STEP as plain decimals, such as 0.5:2:0.25") }
        guard each > 0 else { throw UsageProblem("--vary \(text): the step is above zero") }
        guard low <= high else { throw UsageProblem("--vary \(text): an empty range, \(first) is above \(last)") }
        let (span, overflow) = high.subtractingReportingOverflow(low)
        guard !overflow, span / each < mostValues else {
            throw UsageProblem("--vary \(text): more than \(mostValues) values")
        }
        return (0...span / each).map { ExactDecimal.text(low + $0 * each, decimals: decimals) }
    }

    /// N values from A to B, each the same number of times the one before; whole ones where both ends are whole and
    /// the values lie apart.
    private static func factors(
        from first: String, through last: String, count: String, _ text: String
    ) throws(UsageProblem) -> [String] {
        guard let low = ExactDecimal.number(first), let high = ExactDecimal.number(last), low > 0, low < high else {
            throw UsageProblem("--vary \(text): A:B:log:N takes 0 < A < B")
        }
        guard let count = Int(count), count >= 2, count <= mostValues else {
            throw UsageProblem("--vary \(text): N is a whole number from 2 to \(mostValues)")
        }
        let values = (0..<count).map { place in
            // Both ends are exact.
            place == 0 ? low : place == count - 1 ? high : low * power(high / low, place, count - 1)
        }
        let whole = values.map { $0.rounded() }
        let isWhole = low == low.rounded() && high == high.rounded() && Set(whole).count == count
        return (isWhole ? whole : values.map(shortened)).map(ExactDecimal.text)
    }

    private static func power(_ base: Double, _ numerator: Int, _ denominator: Int) -> Double {
        exp(log(base) * Double(numerator) / Double(denominator))
    }

    /// Six significant figures, so that a person can read it and a document may hold it.
    private static func shortened(_ value: Double) -> Double {
        let scale = pow(10, 5 - log10(value).rounded(.down))
        return (value * scale).rounded() / scale
    }

    /// Values apart by commas, except inside brackets, braces and quotes.
    private static func list(_ text: String) -> [String] {
        var values = [""]
        var depth = 0
        var quote: Character?
        for character in text {
            if let open = quote {
                if character == open { quote = nil }
            } else if character == "\"" || character == "'" {
                quote = character
            } else if "[{".contains(character) {
                depth += 1
            } else if "]}".contains(character) {
                depth -= 1
            } else if character == ",", depth == 0 {
                values.append("")
                continue
            }
            values[values.count - 1].append(character)
        }
        return values.map { String($0.trimmingPrefix(while: \.isWhitespace)) }
    }
}
