import Foundation
import LoyaltyModel
import Testing

@Suite("Special functions")
struct SpecialFunctionsTests {
    @Test("have their closed values")
    func values() throws {
        let euler = 0.5772156649015329
        let pairs: [(Double, Double)] = try [
            (SpecialFunctions.logGamma(0.5), log(Double.pi) / 2),
            (SpecialFunctions.logGamma(11), log(3_628_800)),
            (SpecialFunctions.logBeta(3, 4), -log(60)),
            (SpecialFunctions.digamma(1), -euler),
            (SpecialFunctions.digamma(0.5), -euler - 2 * log(2)),
            (SpecialFunctions.trigamma(1), Double.pi * Double.pi / 6),
            // I_x(1, b) = 1 − (1 − x)^b.
            (SpecialFunctions.incompleteBeta(1, 5, 0.3), 1 - pow(0.7, 5)),
            (SpecialFunctions.relativeExponential(0), 1),
            (SpecialFunctions.relativeExponential(2), (exp(2) - 1) / 2),
        ]
        for (found, expected) in pairs {
            #expect(abs(found - expected) <= 1e-14 * max(1, abs(expected)), "\(found), \(expected)")
        }
    }

    @Test("throw GSL's status for an argument they have no value at")
    func outsideDomain() {
        #expect(throws: GSLError.self) { try SpecialFunctions.logGamma(0) }
        #expect(throws: GSLError.self) { try SpecialFunctions.incompleteBeta(1, 2, 1.5) }
    }
}
