package import LoyaltyModel

/// How a log writes its dates: `yyyy-mm-dd`, `dd.mm.yyyy`, `m/d/yy`, `%d/%m/%Y`.
///
/// A day or a month may have one digit or two. What follows a date behind a space or a T, the time of day, is left out.
package struct DateFormat: Hashable, Sendable {
    private enum Part: Hashable, Sendable {
        case year(digits: Int)
        case month
        case day
        case byte(UInt8)
    }

    package static let iso = DateFormat(
        parts: [.year(digits: 4), .byte(45), .month, .byte(45), .day], text: "YYYY-MM-DD")

    /// As the user wrote it.
    package let text: String
    private let parts: [Part]

    private init(parts: [Part], text: String) {
        self.parts = parts
        self.text = text
    }

    /// Nil unless the pattern has a year, a month and a day, once each, with something between them.
    package init?(_ pattern: String) {
        let plain = pattern.replacing("%Y", with: "yyyy").replacing("%y", with: "yy").replacing("%m", with: "mm")
            .replacing("%d", with: "dd").lowercased()
        var parts: [Part] = []
        var rest = Array(plain.utf8)[...]
        while let byte = rest.first {
            let run = rest.prefix { $0 == byte }.count
            switch byte {
            case UInt8(ascii: "y") where run == 4 || run == 2: parts.append(.year(digits: run))
            case UInt8(ascii: "m") where run <= 2: parts.append(.month)
            case UInt8(ascii: "d") where run <= 2: parts.append(.day)
            case UInt8(ascii: "y"), UInt8(ascii: "m"), UInt8(ascii: "d"): return nil
            default: parts += Array(repeating: .byte(byte), count: run)
            }
            rest = rest.dropFirst(run)
        }
        let places = parts.indices.filter { if case .byte = parts[$0] { false } else { true } }
        let years = parts.count { if case .year = $0 { true } else { false } }
        guard places.count == 3, years == 1, parts.contains(.month), parts.contains(.day),
            zip(places, places.dropFirst()).allSatisfy({ $1 > $0 + 1 })
        else { return nil }
        self.init(parts: parts, text: pattern)
    }

    /// The date that a field's bytes write; nil where they write none.
    package func date(_ bytes: ArraySlice<UInt8>) -> CalendarDate? {
        var (year, month, day) = (0, 0, 0)
        var place = bytes.startIndex
        func digits(_ least: Int, _ most: Int) -> Int? {
            var (value, count) = (0, 0)
            while count < most, place < bytes.endIndex, (48...57).contains(bytes[place]) {
                value = value * 10 + Int(bytes[place] - 48)
                place += 1
                count += 1
            }
            return count < least ? nil : value
        }
        for part in parts {
            switch part {
            case .year(let count):
                guard let value = digits(count, count) else { return nil }
                // The usual pivot of two-digit years.
                year = count == 2 ? value + (value < 70 ? 2000 : 1900) : value
            case .month:
                guard let value = digits(1, 2) else { return nil }
                month = value
            case .day:
                guard let value = digits(1, 2) else { return nil }
                day = value
            case .byte(let byte):
                guard place < bytes.endIndex, bytes[place] == byte else { return nil }
                place += 1
            }
        }
        if place < bytes.endIndex {
            let next = bytes[place]
            guard next == 32 || next == UInt8(ascii: "T"), Self.beginsWithTime(bytes[(place + 1)...]) else {
                return nil
            }
        }
        return CalendarDate(year: year, month: month, day: day)
    }

    /// Whether the bytes begin with hours, and minutes and seconds where there are colons; fractions, a zone or AM and PM
    /// may come behind.
    private static func beginsWithTime(_ bytes: ArraySlice<UInt8>) -> Bool {
        var rest = bytes
        for (number, most) in [24, 59, 60].enumerated() {
            if number > 0 {
                guard rest.first == UInt8(ascii: ":") else { return true }
                rest.removeFirst()
            }
            let digits = rest.prefix { (48...57).contains($0) }
            let value = digits.prefix(3).reduce(0) { $0 * 10 + Int($1 - 48) }
            guard (1...2).contains(digits.count), value <= most else { return false }
            rest = rest.dropFirst(digits.count)
        }
        return true
    }
}
