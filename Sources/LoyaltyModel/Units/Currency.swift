/// A currency code with the number of decimals of its minor unit.
///
/// Source: ISO 4217, list one (active codes); a code not listed there as an exception has two decimals.
public struct Currency: Hashable, Sendable {
    /// Three capital letters, for example `EUR`.
    public let code: String
    /// Decimals of the minor unit: 2 for EUR, 0 for JPY, 3 for KWD.
    public let exponent: Int

    /// Returns nil unless `code` is three capital ASCII letters.
    public init?(code: String) {
        guard code.utf8.count == 3, code.utf8.allSatisfy({ (65...90).contains($0) }) else { return nil }
        self.code = code
        exponent = Self.exceptions[code] ?? 2
    }

    /// Returns nil unless ISO 4217 has the code: decimals of another one would be a guess.
    public init?(listed code: String) {
        guard Self.listed.contains(code) else { return nil }
        self.init(code: code)
    }

    /// Minor units in one major unit: 100 for EUR.
    public var minorPerMajor: Int64 {
        var units: Int64 = 1
        for _ in 0..<exponent { units *= 10 }
        return units
    }

    /// Codes of ISO 4217, list one, with a few withdrawn lately that books of past months still have.
    public static let listed: [String] = """
        AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF \
        CHE CHF CHW CLF CLP CNY COP COU CRC CUC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD \
        GNF GTQ GYD HKD HNL HRK HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP \
        LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN \
        PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SLL SOS SRD SSP STN SVC SYP SZL THB TJS \
        TMT TND TOP TRY TTD TWD TZS UAH UGX USD USN UYI UYU UYW UZS VED VES VND VUV WST XAD XAF XCD XCG XOF XPF YER ZAR \
        ZMW ZWG ZWL
        """.split(separator: " ").map(String.init)

    private static let exceptions: [String: Int] = [
        "BIF": 0, "CLP": 0, "DJF": 0, "GNF": 0, "ISK": 0, "JPY": 0, "KMF": 0, "KRW": 0, "PYG": 0,
        "RWF": 0, "UGX": 0, "UYI": 0, "VND": 0, "VUV": 0, "XAF": 0, "XOF": 0, "XPF": 0,
        "BHD": 3, "IQD": 3, "JOD": 3, "KWD": 3, "LYD": 3, "OMR": 3, "TND": 3,
        "CLF": 4, "UYW": 4,
    ]
}
