extension PointsLedger {
    /// How many points expire by the end of `day`, if nothing else happens.
    public func points(expiringBy day: Int32) -> Int64 {
        guard commonLastDay > day else { return max(0, balance) }
        var sum: Int64 = 0
        for place in 0..<lots.count where lots[place].lastDay <= day { sum += lots[place].points }
        for place in 0..<waiting.count where waiting[place].lastDay <= day { sum += waiting[place].points }
        return sum
    }

    /// Points that are held never expire any more.
    mutating func liftLastDays() {
        for place in 0..<lots.count { lots[place].lastDay = Lot.noExpiry }
        for place in 0..<waiting.count { waiting[place].lastDay = Lot.noExpiry }
        commonLastDay = Lot.noExpiry
    }
}
