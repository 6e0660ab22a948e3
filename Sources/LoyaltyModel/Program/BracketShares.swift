/// Shares of bills that rise with what has been spent, made ready for a study.
struct BracketShares: Sendable {
    let brackets: [DiscountMechanic.Bracket]
    let crossing: DiscountMechanic.Crossing

    /// A bill's share after `spent` within the window: minor units times millionths, nothing rounded.
    func share(of bill: Int64, spent: Int64) -> Int128 {
        switch crossing {
        case .before: Int128(bill) * Int128(rate(at: spent))
        case .after: Int128(bill) * Int128(rate(at: spent + bill))
        case .split: split(from: spent, to: spent + bill)
        }
    }

    private func rate(at spent: Int64) -> Int64 {
        brackets.last { $0.from.minor <= spent }?.shareMillionths ?? 0
    }

    /// Each stretch of spending at the rate of its own bracket.
    private func split(from start: Int64, to end: Int64) -> Int128 {
        var sum: Int128 = 0
        for (place, bracket) in brackets.enumerated() {
            let upTo = place + 1 < brackets.count ? brackets[place + 1].from.minor : Int64.max
            let part = min(end, upTo) - max(start, bracket.from.minor)
            if part > 0 { sum += Int128(part) * Int128(bracket.shareMillionths) }
        }
        return sum
    }
}
