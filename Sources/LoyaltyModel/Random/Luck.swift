/// All the luck of one replication: a random draw is addressed, never sequenced.
///
/// The address is (seed, replication, customer key, decision, occurrence). The same address gives the same
/// words in every arm, on any worker, in any shard. Seed and replication make the Philox key; customer key,
/// decision and occurrence make the counter, with 2²⁴ blocks of four words behind each address.
public struct Luck: Sendable {
    /// What the first words of every address are, in place of random ones. Only tests use other than `real`.
    public enum Opening: UInt8, CaseIterable, Sendable {
        case real
        /// 64 words of zeros, then real ones.
        case zeros
        /// 64 words with all bits set, then real ones.
        case ones
        /// 64 words of zeros, 64 with all bits set, then real ones.
        case zerosThenOnes
    }

    @usableFromInline let key: SIMD2<UInt32>
    @usableFromInline let opening: Opening

    public init(seed: UInt64, replication: Int, opening: Opening = .real) {
        let counter = Philox4x32.Block(
            UInt32(truncatingIfNeeded: replication), UInt32(truncatingIfNeeded: replication >> 32), 0, 0x6C75_636B)
        let seedWords = SIMD2(UInt32(truncatingIfNeeded: seed), UInt32(truncatingIfNeeded: seed >> 32))
        let block = Philox4x32.block(counter: counter, key: seedWords)
        key = SIMD2(block.x, block.y)
        self.opening = opening
    }

    /// Block `index` (four words) of an address.
    @inlinable @inline(__always)
    public func block(_ customer: CustomerKey, _ decision: Decision, _ occurrence: Int, index: UInt32 = 0)
        -> Philox4x32.Block
    {
        if opening != .real, let hostile = hostileBlock(index) { return hostile }
        return Philox4x32.block(counter: Self.counter(customer, decision, occurrence, index), key: key)
    }

    @inlinable @inline(__always)
    static func counter(
        _ customer: CustomerKey, _ decision: Decision, _ occurrence: Int, _ index: UInt32
    ) -> Philox4x32.Block {
        Philox4x32.Block(
            UInt32(truncatingIfNeeded: occurrence),
            UInt32(decision.rawValue) << 24 | index,
            UInt32(truncatingIfNeeded: customer.word),
            UInt32(truncatingIfNeeded: customer.word >> 32))
    }

    /// The first uniform number of an address, in the open interval (0, 1).
    @inlinable @inline(__always)
    public func uniform(_ customer: CustomerKey, _ decision: Decision, _ occurrence: Int) -> Double {
        let words = block(customer, decision, occurrence)
        return LuckStream.uniform(words.x, words.y)
    }

    /// The same as ``uniform(_:_:_:)``, not inlined: for rare questions, whose copies would crowd the walk's code.
    @inline(never)
    func rareUniform(_ customer: CustomerKey, _ decision: Decision, _ occurrence: Int) -> Double {
        uniform(customer, decision, occurrence)
    }

    /// The second uniform number of an address; not inlined either.
    @inline(never)
    func rareSecondUniform(_ customer: CustomerKey, _ decision: Decision, _ occurrence: Int) -> Double {
        let words = block(customer, decision, occurrence)
        return LuckStream.uniform(words.z, words.w)
    }

    /// The stream of words behind an address, for samplers that need an unknown number of them.
    @inlinable @inline(__always)
    public func stream(_ customer: CustomerKey, _ decision: Decision, _ occurrence: Int) -> LuckStream {
        LuckStream(luck: self, customer: customer, decision: decision, occurrence: occurrence)
    }

    /// The occurrence at which the draws of something with a path are addressed: the low 32 bits of its hash, as many as
    /// an address holds.
    public static func occurrence(ofPath path: String) -> Int { Int(path.nameHash & 0xFFFF_FFFF) }

    @usableFromInline
    func hostileBlock(_ index: UInt32) -> Philox4x32.Block? {
        let zeros = Philox4x32.Block(repeating: 0)
        let ones = Philox4x32.Block(repeating: .max)
        switch (opening, index) {
        case (.zeros, 0..<16), (.zerosThenOnes, 0..<16): return zeros
        case (.ones, 0..<16), (.zerosThenOnes, 16..<32): return ones
        default: return nil
        }
    }
}
