import Foundation
import Testing

/// Every published figure is met by what a user runs; by the model where no command takes its inputs.
@Suite struct FinanceVectorTests {
    @Test func `the examples are read`() {
        #expect(FinanceVector.all.count == 34)
    }

    @Test(arguments: FinanceVector.all)
    func `every published figure is met`(_ vector: FinanceVector) throws {
        switch vector.number {
        case "A01", "A02", "A02b", "A05", "A06", "A07b", "A07c", "A08", "A10": try Self.schedule(vector)
        case "A09": try Self.partner(vector)
        case "A11": try Self.giftCard(vector)
        case "A15": try Self.option(vector)
        case "A16": try Self.saleOfMiles(vector)
        case "A18": try Self.status(vector)
        case "B02", "B03": try Self.triangle(vector)
        case "B05": try Self.survival(vector)
        case "B07": try Self.costPerPoint(vector)
        case "B09": try Self.attribution(vector)
        case "C01": try Self.rollforwards(vector)
        case "D01": try Self.returns(vector)
        case "D03": try Self.rewardsOnBaseline(vector)
        case "D05": Self.holdout(vector)
        case "D06": Self.lifetimeValue(vector)
        case "E01": Self.tails(vector)
        case "E04": try Self.pointOfRedemption(vector)
        case "E05": try Self.runOnTheBank(vector)
        case "E06": try Self.disclosedSensitivity(vector)
        case "F01": try Self.expiryDates(vector)
        case "F03": try Self.roundingOfPoints(vector)
        case "F04": try Self.exactCents(vector)
        case "F06": try Self.multipliedPoints(vector)
        case "F08": try Self.pendingPoints(vector)
        case "F09": try Self.household(vector)
        default: Issue.record("nothing meets \(vector.id)")
        }
    }

    /// A number of text; NaN, which equals nothing, where it is none.
    static func number(_ text: String?) -> Double { text.flatMap(Double.init) ?? .nan }

    /// With so many decimals, as a published figure has them.
    static func text(_ value: Double, decimals: Int) -> String {
        String(format: "%.\(decimals)f", value)
    }

    static func power(_ base: Double, _ exponent: Int) -> Double {
        (0..<exponent).reduce(1) { product, _ in product * base }
    }
}
