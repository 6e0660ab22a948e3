internal import CGSL

/// A local minimum of a smooth function of several variables.
package struct Minimum: Sendable, Hashable {
    package var point: [Double]
    package var value: Double
    /// Steps of the method.
    package var steps: Int

    package init(point: [Double], value: Double, steps: Int) {
        self.point = point
        self.value = value
        self.steps = steps
    }
}

/// GSL's minimiser of Broyden, Fletcher, Goldfarb and Shanno (`vector_bfgs2`).
package enum Minimiser {
    /// A function's value; its derivatives are written into the second argument.
    package typealias Objective = (_ point: [Double], _ gradient: inout [Double]) -> Double

    /// Goes downhill from `start` until the gradient's length is below `tolerance`, no step helps, or `limit` steps.
    ///
    /// Where the method stops short of the tolerance the best point is returned all the same: whether it is a minimum
    /// is for the caller to judge by the gradient there.
    ///
    /// - Parameter objective: finite near `start`.
    package static func minimum(
        from start: [Double], firstStep: Double = 0.1, tolerance: Double = 1e-6, limit: Int = 200,
        _ objective: @escaping Objective
    ) throws(GSLError) -> Minimum {
        _ = GSL.prepared
        let box = Callback(objective, dimension: start.count)
        guard let method = gsl_multimin_fdfminimizer_alloc(loyalty_bfgs(), start.count),
            let point = gsl_vector_alloc(start.count)
        else { throw GSLError(status: Int32(GSL_ENOMEM), routine: "gsl_multimin_fdfminimizer_alloc") }
        defer {
            gsl_multimin_fdfminimizer_free(method)
            gsl_vector_free(point)
        }
        for (i, value) in start.enumerated() { gsl_vector_set(point, i, value) }
        // The box outlives every call: it is held until the best point has been read.
        return try withExtendedLifetime(box) { () throws(GSLError) in
            var function = gsl_multimin_function_fdf(
                f: { Callback.of($1).value($0) }, df: { Callback.of($1).gradient($0, $2) },
                fdf: { Callback.of($1).both($0, $2, $3) }, n: start.count,
                params: Unmanaged.passUnretained(box).toOpaque())
            try GSLError.check(
                gsl_multimin_fdfminimizer_set(method, &function, point, firstStep, 0.1),
                "gsl_multimin_fdfminimizer_set")
            var steps = 0
            while steps < limit, gsl_multimin_test_gradient(gsl_multimin_fdfminimizer_gradient(method), tolerance) != 0
            {
                guard gsl_multimin_fdfminimizer_iterate(method) == 0 else { break }
                steps += 1
            }
            let best = gsl_multimin_fdfminimizer_x(method)
            return Minimum(
                point: start.indices.map { gsl_vector_get(best, $0) },
                value: gsl_multimin_fdfminimizer_minimum(method), steps: steps)
        }
    }

    /// What C hands back to Swift: the function, with the last point and its answers, which GSL asks for in pieces.
    private final class Callback {
        private let objective: Objective
        private var lastPoint: [Double] = []
        private var lastValue = 0.0
        private var lastGradient: [Double]

        init(_ objective: @escaping Objective, dimension: Int) {
            self.objective = objective
            lastGradient = Array(repeating: 0, count: dimension)
        }

        static func of(_ pointer: UnsafeMutableRawPointer?) -> Callback {
            guard let pointer else { preconditionFailure("GSL hands back the pointer that it was given") }
            return Unmanaged<Callback>.fromOpaque(pointer).takeUnretainedValue()
        }

        func value(_ point: UnsafePointer<gsl_vector>?) -> Double {
            let asked = lastGradient.indices.map { gsl_vector_get(point, $0) }
            if asked != lastPoint {
                lastValue = objective(asked, &lastGradient)
                lastPoint = asked
            }
            return lastValue
        }

        func gradient(_ point: UnsafePointer<gsl_vector>?, _ into: UnsafeMutablePointer<gsl_vector>?) {
            _ = value(point)
            for (i, slope) in lastGradient.enumerated() { gsl_vector_set(into, i, slope) }
        }

        func both(
            _ point: UnsafePointer<gsl_vector>?, _ value: UnsafeMutablePointer<Double>?,
            _ gradient: UnsafeMutablePointer<gsl_vector>?
        ) {
            value?.pointee = self.value(point)
            self.gradient(point, gradient)
        }
    }
}
