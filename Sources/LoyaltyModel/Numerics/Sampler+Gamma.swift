internal import Foundation

/// Gammas from one normal and one uniform, tried until accepted.
///
/// Source: G. Marsaglia, W. W. Tsang, "A Simple Method for Generating Gamma Variables", ACM Transactions on
/// Mathematical Software 26(3) (2000): d = shape − 1/3, c = 1/√(9d), v = (1 + c x)³, and shapes below 1 by a power of
/// a uniform. Measured: `gsl_ran_gamma` calls back for every word of an addressed stream, 425 instructions a draw.
extension Sampler {
    /// Gamma with mean `shape * scale`. Both positive.
    @inline(__always)
    public func gamma(shape: Double, scale: Double, _ stream: LuckStream) -> Double {
        guard shape >= 1 else { return wholeGamma(shape: shape, stream) * scale }
        var copy = stream
        let words = copy.nextBlock()
        return gamma(
            GammaForm(shape: shape, scale: scale), UInt64(words.x) << 32 | UInt64(words.y),
            UInt64(words.z) << 32 | UInt64(words.w), stream)
    }

    /// The same, given the first block of `stream`, two words in one.
    ///
    /// That block nearly always decides; where it does not, the whole method starts again from it.
    @inline(__always)
    func gamma(_ form: GammaForm, _ first: UInt64, _ second: UInt64, _ stream: LuckStream) -> Double {
        if let x = normals.quick(first) {
            let root = 1 + x * form.perRoot
            let v = root * root * root
            if v > 0, Self.isWellInside(x, LuckStream.uniform(second)) { return v * form.largeScale }
        }
        return wholeGamma(shape: form.shape, stream) * form.scale
    }

    /// Two of them at once, side by side, each given the first block of its own stream.
    @inline(__always)
    func gammas(
        _ form: GammaForm, _ first: SIMD2<UInt64>, _ second: SIMD2<UInt64>, _ streams: (LuckStream, LuckStream)
    ) -> SIMD2<Double> {
        let (x, y) = (normals.quickOrNone(first.x), normals.quickOrNone(first.y))
        let normal = SIMD2(x, y)
        let root = 1 + normal * form.perRoot
        let v = root * root * root
        let square = normal * normal
        let isInside = (v .> 0) .& (LuckStream.uniform(second) .< 1 - square * 0.0331 * square)
        var gammas = v * form.largeScale
        if !isInside[0] { gammas.x = wholeGamma(shape: form.shape, streams.0) * form.scale }
        if !isInside[1] { gammas.y = wholeGamma(shape: form.shape, streams.1) * form.scale }
        return gammas
    }

    /// Gamma of scale 1 by the whole method.
    @inline(never)
    package func wholeGamma(shape: Double, _ stream: LuckStream) -> Double {
        var stream = stream
        let power = shape < 1 ? exp(log(stream.uniform()) / shape) : 1
        let d = (shape < 1 ? shape + 1 : shape) - 1 / 3
        let perRoot = 1 / (9 * d).squareRoot()
        while true {
            let x = normals.next(&stream)
            let root = 1 + x * perRoot
            let v = root * root * root
            let u = stream.uniform()
            guard v > 0 else { continue }
            if Self.isWellInside(x, u) || log(u) < x * x / 2 + d * (1 - v + log(v)) { return d * v * power }
        }
    }

    /// The paper's squeeze: saves the logarithms of all but a few draws.
    @inline(__always)
    private static func isWellInside(_ x: Double, _ u: Double) -> Bool { u < 1 - x * x * 0.0331 * (x * x) }
}

/// A gamma of shape 1 or more with what every draw of it needs: 1 ÷ √(9d), and d times the scale.
struct GammaForm: Sendable {
    let shape: Double
    let scale: Double
    fileprivate let perRoot: Double
    fileprivate let largeScale: Double

    init(shape: Double, scale: Double) {
        (self.shape, self.scale) = (shape, scale)
        let d = shape - 1 / 3
        perRoot = 1 / (9 * d).squareRoot()
        largeScale = d * scale
    }
}
