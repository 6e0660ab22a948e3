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
            for (other, _, _) in cases {
                let alone = Philox4x32.block(counter: other, key: key)
                var pairs = (Philox4x32.Pair(counter, other), Philox4x32.Pair(other, counter))
                Philox4x32.turn(&pairs.0, &pairs.1, key: key)
                #expect([pairs.0.block(0), pairs.1.block(1)] == [answer, answer])
                #expect([pairs.0.block(1), pairs.1.block(0)] == [alone, alone])
                var three = (
                    Philox4x32.Pair(counter, other), Philox4x32.Pair(other, counter), Philox4x32.Pair(other, other)
                )
                Philox4x32.turn(&three.0, &three.1, &three.2, key: key)
                #expect([three.0.block(0), three.1.block(1)] == [answer, answer])
                #expect(
                    [three.0.block(1), three.1.block(0), three.2.block(0), three.2.block(1)].allSatisfy { $0 == alone })
            }
        }
    }
}
