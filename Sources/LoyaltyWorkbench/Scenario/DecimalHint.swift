/// What to say of a number that was written with a decimal comma.
public enum DecimalHint {
    /// Nil where a comma is not what is wrong.
    public static func words(_ text: String) -> String? {
        let pointed = text.replacing(",", with: ".")
        guard pointed != text, ExactDecimal.number(pointed) != nil else { return nil }
        return "decimals are written with a point: \(pointed)"
    }
}
