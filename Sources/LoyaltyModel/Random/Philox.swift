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

    /// Ten rounds over two counters under the same key, side by side in the lanes of a vector: the same words as two
    /// calls of ``block(counter:key:)`` in less than half the instructions.
    @inlinable @inline(__always)
    public static func blocks(_ first: Block, _ second: Block, key: SIMD2<UInt32>) -> (Block, Block) {
        // 32-bit words in 64-bit lanes: a lane's product of two words is one instruction.
        let low = SIMD2<UInt64>(repeating: 0xFFFF_FFFF)
        var c0 = SIMD2(UInt64(first.x), UInt64(second.x))
        var c1 = SIMD2(UInt64(first.y), UInt64(second.y))
        var c2 = SIMD2(UInt64(first.z), UInt64(second.z))
        var c3 = SIMD2(UInt64(first.w), UInt64(second.w))
        var (k0, k1) = (key.x, key.y)
        for round in 0..<10 {
            if round > 0 {
                k0 &+= 0x9E37_79B9
                k1 &+= 0xBB67_AE85
            }
            // The masks change nothing, and tell the compiler that these are 32-bit words.
            let a = (c0 & low) &* SIMD2(repeating: 0xD251_1F53)
            let b = (c2 & low) &* SIMD2(repeating: 0xCD9E_8D57)
            (c0, c1, c2, c3) = (
                (b &>> 32) ^ c1 ^ SIMD2(repeating: UInt64(k0)), b & low,
                (a &>> 32) ^ c3 ^ SIMD2(repeating: UInt64(k1)), a & low
            )
        }
        func lane(_ i: Int) -> Block {
            Block(
                UInt32(truncatingIfNeeded: c0[i]), UInt32(truncatingIfNeeded: c1[i]),
                UInt32(truncatingIfNeeded: c2[i]), UInt32(truncatingIfNeeded: c3[i]))
        }
        return (lane(0), lane(1))
    }
}
