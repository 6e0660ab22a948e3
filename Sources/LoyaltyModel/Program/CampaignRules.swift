/// A campaign made ready for a study.
struct CampaignRules: Sendable {
    let messages: [MessageTerms]
    let calendar: StudyCalendar

    init(_ mechanic: CampaignMechanic, calendar: StudyCalendar) {
        messages = mechanic.messages.map(MessageTerms.init)
        self.calendar = calendar
    }

    /// The first day from `day` on that is a birthday; a leap day is nobody's.
    ///
    /// - Parameter birthday: 0 to 364, the day of a year of 365 days.
    func nextBirthday(_ birthday: Int32, from day: Int32) -> Int32 {
        let date = calendar.date(ofDay: Int(day))
        let thisYear = Self.day(birthday, of: date.startOfYear)
        let next = thisYear < date ? Self.day(birthday, of: date.startOfYear.adding(months: 12)) : thisYear
        return Int32(calendar.day(of: next))
    }

    private static func day(_ birthday: Int32, of newYear: CalendarDate) -> CalendarDate {
        let leaps = CalendarDate.daysIn(month: 2, year: newYear.year) == 29 && birthday >= 59
        return newYear.adding(days: Int(birthday) + (leaps ? 1 : 0))
    }
}

/// A message made ready for a study: numbers only, so that reading one counts no references.
struct MessageTerms: Sendable {
    /// Where its luck begins: by its name, so that it has the same wherever it stands in a list.
    let mark: Int
    let trigger: CampaignMessage.Trigger
    /// Thousandths of a minor unit.
    let unitCost: Int64
    let open: Double
    let click: Double
    let gift: CampaignMessage.Gift?
    let coupon: CampaignMessage.Coupon?
    let points: Int64

    init(_ message: CampaignMessage) {
        mark = Luck.occurrence(ofPath: message.name)
        trigger = message.trigger
        unitCost = message.unitCost.thousandths
        open = message.open
        click = message.click
        gift = message.gift
        coupon = message.coupon
        points = message.points.count
    }

    /// Whether it calls back those who have gone silent.
    var winsBack: Bool { if case .silence = trigger { true } else { false } }
}

/// How far a campaign has come with one member.
struct CampaignState: Sendable {
    struct Progress: Sendable {
        /// How many of this message have gone out.
        var sent: Int32 = 0
        /// The last day on which it went out, or might have.
        var lastDay: Int32 = -1_000_000
        /// How many have gone out in the present silence.
        var inSilence: Int32 = 0
    }

    var progress: [Progress] = []
    var joined: Int32 = 0
    /// 0 to 364; nil where it is not known.
    var birthday: Int32?
    /// Day of the last purchase as a member, or of joining.
    var silentSince: Int32 = 0
    /// Day since which a reward has been in reach without a break; nil while there is none.
    var waitingSince: Int32?
    /// The next day at whose end messages are to be looked at; `Lot.noExpiry` if there is none.
    var nextDay = Lot.noExpiry

    mutating func begin(messages: Int, birthday: Int32?, on day: Int32) {
        progress.removeAll(keepingCapacity: true)
        progress.append(contentsOf: repeatElement(Progress(), count: messages))
        (joined, silentSince, waitingSince, self.birthday) = (day, day, nil, birthday)
        nextDay = Lot.noExpiry
    }

    mutating func bought(on day: Int32) {
        silentSince = day
        for place in progress.indices { progress[place].inSilence = 0 }
    }
}

extension MemberAccount {
    /// Starts the campaign for a member who joined on `day`.
    mutating func beginCampaign(_ rules: RulesPointer, birthday: Int32?, on day: Int32) {
        campaign.begin(messages: rules.pointee.campaign.messages.count, birthday: birthday, on: day)
    }

    /// Works out when the next message goes out, at the end of `day` at the earliest. To be called after whatever may
    /// change it: a visit, the end of a day.
    mutating func planMessages(_ rules: RulesPointer, from day: Int32) {
        if !hasRewardInReach(rules) {
            campaign.waitingSince = nil
        } else if campaign.waitingSince == nil {
            campaign.waitingSince = day
        }
        var next = Lot.noExpiry
        for place in rules.pointee.campaign.messages.indices {
            next = min(next, nextDay(ofMessage: place, from: day, rules))
            // Vouchers and coupons lapse without a sound: once the first has, the next one's turn comes.
            if case .beforeExpiry = rules.pointee.campaign.messages[place].trigger {
                next = min(next, nextLapse(on: day, rules))
            }
        }
        campaign.nextDay = next
    }

