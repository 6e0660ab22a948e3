/// A fraction of whole numbers, kept in lowest terms.
struct ExactFraction {
    let numerator: Int128
    let denominator: Int128

    init(_ numerator: Int64, over denominator: Int64 = 1) {
        self.init(reducing: Int128(numerator), Int128(denominator))
    }

    private init(reducing numerator: Int128, _ denominator: Int128) {
        let divisor = max(Self.commonDivisor(numerator, denominator), 1)
        self.numerator = numerator / divisor
        self.denominator = denominator / divisor
    }

    static func * (a: ExactFraction, b: ExactFraction) -> ExactFraction {
        // Crosswise first, so that the product of two fractions in lowest terms stays as small as it can.
        let (left, right) = (
            ExactFraction(reducing: a.numerator, b.denominator), ExactFraction(reducing: b.numerator, a.denominator)
        )
        return ExactFraction(
            reducing: left.numerator * right.numerator, left.denominator * right.denominator)
    }

    static func + (a: ExactFraction, b: ExactFraction) -> ExactFraction {
        let common = a.denominator / commonDivisor(a.denominator, b.denominator) * b.denominator
        return ExactFraction(
            reducing: a.numerator * (common / a.denominator) + b.numerator * (common / b.denominator), common)
    }

    private static func commonDivisor(_ a: Int128, _ b: Int128) -> Int128 {
        var (a, b) = (a, b)
        while b != 0 { (a, b) = (b, a % b) }
        return a
    }

    /// The whole number below, for a fraction that is not negative.
    var floor: Int64 { Int64(numerator / denominator) }

    /// The nearest whole number, of two the even one, for a fraction that is not negative.
    var halfEven: Int64 {
        let whole = numerator / denominator
        let twice = 2 * (numerator % denominator)
        return Int64(twice > denominator || (twice == denominator && whole % 2 == 1) ? whole + 1 : whole)
    }
}
