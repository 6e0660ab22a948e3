/// Numbers as the tables print them.
///
/// A real has the fewest digits that read back to the same value, always as plain decimals: spreadsheets read `1e-05`
/// differently from program to program. A whole number has no point, and zero no sign.
public enum NumberText {
    public static func text(_ value: Double) -> String {
        precondition(value.isFinite, "a table holds finite numbers; an undefined one is left empty")
        if value == 0 { return "0" }
        let shortest = value.description
        guard let mark = shortest.firstIndex(of: "e") else {
            return shortest.hasSuffix(".0") ? String(shortest.dropLast(2)) : shortest
        }
        let exponent = Int(shortest[shortest.index(after: mark)...]) ?? 0
        return plain(mantissa: shortest[..<mark], exponent: exponent)
    }

    /// Writes `d.ddd` × 10^exponent without an exponent.
    private static func plain(mantissa: Substring, exponent: Int) -> String {
        let sign = mantissa.hasPrefix("-") ? "-" : ""
        let parts = mantissa.drop { $0 == "-" }.split(separator: ".")
        let fraction = parts.count > 1 && parts[1] != "0" ? String(parts[1]) : ""
        let digits = String(parts[0]) + fraction
        let point = parts[0].count + exponent
        if point <= 0 { return sign + "0." + String(repeating: "0", count: -point) + digits }
        if point >= digits.count { return sign + digits + String(repeating: "0", count: point - digits.count) }
        return sign + digits.prefix(point) + "." + digits.dropFirst(point)
    }
}
