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

    /// Two counters side by side in the lanes of a vector, 32-bit words in 64-bit lanes: a lane's product of two words is
    /// one instruction. The upper halves of the lanes hold remains that nothing looks at.
    package struct Pair {
        private var c0: SIMD2<UInt64>
        private var c1: SIMD2<UInt64>
        private var c2: SIMD2<UInt64>
        private var c3: SIMD2<UInt64>

        @inline(__always)
        package init(_ first: Block, _ second: Block) {
            c0 = SIMD2(UInt64(first.x), UInt64(second.x))
            c1 = SIMD2(UInt64(first.y), UInt64(second.y))
            c2 = SIMD2(UInt64(first.z), UInt64(second.z))
            c3 = SIMD2(UInt64(first.w), UInt64(second.w))
        }

        @inline(__always)
        mutating func round(_ k0: SIMD2<UInt64>, _ k1: SIMD2<UInt64>) {
            let low = SIMD2<UInt64>(repeating: 0xFFFF_FFFF)
            let a = (c0 & low) &* SIMD2(repeating: 0xD251_1F53)
            let b = (c2 & low) &* SIMD2(repeating: 0xCD9E_8D57)
            (c0, c1, c2, c3) = ((b &>> 32) ^ c1 ^ k0, b, (a &>> 32) ^ c3 ^ k1, a)
        }

        /// The words of the first lane (0) or the second (1).
        @inline(__always)
        package func block(_ lane: Int) -> Block {
            Block(
                UInt32(truncatingIfNeeded: c0[lane]), UInt32(truncatingIfNeeded: c1[lane]),
                UInt32(truncatingIfNeeded: c2[lane]), UInt32(truncatingIfNeeded: c3[lane]))
        }

        /// The first two words of both lanes, two in one; and the last two.
        @inline(__always)
        var first: SIMD2<UInt64> { c0 &<< 32 | c1 & SIMD2(repeating: 0xFFFF_FFFF) }

        @inline(__always)
        var second: SIMD2<UInt64> { c2 &<< 32 | c3 & SIMD2(repeating: 0xFFFF_FFFF) }
    }

    /// The keys of ten rounds, one after another, as wide as a pair.
    private struct Keys {
        var k0: UInt32
        var k1: UInt32

        @inline(__always)
        mutating func next() -> (SIMD2<UInt64>, SIMD2<UInt64>) {
            let wide = (SIMD2(repeating: UInt64(k0)), SIMD2(repeating: UInt64(k1)))
            k0 &+= 0x9E37_79B9
            k1 &+= 0xBB67_AE85
            return wide
        }
    }

    /// Ten rounds over two pairs of counters under the same key: the same words as four calls of
    /// ``block(counter:key:)`` in less than half the instructions.
    ///
    /// Two rounds at a time, measured: in one the words change places, and are moved from register to register.
    @inline(__always)
    package static func turn(_ first: inout Pair, _ second: inout Pair, key: SIMD2<UInt32>) {
        var keys = Keys(k0: key.x, k1: key.y)
        for _ in 0..<5 {
            let (a, b) = (keys.next(), keys.next())
            first.round(a.0, a.1)
            second.round(a.0, a.1)
            first.round(b.0, b.1)
            second.round(b.0, b.1)
        }
    }

    /// The same over three pairs.
    @inline(__always)
    package static func turn(_ first: inout Pair, _ second: inout Pair, _ third: inout Pair, key: SIMD2<UInt32>) {
        var keys = Keys(k0: key.x, k1: key.y)
        for _ in 0..<5 {
            let (a, b) = (keys.next(), keys.next())
            first.round(a.0, a.1)
            second.round(a.0, a.1)
            third.round(a.0, a.1)
            first.round(b.0, b.1)
            second.round(b.0, b.1)
            third.round(b.0, b.1)
        }
    }
}
