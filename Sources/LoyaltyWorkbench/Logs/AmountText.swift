/// An amount of money as a log writes it, and what it says about how the log writes amounts.
struct AmountText: Equatable {
    /// The mark before decimals.
    enum Mark: String, CaseIterable, Sendable {
        case point, comma

        var byte: UInt8 { UInt8(ascii: self == .point ? "." : ",") }
        var other: Mark { self == .point ? .comma : .point }
    }

    /// What a text says of the log's decimal mark.
    enum Evidence: Equatable {
        /// Digits alone.
        case none
        case decimal(Mark)
        /// `1.234` or `1,234`: a number with three decimals, or thousands.
        case either(Mark)
    }

    /// With the mark of ``Evidence/either(_:)`` taken for the decimal one.
    let value: Double
    let evidence: Evidence
    /// Whether digits stand in groups of three.
    let hasGroups: Bool

    /// Nil where the bytes are no amount below 10¹⁵: a sign, digits, in groups of three or not, a mark and decimals, or
    /// a mark and decimals alone.
    ///
    /// Groups stand apart by the other mark, a space or an apostrophe. A mark that stands twice is of groups, the later
    /// one of two kinds is before decimals.
    init?(_ bytes: ArraySlice<UInt8>) {
        var rest = bytes
        let isNegative = rest.first == UInt8(ascii: "-")
        if isNegative || rest.first == UInt8(ascii: "+") { rest.removeFirst() }
        var digits = Digits()
        var mark: Mark?
        var (whole, decimals) = (0, 0)
        for byte in rest {
            switch byte {
            case 48...57:
                digits.add(byte, isFraction: mark != nil)
                if mark == nil { whole += 1 } else { decimals += 1 }
            case Mark.point.byte where mark == nil: mark = .point
            case Mark.comma.byte where mark == nil: mark = .comma
            default:
                self.init(grouped: rest, isNegative: isNegative)
                return
            }
        }
        guard whole + decimals > 0, let value = digits.value(isNegative) else { return nil }
        // Nobody writes 0.250, .250 or 1234.500 in thousands.
        let isEither = decimals == 3 && (1...3).contains(whole) && rest.first != 48
        self.init(value, mark.map { isEither ? .either($0) : .decimal($0) } ?? .none, hasGroups: false)
    }

    private init(_ value: Double, _ evidence: Evidence, hasGroups: Bool) {
        (self.value, self.evidence, self.hasGroups) = (value, evidence, hasGroups)
    }

    /// Of what is more than digits and one mark.
    private init?(grouped bytes: ArraySlice<UInt8>, isNegative: Bool) {
        guard let characters = Self.characters(bytes) else { return nil }
        let pieces = characters.split(omittingEmptySubsequences: false) { !(48...57).contains($0) }
        let marks = characters.filter { !(48...57).contains($0) }
        guard let last = marks.last, let first = pieces.first, !first.isEmpty else { return nil }
        let isDecimal = Mark.allCases.contains { $0.byte == last } && marks.count { $0 == last } == 1
        let groups = isDecimal ? pieces.dropLast() : pieces[...]
        let separators = Set(isDecimal ? marks.dropLast() : marks[...])
        guard separators.count == 1, first.count <= 3, groups.dropFirst().allSatisfy({ $0.count == 3 }) else {
            return nil
        }
        var digits = Digits()
        for byte in groups.joined() { digits.add(byte, isFraction: false) }
        if isDecimal, let fraction = pieces.last { for byte in fraction { digits.add(byte, isFraction: true) } }
        guard let value = digits.value(isNegative) else { return nil }
        let mark = Mark.allCases.first { $0.byte == last }
        self.init(value, mark.map { .decimal(isDecimal ? $0 : $0.other) } ?? .none, hasGroups: true)
    }

