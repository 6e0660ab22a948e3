/// Numbers as the tables print them.
///
/// A real has the fewest digits that read back to the same value, as plain decimals from a millionth up to 10²¹ and as
/// `3.2e-38` beyond, which is what ECMAScript prints and spreadsheets, notebooks and Table Schema read. A whole number
/// has no point, and zero no sign.
public enum NumberText {
    public static func text(_ value: Double) -> String {
        precondition(value.isFinite, "a table holds finite numbers; an undefined one is left empty")
        if value == 0 { return "0" }
        let sign = value < 0 ? "-" : ""
        let (digits, exponent) = decimal(value.magnitude)
        // The value is 0.digits × 10^point.
        let point = exponent + 1
        switch point {
        case -5...0:
            return sign + "0." + String(repeating: "0", count: -point) + digits
        case 1...21 where digits.count <= point:
            return sign + digits + String(repeating: "0", count: point - digits.count)
        case 1...21:
            return sign + digits.prefix(point) + "." + digits.dropFirst(point)
        default:
            let fraction = digits.count > 1 ? "." + digits.dropFirst() : ""
            return sign + digits.prefix(1) + fraction + "e" + String(exponent)
        }
    }

    /// The shortest digits without zeros at either end, and the power of ten of the first one.
    private static func decimal(_ value: Double) -> (digits: String, exponent: Int) {
        let parts = value.description.split(separator: "e")
        let mantissa = parts[0].split(separator: ".")
        let whole = mantissa[0] == "0" ? "" : String(mantissa[0])
        let all = whole + (mantissa.count > 1 ? String(mantissa[1]) : "")
        let digits = all.drop { $0 == "0" }
        let shift = parts.count > 1 ? Int(parts[1]) ?? 0 : 0
        let trailing = digits.reversed().prefix { $0 == "0" }.count
        return (String(digits.dropLast(trailing)), shift + whole.count - 1 - (all.count - digits.count))
    }
}
