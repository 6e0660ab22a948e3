import LoyaltyModel
import Testing

@Suite("Simplex")
struct SimplexTests {
    /// Its minimum is 0 at (1, 1), along a bent valley. H. H. Rosenbrock, The Computer Journal 3 (1960).
    static func rosenbrock(_ x: [Double]) -> Double {
        100 * (x[1] - x[0] * x[0]) * (x[1] - x[0] * x[0]) + (1 - x[0]) * (1 - x[0])
    }

    @Test("the minimum of Rosenbrock's valley is found to the size of the simplex")
    func valley() throws {
        let progress = try Simplex.search(from: [-1.2, 1], steps: [0.5, 0.5], tolerance: 1e-8, limit: 500) {
            Self.rosenbrock($0)
        }
        guard case .found(let minimum) = progress else {
            Issue.record("\(progress)")
            return
        }
        // The valley is a hundred times flatter along than across, so the point is less sure than the simplex's size.
        #expect(abs(minimum.point[0] - 1) < 1e-5 && abs(minimum.point[1] - 1) < 1e-5, "\(minimum)")
    }

    @Test("a search that asks for its values one by one ends where one does that has them all")
    func asking() throws {
        let whole = try Simplex.search(from: [3], steps: [1], tolerance: 1e-4, limit: 100) {
            ($0[0] - 0.7) * ($0[0] - 0.7)
        }
        var known: [[Double]: Double] = [:]
        var rounds = 0
        while rounds < 500 {
            rounds += 1
            let progress = try Simplex.search(from: [3], steps: [1], tolerance: 1e-4, limit: 100) { known[$0] }
            guard case .asks(let point) = progress else {
                #expect(progress == whole)
                break
            }
            #expect(known[point] == nil, "\(point) is known")
            known[point] = (point[0] - 0.7) * (point[0] - 0.7)
        }
        #expect(rounds == known.count + 1 && rounds < 100)
    }

    @Test("a wall of large values keeps the search inside")
    func wall() throws {
        let progress = try Simplex.search(from: [0.4, 0.4], steps: [0.25, 0.25], tolerance: 1e-6, limit: 500) { point in
            point.allSatisfy { (0...1).contains($0) } ? -point[0] - point[1] : 1e300
        }
        guard case .found(let minimum) = progress else {
            Issue.record("\(progress)")
            return
        }
        #expect(minimum.point.allSatisfy { $0 <= 1 && $0 > 0.99 }, "\(minimum)")
    }
}
