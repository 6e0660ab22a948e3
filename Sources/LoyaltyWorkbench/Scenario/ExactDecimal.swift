/// Decimal text read without ever passing through binary floating point.
package enum ExactDecimal {
    /// The number times 10^`decimals` as an integer: `4.20` with 2 decimals is 420. Nil where the text is no
    /// decimal, has more decimals or does not fit.
    ///
    /// Only a sign, digits and one point are read; an exponent is not, so that what is written is what is booked.
    package static func scaled(_ text: String, decimals: Int) -> Int64? {
        var rest = Substring(text)
        let negative = rest.first == "-"
        if negative || rest.first == "+" { rest.removeFirst() }
        let parts = rest.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        let whole = parts.first ?? ""
        let fraction = parts.count == 2 ? parts[1] : ""
        // `.5` is read, `5.` is not: its decimals may have been cut off.
        guard !(parts.count == 2 ? fraction : whole).isEmpty, (whole + fraction).utf8.allSatisfy(isDigit)
        else { return nil }
        guard fraction.utf8.count <= decimals else { return nil }
        let padding = String(repeating: "0", count: decimals - fraction.utf8.count)
        return Int64((negative ? "-" : "") + whole + fraction + padding)
    }

    /// The text of `value` ÷ 10^`decimals`, without trailing zeros.
    package static func text(_ value: Int64, decimals: Int) -> String {
        var text = fixed(value, decimals: decimals)
        guard decimals > 0 else { return text }
        while text.last == "0" { text.removeLast() }
        if text.last == "." { text.removeLast() }
        return text
    }

    /// The text of `value` ÷ 10^`decimals` with all its decimals: 420 with 2 is `4.20`.
    package static func fixed(_ value: Int64, decimals: Int) -> String {
        var digits = String(value.magnitude)
        digits = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
        let fraction = decimals > 0 ? "." + digits.suffix(decimals) : ""
        return (value < 0 ? "-" : "") + digits.dropLast(decimals) + fraction
    }

    /// Whether the text is a finite decimal number, with or without an exponent.
    static func isNumber(_ text: String) -> Bool { number(text) != nil }

    /// A finite real number; nil for `.nan`, `.inf`, hexadecimal and anything else that is no decimal.
    static func number(_ text: String) -> Double? {
        guard text.utf8.contains(where: isDigit),
            text.utf8.allSatisfy({ isDigit($0) || "+-.eE".utf8.contains($0) }),
            let value = Double(text), value.isFinite
        else { return nil }
        return value
    }

    /// A real number in its shortest text that reads back as the same number, integers without a point.
    static func text(_ value: Double) -> String {
        let text = "\(value)"
        return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }
}
