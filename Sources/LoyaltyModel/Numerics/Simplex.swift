internal import CGSL

/// GSL's simplex (`nmsimplex2`) for functions of several variables whose values take long to be had.
///
/// Source: J. A. Nelder, R. Mead, "A simplex method for function minimization", The Computer Journal 7 (1965).
package enum Simplex {
    /// How far a search came with the values that are known.
    package enum Progress: Sendable, Hashable {
        /// The value at this point is needed to go on.
        case asks([Double])
        case found(Minimum)
    }

    /// Goes downhill from `start` until the simplex is smaller than `tolerance`, or for `limit` steps.
    ///
    /// The search is the same each time, so whoever has to go and get a value does so and searches again from the start;
    /// the steps themselves cost nothing beside such values.
    ///
    /// - Parameters:
    ///   - steps: from the start to the other corners of the first simplex, one in each direction.
    ///   - value: finite; nil where it is not known yet.
    package static func search(
        from start: [Double], steps: [Double], tolerance: Double, limit: Int, _ value: ([Double]) -> Double?
    ) throws(GSLError) -> Progress {
        GSL.prepared
        guard let method = gsl_multimin_fminimizer_alloc(loyalty_simplex(), start.count),
            let point = gsl_vector_alloc(start.count), let sides = gsl_vector_alloc(start.count)
        else { throw GSLError(status: Int32(GSL_ENOMEM), routine: "gsl_multimin_fminimizer_alloc") }
        defer {
            gsl_multimin_fminimizer_free(method)
            gsl_vector_free(point)
            gsl_vector_free(sides)
        }
        for place in start.indices {
            gsl_vector_set(point, place, start[place])
            gsl_vector_set(sides, place, steps[place])
        }
        return try withoutActuallyEscaping(value) { value throws(GSLError) in
            let box = Callback(value, dimension: start.count)
            // The box outlives every call: it is held until the best point has been read.
            return try withExtendedLifetime(box) { () throws(GSLError) in
                var function = gsl_multimin_function(
                    f: { Callback.of($1).value($0) }, n: start.count, params: Unmanaged.passUnretained(box).toOpaque())
                let status = gsl_multimin_fminimizer_set(method, &function, point, sides)
                if let asked = box.asked { return .asks(asked) }
                try GSLError.check(status, "gsl_multimin_fminimizer_set")
                var taken = 0
                while taken < limit, gsl_multimin_fminimizer_size(method) > tolerance {
                    let status = gsl_multimin_fminimizer_iterate(method)
                    if let asked = box.asked { return .asks(asked) }
                    guard status == 0 else { break }
                    taken += 1
                }
                let best = gsl_multimin_fminimizer_x(method)
                return .found(
                    Minimum(
                        point: start.indices.map { gsl_vector_get(best, $0) },
                        value: gsl_multimin_fminimizer_minimum(method), steps: taken))
            }
        }
    }

    /// What C hands back to Swift: the function, and the first point that it had no value at.
    private final class Callback {
        private let function: ([Double]) -> Double?
        private let dimension: Int
        private(set) var asked: [Double]?

        init(_ function: @escaping ([Double]) -> Double?, dimension: Int) {
            (self.function, self.dimension) = (function, dimension)
        }

        static func of(_ pointer: UnsafeMutableRawPointer?) -> Callback {
            guard let pointer else { preconditionFailure("GSL hands back the pointer that it was given") }
            return Unmanaged<Callback>.fromOpaque(pointer).takeUnretainedValue()
        }

        /// Without a value the answer is NaN, at which GSL gives the step up, maybe after asking for other points.
        func value(_ point: UnsafePointer<gsl_vector>?) -> Double {
            let place = (0..<dimension).map { gsl_vector_get(point, $0) }
            if asked == nil, let value = function(place) { return value }
            if asked == nil { asked = place }
            return .nan
        }
    }
}
