extension String {
    /// 64 bits of FNV-1a of the text's bytes: the same number on every machine. Source: G. Fowler, L. C. Noll and
    /// K.-P. Vo, "FNV Hash" (isthe.com/chongo/tech/comp/fnv).
    package var nameHash: UInt64 {
        utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    }
}
