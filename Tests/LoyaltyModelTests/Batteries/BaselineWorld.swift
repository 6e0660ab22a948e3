import LoyaltyModel

/// Customers who live with no program, as the engine simulates them; times in weeks, amounts in minor units.
struct BaselineWorld {
    let lives: [Life]

    init(
        _ purchase: PurchaseTiming, _ attrition: Attrition, _ basket: Basket = .fixed(FixedBasket(amount: 10)),
        weeks: Int = 78, customers: Int = 40_000, seed: UInt64
    ) throws {
        let segment = Segment(
            name: "all", share: 1, purchase: purchase, attrition: attrition, basket: basket,
            marginMillionths: 300_000)
        let start = CalendarDate(year: 1997, month: 1, day: 1)
        let currency = Currency(code: "USD")
        guard let start, let currency else { throw Unreadable() }
        let simulation = Simulation(
            population: Population(unitDays: 7, customers: customers, segments: [segment]), programs: [],
            response: .none, calendar: StudyCalendar(start: start, days: 7 * weeks), currency: currency, seed: seed)
        lives = (0..<customers).map { simulation.lives(of: .base($0), replication: 1)[0] }
    }

    struct Unreadable: Error {}

    /// Repeat purchases of each customer in the first `weeks`.
    func repeats(by weeks: Double) -> [Double] {
        lives.map { life in Double(life.purchases.count { $0.number > 0 && $0.instant <= 7 * weeks }) }
    }

    /// Whether each customer is still there after `weeks`: 1 or 0.
    func alive(after weeks: Double) -> [Double] { lives.map { ($0.leftAt ?? .infinity) > 7 * weeks ? 1 : 0 } }

    /// What a model may know of each customer after `weeks`.
    func histories(at weeks: Double) -> [PurchaseHistory] {
        lives.map { life in
            let seen = life.purchases.filter { $0.instant <= 7 * weeks }
            return PurchaseHistory(
                repeats: seen.count - 1, recency: (seen.last?.instant ?? 0) / 7, age: weeks)
        }
    }
}
