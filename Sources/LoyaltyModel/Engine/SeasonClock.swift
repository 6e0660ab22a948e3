internal import Foundation

/// The purchase clock of mean customers: season and trend are constant within a calendar month, so clock time is
/// piecewise linear in calendar time.
///
/// It runs on past the horizon for `yearsBeyond` years and then at the pace of its last month, for twins whose
/// later purchases are asked for.
struct SeasonClock: Sendable {
    static let yearsBeyond = 10

    /// Whether clock time is calendar time.
    let isFlat: Bool
    /// First instant of each stretch, days.
    private var start: [Double] = []
    /// Clock time at each stretch's start.
    private var reading: [Double] = []
    private var pace: [Double] = []

    init(season: [Double], yearlyGrowth: Double, calendar: StudyCalendar) {
        isFlat = season.allSatisfy { $0 == 1 } && yearlyGrowth == 0
        guard !isFlat else { return }
        let stretches = calendar.months + 12 * Self.yearsBeyond
        var first = calendar.start
        var clock = 0.0
        var growth = 1.0
        let monthlyGrowth = yearlyGrowth == 0 ? 1 : pow(1 + yearlyGrowth, 1.0 / 12)
        for _ in 0..<stretches {
            let at = Double(calendar.day(of: first))
            start.append(at)
            reading.append(clock)
            pace.append(season[first.month - 1] * growth)
            let next = first.endOfMonth.adding(days: 1)
            clock += (Double(calendar.day(of: next)) - at) * pace[pace.count - 1]
            growth *= monthlyGrowth
            first = next
        }
    }

    /// Clock time at an instant.
    func reading(at instant: Double) -> Double {
        if isFlat { return instant }
        let i = Self.stretch(containing: instant, in: start)
        return reading[i] + (instant - start[i]) * pace[i]
    }

    /// The instant at which the clock shows `time`. NaN and infinity pass through.
    @inline(__always)
    func instant(at time: Double) -> Double { isFlat ? time : seasonal(time) }

    private func seasonal(_ time: Double) -> Double {
        let i = Self.stretch(containing: time, in: reading)
        return start[i] + (time - reading[i]) / pace[i]
    }

    /// The last place whose value is at most `x`, by bisection.
    private static func stretch(containing x: Double, in values: [Double]) -> Int {
        var (low, high) = (0, values.count)
        while high - low > 1 {
            let middle = (low + high) / 2
            if values[middle] <= x { low = middle } else { high = middle }
        }
        return low
    }
}
