/// A whole number of a program's points (stars, stamps, miles).
public struct Points: Hashable, Comparable, Sendable {
    public var count: Int64

    @inlinable
    public init(_ count: Int64) { self.count = count }

    public static let zero = Points(0)

    @inlinable
    public static func + (a: Points, b: Points) -> Points { Points(a.count + b.count) }
    @inlinable
    public static func - (a: Points, b: Points) -> Points { Points(a.count - b.count) }
    @inlinable
    public static func < (a: Points, b: Points) -> Bool { a.count < b.count }
    @inlinable
    public static func += (a: inout Points, b: Points) { a.count += b.count }
    @inlinable
    public static func -= (a: inout Points, b: Points) { a.count -= b.count }
}
