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
            let root = 1 + x / form.root
            let v = root * root * root
            if v > 0, Self.isWellInside(x, LuckStream.uniform(second)) { return form.d * v * form.scale }
        }
        return wholeGamma(shape: form.shape, stream) * form.scale
    }

    /// Gamma of scale 1 by the whole method.
    @inline(never)
    package func wholeGamma(shape: Double, _ stream: LuckStream) -> Double {
        var stream = stream
        let power = shape < 1 ? exp(log(stream.uniform()) / shape) : 1
        let d = (shape < 1 ? shape + 1 : shape) - 1 / 3
        while true {
            let x = normals.next(&stream)
            let root = 1 + x / (9 * d).squareRoot()
            let v = root * root * root
            let u = stream.uniform()
            guard v > 0 else { continue }
            if Self.isWellInside(x, u) || log(u) < x * x / 2 + d * (1 - v + log(v)) { return d * v * power }
        }
    }

    /// The paper's squeeze: saves the logarithms of all but a few draws.
    @inline(__always)
    private static func isWellInside(_ x: Double, _ u: Double) -> Bool { u < 1 - 0.0331 * (x * x) * (x * x) }
}

/// A gamma of shape 1 or more with what every draw of it needs: d, and the root of 9d.
struct GammaForm: Sendable {
    let shape: Double
    let scale: Double
    fileprivate let d: Double
    fileprivate let root: Double

    init(shape: Double, scale: Double) {
        (self.shape, self.scale) = (shape, scale)
        d = shape - 1 / 3
        root = (9 * d).squareRoot()
    }
}
