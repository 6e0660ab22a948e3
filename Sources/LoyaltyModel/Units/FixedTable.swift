/// Numbers by place, written once and read in place: what every purchase looks up by its day or by a balance.
///
/// Unsafe, measured: an array in a structure that is read through a pointer costs a purchase six instructions an access
/// (its memory, its count, two checks), this costs two. Whoever reads it proves that the place exists: days lie within
/// the study because instants lie before its horizon. Debug builds check.
struct FixedTable<Element: BitwiseCopyable & Sendable>: ~Copyable, @unchecked Sendable {
    // Unchecked: written in the initialiser and read until the end.
    let base: UnsafePointer<Element>
    let count: Int

    init(_ elements: [Element]) {
        let memory = UnsafeMutablePointer<Element>.allocate(capacity: max(1, elements.count))
        memory.initialize(from: elements, count: elements.count)
        base = UnsafePointer(memory)
        count = elements.count
    }

    deinit { UnsafeMutablePointer(mutating: base).deallocate() }

    @inline(__always)
    var isEmpty: Bool { count == 0 }

    @inline(__always)
    subscript(place: Int) -> Element {
        assert(place >= 0 && place < count, "the place exists")
        return base[place]
    }
}

extension Int32 {
    /// The day of an instant of a study, which lies between 0 and 2³¹.
    ///
    /// Adding 2⁵² leaves the nearest whole number in the low bits; where that is the day after, one is taken off.
    /// Measured: `Int32(instant)` checks three times that it fits, 10 instructions in place of 7.
    @inline(__always)
    init(dayOf instant: Double) {
        assert(instant >= 0 && instant < 0x1p31, "an instant of a study")
        let shifted = instant + 0x1p52
        let nearest = Int32(truncatingIfNeeded: shifted.bitPattern)
        self = shifted - 0x1p52 > instant ? nearest &- 1 : nearest
    }
}

/// The larger, and the smaller, of two numbers of which neither is none.
///
/// Measured: one instruction each; the standard library's `max` of numbers that may be none is six.
@inline(__always)
func larger(_ a: Double, _ b: Double) -> Double { a > b ? a : b }

@inline(__always)
func smaller(_ a: Double, _ b: Double) -> Double { a < b ? a : b }
