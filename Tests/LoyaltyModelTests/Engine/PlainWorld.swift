import LoyaltyModel

/// A world with no variety between customers, so that what a program does to one of them has a closed form.
///
/// Time unit is the day. Everyone buys at `rate` for `basket` major units, and one program acts on everyone.
struct PlainWorld {
    var rate = 0.2
    var basket = 10.0
    var attrition = Attrition.none
    var sensitivity = 1.0
    var traits = ResponseTraits()
    var customers = 200
    var days = 730
    var start = CalendarDate(year: 2026, month: 1, day: 1)!
    var season = Array(repeating: 1.0, count: 12)
    var yearlyGrowth = 0.0
    var arrivals = 0.0
    var seed: UInt64 = 11

    func simulation(_ programs: [Program], _ response: Response = .none) -> Simulation {
        let segment = Segment(
            name: "all", share: 1, purchase: .fixed(FixedRate(rate: rate)), attrition: attrition,
            basket: .fixed(FixedBasket(amount: basket)), marginMillionths: 400_000,
            rewardSensitivity: .fixed(sensitivity), responseTraits: traits)
        return Simulation(
            population: Population(
                unitDays: 1, customers: customers, segments: [segment], arrivalsPerMonth: arrivals, season: season,
                yearlyGrowth: yearlyGrowth),
            programs: programs, response: response, calendar: StudyCalendar(start: start, days: days),
            currency: Fixtures.euro, seed: seed)
    }

    /// Customer `number`'s lives: the twin's, then one for each program.
    func lives(_ number: Int, _ programs: [Program], _ response: Response = .none) -> [Life] {
        simulation(programs, response).lives(of: .base(number), replication: 1)
    }

    /// The purchase clock at an instant, summed month by month from the calendar.
    func clock(at instant: Double) -> Double {
        var (reading, from, date, months) = (0.0, 0.0, start, 0)
        while true {
            let next = date.endOfMonth.adding(days: 1)
            let upTo = Double(next.daysSinceEpoch - start.daysSinceEpoch)
            let pace = season[date.month - 1] * power(1 + yearlyGrowth, Double(months) / 12)
            if instant <= upTo { return reading + (instant - from) * pace }
            reading += (upTo - from) * pace
            (from, date, months) = (upTo, next, months + 1)
        }
    }

    /// The instants at which calendar months end within the study.
    var monthEnds: [Double] {
        var ends: [Double] = []
        var date = start.endOfMonth.adding(days: 1)
        while date.daysSinceEpoch - start.daysSinceEpoch < days {
            ends.append(Double(date.daysSinceEpoch - start.daysSinceEpoch))
            date = date.endOfMonth.adding(days: 1)
        }
        return ends
    }
}

/// A stamp card: points for each visit, one reward.
func card(
    _ name: String = "card", perVisit: Int64 = 10, price: Int64 = 100, face: Int64 = 50_000, headStart: Int64 = 0,
    appeal: Double = 0.8, ease: Double = 0.5, expiry: Expiry = .never
) -> Program {
    Program(
        name: name, enrolment: EnrolmentTerms(headStart: Points(headStart)),
        mechanics: [
            .points(
                PointsMechanic(
                    earn: EarnRule(perMoneyMillionths: 0, perVisit: Points(perVisit)), expiry: expiry,
                    rewards: [
                        Reward(
                            name: "gift", kind: .freeProduct, pointsPrice: Points(price),
                            faceValue: Money(minor: face), unitCost: Money(minor: 200), appeal: appeal, ease: ease)
                    ]))
        ])
}
