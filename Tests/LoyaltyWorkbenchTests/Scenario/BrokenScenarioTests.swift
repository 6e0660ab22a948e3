import Foundation
import LoyaltyWorkbench
import Testing

/// One document for each mistake, with the exact words that a person reads.
@Suite struct BrokenScenarioTests {
    private static let folder = Shipped.path("Tests/LoyaltyWorkbenchTests/BrokenScenarios")

    /// Parts of other files' mistakes.
    private static let helpers: Set<String> = ["cyclic-include-a", "cyclic-include-b"]

    private static func words(_ problems: [Problem]) -> String {
        problems.map(\.description).joined(separator: "\n").replacingOccurrences(of: folder + "/", with: "")
    }

    private static let expected = documents.merging(mechanics) { $1 }

    @Test(arguments: expected.sorted { $0.key < $1.key })
    func aMistakeIsSaidInTheseWords(name: String, words: String) {
        let problems = DocumentChecker.check(paths: ["\(Self.folder)/\(name).yaml"])
        #expect(Self.words(problems) == words, "\(name)")
    }

    @Test func everyBrokenDocumentHasItsWords() throws {
        let names = try FileManager.default.contentsOfDirectory(atPath: Self.folder)
            .filter { $0.hasSuffix(".yaml") }.map { String($0.dropLast(5)) }
        #expect(Set(names).subtracting(Self.helpers) == Set(Self.expected.keys))
    }

    @Test func theSoundDocumentsBesideThemHaveNoProblem() {
        let sound = Shipped.files(in: "Tests/LoyaltyWorkbenchTests/BrokenScenarios/sound")
        #expect(sound.count == 3)
        #expect(Self.words(DocumentChecker.check(paths: sound)) == "")
    }

