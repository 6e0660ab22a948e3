import Foundation
import LoyaltyModel

/// A scenario to begin with, `points.yaml`: the customers of the log, from the day after it, and a points program.
///
/// The program is that of `loyalty new --kind points` for baskets of 30; its points and its money grow with the log's
/// baskets, its fixed costs with the number of customers.
enum PointsScenario {
    /// Mean basket of the program's illustration.
    private static let basket = 30.0

    static func text(_ result: CalibrationResult) -> String {
        let (options, data) = (result.options, result.data)
        let mean = result.spend.map { max($0.mean, 0) } ?? basket
        let scale = round125(mean > 0 && mean <= SpendFit.largest ? mean / basket : 1)
        let customers = Double(data.customers.count)
        func money(_ amount: Double) -> String {
            let minor = Int64((amount * Double(options.currency.minorPerMajor)).rounded())
            return ExactDecimal.text(max(0, minor), decimals: options.currency.exponent)
        }
        // A purchase of a small basket earns whole points, too.
        let (perMoney, points) = scale < 1 ? ((1 / scale).rounded(), 1) : (1, scale)
        func price(_ points: Double) -> String { NumberText.text(points.rounded()) }
        return """
            # Run it as it is, then put in your own program, costs and margin, and run it again:
            #   loyalty run FILE            the answer, and tables under results/
            #   loyalty explain KEY         what a key means, its range and default
            document: scenario
            title: A points program for the customers of \(PopulationText.quoted(PopulationText.fileName(data.log.path)))
            source: customers fitted by `loyalty fit`; the program and its costs are an illustration
            description: >
              The log's customers go on from where it leaves them, with and without a points program. Amounts are sized by the
              log's mean basket, fixed costs by its number of customers.
            currency: \(options.currency.code)
            start: \(data.until.adding(days: 1))               # the day after the log; from here its customers go on
            months: 24
            replications: 20                # worlds; more make the intervals narrower
            seed: 1
            discount_rate: \(NumberText.text(options.discountRate))              # effective, a year
            population: population.yaml
            response: literature            # how people react, with its evidence; or none; or a file of your own
            programs:
              - document: program
                name: points
                title: Points on what is spent, free products for points
                source: illustration
                enrolment:
                  invited: { at: till, probability: 0.6 }   # asked at six purchases in ten, until the customer says yes or never
                  effort: { form_fields: 3, app: false }
                mechanics:
                  - points:
                      earn: { per_money: \(NumberText.text(perMoney)) }
                      expiry: { rolling: 12 months }
                      rewards:
                        - { name: treat, kind: free-product, points_price: \(price(150 * points)), \
            face_value: \(money(8 * scale)), unit_cost: \(money(3.5 * scale)) }
                        - { name: box, kind: free-product, points_price: \(price(500 * points)), \
            face_value: \(money(32 * scale)), unit_cost: \(money(14 * scale)) }
                costs: { set_up: \(money(round125(customers * scale))), monthly: \(money(round125(customers * scale / 25))), \
            per_member_month: \(money(0.02 * scale)) }

            """
    }

    /// The nearest of 1, 2 and 5 times a power of ten, on the logarithmic scale.
    private static func round125(_ value: Double) -> Double {
        let power = pow(10, floor(log10(value)))
        let share = value / power
        return (share < 2.0.squareRoot() ? 1 : share < 10.0.squareRoot() ? 2 : share < 50.0.squareRoot() ? 5 : 10)
            * power
    }
}
