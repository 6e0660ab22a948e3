import LoyaltyWorkbench
import Testing

@Suite("Variations")
struct VariationTests {
    @Test(
        "a range or a list gives these values",
        arguments: [
            ("a.b=1:3:1", ["1", "2", "3"]),
            ("a.b=3 months:12 months:3 months", ["3 months", "6 months", "9 months", "12 months"]),
            ("a.b=1 day:3 days:1 day", ["1 days", "2 days", "3 days"]),
            ("a.b=0.1:0.3:0.1", ["0.1", "0.2", "0.3"]),
            ("a.b=0:1:0.4", ["0", "0.4", "0.8"]),
            ("a.b=-1:1:1", ["-1", "0", "1"]),
            ("a.b=5:5:1", ["5"]),
            ("a.b=1:1000:log:4", ["1", "10", "100", "1000"]),
            ("a.b=1:2:log:3", ["1", "1.41421", "2"]),
            ("a.b=10:80:log:4", ["10", "20", "40", "80"]),
            ("a.b=0.5:8:log:5", ["0.5", "1", "2", "4", "8"]),
            ("a.b=none,end-of-month", ["none", "end-of-month"]),
            ("a.b=3", ["3"]),
            ("a.b={ rolling: 6 months }, none", ["{ rolling: 6 months }", "none"]),
            ("a.b=[1, 2],{ x: [3, 4] }", ["[1, 2]", "{ x: [3, 4] }"]),
            ("a.b=\"x,y\",z", ["\"x,y\"", "z"]),
            // Not numbers, so a list of one.
            ("a.b=12:30:00x", ["12:30:00x"]),
        ])
    func values(text: String, values: [String]) throws {
        let variation = try Variation(parsing: text)
        #expect(variation.path == "a.b")
        #expect(variation.values == values)
    }

    @Test(
        "what cannot be meant is refused with the reason",
        arguments: [
            ("a.b", "takes PATH="),
            ("=1,2", "takes PATH="),
            ("a.b=", "a value is missing"),
            ("a.b=1,,2", "a value is missing"),
            ("a.b=1,2,1", "1 stands there twice"), ("seed=1,2", "share its luck"),
            ("replications=1,2", "share its luck"),
            ("a.b=3:1:1", "an empty range, 3 is above 1"),
            ("a.b=1:3:0", "the step is above zero"),
            ("a.b=1:3:-1", "the step is above zero"),
            ("a.b=1:3:1e-1", "plain decimals"), ("a.b=0,5:2:0,5", "with a point"),
            ("a.b=12 months:3 months:3 months", "an empty range"),
            ("a.b=0:1000000000:1", "more than 100000 values"),
            ("a.b=-9000000000000000000:9000000000000000000:1", "more than 100000 values"),
            ("a.b=0:3:log:4", "0 < A < B"),
            ("a.b=1:3:log:1", "from 2 to 100000"),
        ])
    func refused(text: String, reason: String) throws {
        let problem = #expect(throws: UsageProblem.self) { try Variation(parsing: text) }
        #expect(problem?.description.contains(reason) == true, "\(String(describing: problem))")
    }
}

@Suite("Points of a design")
struct DesignSpaceTests {
    private func space(_ sizes: [Int]) throws -> DesignSpace {
        try DesignSpace(
            sizes.enumerated().map { place, size in
                Variation(path: "p\(place)", values: (0..<size).map(String.init))
            })
    }

    @Test("a grid is every combination once, the last path fastest")
    func grid() throws {
        let space = try space([2, 3])
        #expect(try space.grid() == [[0, 0], [0, 1], [0, 2], [1, 0], [1, 1], [1, 2]])
        #expect(space.settings([1, 2]) == ["p0=1", "p1=2"])
    }

    @Test("a grid of a billion points, or of more than an integer counts, is refused")
    func tooMany() throws {
        for sizes in [[1000, 1000, 1000], Array(repeating: 65_536, count: 8)] {
            let space = try space(sizes)
            #expect(throws: UsageProblem.self) { try space.grid() }
        }
    }

    @Test("a Latin hypercube has each value equally often, for any seed")
    func latinHypercube() throws {
        let space = try space([5, 10, 20])
        for seed in 1...5 as ClosedRange<UInt64> {
            let points = try space.sample(.latinHypercube, points: 20, seed: seed)
            #expect(points.count == 20)
            for (path, size) in [5, 10, 20].enumerated() {
                for value in 0..<size { #expect(points.count { $0[path] == value } == 20 / size) }
            }
        }
    }

    @Test("Sobol points of a power of two, less the first, miss one cell of a grid that fits them")
    func sobol() throws {
        // The sequence's first 64 points are a digital net: one in every cell of 8 × 8. The origin is left out.
        let points = try space([8, 8]).sample(.sobol, points: 63, seed: 1)
        #expect(Set(points).count == 63)
        #expect(!points.contains([0, 0]))
    }

    @Test("equal combinations are given once")
    func few() throws { #expect(try space([2]).sample(.sobol, points: 50, seed: 1).count == 2) }

    @Test("nothing to vary, a path twice, or more paths than Sobol's sequence has, is refused")
    func refused() throws {
        #expect(throws: UsageProblem.self) { try DesignSpace([]) }
        let path = Variation(path: "p", values: ["1"])
        #expect(throws: UsageProblem.self) { try DesignSpace([path, path]) }
        let wide = try space(Array(repeating: 2, count: 41))
        #expect(throws: UsageProblem.self) { try wide.sample(.sobol, points: 4, seed: 1) }
    }
}
