/// Offers made ready for a study.
struct OfferRules: Sendable {
    let offers: [OfferTerms]
    /// Days at whose end the coupons of dated offers are handed out, ascending.
    private let handOutDays: [Int32]

    /// - Parameters:
    ///   - segments: names of the segments, in order; empty where they are not known, and offers are for everybody.
    ///   - baskets: for each segment its categories and their shares of every basket.
    init(_ mechanic: OfferMechanic, segments: [String], baskets: [[CategoryShare]], calendar: StudyCalendar) {
        offers = mechanic.offers.map { OfferTerms($0, segments: segments, baskets: baskets, calendar: calendar) }
        handOutDays = Set(offers.compactMap(\.handOutDay)).sorted()
    }

    /// The first day from `day` on at whose end coupons are handed out; `Lot.noExpiry` if there is none.
    func nextHandOut(from day: Int32) -> Int32 { handOutDays.first { $0 >= day } ?? Lot.noExpiry }
}

/// An offer made ready for a study.
struct OfferTerms: Sendable {
    enum Window: Sendable {
        case always
        case days(Int32, Int32)
        case joining(days: Int32)
        case visit(days: Int32)
    }

    let benefit: Offer.Benefit
    let window: Window
    /// Where its luck begins: by its name, so that it has the same wherever it stands in a list.
    let mark: Int
    /// For each segment whether it is for it.
    private let isFor: [Bool]
    /// For each segment the millionths of every bill that count towards a gift.
    private let counting: [Int64]

    init(_ offer: Offer, segments: [String], baskets: [[CategoryShare]], calendar: StudyCalendar) {
        benefit = offer.benefit
        mark = Luck.occurrence(ofPath: offer.name)
        window =
            switch offer.window {
            case .always: .always
            case .dates(let from, let to): .days(Int32(calendar.day(of: from)), Int32(calendar.day(of: to)))
            case .joining(let days): .joining(days: Int32(days))
            case .visit(let days): .visit(days: Int32(days))
            }
        let everybody = offer.segments.isEmpty || segments.isEmpty
        isFor = baskets.indices.map { everybody || offer.segments.contains(segments[$0]) }
        guard case .gift(let gift) = offer.benefit, let category = gift.category else {
            counting = baskets.map { _ in 1_000_000 }
            return
        }
        counting = baskets.map { lines in lines.first { $0.name == category }?.millionths ?? 0 }
    }

    func isFor(segment: Int) -> Bool { isFor[segment] }

    /// What of a price counts towards a gift.
    func counts(_ price: Int64, segment: Int) -> Int64 {
        Int64(Int128(price) * Int128(counting[segment]) / 1_000_000)
    }

    /// Share of every basket that counts towards a gift.
    func countingShare(segment: Int) -> Double { Double(counting[segment]) / 1e6 }

    /// The day at whose end members are handed the coupon of a dated offer; nil for other offers.
    var handOutDay: Int32? {
        guard case .coupon = benefit, case .days(let from, _) = window else { return nil }
        return from - 1
    }

    /// Whether a member can have it on a visit.
    func isOpen(on day: Int32, joined: Int32, lastVisit: Int32?) -> Bool {
        switch window {
        case .always: true
        case .days(let from, let to): from <= day && day <= to
        case .joining(let days): day <= joined + days
        case .visit(let days): lastVisit.map { day <= $0 + days } ?? false
        }
    }
}

/// How far offers have come with one member.
struct OfferState: Sendable {
    var segment = 0
    var joined: Int32 = 0
    var lastVisit: Int32?
    /// Coupons handed out so far, offer by offer.
    var handedOut: [Int32] = []
    /// The next day at whose end coupons are handed out; `Lot.noExpiry` if there is none.
    var nextDay = Lot.noExpiry

    mutating func begin(offers: Int, segment: Int, on day: Int32) {
        (self.segment, joined, lastVisit) = (segment, day, nil)
        handedOut.removeAll(keepingCapacity: true)
        handedOut.append(contentsOf: repeatElement(0, count: offers))
    }
}

