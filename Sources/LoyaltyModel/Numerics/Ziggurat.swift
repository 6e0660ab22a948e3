internal import Foundation

/// Standard normals from a stream of words: the half-density is covered by 256 layers of equal area, and nearly
/// every draw falls where its layer lies under the curve as a whole.
///
/// Source: G. Marsaglia, W. W. Tsang, "The Ziggurat Method for Generating Random Variables", Journal of Statistical
/// Software 5(8) (2000). Layer and position take different bits of two words, as J. A. Doornik, "An Improved Ziggurat
/// Method to Generate Normal Random Samples" (2005), asks for; the tail is Marsaglia's of 1964.
///
/// Unsafe, measured: one table for all workers, never freed or changed; a Swift array would be retained at each draw.
struct Ziggurat: @unchecked Sendable {
    /// A layer from the height of its outer edge to that of its inner one.
    private struct Layer {
        /// Where the layer ends; the base layer has the tail's area folded in.
        let outer: Double
        /// Up to here it lies under the curve.
        let inner: Double
    }

    /// Where the tail begins, for 256 layers; the heights then end at 1.
    private static let tailStart = 3.6541528853610088

    static let shared = Ziggurat()

    private let layers: UnsafePointer<Layer>

    private init() {
        let layers = UnsafeMutablePointer<Layer>.allocate(capacity: 256)
        let start = Self.tailStart
        let area = start * Self.height(start) + (Double.pi / 2).squareRoot() * erfc(start / 2.0.squareRoot())
        layers.initialize(to: Layer(outer: area / Self.height(start), inner: start))
        var outer = start
        for place in 1..<256 {
            let top = Self.height(outer) + area / outer
            let inner = place == 255 ? 0 : (-2 * log(top)).squareRoot()
            (layers + place).initialize(to: Layer(outer: outer, inner: inner))
            outer = inner
        }
        self.layers = UnsafePointer(layers)
    }

    /// The normal that two words, the first above the second, give on their own; nil where it takes more of them, about once in a hundred times.
    @inline(__always)
    func quick(_ words: UInt64) -> Double? {
        let (layer, x) = point(words)
        return abs(x) < layers[layer].inner ? x : nil
    }

    /// The same, not-a-number for none: it fails every comparison, as a vector's lanes need it.
    @inline(__always)
    func quickOrNone(_ words: UInt64) -> Double {
        let (layer, x) = point(words)
        return abs(x) < layers[layer].inner ? x : .nan
    }

    /// The next normal of a stream. It begins with what ``quick(_:_:)`` gives for the first two words.
    func next(_ stream: inout LuckStream) -> Double {
        while true {
            let first = stream.next()
            let (layer, x) = point(UInt64(first) << 32 | UInt64(stream.next()))
            if abs(x) < layers[layer].inner { return x }
            if layer == 0 { return tail(negative: x < 0, &stream) }
            let (low, high) = (Self.height(layers[layer].outer), Self.height(layers[layer].inner))
            if low + stream.uniform() * (high - low) < Self.height(x) { return x }
        }
    }

    /// A layer, and a point of it between its two outer edges: 8 bits and 53 others, neither edge nor 0 among them.
    @inline(__always)
    private func point(_ bits: UInt64) -> (layer: Int, x: Double) {
        let layer = Int(bits & 0xFF)
        let position = (Double(Int64(bitPattern: bits) >> 11) + 0.5) * 0x1p-52
        return (layer, position * layers[layer].outer)
    }

    private func tail(negative: Bool, _ stream: inout LuckStream) -> Double {
        while true {
            let beyond = -log(stream.uniform()) / Self.tailStart
            if -2 * log(stream.uniform()) > beyond * beyond {
                return negative ? -Self.tailStart - beyond : Self.tailStart + beyond
            }
        }
    }

    /// The density, 1 at its top.
    private static func height(_ x: Double) -> Double { exp(-x * x / 2) }
}
