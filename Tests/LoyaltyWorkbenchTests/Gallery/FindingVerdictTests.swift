import LoyaltyWorkbench
import Testing

@Suite struct FindingVerdictTests {
    private static let range = PublishedFigure(0.2, low: 0.15, high: 0.25, range: "by hand")
    private static let direction = PublishedFigure(low: 0, range: "by hand")

    private func verdict(_ interval: ClosedRange<Double>?, _ published: PublishedFigure, noEffect: Double?)
        -> FindingVerdict
    { FindingVerdict(interval: interval, published: published, noEffect: noEffect) }

    @Test func `an interval that shares a value with the published range meets it`() {
        #expect(verdict(0.18...0.19, Self.range, noEffect: 0) == .met)
        #expect(verdict(0.10...0.15, Self.range, noEffect: 0) == .met)
        #expect(verdict(0.25...0.90, Self.range, noEffect: 0) == .met)
    }

    @Test func `an interval without a value in the range does not meet it`() {
        #expect(verdict(0.10...0.149, Self.range, noEffect: 0) == .notMet)
        #expect(verdict(0.251...0.30, Self.range, noEffect: 0) == .notMet)
        #expect(verdict(-0.1 ... -0.01, Self.direction, noEffect: 0) == .notMet)
    }

    @Test func `an interval that holds both the range and no effect cannot tell`() {
        #expect(verdict(-0.1...0.9, Self.range, noEffect: 0) == .cannotTell)
        #expect(verdict(-0.1...0.1, Self.direction, noEffect: 0) == .cannotTell)
        #expect(verdict(0.01...0.1, Self.direction, noEffect: 0) == .met)
        let fall = PublishedFigure(high: 1, range: "by hand")
        #expect(verdict(0.9...1.1, fall, noEffect: 1) == .cannotTell)
        #expect(verdict(0.9...0.99, fall, noEffect: 1) == .met)
    }

    @Test func `no interval cannot tell`() {
        #expect(verdict(nil, Self.range, noEffect: 0) == .cannotTell)
    }

    @Test func `where the finding is that there is nothing, nothing meets it`() {
        let none = PublishedFigure(0, low: -0.05, high: 0.05, range: "by hand")
        #expect(verdict(0...0, none, noEffect: nil) == .met)
        #expect(verdict(0.06...0.07, none, noEffect: nil) == .notMet)
    }

    @Test func `published figures read well`() {
        #expect(Self.range.text(.share) == "20.0% (15.0% to 25.0%)")
        #expect(PublishedFigure(low: 0.19, high: 0.30, range: "").text(.share) == "19.0% to 30.0%")
        #expect(PublishedFigure(low: 0, range: "").text(.days) == "over 0")
        #expect(PublishedFigure(high: 1, range: "").text(.ratio) == "under 1.00")
        #expect(PublishedFigure(7, low: 7, high: 7, range: "").text(.ratio) == "7.00")
    }
}