extension MemberAccount {
    /// A member of `segment` joined on `day`: coupons for joining, and of offers that are running.
    mutating func beginOffers<Sink: ProgramSink & ~Copyable>(
        _ rules: RulesPointer, segment: Int, on day: Int32, _ sink: inout Sink
    ) {
        offers.begin(offers: rules.pointee.offers.offers.count, segment: segment, on: day)
        for place in rules.pointee.offers.offers.indices {
            switch rules.pointee.offers.offers[place].window {
            case .joining(let days): handOut(place, rules, until: day + days, &sink)
            case .days(let from, let to) where from <= day && day <= to: handOut(place, rules, until: to, &sink)
            default: break
            }
        }
        offers.nextDay = rules.pointee.offers.nextHandOut(from: day)
    }

    /// The end of a day before dated offers begin.
    mutating func handOutDated<Sink: ProgramSink & ~Copyable>(
        _ rules: RulesPointer, endOf day: Int32, _ sink: inout Sink
    ) {
        for place in rules.pointee.offers.offers.indices {
            if case .days(let from, let to) = rules.pointee.offers.offers[place].window, from - 1 == day {
                handOut(place, rules, until: to, &sink)
            }
        }
        offers.nextDay = rules.pointee.offers.nextHandOut(from: day + 1)
    }

    /// What a paid bill brings: gifts, and the coupons for the next visit.
    mutating func offerAfter<Sink: ProgramSink & ~Copyable>(
        _ bill: Bill, _ rules: RulesPointer, _ sink: inout Sink
    ) {
        for place in rules.pointee.offers.offers.indices {
            switch rules.pointee.offers.offers[place].benefit {
            case .gift(let gift):
                if isOpen(offer: place, rules, on: bill.day) { give(gift, place, rules, with: bill, &sink) }
            case .coupon:
                if case .visit(let days) = rules.pointee.offers.offers[place].window {
                    handOut(place, rules, until: bill.day + days, &sink)
                }
            case .sample: break
            }
        }
    }

    private mutating func give<Sink: ProgramSink & ~Copyable>(
        _ gift: Offer.GiftTerms, _ place: Int, _ rules: RulesPointer, with bill: Bill, _ sink: inout Sink
    ) {
        let price = bill.gross - bill.discounts
        let counts = rules.pointee.offers.offers[place].counts(price, segment: offers.segment)
        guard price > 0, counts >= gift.minimumBill.minor else { return }
        giveGoods(.offer, place, costing: gift.unitCost.minor, with: bill, rules, &sink)
    }

    /// Whether the member can have an offer on a visit.
    func isOpen(offer place: Int, _ rules: RulesPointer, on day: Int32) -> Bool {
        rules.pointee.offers.offers[place].isFor(segment: offers.segment)
            && rules.pointee.offers.offers[place].isOpen(on: day, joined: offers.joined, lastVisit: offers.lastVisit)
    }

    /// A sample with a purchase.
    mutating func give<Sink: ProgramSink & ~Copyable>(
        _ sample: Offer.SampleTerms, _ place: Int, _ rules: RulesPointer, with bill: Bill, _ sink: inout Sink
    ) {
        giveGoods(.sample, place, costing: sample.unitCost.minor, with: bill, rules, &sink)
    }

    private mutating func handOut<Sink: ProgramSink & ~Copyable>(
        _ place: Int, _ rules: RulesPointer, until lastDay: Int32, _ sink: inout Sink
    ) {
        guard case .coupon(let terms) = rules.pointee.offers.offers[place].benefit,
            rules.pointee.offers.offers[place].isFor(segment: offers.segment)
        else { return }
        let address = rules.pointee.offers.offers[place].mark + Int(offers.handedOut[place])
        offers.handedOut[place] += 1
        sink.add(.couponsIssued, 1)
        coupons.add(
            CouponWallet.Coupon(
                terms: terms, weight: rules.pointee.weights.offers[place], lastDay: lastDay,
                undecided: .offer(address: address)))
    }
}
