/// One customer's life with no program, kept while the arms are walked.
struct TwinLife: ~Copyable {
    /// A purchase of the twin.
    struct Purchase: Sendable {
        /// Reading of the purchase clock.
        let clock: Double
        let instant: Double
        let day: Int32
        let month: Int32
        /// Minor units.
        let amount: Int64
    }

    /// The twin's purchases of one calendar month.
    struct Month: Sendable {
        let month: Int32
        /// Number of the purchase behind the last of them, which begins the next month's.
        let end: Int
        /// What the purchases before `end` come to, since the first of all, minor units.
        let spent: Int64
    }

    private(set) var purchases = GrowingRow<Purchase>(capacity: 64)
    /// Months with purchases, in order.
    private(set) var months = GrowingRow<Month>(capacity: 32)
    private var lastMonth: Int32 = -1
    /// The clock reading of the purchase after the last one, beyond the horizon or the life's end; means nothing where a
    /// coin or the limit of purchases ended the life.
    var nextClock = Double.nan
    /// When the attrition that runs with time ends this life, horizon or not; infinite for coins after purchases.
    var lifeEnd = Double.infinity
    /// When the customer left, if before the horizon; infinite otherwise.
    var leftAt = Double.infinity
    /// ``lifeEnd``, looked for further beyond the horizon.
    var followedLifeEnd = Double.infinity
    /// How many purchases the twin makes if followed beyond the horizon, as far as was asked for.
    var followed = 0
    var followedClock = Double.nan
    var followedToEnd = false

    @inline(__always)
    var count: Int { purchases.count }

    /// Day of the last purchase.
    var lastDay: Int32? { purchases.last?.day }

    /// - Parameter firstClock: the clock reading of the first purchase.
    mutating func begin(firstClock: Double = .nan) {
        purchases.removeAll()
        months.removeAll()
        lastMonth = -1
        nextClock = firstClock
        lifeEnd = .infinity
        leftAt = .infinity
        followedToEnd = false
    }

    /// There is no twin: the customer lives in one arm only, where attrition that runs with time ends the life then.
    mutating func beginAbsent(lifeEnd: Double) {
        begin()
        self.lifeEnd = lifeEnd
        followed = 0
        followedToEnd = true
    }

    /// - Parameter spent: what the purchases up to this one come to, minor units.
    @inline(__always)
    mutating func append(_ purchase: Purchase, spent: Int64) {
        purchases.append(purchase)
        let month = Month(month: purchase.month, end: purchases.count, spent: spent)
        months.setLast(month, isNext: purchase.month != lastMonth)
        lastMonth = purchase.month
    }

    /// Number of purchases on days before `day`, by bisection.
    func purchases(before day: Int32) -> Int {
        if day <= 0 { return 0 }
        var (low, high) = (0, purchases.count)
        while low < high {
            let middle = (low + high) / 2
            if purchases[middle].day < day { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
