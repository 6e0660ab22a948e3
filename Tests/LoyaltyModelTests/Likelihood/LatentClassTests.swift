import Foundation
import LoyaltyModel
import Testing

/// Kinds of customers that a log does not name.
@Suite("Latent classes")
struct LatentClassTests {
    /// A third buys every two weeks, the others twice a year; each kind is nearly of one rate.
    private static func planted() -> (TimingSummary, [(rate: Double, histories: [PurchaseHistory])]) {
        var luck = SimulatedHistories(77)
        var kinds: [(rate: Double, histories: [PurchaseHistory])] = [(0.5, []), (0.04, [])]
        for number in 0..<1500 {
            let kind = number % 3 == 0 ? 0 : 1
            let rate = luck.gamma(8, rate: 8 / kinds[kind].rate)
            kinds[kind].histories.append(luck.history(rate: rate, age: 26 + 13 * luck.uniform()).history)
        }
        return (TimingSummary(kinds.flatMap(\.histories), logGaps: 0), kinds)
    }

    @Test("two planted kinds are found, with their shares and rates, and three are not better")
    func planted() throws {
        let (summary, kinds) = Self.planted()
        let one = try TimingModel.nbd.fit(summary)
        let two = try LatentClasses(one, summary, count: 2)
        #expect(two.hasConverged && two.bic < one.bic - 10, "BIC \(one.bic), \(two.bic)")
        let three = try LatentClasses(one, summary, count: 3)
        #expect(three.bic > two.bic, "BIC \(two.bic), \(three.bic)")
        // The kinds overlap little: shares within four binomial standard errors, rates within four of a mean of gammas.
        #expect(abs(two.classes[0].share - 1.0 / 3) < 4 * (2.0 / 9 / 1500).squareRoot(), "\(two.classes[0].share)")
        for (found, kind) in zip(two.classes, kinds) {
            let spread = (1 / 8.0 + 1 / (kind.rate * 32)) / Double(kind.histories.count)
            #expect(abs(found.fit.meanRate / kind.rate - 1) < 4 * spread.squareRoot() * 1.5, "\(found), \(kind.rate)")
        }
        for (number, kind) in kinds.enumerated() {
            let right = two.chances(kind.histories).reduce(0) { $0 + $1[number] } / Double(kind.histories.count)
            #expect(right > 0.9, "kind \(number): \(right)")
        }
    }

    @Test("the mixture of one class is the model itself")
    func one() throws {
        let (summary, _) = Self.planted()
        let one = try TimingModel.nbd.fit(summary)
        let same = try LatentClasses(one, summary, count: 1)
        #expect(abs(same.logLikelihood - one.estimates.logLikelihood) < 0.01)
        #expect(abs(same.bic - one.bic) < 0.02)
    }

    @Test("a regularity that is chosen is one parameter, however many classes there are")
    func parameters() throws {
        let (summary, _) = Self.planted()
        let one = try TimingModel.betaGeometricErlang.fit(summary)
        // Four of each class, one share, k.
        #expect(try LatentClasses(one, summary, count: 2).parameterCount == 10)
    }
}
