internal import CGSL

/// Draws from an addressed stream: normals and gammas, which the walk asks for, by itself, the others by GSL.
///
/// For GSL the one Philox (``Philox4x32``) is wrapped as a custom `gsl_rng_type` whose state is a ``LuckStream``; a
/// draw sets the state to an address and calls `gsl_ran_*`. GSL's manual, "Random Number Generators", describes the
/// type.
/// A sampler owns its handle and is used by one worker.
public struct Sampler: ~Copyable {
    private let generator: UnsafeMutablePointer<gsl_rng>
    /// The same memory as the handle's state, typed once so that a draw does not bind it again.
    private let state: UnsafeMutablePointer<LuckStream>
    let normals = Ziggurat.shared

    public init() {
        _ = GSL.prepared
        generator = gsl_rng_alloc(Self.type.pointer)
        // GSL allocated `size` bytes for the state below, with malloc's alignment (16), and LuckStream is trivial.
        state = generator.pointee.state.bindMemory(to: LuckStream.self, capacity: 1)
    }

    deinit { gsl_rng_free(generator) }

    /// Beta with mean `a / (a + b)`. Source: `gsl_ran_beta`, by two gammas.
    public func beta(_ a: Double, _ b: Double, _ stream: LuckStream) -> Double {
        state.pointee = stream
        return gsl_ran_beta(generator, a, b)
    }

    /// Standard normal. Source: ``Ziggurat``.
    public func normal(_ stream: LuckStream) -> Double {
        var stream = stream
        return normals.next(&stream)
    }

    /// Poisson with the given mean. Source: `gsl_ran_poisson`.
    public func poisson(mean: Double, _ stream: LuckStream) -> Int {
        state.pointee = stream
        return Int(gsl_ran_poisson(generator, mean))
    }

    /// The type record that GSL keeps a pointer to; made once and never freed or changed.
    private struct TypeRecord: @unchecked Sendable {
        // Unchecked: written once in the initialiser of a static constant, read-only ever after.
        let pointer: UnsafePointer<gsl_rng_type>
    }

    private static let type: TypeRecord = {
        let record = UnsafeMutablePointer<gsl_rng_type>.allocate(capacity: 1)
        let name: StaticString = "luck"
        record.initialize(
            to: gsl_rng_type(
                name: UnsafeRawPointer(name.utf8Start).assumingMemoryBound(to: CChar.self),
                max: UInt(UInt32.max),
                min: 0,
                size: MemoryLayout<LuckStream>.stride,
                set: { _, _ in },
                get: { UInt($0!.assumingMemoryBound(to: LuckStream.self).pointee.next()) },
                get_double: { $0!.assumingMemoryBound(to: LuckStream.self).pointee.uniform() }))
        return TypeRecord(pointer: UnsafePointer(record))
    }()
}
