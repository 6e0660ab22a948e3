/// Lots in a row: taken at the front, added at the back, seldom in between. It owns its memory.
///
/// Unsafe, measured: in a Swift array every purchase of a member checked uniqueness, bounds and room (49 of 726
/// instructions a purchase). `front` and `back` are touched by their owner only, and only while the queue is not empty.
struct LotQueue: ~Copyable {
    private var base: UnsafeMutablePointer<Lot>
    private var capacity: Int
    /// The first lot, unless the queue is empty.
    private(set) var front: UnsafeMutablePointer<Lot>
    /// Behind the last lot.
    private var end: UnsafeMutablePointer<Lot>
    private var limit: UnsafeMutablePointer<Lot>

    init() {
        capacity = 16
        base = .allocate(capacity: capacity)
        front = base
        end = base
        limit = base + capacity
    }

    deinit { base.deallocate() }

    @inline(__always)
    var isEmpty: Bool { front == end }

    @inline(__always)
    var count: Int { end - front }

    /// The last lot, unless the queue is empty.
    @inline(__always)
    var back: UnsafeMutablePointer<Lot> { end - 1 }

    @inline(__always)
    mutating func append(_ lot: Lot) {
        if end == limit { makeRoom() }
        end.initialize(to: lot)
        end += 1
    }

    /// - Precondition: the queue is not empty.
    @inline(__always)
    mutating func removeFirst() {
        front += 1
        if front == end { removeAll() }
    }

    /// Removes the lots before one of the queue, or all of them before its end.
    @inline(__always)
    mutating func removeFirst(upTo lot: UnsafeMutablePointer<Lot>) {
        front = lot
        if front == end { removeAll() }
    }

    @inline(__always)
    mutating func removeAll() {
        front = base
        end = base
    }

    /// The lot at a place counted from the front.
    subscript(place: Int) -> Lot {
        get {
            precondition(place >= 0 && place < count)
            return front[place]
        }
        set {
            precondition(place >= 0 && place < count)
            front[place] = newValue
        }
    }

    @inline(never)
    mutating func insert(_ lot: Lot, at place: Int) {
        precondition(place >= 0 && place <= count)
        append(lot)
        (front + place + 1).update(from: front + place, count: count - 1 - place)
        front[place] = lot
    }

    /// Takes up to `wanted` points from the lots that match, first to last, and returns them lot by lot.
    @inline(never)
    mutating func take(_ wanted: Int64, where matches: (Lot) -> Bool) -> [Lot] {
        var rest = wanted
        var taken: [Lot] = []
        var kept = front
        for lot in UnsafeBufferPointer(start: front, count: count) {
            var lot = lot
            if rest > 0, matches(lot) {
                let part = lot.take(rest)
                rest -= part.points
                taken.append(lot.holding(points: part.points, twinPoints: part.twinPoints))
            }
            if lot.points > 0 {
                kept.pointee = lot
                kept += 1
            }
        }
        end = kept
        return taken
    }

    /// Moves the lots to the start of the memory where half of it is free there, or else to memory of twice the size:
    /// either way a lot is moved a constant number of times on average.
    @inline(never)
    private mutating func makeRoom() {
        let count = self.count
        if front - base >= capacity / 2 {
            base.update(from: front, count: count)
        } else {
            let larger = UnsafeMutablePointer<Lot>.allocate(capacity: capacity * 2)
            larger.initialize(from: front, count: count)
            base.deallocate()
            base = larger
            capacity *= 2
            limit = base + capacity
        }
        front = base
        end = base + count
    }
}
