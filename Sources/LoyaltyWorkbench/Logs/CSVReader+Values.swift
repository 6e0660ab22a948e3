package import LoyaltyModel

extension CSVReader {
    /// A decimal number times 10^`decimals`, exactly; nil where the field is none, has more decimals than zeros can
    /// fill, or does not fit. A sign, digits and one point, no exponent, as in documents.
    package func decimal(_ field: Int, decimals: Int) -> Int64? {
        parse(field) { bytes in
            var rest = bytes[...]
            let isNegative = rest.first == UInt8(ascii: "-")
            if isNegative || rest.first == UInt8(ascii: "+") { rest.removeFirst() }
            var value: Int64 = 0
            /// Digits after the point so far; nil before it.
            var fraction: Int?
            var last = UInt8(ascii: ".")
            for byte in rest {
                defer { last = byte }
                if byte == UInt8(ascii: ".") {
                    guard fraction == nil, last != UInt8(ascii: ".") else { return nil }
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
                guard let next = Self.appending(Int64(byte - 48), to: value) else { return nil }
                value = next
            }
            guard last != UInt8(ascii: ".") else { return nil }
            for _ in (fraction ?? 0)..<decimals {
                guard let next = Self.appending(0, to: value) else { return nil }
                value = next
            }
            return isNegative ? -value : value
        }
    }

    /// A date written as YYYY-MM-DD; nil where the field is none.
    package func date(_ field: Int) -> CalendarDate? { CalendarDate(iso: text(field)) }

    private static func appending(_ digit: Int64, to value: Int64) -> Int64? {
        let (tenfold, overflow) = value.multipliedReportingOverflow(by: 10)
        let (sum, carry) = tenfold.addingReportingOverflow(digit)
        return overflow || carry ? nil : sum
    }
}
