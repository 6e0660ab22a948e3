import LoyaltyModel

/// Why the rules refuse a row of a log, in words.
struct RefusalWords {
    let column: String
    let found: String
    let expected: String
    let suggestion: String?

    init(
        _ refusal: MemberReplay.Refusal, row: TransactionLog.Row, on date: CalendarDate, program: LoneProgram,
        currency: Currency
    ) {
        func money(_ money: Money) -> String { ExactDecimal.text(money.minor, decimals: currency.exponent) }
        var suggestion: String?
        switch refusal {
        case .notAMember:
            (column, found) = ("customer_id", "a customer who is no member on \(date)")
            expected = "an enrolment or a first purchase before it"
        case .noSuchReward(let name):
            let rewards = program.program.rewards.map(\.name)
            (column, found) = ("reward", "\"\(name)\"")
            expected = rewards.isEmpty ? "no rewards: the program has none" : NearestName.oneOf(rewards)
            suggestion = NearestName.of(name, among: rewards)
        case .noSuchPartner(let name):
            let partners = (program.program.coalition?.partners ?? []).map(\.name)
            (column, found) = ("partner", "\"\(name)\"")
            expected = NearestName.oneOf(partners + ["home"]) + ", or nothing for the company itself"
            suggestion = NearestName.of(name, among: partners)
        case .tooFewPoints(let usable, let price):
            column = if case .pay = row.event { "points" } else { "reward" }
            (found, expected) = ("\(usable.count) usable points on \(date)", "\(price.count) or more")
        case .noPaying:
            (column, found) = ("points", "points paid with")
            expected = "rewards: in the program points do not pay"
        case .notWholeBlocks(let block):
            column = "points"
            if case .pay(let points) = row.event { found = "\(points)" } else { found = "points" }
            expected = "a multiple of \(block.count), for which the program has a value"
        case .belowMinimum(let usable, let minimum):
            (column, found) = ("points", "\(usable.count) usable points on \(date)")
            expected = "\(minimum.count) or more to pay with points"
        case .moreThanBill(let bill):
            (column, found) = ("amount", "a bill of which \(money(bill)) is left to pay")
            expected = "at least what points paid before"
        case .moreThanLeft(let left):
            column = "amount"
            if case .refund(let amount, _) = row.event {
                found = money(Money(minor: amount))
            } else {
                found = "a refund"
            }
            expected = "at most \(money(left)), what is left of the purchase"
        }
        self.suggestion = suggestion
    }
}

extension Program {
    /// The catalogue.
    var rewards: [Reward] {
        mechanics.flatMap { mechanic in
            switch mechanic {
            case .points(let points): points.rewards
            case .punchCard(let card): [card.reward]
            default: [Reward]()
            }
        }
    }
}
