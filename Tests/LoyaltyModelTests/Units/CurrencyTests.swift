import LoyaltyModel
import Testing

@Suite struct CurrencyTests {
    /// Minor units of ISO 4217, list one, as far as they differ from 2; and some that do not.
    @Test(arguments: [
        (0, "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF"),
        (2, "EUR USD GBP CHF CNY INR BRL MGA MRU HUF TWD IDR COP"), (3, "BHD IQD JOD KWD LYD OMR TND"), (4, "CLF UYW"),
    ])
    func theMinorUnitIsThatOfTheList(exponent: Int, codes: String) {
        for code in codes.split(separator: " ") {
            #expect(Currency(code: String(code))?.exponent == exponent, "\(code)")
        }
    }

    @Test func aMajorUnitHasTenToTheExponentMinorOnes() {
        let units = ["JPY", "EUR", "KWD", "CLF"].map { Currency(code: $0)?.minorPerMajor }
        #expect(units == [1, 100, 1000, 10_000])
    }

    @Test(arguments: ["", "EU", "EURO", "eur", "EU1", "ÉUR", "EU ", "ЕUR"])
    func whatIsNotThreeCapitalsIsNoCode(text: String) { #expect(Currency(code: text) == nil) }
}
