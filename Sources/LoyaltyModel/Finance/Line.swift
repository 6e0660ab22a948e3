/// A least-squares line.
struct Line {
    let slope: Double
    private let level: Double

    /// Nil with fewer than two different places.
    init?(through points: [(x: Double, y: Double)]) {
        let count = Double(points.count)
        let x = points.reduce(0) { $0 + $1.x } / count
        let y = points.reduce(0) { $0 + $1.y } / count
        let spread = points.reduce(0) { $0 + ($1.x - x) * ($1.x - x) }
        guard points.count > 1, spread > 0 else { return nil }
        slope = points.reduce(0) { $0 + ($1.x - x) * ($1.y - y) } / spread
        level = y - slope * x
    }

    func value(at x: Double) -> Double { level + slope * x }
}
