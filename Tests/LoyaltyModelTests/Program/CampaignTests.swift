import LoyaltyModel
import Testing

/// How many messages go out and what they bring, counted against what chance says.
@Suite("Campaign")
struct CampaignTests {
    static let gift = CampaignMessage.Gift(faceValue: Money(minor: 500), unitCost: Money(minor: 200))

    func total(_ outcome: Outcome, _ total: Outcome.Total) -> Int64 { outcome.value(total, arm: 1, segment: 0) }

    @Test("opens and clicks are the shares that the program says")
    func habits() async {
        let run = MessageRun()
        let news = CampaignMessage(
            name: "news", trigger: .every(days: 10), unitCost: FineMoney(thousandths: 1250), open: 0.3, click: 0.2)
        let outcome = await run.outcome(MessageRun.campaign(news))
        let sent = outcome.sum(.messages, arm: 1, segment: 0)
        // Joined on day 0 of 730: days 10, 20, …, 720, and 730 lies after the study.
        #expect(sent == 200 * 72)
        #expect(outcome.sum(.expense, arm: 1, segment: 0) == sent * 1250)
        for (found, share) in [(Outcome.Total.messagesOpened, 0.3), (.messagesClicked, 0.06)] {
            let error = (share * (1 - share) / Double(sent)).squareRoot()
            #expect(abs(Double(total(outcome, found)) / Double(sent) - share) < 4 * error, "\(found)")
        }
    }

    @Test("a birthday comes once a year, anywhere in it; what it brings is had by those who open and click")
    func birthdays() async {
        var run = MessageRun()
        run.world.customers = 3000
        let birthday = CampaignMessage(name: "birthday", trigger: .birthday, open: 0.5, gift: Self.gift)
        let outcome = await run.outcome(MessageRun.campaign(birthday))
        // Everyone joined on 1 January, whose own birthday is not sent on the day of joining.
        let sent = outcome.sum(.messages, arm: 1, segment: 0)
        #expect((2 * 2950..<2 * 3000).contains(sent))
        for month in 1..<12 {
            let share = Double(outcome.value(.messages, arm: 1, segment: 0, month: month)) / 3000
            #expect((0.06..<0.11).contains(share), "month \(month): \(share)")
        }
        #expect(total(outcome, .gifts) == total(outcome, .messagesOpened))
        #expect(outcome.sum(.rewardCost, arm: 1, segment: 0) == 200 * total(outcome, .gifts))
        #expect(outcome.sum(.rewardCostOnTwin, arm: 1, segment: 0) == 0)
        #expect(abs(Double(total(outcome, .gifts)) / Double(sent) - 0.5) < 4 * (0.25 / Double(sent)).squareRoot())
    }

    @Test("surprises come with their probability each month, and please")
    func surprises() async {
        var run = MessageRun()
        run.world.customers = 2000
        run.world.attrition = .exponentialGamma(ExponentialGamma(s: 2, beta: 800))
        run.response = Response(delight: Delight(attritionLoss: 1, perSurprise: 1))
        let surprise = CampaignMessage(name: "surprise", trigger: .surprise(probability: 0.1), gift: Self.gift)
        let outcome = await run.outcome(MessageRun.campaign(surprise))
        // 730 days from 1 January 2026: 24 month ends, the last on the study's last day.
        let share = Double(outcome.sum(.messages, arm: 1, segment: 0)) / Double(2000 * 24)
        #expect(abs(share - 0.1) < 4 * (0.09 / 48_000).squareRoot())
        #expect(outcome.sum(.memberLeft, arm: 1, segment: 0) < outcome.sum(.twinLeft, arm: 1, segment: 0))
    }

    @Test("regular gifts are perceived, surprises and reminders are not")
    func perceived() {
        var run = MessageRun()
        run.world.customers = 20
        run.response = PerceivedValueTests.only(0.7)
        // 60.00 every 30 days to one who spends 60.00 in that time: v = 0.77.
        let terms = CampaignMessage.Gift(faceValue: Money(minor: 6000), unitCost: .zero)
        for (trigger, v) in [
            (CampaignMessage.Trigger.every(days: 30), 0.77), (.surprise(probability: 0.5), 0),
            (.silence(days: 30, times: 1), 0), (.beforeExpiry(days: 5), 0),
        ] {
            let program = MessageRun.campaign(CampaignMessage(name: "gift", trigger: trigger, gift: terms))
            for (twin, member) in run.lives(program) {
                for (a, b) in zip(twin.purchases, member.purchases).dropFirst() {
                    #expect(agree(a.instant / b.instant, power(1 + v, 0.7), within: 1e-9), "\(trigger)")
                }
            }
        }
    }

    @Test("a coupon in regular mail is worth one bill in each period, to customers whose bills allow it")
    func couponValue() {
        var run = MessageRun()
        run.world.customers = 20
        run.response = PerceivedValueTests.only(0.7)
        // Six bills of 10.00 in 30 days, one of which has 4.00 off: v = 0.75 × 4 ÷ 10 ÷ 6 = 0.05; had by half: 0.025.
        for (minimum, open, v) in [(Int64(1000), 1.0, 0.05), (1000, 0.5, 0.025), (1001, 1, 0)] {
            let terms = CouponTerms(money: Money(minor: 400), minimumBill: Money(minor: minimum))
            let mail = CampaignMessage(
                name: "mail", trigger: .every(days: 30), open: open,
                coupon: CampaignMessage.Coupon(terms: terms, validDays: 30))
            for (twin, member) in run.lives(MessageRun.campaign(mail)) {
                for (a, b) in zip(twin.purchases, member.purchases).dropFirst() {
                    #expect(agree(a.instant / b.instant, power(1 + v, 0.7), within: 1e-9), "minimum \(minimum)")
                }
            }
        }
    }

    @Test("members who have left for good still get their mail")
    func mailToTheGone() async {
        var run = MessageRun()
        run.world.attrition = .exponentialGamma(ExponentialGamma(s: 2, beta: 20))
        let news = CampaignMessage(name: "news", trigger: .every(days: 73))
        let outcome = await run.outcome(MessageRun.campaign(news))
        #expect(outcome.sum(.messages, arm: 1, segment: 0) == 200 * 9)
        #expect(outcome.sum(.memberLeft, arm: 1, segment: 0) > 150)
    }
}
