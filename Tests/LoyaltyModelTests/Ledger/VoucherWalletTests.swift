import LoyaltyModel
import Testing

@Suite struct VoucherWalletTests {
    private static func voucher(_ minor: Int64, until lastDay: Int32) -> VoucherWallet.Voucher {
        VoucherWallet.Voucher(value: Money(minor: minor), twinThousandths: 0, lastDay: lastDay)
    }

    @Test func aVoucherIsUsableOnItsLastDayAndGoneTheDayAfter() {
        var wallet = VoucherWallet()
        wallet.add(Self.voucher(500, until: 59))
        wallet.add(Self.voucher(700, until: 90))
        #expect(wallet.firstUsable(on: 59)?.value.minor == 500)
        #expect(wallet.usable(on: 59).map(\.value.minor) == [500, 700])
        #expect(wallet.firstUsable(on: 60)?.value.minor == 700)
        wallet.spendFirst()
        #expect(wallet.isEmpty)
        #expect(wallet.firstUsable(on: 60) == nil)
    }
}