    @Test func loadingThrowsAllProblemsOfAllFilesAtOnce() throws {
        let problems = #expect(throws: Problems.self) {
            try ScenarioLoader.load(path: "\(Self.folder)/many.yaml")
        }
        #expect(Self.words(problems?.problems ?? []) == Self.expected["many"])
    }

    @Test func aFileThatIsNotThereIsAProblem() {
        let problems = DocumentChecker.check(paths: ["\(Self.folder)/emty.yaml"])
        #expect(
            Self.words(problems)
                == "emty.yaml: found no file that can be read, expected a YAML document (did you mean \"empty.yaml\"?)")
    }

    private static let documents = [
        "absurd-length": """
        absurd-length.yaml:6:9: months: found 1201, expected a whole number from 1 to 1200
        absurd-length.yaml:7:15: replications: found 1000001, expected a whole number from 1 to 1000000
        """,
        "absurd-rate": """
        absurd-rate.yaml:7:15: segments.everyone.purchase: found a mean of 250 purchases a day, expected \
        at most 10 (is the population's unit right?)
        """,
        "absurd-size": """
        absurd-size.yaml:3:12: customers: found 2000000000, expected a whole number from 0 to 1000000000
        """,
        "alias-bomb": """
        alias-bomb.yaml:5:10: found more than 20 aliases, expected values written out
        """,
        "alias-flood": """
        alias-flood.yaml:2:9248: found more than can be read (do aliases repeat aliases?), expected at \
        most 100000 values, 100 deep
        """,
        "bad-name": """
        bad-name.yaml:2:7: name: found "Near Reward", expected a name of small letters, digits and hyphens
        """,
        "baseline-name": """
        baseline-name.yaml:10:39: programs.baseline.name: found "baseline", expected another name: it \
        means no program
        """,
        "bonus-days": """
        bonus-days.yaml:5:42: mechanics.points.earn.bonus_days.1: found weekday and from, expected either \
        weekday, or from and to
        """,
        "books-estimators": """
        books-estimators.yaml:7:49: finance.prior_rate: found a prior_rate that estimator: chain-ladder does not use, \
        expected no prior_rate, or estimator: bornhuetter-ferguson
        books-estimators.yaml:7:60: finance.tail: found 0.9, expected a number from 1 to 1000
        books-estimators.yaml:7:72: finance.curve: found a share that falls, expected shares redeemed so far, each at \
        least the one before
        books-estimators.yaml:7:72: finance.curve: found a curve that estimator: chain-ladder does not use, expected \
        no curve, or estimator: curve
        """,
        "books-no-curve": """
        books-no-curve.yaml:7:10: finance.curve: found no curve, expected a list of ages and shares: estimator is curve
        """,
        "books-unclosed": """
        books-unclosed.yaml:8:10: finance: found a study that ends on 2027-01-14, expected one that ends with a month
        books-unclosed.yaml:8:10: finance: found 1 replication, expected at least 2: what a world will redeem is read \
        off the others
        books-unclosed.yaml:8:21: finance.run_off: found 700, expected a whole number from 0 to 600
        """,
        "budget-of-nothing": """
        budget-of-nothing.yaml:3:9: budget: found a program without rewards to refuse, expected rewards, gifts, \
        prizes or coupons: discounts, vouchers and points as money are promised
        budget-of-nothing.yaml:3:37: budget.every: found "weekly", expected one of month, year, study
        """,
        "contradicting-correlations": """
        contradicting-correlations.yaml:11:17: segments.everyone.dependence: found correlations that \
        contradict each other, expected a positive definite correlation matrix
        """,
        "coupon-always": """
        coupon-always.yaml:6:11: mechanics.offer.offers.ever.when: found a coupon that is always to be had, expected \
        joining, visit or dates (money off every bill is a discount)
        """,
        "coupon-money-and-share": """
        coupon-money-and-share.yaml:6:59: mechanics.offer.offers.both.coupon: found money and share, expected either \
        money or a share of the price to take off
        coupon-money-and-share.yaml:7:62: mechanics.offer.offers.neither.coupon: found neither money nor share, \
        expected either money or a share of the price to take off
        """,
        "cyclic-include": """
        cyclic-include-b.yaml:2:7: from: found a cyclic include: cyclic-include-a.yaml → \
        cyclic-include-b.yaml → cyclic-include-a.yaml, expected includes that come to an end
        """,
        "decimals-of-yen": """
        sound/program.yaml:8:76: programs.near.mechanics.points.rewards.drink.face_value: found 4.20, \
        expected an amount from 0 to 1000000000, without decimals (JPY)
        sound/program.yaml:8:93: programs.near.mechanics.points.rewards.drink.unit_cost: found 1.10, \
        expected an amount from 0 to 1000000000, without decimals (JPY)
        """,
        "duplicate-key": """
        duplicate-key.yaml:8:1: found the key "seed" again, expected each key once in a block (first in \
        line 7)
        """,
        "duplicate-name": """
        duplicate-name.yaml:11:5: programs.near.name: found "near" again, expected a name not used before \
        (sound/program.yaml:2)
        """,
        "channel-of-nobody": """
        channel-of-nobody.yaml:10:74: programs.online.enrolment: found only customers of web, app, expected \
        a channel that some segment has: store
        """,
        "channel-shares": """
        channel-shares.yaml:12:16: segments.everyone.response_traits.channel: found shares that sum to 0.9, \
        expected a sum of 1
        """,
        "channel-twice": """
        channel-twice.yaml:3:24: enrolment.channels: found a word twice, expected a list of some of store, \
        web, app, card
        """,
        "channels-not-asked": """
        channels-not-asked.yaml:3:62: enrolment.channels: found channels whose customers are not asked, \
        expected one of those who are: web
        """,
        "unknown-channel": """
        unknown-channel.yaml:3:25: enrolment.channels: found "shop", expected a list of some of store, web, \
        app, card
        """,
        "duration-without-unit": """
        duration-without-unit.yaml:6:26: mechanics.points.expiry.rolling: found 6, expected a duration in \
        months or years, from 1 to 1200 months, for example "6 months"
        """,
        "empty": """
        empty.yaml: found an empty document, expected a first line such as "document: scenario"
        """,
        "free-reward": """
        free-reward.yaml:8:60: mechanics.points.rewards.drink.points_price: found 0, expected a whole \
        number from 1 to 1000000000
        """,
        "infinite-mean-basket": """
        infinite-mean-basket.yaml:9:39: segments.everyone.basket.gamma-gamma.q: found 1, expected a number\
         above 1, at most 1000000
        """,
        "infinite": """
        infinite.yaml:4:24: arrivals.per_month: found ".inf", expected a number from 0 to 100000000
        """,
        "launch-after-end": """
        launch-after-end.yaml:7:9: launch: found 2027-01-01, expected a date from 2026-01-01 to 2026-12-31
        """,
        "lever-backwards": """
        lever-backwards.yaml:3:66: lever.to: found 30, expected more than "from", 300
        """,
        "many": """
        many.yaml:4:1: curency: found an unknown key, expected one of document, title, source, \
        description, currency, start, months, weeks, days, launch, replications, seed, discount_rate, uncertainty, \
        finance, population, response, programs (did you mean "currency"?)
        many.yaml:5:8: start: found "1 January", expected a date from 1900 to 2999, as YYYY-MM-DD
        many.yaml:6:9: months: found "twelve", expected a whole number from 1 to 1200
        many.yaml:8:50: response.effects.redemption.propensity: found 1.5, expected a number from 0 to 1, \
        alone or as { value, low, high, source, confidence }
        free-reward.yaml:8:60: programs.near.mechanics.points.rewards.drink.points_price: found 0, \
        expected a whole number from 1 to 1000000000
        """,
        "mechanic-twice": """
        mechanic-twice.yaml:5:5: mechanics.statement: found "statement" again, expected each mechanic once\
         in a program
        mechanic-twice.yaml:5:25: mechanics.statement.every: found "1 month", expected a duration in days \
        or weeks, from 1 to 3650 days, for example "30 days"
        """,
        "merge-key": """
        merge-key.yaml:11:5: found the merge key "<<", expected each key written out
        """,
        "missing-file": """
        missing-file.yaml:7:13: population: found no file that can be read at sound/populaton.yaml, \
        expected a file beside this one (did you mean "sound/population.yaml"?)
        """,
        "missing-keys": """
        missing-keys.yaml:1:1: customers: found nothing, expected a whole number from 0 to 1000000000
        missing-keys.yaml:1:1: segments: found nothing, expected a list
        """,
        "nan": """
        nan.yaml:4:16: yearly_growth: found ".nan", expected a number between -1 and 10, neither included
        """,
        "negative-rate": """
        negative-rate.yaml:7:51: segments.everyone.purchase.poisson-gamma.alpha: found -4.789, expected a \
        number above 0, at most 1000000
        """,
        "no-document": """
        no-document.yaml:1:1: document: found nothing, expected one of scenario, population, program, \
        response
        """,
        "no-such-date": """
        no-such-date.yaml:6:29: mechanics.points.expiry.fixed-date: found "2027-02-30", expected a day of \
        the calendar: that month ends on 2027-02-28
        """,
        "nobody": """
        nobody.yaml:3:12: customers: found 0, expected customers at the start, or arrivals.per_month above\
         0
        """,
        "not-a-list": """
        not-a-list.yaml:9:11: programs: found "sound/program.yaml", expected a list
        """,
        "paid-unasked": """
        paid-unasked.yaml:5:18: mechanics.paid.fee: found a fee, and members who are not asked, expected \
        enrolment.invited at the till or by mail, or a trial
        paid-unasked.yaml:5:39: mechanics.paid.earn_multiplier: found a multiplier of no points, expected a \
        program that has points beside it
        """,
        "points-of-no-mechanic": """
        points-of-no-mechanic.yaml:6:53: mechanics.campaign.messages.birthday.points: found 50, expected a points \
        mechanic beside the campaign
        points-of-no-mechanic.yaml:7:58: mechanics.campaign.messages.news.times: found times without silence, \
        expected times beside "silence" only
        """,
        "quoted-number": """
        quoted-number.yaml:3:12: customers: found "100", expected a whole number from 0 to 1000000000
        """,
        "range-beside-value": """
        range-beside-value.yaml:3:51: effects.points_pressure.strength.low: found 0.3, expected at most \
        the value, 0.2
        range-beside-value.yaml:3:62: effects.points_pressure.strength.high: found 0.1, expected at least \
        the value, 0.2
        """,
        "rate-decimals": """
        rate-decimals.yaml:5:26: mechanics.points.earn.per_money: found 0.3333333, expected a number from \
        0 to 1000, with at most 6 decimals
        """,
        "scenario-as-population": """
        scenario-as-population.yaml:7:13: population: found a cyclic include: scenario-as-population.yaml \
        → scenario-as-population.yaml, expected includes that come to an end
        """,
        "season-count": """
        season-count.yaml:4:9: season: found 4 values, expected a list of 12 numbers from 0 to 12
        """,
        "season-mean": """
        season-mean.yaml:4:9: season: found factors with the mean 1.05, expected a mean of 1
        """,
        "segment-all": """
        segment-all.yaml:5:11: segments.all.name: found "all", expected another name: it means all \
        segments together
        """,
        "set-without-from": """
        set-without-from.yaml:3:6: set: found "set" alone, expected "from", a file, with the differences \
        in "set"
        """,
        "shares-not-summing": """
        shares-not-summing.yaml:5:3: segments: found shares that sum to 0.95, expected a sum of 1
        """,
        "tab": """
        tab.yaml:10:1: found a YAML error (found character that cannot start any token), expected YAML \
        indented with spaces: this line begins with a tab
        """,
        "tiers-first-level": """
        tiers-first-level.yaml:5:22: mechanics.tiers.levels: found "silver" as the first level, not from 0, \
        expected a first level from 0, where everybody starts
        tiers-first-level.yaml:5:22: mechanics.tiers.levels: found a threshold not above the one before it \
        (number 2), expected thresholds that rise from one to the next
        """,
        "tiers-gift": """
        tiers-gift.yaml:6:15: mechanics.tiers.levels: found a gift at the first level, expected gifts at \
        higher levels: nobody reaches the first
        """,
        "tiers-grace": """
        tiers-grace.yaml:5:39: mechanics.tiers.grace: found a grace, expected none: what counts for a \
        lifetime is never reviewed
        """,
        "tiers-review": """
        tiers-review.yaml:5:43: mechanics.tiers.grace: found 0 months, expected a grace: a level given at \
        the year's end is valid only after it
        """,
        "tiers-visits": """
        tiers-visits.yaml:5:88: mechanics.tiers.levels.silver.from: found 2.5, expected a whole number of \
        visits
        """,
        "stress": """
        stress.yaml:10:15: finance.stress.none.name: found "none", expected another name: it means that nothing happens
        stress.yaml:10:33: finance.stress.none.redemption: found -1, expected a number from 0 to 1000
        stress.yaml:11:39: finance.stress.leaver.partner_leaves: found "fuel", expected a partner: no program has any
        stress.yaml:12:15: finance.stress.leaver.name: found "leaver" again, expected a name not used before \
        (stress.yaml:11)
        stress.yaml:12:37: finance.stress.leaver.price_factor: found 0, expected a number from 0.01 to 100, \
        with at most 6 decimals
        """,
        "tiers-without-points": """
        tiers-without-points.yaml:5:22: mechanics.tiers.metric: found points, expected a program that has \
        points beside these levels
        tiers-without-points.yaml:5:81: mechanics.tiers.levels.member.earn_multiplier: found a multiplier of \
        no points, expected a program that has points beside it
        """,
        "too-deep": """
        too-deep.yaml:3:108: found more than 100 nested blocks or lists, expected a document a person can \
        read
        """,
        "too-many-decimals": """
        too-many-decimals.yaml:10:36: programs.dear.costs.set_up: found 100.125, expected an amount from 0\
         to 1000000000000, with at most 2 decimals (EUR)
        too-many-decimals.yaml:10:63: programs.dear.costs.per_member_month: found 0.000001, expected an \
        amount from 0 to 100000, with at most 5 decimals (EUR)
        """,
        "two-expiries": """
        two-expiries.yaml:6:15: mechanics.points.expiry: found 2 keys, expected exactly one of none, \
        rolling, end-of-month, end-of-year, fixed-date, inactivity
        """,
        "two-lengths": """
        two-lengths.yaml:7:8: weeks: found months and weeks, expected exactly one of months, weeks and \
        days
        """,
        "unknown-appeal": """
        unknown-appeal.yaml:8:11: mechanics.points.rewards.drink.appeal: found nothing, expected a share: \
        no survey figure is known for ticket
        """,
        "unknown-category": """
        unknown-category.yaml:10:78: programs.food.mechanics.points.earn.categories.food: found "food", \
        expected no category: no segment has any
        """,
        "unknown-file-in-program": """
        unknown-file-in-program.yaml:10:13: programs.1.from: found no file that can be read at \
        sound/programm.yaml, expected a file beside this one (did you mean "sound/program.yaml"?)
        """,
        "unknown-key": """
        unknown-key.yaml:7:1: replicatons: found an unknown key, expected one of document, title, source, \
        description, currency, start, months, weeks, days, launch, replications, seed, discount_rate, uncertainty, \
        finance, population, response, programs (did you mean "replications"?)
        """,
        "unknown-lever": """
        unknown-lever.yaml:3:16: lever.path: found the unknown name "price", expected one of name, kind, \
        points_price, face_value, unit_cost, availability, appeal, ease, replaces, stock (did you mean "points_price"?)
        """,
        "unknown-model": """
        unknown-model.yaml:7:17: segments.everyone.purchase.poison-gamma: found an unknown key, expected \
        one of poisson-gamma, erlang-gamma, gamma-gamma-gaps, fixed, lognormal (did you mean \
        "poisson-gamma"?)
        """,
        "unknown-segment": """
        unknown-segment.yaml:14:86: programs.offers.mechanics.offer.offers.local.for.1: found "everyon", expected a \
        segment: everyone (did you mean "everyone"?)
        unknown-segment.yaml:15:75: programs.offers.mechanics.offer.offers.jam.gift.category: found "food", expected \
        no category: no segment has any
        """,
        "unknown-setting": """
        unknown-setting.yaml:10:51: programs.1.set.points.rewards.drnk.points_price: found the unknown \
        name "drnk", expected "drink" (did you mean "drink"?)
        """,
        "wrong-document": """
        sound/program.yaml:1:11: document: found "program", expected "population"
        """,
        "wrong-unit": """
        wrong-unit.yaml:6:26: mechanics.points.expiry.rolling: found "6 weeks", expected a duration in \
        months or years, from 1 to 1200 months, for example "6 months"
        """,
        "yaml-syntax": """
        yaml-syntax.yaml:3:7: found a YAML error (did not find expected ',' or ']'), expected correct YAML
        """,
    ]
}
