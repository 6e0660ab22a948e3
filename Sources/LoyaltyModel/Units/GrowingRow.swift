/// Values in a row that grows at its end and is emptied for another customer, keeping its memory. It owns that.
///
/// Unsafe, measured: an array that is part of a walk checks uniqueness, bounds and room at each purchase. Places below
/// `count` exist; debug builds check.
struct GrowingRow<Element: BitwiseCopyable>: ~Copyable {
    private(set) var base: UnsafeMutablePointer<Element>
    private(set) var count = 0
    private var capacity: Int

    init(capacity: Int) {
        self.capacity = capacity
        base = .allocate(capacity: capacity)
    }

    deinit { base.deallocate() }

    @inline(__always)
    subscript(place: Int) -> Element {
        get {
            assert(place >= 0 && place < count, "the place exists")
            return base[place]
        }
        set {
            assert(place >= 0 && place < count, "the place exists")
            base[place] = newValue
        }
    }

    @inline(__always)
    var last: Element? { count > 0 ? base[count - 1] : nil }

    @inline(__always)
    mutating func append(_ element: Element) {
        if count == capacity { makeRoom() }
        (base + count).initialize(to: element)
        count &+= 1
    }

    /// Puts an element behind the last, or in the last one's place. Without a branch, measured: which of them it is no
    /// processor predicts.
    ///
    /// - Precondition: the first element of all comes next.
    @inline(__always)
    mutating func setLast(_ element: Element, isNext: Bool) {
        if count == capacity { makeRoom() }
        count &+= isNext ? 1 : 0
        (base + count - 1).initialize(to: element)
    }

    @inline(__always)
    mutating func removeAll() { count = 0 }

    @inline(never)
    private mutating func makeRoom() {
        let larger = UnsafeMutablePointer<Element>.allocate(capacity: capacity * 2)
        larger.initialize(from: base, count: count)
        base.deallocate()
        base = larger
        capacity *= 2
    }
}
