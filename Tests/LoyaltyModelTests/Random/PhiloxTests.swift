import LoyaltyModel
import Testing

@Suite("Philox")
struct PhiloxTests {
    /// Source: Random123 1.14, `tests/kat_vectors`, lines `philox4x32 10`.
    @Test("gives its published known answers")
    func knownAnswers() {
        let cases: [(counter: Philox4x32.Block, key: SIMD2<UInt32>, answer: Philox4x32.Block)] = [
            (
                Philox4x32.Block(repeating: 0), SIMD2(0, 0),
                Philox4x32.Block(0x6627_e8d5, 0xe169_c58d, 0xbc57_ac4c, 0x9b00_dbd8)
            ),
            (
                Philox4x32.Block(repeating: .max), SIMD2(repeating: .max),
                Philox4x32.Block(0x408f_276d, 0x41c8_3b0e, 0xa20b_c7c6, 0x6d54_51fd)
            ),
            (
                Philox4x32.Block(0x243f_6a88, 0x85a3_08d3, 0x1319_8a2e, 0x0370_7344), SIMD2(0xa409_3822, 0x299f_31d0),
                Philox4x32.Block(0xd16c_fe09, 0x94fd_cceb, 0x5001_e420, 0x2412_6ea1)
            ),
        ]
        for (counter, key, answer) in cases {
            #expect(Philox4x32.block(counter: counter, key: key) == answer)
        }
    }

    /// With and without what only newer processors can do.
    @Test("gives the same words four at a time", arguments: [false, true])
    func fours(plainly: Bool) {
        // The first word of the second counter passes its end within the four.
        let counters = [
            Philox4x32.Block(0x243f_6a88, 0x85a3_08d3, 0x1319_8a2e, 0x0370_7344),
            Philox4x32.Block(UInt32.max - 1, 1, 2, UInt32.max), Philox4x32.Block(7, 0, 0, 0),
        ]
        let keys = [SIMD2<UInt32>(0xa409_3822, 0x299f_31d0), SIMD2(repeating: UInt32.max), SIMD2(0, 1)]
        var fours = Philox4x32.Fours()
        for key in keys {
            for third in [nil, counters[2]] {
                fours.turn(counters[0], counters[1], third, key: key, plainly: plainly)
                for address in 0..<(third == nil ? 2 : 3) {
                    for place in 0..<4 {
                        var counter = counters[address]
                        counter.x &+= UInt32(place)
                        let block = Philox4x32.block(counter: counter, key: key)
                        let pair = min(place, 2)
                        let (first, second) = (fours.first(address, pair), fours.second(address, pair))
                        #expect(first[place - pair] == UInt64(block.x) << 32 | UInt64(block.y))
                        #expect(second[place - pair] == UInt64(block.z) << 32 | UInt64(block.w))
                    }
                }
            }
        }
    }
}
