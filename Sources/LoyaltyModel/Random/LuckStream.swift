/// The words behind one address, in order. A small value: copy it and both copies give the same words.
public struct LuckStream: Sendable {
    @usableFromInline let luck: Luck
    @usableFromInline let customer: CustomerKey
    @usableFromInline let decision: Decision
    @usableFromInline let occurrence: Int
    @usableFromInline var words = Philox4x32.Block(repeating: 0)
    @usableFromInline var used: UInt32 = 0

    @inlinable @inline(__always)
    init(luck: Luck, customer: CustomerKey, decision: Decision, occurrence: Int) {
        self.luck = luck
        self.customer = customer
        self.decision = decision
        self.occurrence = occurrence
    }

    /// The next 32 random bits. An address holds 2²⁶ words; then it starts again.
    @inlinable @inline(__always)
    public mutating func next() -> UInt32 {
        let position = used & 3
        if position == 0 {
            words = luck.block(customer, decision, occurrence, index: (used >> 2) & 0xFF_FFFF)
        }
        used &+= 1
        return words[Int(position)]
    }

    /// The next four words at once.
    ///
    /// - Precondition: a multiple of four have been taken.
    @inlinable @inline(__always)
    mutating func nextBlock() -> Philox4x32.Block {
        precondition(used & 3 == 0, "a block begins at every fourth word")
        let block = luck.block(customer, decision, occurrence, index: (used >> 2) & 0xFF_FFFF)
        used &+= 4
        return block
    }

    /// The next uniform number in the open interval (0, 1): 52 random bits and a half, so 0 and 1 never occur.
    @inlinable @inline(__always)
    public mutating func uniform() -> Double {
        let first = next()
        let second = next()
        return Self.uniform(first, second)
    }

    /// Two words as a uniform number in the open interval (0, 1): 52 bits plus one half, over 2⁵².
    @inlinable @inline(__always)
    static func uniform(_ first: UInt32, _ second: UInt32) -> Double { uniform(UInt64(first) << 32 | UInt64(second)) }

    /// The same of both words in one.
    @inlinable @inline(__always)
    static func uniform(_ words: UInt64) -> Double {
        let bits = words >> 12
        // As a number with a sign, which it has not: converting one without takes five instructions more.
        return (Double(Int64(bitPattern: bits)) + 0.5) * 0x1p-52
    }

    /// The same of two such words side by side.
    @inline(__always)
    static func uniform(_ words: SIMD2<UInt64>) -> SIMD2<Double> {
        // In the place of the last bits of 2⁵² a whole number below that is one with a point.
        let bits = (words &>> 12) | SIMD2(repeating: 0x4330_0000_0000_0000)
        return (unsafeBitCast(bits, to: SIMD2<Double>.self) - (0x1p52 - 0.5)) * 0x1p-52
    }
}
