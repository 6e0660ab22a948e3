import LoyaltyModel
import Testing

@Suite struct MemberReplayTests {
    private static let dates = Fixtures.newYear...Fixtures.newYear.adding(days: 400)

    private static func replay(_ mechanic: PointsMechanic, headStart: Int64 = 0) -> MemberReplay {
        MemberReplay(
            Program(
                name: "p", enrolment: EnrolmentTerms(headStart: Points(headStart)), mechanics: [.points(mechanic)]),
            currency: Fixtures.euro, dates: dates)
    }

    @Test func aRefusedRewardChangesNothing() {
        var replay = Self.replay(
            PointsMechanic(earn: Fixtures.onePerMoney, rewards: [Fixtures.reward("cup", price: 30)]))
        let visit = MemberReplay.Visit(bill: Money(minor: 5000), reward: "cup")
        #expect(throws: MemberReplay.Refusal.notAMember) { try replay.visit(visit, on: Fixtures.newYear) }
        replay.join(on: Fixtures.newYear)
        #expect(throws: MemberReplay.Refusal.tooFewPoints(usable: .zero, price: Points(30))) {
            try replay.visit(visit, on: Fixtures.newYear)
        }
        #expect(throws: MemberReplay.Refusal.noSuchReward("mug")) {
            try replay.visit(MemberReplay.Visit(reward: "mug"), on: Fixtures.newYear)
        }
        #expect(replay.standing(on: Fixtures.newYear).postings.isEmpty)
    }

    @Test func theGiftOfAMemberWhoNeverComesIsPostedWithItsLastDay() {
        var replay = Self.replay(
            PointsMechanic(earn: Fixtures.onePerMoney, expiry: .inactivity(months: 1)), headStart: 20)
        replay.join(on: Fixtures.newYear)
        let later = replay.standing(on: Fixtures.newYear.adding(days: 40))
        #expect(later.postings.map(\.kind) == [.issued, .expired])
        #expect(later.postings.map(\.lastDay) == [31, 31])
    }

    /// Every kind of expiry, random bills and redemptions: postings sum to the balance, nothing is negative.
    @Test(
        arguments: [
            Expiry.never, .rolling(months: 2), .endOfMonth(months: 1), .endOfYear(years: 0),
            .fixedDate(Fixtures.newYear.adding(days: 100)), .inactivity(months: 1),
        ], [0, 10, 80])
    func aRandomYearCloses(expiry: Expiry, pendingDays: Int) {
        var dice = Dice(pendingDays)
        var replay = Self.replay(
            PointsMechanic(
                earn: Fixtures.onePerMoney, pendingDays: pendingDays, expiry: expiry,
                rewards: [Fixtures.reward("cup", price: 60)],
                asMoney: PointsAsMoney(points: Points(10), value: Money(minor: 50), minimum: Points(100)),
                conversion: VoucherConversion(points: Points(250), value: Money(minor: 1000), validMonths: 2)),
            headStart: 15)
        replay.join(on: Fixtures.newYear)
        for day in 0...400 {
            let date = Fixtures.newYear.adding(days: day)
            if dice.chance(9) {
                let bill = Money(minor: dice.roll(0...12_000))
                let visit = MemberReplay.Visit(
                    bill: bill, reward: dice.chance(3) ? "cup" : nil, paysWithPoints: dice.chance(3))
                if let receipt = try? replay.visit(visit, on: date) {
                    #expect(receipt.voucher + receipt.points + receipt.money == bill)
                    #expect(receipt.money >= .zero && receipt.earned.count == receipt.money.minor / 100)
                }
            }
            let standing = replay.standing(on: date)
            let closing = standing.total(.issued) - standing.total(.redeemed) - standing.total(.expired)
            #expect(standing.balance == closing, "day \(day)")
            #expect(standing.usable >= .zero && standing.usable <= standing.balance, "day \(day)")
            // What is not usable has not been activated; the rest of those not activated have expired waiting.
            let neverActive = standing.total(.issued) - standing.total(.pendingActivated)
            let waiting = standing.balance - standing.usable
            if pendingDays > 0 {
                #expect(neverActive >= waiting && neverActive <= waiting + standing.total(.expired), "day \(day)")
            } else {
                #expect(neverActive == standing.total(.issued) && waiting == .zero, "day \(day)")
            }
        }
        #expect(replay.standing(on: Self.dates.upperBound).total(.issued) > Points(500))
    }
}
