import Foundation
import LoyaltyModel
import Testing

@Suite("Sensitivity indices")
struct SensitivityTests {
    struct Function: Sendable {
        let name: String
        let inputs: Int
        let value: @Sendable ([Double]) -> Double
        let first: [Double]
        let total: [Double]
    }

    /// T. Ishigami, T. Homma (1990), a = 7, b = 0.1; the indices follow from its closed forms.
    static let ishigami: Function = {
        let (a, b) = (7.0, 0.1)
        let v1 = 0.5 * pow(1 + b * pow(.pi, 4) / 5, 2)
        let v2 = a * a / 8
        let v13 = b * b * pow(.pi, 8) * (1.0 / 18 - 1.0 / 50)
        let all = v1 + v2 + v13
        return Function(
            name: "Ishigami", inputs: 3,
            value: { u in
                let x = u.map { (2 * $0 - 1) * .pi }
                return sin(x[0]) + a * pow(sin(x[1]), 2) + b * pow(x[2], 4) * sin(x[0])
            }, first: [v1 / all, v2 / all, 0], total: [(v1 + v13) / all, v2 / all, v13 / all])
    }()

    /// I. M. Sobol's g-function with a = 0, 1, 4.5, 9, 99: V_i = (1/3) / (1 + a_i)².
    static let g: Function = {
        let a = [0.0, 1, 4.5, 9, 99]
        let parts = a.map { 1 / (3 * ($0 + 1) * ($0 + 1)) }
        let all = parts.reduce(1) { $0 * (1 + $1) } - 1
        return Function(
            name: "g", inputs: 5,
            value: { u in zip(u, a).reduce(1) { $0 * ((abs(4 * $1.0 - 2) + $1.1) / (1 + $1.1)) } },
            first: parts.map { $0 / all },
            total: parts.map { part in part * parts.reduce(1) { $0 * (1 + $1) } / (1 + part) / all })
    }()

    @Test("every index is in its interval in at least 17 of 20 randomly shifted designs", arguments: [0, 1])
    func coverage(place: Int) throws {
        let function = [Self.ishigami, Self.g][place]
        var covered = [Int](repeating: 0, count: 2 * function.inputs)
        for seed in 1...20 as ClosedRange<UInt64> {
            let rows = 256
            let design = try #require(SobolIndices.design(rows: rows, inputs: function.inputs, seed: seed))
            let indices = SobolIndices(design.map { [function.value($0)] }, rows: rows, seed: seed, resamples: 300)
            let found = try #require(indices.first) + #require(indices.total)
            for (place, truth) in (function.first + function.total).enumerated() {
                covered[place] += found[place].low <= truth && truth <= found[place].high ? 1 : 0
            }
        }
        for (place, count) in covered.enumerated() { #expect(count >= 17, "\(function.name), index \(place)") }
    }

    @Test("noise of the simulation is taken out: indices of a noisy figure are those of its mean")
    func noise() throws {
        var dice = Dice(21)
        let (rows, replications) = (512, 4)
        let design = try #require(SobolIndices.design(rows: rows, inputs: 3, seed: 4))
        // A part of the noise that all points share, and one of their own as large as the figure's own spread.
        let shared = (0..<replications).map { _ in 10 * dice.normal() }
        let values = design.map { point in shared.map { Self.ishigami.value(point) + $0 + 4 * dice.normal() } }
        let indices = SobolIndices(values, rows: rows, seed: 4)
        let (first, total) = (try #require(indices.first), try #require(indices.total))
        for input in 0..<3 {
            #expect(first[input].low <= Self.ishigami.first[input], "first \(input): \(first[input])")
            #expect(first[input].high >= Self.ishigami.first[input], "first \(input): \(first[input])")
            #expect(total[input].low <= Self.ishigami.total[input], "total \(input): \(total[input])")
            #expect(total[input].high >= Self.ishigami.total[input], "total \(input): \(total[input])")
        }
        // Left in, it would be more than half of all variance.
        #expect(indices.variance < 20, "\(indices.variance)")
    }

    @Test("an input that does nothing has a total of zero, and a figure that never varies has no indices")
    func nothing() throws {
        let design = try #require(SobolIndices.design(rows: 64, inputs: 2, seed: 1))
        let indices = SobolIndices(design.map { [$0[0]] }, rows: 64, seed: 1)
        let total = try #require(indices.total)
        #expect(total[1].low <= 0 && 0 <= total[1].high && total[1].value == 0)
        #expect(SobolIndices(design.map { _ in [3, 3] }, rows: 64, seed: 1).total == nil)
        #expect(SobolIndices.design(rows: 4, inputs: 21, seed: 1) == nil)
    }

    @Test("elementary effects of a straight line are its slopes; of a product they depend on the place")
    func morris() throws {
        let paths = MorrisScreening.paths(20, inputs: 4, seed: 9)
        #expect(paths.allSatisfy { $0.count == 5 && $0.allSatisfy { $0.allSatisfy { (0...1).contains($0) } } })
        let effects = MorrisScreening.effects(
            paths, values: paths.map { $0.map { 3 * $0[0] - 2 * $0[1] + $0[2] * $0[0] } })
        #expect(abs(effects[1].mean.mean + 2) < 1e-12 && abs(effects[1].size.mean - 2) < 1e-12)
        #expect(try #require(effects[1].deviation) < 1e-12)
        #expect(try #require(effects[2].deviation) > 0.1)
        #expect(effects[3].size.mean == 0)
        // From each of the four levels equally often: 3 + E[x₂] = 3.5 within 4 standard errors.
        #expect(try abs(effects[0].mean.mean - 3.5) < 4 * #require(effects[0].mean.standardError))
    }
}
