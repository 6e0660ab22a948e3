internal import Foundation

/// The purchase clock of mean customers: season and trend are constant within a calendar month, so clock time is
/// piecewise linear in calendar time.
///
/// It runs on past the horizon for `yearsBeyond` years and then at the pace of its last month, for twins whose
/// later purchases are asked for.
struct SeasonClock: ~Copyable, Sendable {
    static let yearsBeyond = 10

    /// Whether clock time is calendar time.
    let isFlat: Bool
    private let stretches: FixedTable<Stretch>
    private let byInstant: StretchIndex
    private let byReading: StretchIndex

    /// Time in which the pace is constant.
    struct Stretch: Sendable {
        /// First instant, days, and what the clock shows then.
        let start: Double
        let reading: Double
        let pace: Double
        /// 1 ÷ pace: every purchase waits for its instant, and a division takes three times a multiplication.
        let perReading: Double

        init(start: Double, reading: Double, pace: Double) {
            (self.start, self.reading, self.pace, perReading) = (start, reading, pace, 1 / pace)
        }
    }

    init(season: [Double], yearlyGrowth: Double, calendar: StudyCalendar) {
        isFlat = season.allSatisfy { $0 == 1 } && yearlyGrowth == 0
        var stretches: [Stretch] = []
        var first = calendar.start
        var clock = 0.0
        var growth = 1.0
        let monthlyGrowth = yearlyGrowth == 0 ? 1 : pow(1 + yearlyGrowth, 1.0 / 12)
        for _ in 0..<calendar.months + 12 * Self.yearsBeyond {
            let stretch = Stretch(
                start: Double(calendar.day(of: first)), reading: clock, pace: season[first.month - 1] * growth)
            stretches.append(stretch)
            first = first.endOfMonth.adding(days: 1)
            clock += (Double(calendar.day(of: first)) - stretch.start) * stretch.pace
            growth *= monthlyGrowth
        }
        self.stretches = FixedTable(stretches)
        byInstant = StretchIndex(stretches.map(\.start))
        byReading = StretchIndex(stretches.map(\.reading))
    }

    /// Clock time at an instant.
    @inline(__always)
    func reading(at instant: Double) -> Double {
        if isFlat { return instant }
        guard instant >= 0 else { return reading(instant, from: stretches[0]) }
        var place = byInstant.near(instant)
        while place > 0, stretches[place].start > instant { place &-= 1 }
        while place + 1 < stretches.count, stretches[place + 1].start <= instant { place &+= 1 }
        return reading(instant, from: stretches[place])
    }

    @inline(__always)
    private func reading(_ instant: Double, from stretch: Stretch) -> Double {
        stretch.reading + (instant - stretch.start) * stretch.pace
    }

    /// The instant at which the clock shows `time`. NaN and infinity pass through.
    @inline(__always)
    func instant(at time: Double) -> Double {
        if isFlat { return time }
        guard time >= 0 else { return instant(time, from: stretches[0]) }
        var place = byReading.near(time)
        while place > 0, stretches[place].reading > time { place &-= 1 }
        while place + 1 < stretches.count, stretches[place + 1].reading <= time { place &+= 1 }
        return instant(time, from: stretches[place])
    }

    @inline(__always)
    private func instant(_ time: Double, from stretch: Stretch) -> Double {
        stretch.start + (time - stretch.reading) * stretch.perReading
    }
}

/// Where to begin to look for the stretch that a number lies in: a step or two from it, where halving all stretches
/// takes eight.
private struct StretchIndex: ~Copyable, Sendable {
    private static let buckets = 1024

    /// For equal parts of the way from 0 to the last value, a place near that of the values there.
    private let place: FixedTable<UInt16>
    private let perUnit: Double

    /// - Parameter values: ascending, from 0.
    init(_ values: [Double]) {
        let last = values[values.count - 1]
        perUnit = last > 0 && last < .infinity ? Double(Self.buckets) / last : 0
        var places: [UInt16] = []
        var place = 0
        for bucket in 0..<Self.buckets {
            while place + 1 < values.count, values[place + 1] * perUnit <= Double(bucket) { place += 1 }
            places.append(UInt16(clamping: place))
        }
        self.place = FixedTable(places)
    }

    /// - Precondition: `x` is a number from 0 on.
    @inline(__always)
    func near(_ x: Double) -> Int { Int(place[Int(smaller(x * perUnit, Double(Self.buckets - 1)))]) }
}
