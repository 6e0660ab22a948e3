import LoyaltyModel
import Testing

/// Points of random bills under random rules, against exact fractions.
@Suite struct EarnTableTests {
    private static let million: Int64 = 1_000_000
    /// More is not given for one bill.
    private static let mostPoints: Int64 = 1_000_000_000_000_000
    private static let calendar = StudyCalendar(start: Fixtures.newYear, days: 14)

    /// A rule with its basket, and what a fraction makes of it.
    private struct Case: CustomStringConvertible {
        var rule: EarnRule
        var basket: [CategoryShare]
        let minorPerMajor: Int64

        init(_ dice: inout Dice, largestRate: Int64 = 1_000_000_000, largestMultiplier: Int64 = 100_000_000) {
            minorPerMajor = [1, 100, 1000, 10_000][Int(dice.roll(0...3))]
            rule = EarnRule(
                perMoneyMillionths: dice.rollAnySize(0...largestRate), perVisit: Points(dice.roll(0...3)),
                rounding: dice.chance(2) ? .floor : .halfEven, roundEach: dice.chance(2) ? .line : .basket)
            basket = []
            if dice.chance(2) {
                let first = dice.roll(1...999_998)
                let second = dice.roll(1...(999_999 - first))
                basket = zip(["a", "b", "c"], [first, second, million - first - second]).map {
                    CategoryShare(name: $0, millionths: $1)
                }
                rule.categories = [
                    CategoryMultiplier(name: "b", millionths: dice.rollAnySize(0...largestMultiplier)),
                    CategoryMultiplier(name: "c", millionths: dice.roll(0...4) * 500_000),
                ]
            }
            if dice.chance(2) {
                rule.bonusDays = [
                    BonusDays(
                        when: .weekday(Int(dice.roll(1...7))), millionths: dice.rollAnySize(0...largestMultiplier)),
                    BonusDays(when: .weekday(Int(dice.roll(1...7))), millionths: dice.roll(0...6) * 500_000),
                ]
            }
        }

        /// A bill's lines: up to each category the running share of the bill, half-even to the minor unit.
        func lines(of amount: Int64) -> [(amount: Int64, multiplier: Int64)] {
            guard !basket.isEmpty else { return [(amount, million)] }
            var (share, before) = (Int64(0), Int64(0))
            return basket.map { category in
                share += category.millionths
                let upTo = (ExactFraction(amount) * ExactFraction(share, over: million)).halfEven
                defer { before = upTo }
                let named = rule.categories.first { $0.name == category.name }
                return (upTo - before, named?.millionths ?? million)
            }
        }

        func points(of amount: Int64, on day: Int) -> Int64 {
            let weekday = calendar.date(ofDay: day).weekday
            let bonus = rule.bonusDays.filter { $0.when == .weekday(weekday) }.map(\.millionths).max() ?? million
            let exact = lines(of: amount).map {
                ExactFraction($0.amount, over: minorPerMajor) * ExactFraction(rule.perMoneyMillionths, over: million)
                    * ExactFraction($0.multiplier, over: million) * ExactFraction(bonus, over: million)
            }
            func rounded(_ value: ExactFraction) -> Int64 {
                min(rule.rounding == .floor ? value.floor : value.halfEven, EarnTableTests.mostPoints)
            }
            let points =
                rule.roundEach == .line
                ? exact.map(rounded).reduce(0, +) : rounded(exact.reduce(ExactFraction(0), +))
            return points + rule.perVisit.count
        }

        var description: String { "\(rule), basket \(basket), \(minorPerMajor) minor units" }
    }

    /// The first of many random bills that earns something else than it should, in words.
    private static func disagreement(
        throws dice: consuming Dice, make: (inout Dice) -> (example: Case, amount: Int64)
    ) -> String? {
        for _ in 0..<20_000 {
            let (example, amount) = make(&dice)
            if let found = disagreement(example, amount: amount, day: Int(dice.roll(0...13))) { return found }
        }
        return nil
    }

    private static func disagreement(_ example: Case, amount: Int64, day: Int) -> String? {
        let table = EarnTable(
            example.rule, baskets: [example.basket], calendar: calendar, minorPerMajor: example.minorPerMajor)
        let found = table.points(amount: amount, segment: 0, day: Int32(day))
        let exact = example.points(of: amount, on: day)
        return found == exact ? nil : "\(found), exactly \(exact), for \(amount) on day \(day): \(example)"
    }

