import LoyaltyModel
import LoyaltyWorkbench
import Testing

@Suite struct NumberTextTests {
    @Test(arguments: [
        (0.0, "0"), (-0.0, "0"), (1, "1"), (-12, "-12"), (0.1, "0.1"), (-2.5, "-2.5"), (100, "100"),
        (1e-5, "0.00001"), (-1.25e-6, "-0.00000125"), (1e-7, "1e-7"), (3.2118e-38, "3.2118e-38"),
        (1e16, "10000000000000000"), (1.5e20, "150000000000000000000"), (1e21, "1e21"), (-1.5e300, "-1.5e300"),
        (0.30000000000000004, "0.30000000000000004"), (123456.789, "123456.789"),
        (9007199254740992, "9007199254740992"), (1234567890123456768, "1234567890123456800"),
    ])
    func `a real prints its shortest digits, plain unless very small or large`(value: Double, text: String) {
        #expect(NumberText.text(value) == text)
    }

    @Test func `every printed real reads back to itself`() {
        var bits: UInt64 = 0x9E37_79B9_7F4A_7C15
        for _ in 0..<20_000 {
            bits = bits &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            let value = Double(bitPattern: bits)
            guard value.isFinite else { continue }
            #expect(Double(NumberText.text(value)) == value, "\(value)")
        }
    }

    @Test func `a person reads three figures`() throws {
        let euro = try #require(Currency(code: "EUR"))
        let yen = try #require(Currency(code: "JPY"))
        #expect(
            [0, 0.5, 12.34, 845.4, 999.6, 12_345, -1_234_567, 2.5e9].map { Humanised.short($0) }
                == ["0", "0.50", "12.3", "845", "1.00k", "12.3k", "-1.23M", "2.50bn"])
        #expect(
            [0, 999, 23_570, 99_999, 100_000, -1500].map { Humanised.count($0) }
                == ["0", "999", "23,570", "99,999", "100k", "-1,500"])
        #expect([0, 0.1234, -0.5, 1.25].map { Humanised.percent($0) } == ["0.0%", "12.3%", "-50.0%", "125%"])
        // One decimal would show a nought for what is none.
        #expect([0.0005, 0.0004, 0.00004].map { Humanised.percent($0) } == ["0.1%", "0.04%", "0.0%"])
        #expect(Humanised.money(123_456, euro) == "1.23k")
        #expect(Humanised.money(123_456, yen) == "123k")
    }
}
