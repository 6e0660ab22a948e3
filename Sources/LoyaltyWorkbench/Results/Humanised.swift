public import LoyaltyModel

/// Numbers as a person reads them at a glance. Tables never use these.
public enum Humanised {
    /// Three figures with a suffix from a thousand on: `845`, `12.3k`, `-1.23M`.
    public static func short(_ value: Double) -> String {
        let size = abs(value)
        for (unit, suffix) in [(1e9, "bn"), (1e6, "M"), (1e3, "k")] where size >= 0.9995 * unit {
            return figures(value / unit) + suffix
        }
        return size == 0 || size >= 100 ? fixed(value, 0) : figures(value)
    }

    /// A figure in its unit.
    public static func text(_ value: Double, _ unit: MetricUnit, _ currency: Currency) -> String {
        switch unit {
        case .share: percent(value)
        case .money, .moneyPerPurchase, .moneyPerCustomer: money(value, currency)
        case .customers, .purchases, .points, .stamps, .rewards, .messages, .coupons: count(value)
        case .perCustomerYear, .days, .month, .times, .score: short(value)
        }
    }

    /// An amount of minor units in major units.
    public static func money(_ minor: Double, _ currency: Currency) -> String {
        short(minor / Double(currency.minorPerMajor))
    }

    /// A count with thousands apart, shortened from a hundred thousand on.
    public static func count(_ value: Double) -> String {
        guard abs(value) < 99_999.5 else { return short(value) }
        let digits = fixed(abs(value), 0)
        let text = digits.count > 3 ? digits.dropLast(3) + "," + digits.suffix(3) : digits[...]
        return (value <= -0.5 ? "-" : "") + text
    }

    /// A share in per cent, with one decimal below 100 % and two where one would show a nought.
    public static func percent(_ share: Double) -> String {
        let size = abs(share)
        return fixed(share * 100, size >= 0.9995 ? 0 : size >= 0.0005 || size < 0.00005 ? 1 : 2) + "%"
    }

    /// A share in per cent with two decimals: what is compared with another to less than a tenth of a per cent.
    public static func finePercent(_ share: Double) -> String { fixed(share * 100, 2) + "%" }

    /// Three significant figures of a number below 1000.
    private static func figures(_ value: Double) -> String {
        let size = abs(value)
        return fixed(value, size >= 99.95 ? 0 : size >= 9.995 ? 1 : 2)
    }

    /// Fixed decimals, rounded half away from zero, no sign on zero.
    private static func fixed(_ value: Double, _ decimals: Int) -> String {
        let scale = [1.0, 10, 100][decimals]
        let scaled = (abs(value) * scale).rounded()
        guard scaled < 9e15 else { return NumberText.text(value.rounded()) }
        let whole = Int64(scaled)
        let unit = Int64(scale)
        var text = String(whole / unit)
        if decimals > 0 {
            let fraction = String(whole % unit)
            text += "." + String(repeating: "0", count: decimals - fraction.count) + fraction
        }
        return value < 0 && whole > 0 ? "-" + text : text
    }
}
