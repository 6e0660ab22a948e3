/// One member's coupons. At most one is used on a bill: the one that takes most off it, of equals the one that lapses
/// first, of these the one had first.
///
/// Coupons that take the same off lie on one pile, those that lapse first on top: a bill looks at the tops only, however many
/// a member has been handed and cannot use.
struct CouponWallet: Sendable {
    /// How a coupon came, and the address of the luck that says whether the member keeps it.
    enum Origin: Sendable {
        case offer(address: Int)
        /// - Parameter reach: the share of those it was sent to who have come as far as to have it.
        case message(address: Int, reach: Double)
    }

    struct Coupon: Sendable {
        let terms: CouponTerms
        /// How much it moves a member beside a large reward.
        let weight: Double
        /// Last day on which it can be used.
        let lastDay: Int32
        /// Nil once it is known whether the member keeps it.
        var undecided: Origin?
    }

    /// Coupons of the same terms, in the order in which they lapse.
    private struct Pile: Sendable {
        var coupons: [(number: Int, coupon: Coupon)] = []
        /// Those before it are gone.
        var first = 0
        var undecided = 0

        var top: (number: Int, coupon: Coupon)? { first < coupons.count ? coupons[first] : nil }

        mutating func put(_ coupon: Coupon, number: Int) {
            var place = coupons.count
            while place > first, coupons[place - 1].coupon.lastDay > coupon.lastDay { place -= 1 }
            coupons.insert((number, coupon), at: place)
            undecided += coupon.undecided == nil ? 0 : 1
        }

        mutating func takeTop() -> Coupon {
            let coupon = coupons[first].coupon
            undecided -= coupon.undecided == nil ? 0 : 1
            first += 1
            if first == coupons.count {
                coupons.removeAll(keepingCapacity: true)
                first = 0
            } else if first >= 32, 2 * first >= coupons.count {
                coupons.removeFirst(first)
                first = 0
            }
            return coupon
        }

        /// Asks about those that are undecided, which were put last and so lie deep down as a rule. Returns the sum of the
        /// weights of those that are kept, and how many are not.
        mutating func decide(_ isKept: (Origin) -> Bool) -> (kept: Double, dropped: Int) {
            var (kept, dropped, place) = (0.0, 0, coupons.count - 1)
            while undecided > 0, place >= first {
                if let origin = coupons[place].coupon.undecided {
                    undecided -= 1
                    if isKept(origin) {
                        coupons[place].coupon.undecided = nil
                        kept += coupons[place].coupon.weight
                    } else {
                        coupons.remove(at: place)
                        dropped += 1
                    }
                }
                place -= 1
            }
            return (kept, dropped)
        }
    }

    private var piles: [Pile] = []
    private var count = 0
    /// How many were had so far.
    private var handedOut = 0
    /// Whether luck is still to be asked about some.
    private(set) var hasUndecided = false

    var isEmpty: Bool { count == 0 }

    mutating func add(_ coupon: Coupon) {
        let place = piles.firstIndex { pile in
            pile.top.map { $0.coupon.terms == coupon.terms && $0.coupon.weight == coupon.weight } ?? true
        }
        if let place {
            piles[place].put(coupon, number: handedOut)
        } else {
            piles.append(Pile())
            piles[piles.count - 1].put(coupon, number: handedOut)
        }
        handedOut += 1
        count += 1
        hasUndecided = hasUndecided || coupon.undecided != nil
    }

    /// Asks about each coupon that is still undecided, and drops those that the member does not keep. Returns the sum of
    /// the weights of those that are kept.
    mutating func decide(_ isKept: (Origin) -> Bool) -> Double {
        hasUndecided = false
        var sum = 0.0
        for place in piles.indices where piles[place].undecided > 0 {
            let (kept, dropped) = piles[place].decide(isKept)
            sum += kept
            count -= dropped
        }
        return sum
    }

    /// Drops what has lapsed before `day`.
    mutating func turn(to day: Int32) {
        for place in piles.indices {
            while let top = piles[place].top, top.coupon.lastDay < day {
                _ = piles[place].takeTop()
                count -= 1
            }
        }
    }

    /// The last day of the coupon that lapses first; `Lot.noExpiry` if there is none.
    var nextExpiryDay: Int32 { piles.lazy.compactMap { $0.top?.coupon.lastDay }.min() ?? Lot.noExpiry }

    /// Takes out the coupon that fits the bill best, and returns what it takes off and its weight; nil if none fits.
    mutating func useBest(bill: Int64, on day: Int32) -> (off: Int64, weight: Double)? {
        guard let best = best(bill: bill, on: day) else { return nil }
        count -= 1
        return (best.off, piles[best.pile].takeTop().weight)
    }

    /// What the coupon that fits the bill best takes off, and the pile it is on top of; nil if none fits.
    mutating func best(bill: Int64, on day: Int32) -> (off: Int64, pile: Int)? {
        turn(to: day)
        var best: (off: Int64, lastDay: Int32, number: Int, pile: Int)?
        for (place, pile) in piles.enumerated() {
            guard let (number, coupon) = pile.top, case let off = coupon.terms.off(bill: bill), off > 0 else {
                continue
            }
            if let known = best, (known.off, -known.lastDay, -known.number) > (off, -coupon.lastDay, -number) {
                continue
            }
            best = (off, coupon.lastDay, number, place)
        }
        return best.map { ($0.off, $0.pile) }
    }

    /// All that can be used on `day`, in the order in which they were had.
    func usable(on day: Int32) -> [Coupon] {
        piles.flatMap { $0.coupons[$0.first...] }.sorted { $0.number < $1.number }.map(\.coupon)
            .filter { $0.lastDay >= day }
    }

    mutating func reset() {
        for place in piles.indices { piles[place] = Pile() }
        (count, handedOut, hasUndecided) = (0, 0, false)
    }
}
