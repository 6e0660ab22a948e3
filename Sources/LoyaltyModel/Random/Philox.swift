internal import CPhilox

/// The Philox4x32-10 block function: four counter words and two key words in, four random words out.
///
/// It is a pure function, so a draw can be named by an address and needs no state.
/// Source: J. K. Salmon, M. A. Moraes, R. O. Dror, D. E. Shaw, "Parallel Random Numbers: As Easy as 1, 2, 3",
/// SC11 (2011), section 3.3; round count 10 and Weyl constants as there.
@frozen
public enum Philox4x32 {
    /// Four 32-bit words, first to last.
    public typealias Block = SIMD4<UInt32>

    /// Ten rounds over `counter` under `key`.
    @inlinable @inline(__always)
    public static func block(counter: Block, key: SIMD2<UInt32>) -> Block {
        var (c0, c1, c2, c3) = (counter.x, counter.y, counter.z, counter.w)
        var (k0, k1) = (key.x, key.y)
        for round in 0..<10 {
            if round > 0 {
                k0 &+= 0x9E37_79B9
                k1 &+= 0xBB67_AE85
            }
            let a = UInt64(c0) &* 0xD251_1F53
            let b = UInt64(c2) &* 0xCD9E_8D57
            let (aHigh, aLow) = (UInt32(truncatingIfNeeded: a >> 32), UInt32(truncatingIfNeeded: a))
            let (bHigh, bLow) = (UInt32(truncatingIfNeeded: b >> 32), UInt32(truncatingIfNeeded: b))
            (c0, c1, c2, c3) = (bHigh ^ c1 ^ k0, bLow, aHigh ^ c3 ^ k1, aLow)
        }
        return Block(c0, c1, c2, c3)
    }

    /// The blocks of four counters in a row, at two or three addresses at once: the same words as eight or twelve calls
    /// of ``block(counter:key:)`` in a fifth of the instructions, where the processor has AVX2.
    package struct Fours: ~Copyable {
        private let counters = UnsafeMutablePointer<UInt32>.allocate(capacity: 12)
        private let words = UnsafeMutablePointer<UInt64>.allocate(capacity: 24)

        package init() {
            counters.initialize(repeating: 0, count: 12)
            words.initialize(repeating: 0, count: 24)
        }

        deinit {
            counters.deallocate()
            words.deallocate()
        }

        /// Turns ten rounds over each of the counters and the three that follow it in its first word.
        ///
        /// - Parameters:
        ///   - third: nil where two addresses are enough; their words then stay what they were.
        ///   - plainly: without what only some processors can do, for a test of one way beside the other.
        @inline(__always)
        package mutating func turn(
            _ first: Block, _ second: Block, _ third: Block?, key: SIMD2<UInt32>, plainly: Bool = false
        ) {
            set(0, first)
            set(1, second)
            if let third { set(2, third) }
            let addresses: Int32 = third == nil ? 2 : 3
            if plainly { return philox_four_plainly(key.x, key.y, addresses, counters, words) }
            philox_four(key.x, key.y, addresses, counters, words)
        }

        @inline(__always)
        private func set(_ address: Int, _ counter: Block) {
            let place = counters + 4 * address
            (place[0], place[1], place[2], place[3]) = (counter.x, counter.y, counter.z, counter.w)
        }

        /// The first two words, two in one, of the blocks at `place` and the place after it, 0 to 3.
        @inline(__always)
        package func first(_ address: Int, _ place: Int) -> SIMD2<UInt64> {
            SIMD2(words[8 * address + place], words[8 * address + place + 1])
        }

        /// The last two words of the same.
        @inline(__always)
        package func second(_ address: Int, _ place: Int) -> SIMD2<UInt64> { first(address, place + 4) }
    }
}
