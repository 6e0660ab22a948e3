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

    /// The same as an array, for those who are not in a hurry.
    var elements: [Element] { Array(UnsafeBufferPointer(start: base, count: count)) }

    @inline(__always)
    subscript(place: Int) -> Element {
        assert(place >= 0 && place < count, "the place exists")
        return base[place]
    }
}
