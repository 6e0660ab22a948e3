import LoyaltyModel
import Testing

@Suite("Luck")
struct LuckTests {
    static let customers: [CustomerKey] = [
        .base(0), .base(1), .base(1 << 31), .base(1 << 32), .base(1 << 40), .arrival(month: 0, 0),
        .arrival(month: 1, 0), .arrival(month: 0, 1), .arrival(month: 1, 1 << 39), .child(of: .base(0), number: 0),
        .child(of: .base(0), number: 1), .child(of: .base(1), number: 0),
        .child(of: .child(of: .base(0), number: 0), number: 0), .world,
    ]
    static let occurrences = [0, 1, 2, 255, 1 << 16, 1 << 24, 1 << 31]

    /// Two different addresses share a block of 128 bits with a chance of 10⁻²⁹ over all pairs here.
    @Test("gives different words to every two addresses")
    func addressesDiffer() {
        #expect(Set(Self.customers).count == Self.customers.count)
        var seen: [Philox4x32.Block: String] = [:]
        for seed: UInt64 in [0, 1, 1 << 32, .max] {
            for replication in [0, 1, 2, 1 << 32] {
                let luck = Luck(seed: seed, replication: replication)
                for customer in Self.customers {
                    for decision in Decision.allCases {
                        for occurrence in Self.occurrences {
                            for index: UInt32 in [0, 1, 0xFF_FFFF] {
                                let block = luck.block(customer, decision, occurrence, index: index)
                                let address = "\(seed) \(replication) \(customer) \(decision) \(occurrence) \(index)"
                                if let other = seen.updateValue(address, forKey: block) {
                                    Issue.record("the same words at \(address) and \(other)")
                                }
                            }
                        }
                    }
                }
            }
        }
        #expect(seen.count == 4 * 4 * Self.customers.count * Decision.allCases.count * Self.occurrences.count * 3)
    }

    @Test("gives the same words to the same address, through whichever door")
    func sameAddress() {
        let luck = Luck(seed: 9, replication: 4)
        var stream = Luck(seed: 9, replication: 4).stream(.base(3), .basket, 17)
        var copy = stream
        for index: UInt32 in 0..<3 {
            let block = luck.block(.base(3), .basket, 17, index: index)
            for word in 0..<4 { #expect(stream.next() == block[word]) }
        }
        #expect(copy.uniform() == luck.uniform(.base(3), .basket, 17), "a copy starts where it was made")
    }

    @Test("gives uniforms inside the open interval, however it opens", arguments: Luck.Opening.allCases)
    func openInterval(opening: Luck.Opening) {
        let luck = Luck(seed: 1, replication: 1, opening: opening)
        for customer in Self.customers {
            #expect(isOpen(luck.uniform(customer, .gap, 0)))
            var stream = luck.stream(customer, .gap, 0)
            for _ in 0..<100 { #expect(isOpen(stream.uniform())) }
        }
    }

    func isOpen(_ u: Double) -> Bool { u > 0 && u < 1 && 1 - u > 0 }

    @Test("opens with 64 hostile words and is real after them")
    func hostileOpening() {
        let real = Luck(seed: 2, replication: 3).stream(.base(5), .gap, 1)
        for (opening, wanted) in [(Luck.Opening.zeros, UInt32.min), (.ones, .max)] {
            var (stream, reference) = (Luck(seed: 2, replication: 3, opening: opening).stream(.base(5), .gap, 1), real)
            for position in 0..<80 {
                let (word, expected) = (stream.next(), reference.next())
                #expect(word == (position < 64 ? wanted : expected), "\(opening) word \(position)")
            }
        }
        var stream = Luck(seed: 2, replication: 3, opening: .zerosThenOnes).stream(.base(5), .gap, 1)
        let words = (0..<130).map { _ in stream.next() }
        #expect(words[..<64].allSatisfy { $0 == 0 } && words[64..<128].allSatisfy { $0 == .max })
        #expect(words[128] != 0 && words[128] != .max)
    }

    /// Mean 1/2 and mean square 1/3 within 4 standard errors, along each part of the address.
    @Test("is uniform along a stream and across occurrences, customers, replications and seeds")
    func uniform() {
        let luck = Luck(seed: 77, replication: 1)
        var stream = luck.stream(.base(0), .gap, 0)
        let n = 50_000
        let series: [(String, [Double])] = [
            ("stream", (0..<n).map { _ in stream.uniform() }),
            ("occurrences", (0..<n).map { luck.uniform(.base(0), .gap, $0) }),
            ("customers", (0..<n).map { luck.uniform(.base($0), .gap, 0) }),
            ("replications", (0..<n).map { Luck(seed: 77, replication: $0).uniform(.base(0), .gap, 0) }),
            ("seeds", (0..<n).map { Luck(seed: UInt64($0), replication: 1).uniform(.base(0), .gap, 0) }),
        ]
        for (name, values) in series {
            #expect(standardErrors(values, from: 1.0 / 2) < 4, "\(name)")
            #expect(standardErrors(values.map { $0 * $0 }, from: 1.0 / 3) < 4, "\(name)")
            let neighbours = zip(values, values.dropFirst()).map { 12 * ($0 - 0.5) * ($1 - 0.5) }
            #expect(standardErrors(neighbours, from: 0) < 4, "\(name): neighbours")
        }
    }
}
