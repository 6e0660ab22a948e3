package import LoyaltyModel

extension CSVReader {
    /// A decimal number times 10^`decimals`, exactly; nil where the field is none, has more decimals than zeros can
    /// fill, or does not fit. A sign, digits and one point, no exponent, as in documents.
    package func decimal(_ field: Int, decimals: Int) -> Int64? { number(field, decimals) }

    /// The same for what may not fit into 64 bits.
    package func longDecimal(_ field: Int, decimals: Int) -> Int128? { number(field, decimals) }

    @inline(__always)
    private func number<Integer: FixedWidthInteger & SignedInteger>(_ field: Int, _ decimals: Int) -> Integer? {
        parse(field) { bytes in
            var rest = bytes[...]
            let isNegative = rest.first == UInt8(ascii: "-")
            if isNegative || rest.first == UInt8(ascii: "+") { rest.removeFirst() }
            var value: Integer = 0
            /// Digits after the point so far; nil before it.
            var fraction: Int?
            for byte in rest {
                if byte == UInt8(ascii: ".") {
                    guard fraction == nil else { return nil }
                    fraction = 0
                    continue
                }
                guard (48...57).contains(byte) else { return nil }
                if let places = fraction {
                    guard places < decimals else {
                        if byte == 48 { continue } else { return nil }
                    }
                    fraction = places + 1
                }
                guard let next = Self.appending(Integer(byte - 48), to: value) else { return nil }
                value = next
            }
            // Neither nothing, nor a sign or a point alone, nor a point that ends the number.
            guard let last = rest.last, (48...57).contains(last) else { return nil }
            for _ in (fraction ?? 0)..<decimals {
                guard let next = Self.appending(0, to: value) else { return nil }
                value = next
            }
            return isNegative ? -value : value
        }
    }

    /// A field's text without the spaces around it.
    func trimmedText(_ field: Int) -> String { parse(field) { String(decoding: Self.trimmed($0), as: UTF8.self) } }

    /// Bytes without the spaces around them.
    @inline(__always)
    static func trimmed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var rest = bytes
        while let byte = rest.first, byte == 32 || byte == 9 { rest.removeFirst() }
        while let byte = rest.last, byte == 32 || byte == 9 { rest.removeLast() }
        return rest
    }

    /// A date written as YYYY-MM-DD; nil where the field is none.
    package func date(_ field: Int) -> CalendarDate? { CalendarDate(iso: text(field)) }

    @inline(__always)
    private static func appending<Integer: FixedWidthInteger>(_ digit: Integer, to value: Integer) -> Integer? {
        let (tenfold, overflow) = value.multipliedReportingOverflow(by: 10)
        let (sum, carry) = tenfold.addingReportingOverflow(digit)
        return overflow || carry ? nil : sum
    }
}
