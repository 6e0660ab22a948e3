import Foundation
import LoyaltyModel
import Testing

/// Logs of simulated customers.
enum SimulatedLog {
    /// A log of EUR amounts.
    ///
    /// - Parameter arrivals: day of each customer's first purchase.
    static func text(
        _ population: Population, _ arrivals: [Double], start: String, days: Int, world: Int
    ) throws -> String {
        let first = try #require(CalendarDate(iso: start))
        let simulation = Simulation(
            population: population, programs: [], response: .none, calendar: StudyCalendar(start: first, days: days),
            currency: try #require(Currency(code: "EUR")), seed: 11)
        var (rows, customer) = ("customer_id,date,amount\n", 0)
        simulation.visitTwins(arrivals: arrivals, replication: world) { life in
            for purchase in life.purchases {
                let date = first.adding(days: Int(purchase.instant))
                rows += "c\(customer),\(date),\(Double(purchase.amount) / 100)\n"
            }
            customer += 1
        }
        return rows
    }
}