    @Test func everyDayBillsEarnExactlyWhatTheRuleSays() {
        let found = Self.disagreement(throws: Dice(1)) { dice in
            (Case(&dice, largestRate: 20_000_000, largestMultiplier: 5_000_000), dice.roll(0...50_000))
        }
        #expect(found == nil)
    }

    /// Bills up to 10¹⁰ minor units with all that the catalogue admits: products up to 10³³.
    @Test func hugeBillsEarnExactlyWhatTheRuleSays() {
        let found = Self.disagreement(throws: Dice(2)) { dice in
            (Case(&dice, largestMultiplier: 10_000_000), dice.rollAnySize(0...10_000_000_000))
        }
        #expect(found == nil)
    }

    /// Bills whose product with the rate lies just below and above what 64 bits hold.
    @Test func theStepFrom64To128BitsShowsNowhere() {
        let found = Self.disagreement(throws: Dice(3)) { dice in
            var example = Case(&dice, largestMultiplier: 10_000_000)
            example.rule.perMoneyMillionths = dice.roll(10_000_000...1_000_000_000)
            return (example, Int64.max / example.rule.perMoneyMillionths + dice.roll(-3...3))
        }
        #expect(found == nil)
    }

    @Test func aTieGoesToTheEvenPointInBothWidths() {
        // 0.5 points a unit: 1, 3, 5 units are ties. A multiplier of 1 on two categories makes the wide way.
        let rule = EarnRule(perMoneyMillionths: 500_000, rounding: .halfEven)
        var wide = rule
        wide.categories = [CategoryMultiplier(name: "a", millionths: Self.million)]
        let basket = [CategoryShare(name: "a", millionths: 500_000), CategoryShare(name: "b", millionths: 500_000)]
        let narrow = EarnTable(rule, baskets: [[]], calendar: Self.calendar, minorPerMajor: 1)
        let other = EarnTable(wide, baskets: [basket], calendar: Self.calendar, minorPerMajor: 1)
        #expect((1...7).map { narrow.points(amount: $0, segment: 0, day: 0) } == [0, 1, 2, 2, 2, 3, 4])
        #expect((1...7).map { other.points(amount: $0, segment: 0, day: 0) } == [0, 1, 2, 2, 2, 3, 4])
    }

    @Test func theLinesOfABasketSumToTheBill() {
        var dice = Dice(4)
        for _ in 0..<2_000 {
            let amount = dice.rollAnySize(0...1_000_000_000_000)
            let example = Case(&dice)
            // With multipliers of 1 a basket earns as much as a bill without categories.
            var plain = example.rule
            plain.categories = []
            plain.roundEach = .basket
            plain.bonusDays = []
            var split = plain
            split.categories = [CategoryMultiplier(name: "b", millionths: Self.million)]
            let one = EarnTable(plain, baskets: [[]], calendar: Self.calendar, minorPerMajor: 100)
            let three = EarnTable(split, baskets: [example.basket], calendar: Self.calendar, minorPerMajor: 100)
            #expect(
                one.points(amount: amount, segment: 0, day: 0) == three.points(amount: amount, segment: 0, day: 0),
                "\(amount), \(example)")
        }
    }

    /// The largest bill of a run, in a currency without decimals, under the largest factors that a document may hold:
    /// 10¹² × 1000 × 100 × 100 = 10¹⁹ points would be more than a ledger can count.
    @Test func whatALedgerCannotCountIsHeldToWhatItCan() {
        var rule = EarnRule(perMoneyMillionths: 1000 * Self.million)
        rule.categories = [CategoryMultiplier(name: "a", millionths: 100 * Self.million)]
        rule.bonusDays = [BonusDays(when: .weekday(4), millionths: 100 * Self.million)]
        let table = EarnTable(
            rule, baskets: [[CategoryShare(name: "a", millionths: Self.million)]], calendar: Self.calendar,
            minorPerMajor: 1)
        #expect(table.points(amount: 1_000_000_000_000, segment: 0, day: 0) == Self.mostPoints)
    }

    @Test func theLargestOfSeveralBonusesCounts() {
        var rule = EarnRule(perMoneyMillionths: Self.million)
        rule.bonusDays = [
            BonusDays(when: .weekday(4), millionths: 2 * Self.million),
            BonusDays(when: .dates(Fixtures.newYear, Fixtures.newYear.adding(days: 1)), millionths: 3 * Self.million),
        ]
        let table = EarnTable(rule, baskets: [[]], calendar: Self.calendar, minorPerMajor: 1)
        // 1 January 2026 is a Thursday.
        #expect([0, 1, 2, 7].map { table.points(amount: 10, segment: 0, day: $0) } == [30, 30, 10, 20])
    }
}
