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
}
