/// The share of members who get something of which there is not enough, as a step of a scale with nine binary digits.
///
/// Step s stands for 1/2²⁰ at s = 1, and for 1 at the last; neighbours are 0.2 to 0.4 % apart. So a share of one in
/// ten thousand is known as well as one of a half, and a table of all steps stays small. The scale is the first bits
/// of a real's own form: exponent and eight digits of the fraction.
enum LimitShare {
    private static let firstBits = (0x1p-20).bitPattern >> 44

    /// The step at which everybody gets it.
    static let all = step(of: 1)

    /// The step that a draw lies on: below a share's step exactly if the draw is below the share.
    static func step(of draw: Double) -> Int {
        draw < 0x1p-20 ? 0 : Int((draw.bitPattern >> 44) - firstBits) + 1
    }

    /// The share that a step stands for.
    static func value(ofStep step: Int) -> Double {
        step == 0 ? 0 : Double(bitPattern: (UInt64(step - 1) + firstBits) << 44)
    }
}