    /// Digits and marks one byte each: all kinds of spaces that group digits are one, and all apostrophes.
    private static func characters(_ bytes: ArraySlice<UInt8>) -> [UInt8]? {
        let wide: [([UInt8], UInt8)] = [
            ([0xC2, 0xA0], 32), ([0xE2, 0x80, 0xAF], 32), ([0xE2, 0x80, 0x89], 32),
            ([0xE2, 0x80, 0x99], UInt8(ascii: "'")),
        ]
        var (rest, found) = (bytes, [UInt8]())
        while let byte = rest.first {
            if let (sequence, plain) = wide.first(where: { rest.starts(with: $0.0) }) {
                found.append(plain)
                rest = rest.dropFirst(sequence.count)
                continue
            }
            guard (48...57).contains(byte) || " '.,".utf8.contains(byte) else { return nil }
            found.append(byte)
            rest.removeFirst()
        }
        return found
    }

    /// Digits read exactly as far as a Double goes.
    private struct Digits {
        private var (number, scale) = (0.0, 1.0)

        @inline(__always)
        mutating func add(_ digit: UInt8, isFraction: Bool) {
            // 15 digits and a power of ten below 10¹⁶ are exact; further decimals do not count.
            if isFraction, scale >= 1e15 || number >= 1e14 { return }
            number = number * 10 + Double(digit - 48)
            if isFraction { scale *= 10 }
        }

        func value(_ isNegative: Bool) -> Double? {
            number / scale < 1e15 ? (isNegative ? -number : number) / scale : nil
        }
    }
}

/// What a log's amounts say together of how they are written: one decimal mark for all of them.
struct AmountStyle {
    /// The decimal mark, and the line that tells it; nil as long as none does.
    private(set) var mark: (kind: AmountText.Mark, line: Int)?
    /// Numbers of the purchases whose amount may be thousands, by their mark, and the first such text of all rows.
    private var open: [AmountText.Mark: [Int32]] = [:]
    private var firstOpen: [AmountText.Mark: (text: String, line: Int, column: Int)] = [:]
    private var hasGroups = false

    init() {}

    /// Of which the user says the mark.
    init(mark: AmountText.Mark) { self.mark = (mark, 0) }

    /// Takes in an amount. Returns what is wrong with it beside the ones before: the line that tells another mark.
    mutating func add(_ amount: AmountText, line: Int) -> (kind: AmountText.Mark, line: Int)? {
        hasGroups = hasGroups || amount.hasGroups
        guard case .decimal(let kind) = amount.evidence else { return nil }
        if let mark { return mark.kind == kind ? nil : mark }
        mark = (kind, line)
        return nil
    }

    /// Remembers a row whose amount may be thousands; `purchase` is nil where it is none.
    mutating func addOpen(_ kind: AmountText.Mark, purchase: Int?, _ place: (line: Int, column: Int), _ text: String) {
        if firstOpen[kind] == nil { firstOpen[kind] = (text, place.line, place.column) }
        if let purchase { open[kind, default: []].append(Int32(purchase)) }
    }

    /// The first amount that the log leaves open; nil where its decimal mark is known, or all amounts are plain.
    ///
    /// - Parameter standard: the mark where no amount tells it.
    func undecided(standard: AmountText.Mark?) -> (text: String, line: Int, column: Int)? {
        guard mark == nil, standard == nil else { return nil }
        return firstOpen.values.min { $0.line < $1.line }
    }

    /// Purchases whose amounts are a thousand times what they seem, and what is to be said of how amounts were read.
    func settled(standard: AmountText.Mark?) -> (thousands: [Int32], remark: String?) {
        guard let kind = mark?.kind ?? standard else { return ([], nil) }
        let thousands = open[kind.other] ?? []
        var parts: [String] = []
        if kind == .comma {
            parts.append("a decimal comma" + (mark.flatMap { $0.line > 0 ? " (as on line \($0.line))" : nil } ?? ""))
        }
        if let text = firstOpen[kind.other]?.text {
            parts.append("\(text) (line \(firstOpen[kind.other]?.line ?? 0)) and its like as thousands")
        } else if hasGroups {
            parts.append("digits in groups of three")
        }
        if let text = firstOpen[kind]?.text { parts.append("\(text) and its like as a number with three decimals") }
        return (thousands, parts.isEmpty ? nil : "Amounts were read with " + parts.joined(separator: ", ") + ".")
    }
}
