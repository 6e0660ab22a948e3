/// The purchase histories of a log, alike ones counted: all that a timing model's likelihood needs.
public struct TimingSummary: Sendable, Hashable {
    /// So many customers with one history.
    public struct Cell: Sendable, Hashable {
        public var history: PurchaseHistory
        /// A whole number in a log; thinned summaries weigh their cells.
        public var customers: Double

        public init(history: PurchaseHistory, customers: Double) {
            self.history = history
            self.customers = customers
        }
    }

    /// Ordered by repeats, recency and age.
    public let cells: [Cell]
    /// Sum over all gaps between purchases of the gap's logarithm, in time units; what regularity is seen by.
    public let logGaps: Double
    public let customers: Double
    public let repeats: Double
    public let mostRepeats: Int
    public let longestAge: Double
    /// Most phases a gap that there is evidence for: of purchases in whole days ``WholeDayGaps`` says it.
    public let mostPhases: Int

    /// - Parameter logGaps: sum of the logarithms of all gaps; 0 where it is not known, and then only one phase a gap
    ///   can be fitted.
    public init(
        _ histories: some Sequence<PurchaseHistory>, logGaps: Double, mostPhases: Int = TimingModel.mostPhases
    ) {
        let sorted = histories.sorted(by: Self.isBefore)
        var cells: [Cell] = []
        for history in sorted {
            if let last = cells.last, last.history == history {
                cells[cells.count - 1].customers += 1
            } else {
                cells.append(Cell(history: history, customers: 1))
            }
        }
        self.init(sorted: cells, logGaps: logGaps, mostPhases: mostPhases)
    }

    /// - Parameter cells: in any order, each history once.
    public init(cells: [Cell], logGaps: Double) {
        self.init(
            sorted: cells.sorted { Self.isBefore($0.history, $1.history) }, logGaps: logGaps,
            mostPhases: TimingModel.mostPhases)
    }

    private init(sorted cells: [Cell], logGaps: Double, mostPhases: Int) {
        self.mostPhases = mostPhases
        self.cells = cells
        self.logGaps = logGaps
        customers = cells.reduce(0) { $0 + $1.customers }
        repeats = cells.reduce(0) { $0 + $1.customers * Double($1.history.repeats) }
        mostRepeats = cells.last?.history.repeats ?? 0
        longestAge = cells.reduce(0) { max($0, $1.history.age) }
    }

    private static func isBefore(_ a: PurchaseHistory, _ b: PurchaseHistory) -> Bool {
        (a.repeats, a.recency, a.age) < (b.repeats, b.recency, b.age)
    }

    /// A systematic sample of the customers, weighted up to all of them; itself where there are hardly more cells.
    func thinned(to size: Int) -> TimingSummary {
        guard cells.count > 2 * size else { return self }
        let step = customers / Double(size)
        var chosen: [Cell] = []
        var (passed, next) = (0.0, step / 2)
        for cell in cells {
            passed += cell.customers
            var weight = 0.0
            while next < passed {
                weight += step
                next += step
            }
            if weight > 0 { chosen.append(Cell(history: cell.history, customers: weight)) }
        }
        return TimingSummary(sorted: chosen, logGaps: logGaps, mostPhases: mostPhases)
    }

    /// Mean of the repeats and of the time watched, over customers.
    var meanRepeats: Double { repeats / customers }
    var meanAge: Double { cells.reduce(0) { $0 + $1.customers * $1.history.age } / customers }

    /// Shape and rate of a gamma distribution of purchase rates by the method of moments, as if nobody left.
    var momentStart: (r: Double, alpha: Double) {
        let age = max(meanAge, .leastNormalMagnitude)
        let mean = meanRepeats
        let square = cells.reduce(0) { sum, cell in
            let excess = Double(cell.history.repeats) - mean
            return sum + cell.customers * excess * excess
        }
        let overdispersion = square / customers - mean
        let r = overdispersion > 0 ? min(20, max(0.05, mean * mean / overdispersion)) : 20
        return (r, r * age / max(mean, 1e-6))
    }
}