    /// The first day from `day` on at whose end a message goes out if nothing else happens.
    mutating func nextDay(ofMessage place: Int, from day: Int32, _ rules: RulesPointer) -> Int32 {
        let progress = campaign.progress[place]
        switch rules.pointee.campaign.messages[place].trigger {
        case .every(let days):
            return max(day, campaign.joined + Int32(days) * (progress.sent + 1))
        case .monthEnd, .surprise:
            return monthEnd(from: max(day, max(campaign.joined, progress.lastDay) + 1), rules)
        case .beforeExpiry(let days):
            return notice(of: nextLapse(on: day, rules), days: Int32(days), progress, from: day)
        case .beforeRenewal(let days):
            return notice(of: nextRenewalDay, days: Int32(days), progress, from: day)
        case .rewardWaiting(let days):
            guard let since = campaign.waitingSince, progress.lastDay < since else { return Lot.noExpiry }
            return max(day, since + Int32(days))
        case .silence(let days, let times):
            guard progress.inSilence < Int32(times) else { return Lot.noExpiry }
            return max(day, campaign.silentSince + Int32(days) * (progress.inSilence + 1))
        case .birthday:
            guard let birthday = campaign.birthday else { return Lot.noExpiry }
            let first = max(day, max(campaign.joined, progress.lastDay) + 1)
            return rules.pointee.campaign.nextBirthday(birthday, from: first)
        }
    }

    /// Messages that go out at the end of `day`: whether this is one of them.
    mutating func isDue(message place: Int, on day: Int32, _ rules: RulesPointer) -> Bool {
        nextDay(ofMessage: place, from: day, rules) == day
    }

    /// The day of a notice of something that happens at the end of `event`.
    private func notice(of event: Int32, days: Int32, _ progress: CampaignState.Progress, from day: Int32) -> Int32 {
        guard event < Lot.noExpiry else { return event }
        let due = max(day, max(event - days, progress.lastDay + days + 1))
        return due < event ? due : Lot.noExpiry
    }

    private func monthEnd(from day: Int32, _ rules: RulesPointer) -> Int32 {
        guard Int(day) < rules.pointee.monthOfDay.count else { return Lot.noExpiry }
        let month = rules.pointee.monthOfDay[Int(day)]
        let end = rules.pointee.lastDay(ofMonth: month)
        return end < day ? rules.pointee.lastDay(ofMonth: month + 1) : end
    }

    /// The last usable day of what lapses first: points, vouchers, coupons, cards beside points, a bonus.
    private mutating func nextLapse(on day: Int32, _ rules: RulesPointer) -> Int32 {
        coupons.turn(to: day)
        let voucher = vouchers.isEmpty ? nil : vouchers.usable(on: day).first?.lastDay
        var next = min(ledger.nextExpiryDay, min(voucher ?? Lot.noExpiry, coupons.nextExpiryDay))
        if rules.pointee.kinds.contains(.cardBesidePoints) { next = min(next, stamps.nextExpiryDay) }
        if rules.pointee.kinds.contains(.cashback) { next = min(next, cashback.bonus.nextExpiryDay) }
        return next
    }

    /// The day on which something that the member holds falls due for renewal; `Lot.noExpiry` where nothing does.
    private var nextRenewalDay: Int32 { paid.renewalDay }

    /// Counts a message that goes out at the end of `day`, and returns the number it has among its kind, from 0.
    mutating func send<Sink: ProgramSink & ~Copyable>(
        message place: Int, _ rules: RulesPointer, on day: Int32, _ sink: inout Sink
    ) -> Int {
        let number = Int(campaign.progress[place].sent)
        campaign.progress[place].sent += 1
        campaign.progress[place].inSilence += 1
        sink.add(.messages, 1)
        sink.add(.expense, rules.pointee.campaign.messages[place].unitCost)
        sink.add(.messageCost, rules.pointee.campaign.messages[place].unitCost)
        return number
    }

    /// Gives what a message brings. A coupon is still to be decided on.
    ///
    /// - Parameter address: of the luck of this message.
    mutating func take<Sink: ProgramSink & ~Copyable>(
        message place: Int, address: Int, _ rules: RulesPointer, on day: Int32, _ sink: inout Sink
    ) {
        let message = rules.pointee.campaign.messages[place]
        if let gift = message.gift {
            give(
                GoodsGiven(
                    occasion: .message, cost: gift.unitCost.minor, onTwinThousandths: 0,
                    weight: rules.pointee.weights.gifts[place]),
                rules, &sink)
        }
        if let coupon = message.coupon {
            sink.add(.couponsIssued, 1)
            coupons.add(
                CouponWallet.Coupon(
                    terms: coupon.terms, weight: rules.pointee.weights.messageCoupons[place],
                    lastDay: day + Int32(coupon.validDays),
                    undecided: .message(address: address, reach: message.open * message.click)))
        }
        give(points: message.points, rules, on: day, &sink)
    }
}
