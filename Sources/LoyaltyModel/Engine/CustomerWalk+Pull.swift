/// The pull of the next reward on a member.
extension CustomerWalk where Recorder: ~Copyable {
    /// The pull of the next reward as a member feels it.
    struct Pull {
        /// Factors on gaps by balance, and how many; 0 where the pull has to be computed.
        var rows: Int64 = 0
        var gaps: UnsafePointer<Double>?
        /// The strongest that it gets, as the least factor on gaps.
        var least = 0.0
    }

    /// Re-evaluates the pull of the next reward.
    @inline(__always)
    mutating func lookAtBalance(_ member: inout Member) { lookAtBalance(&member, account.ledger.balance) }

    @inline(__always)
    mutating func lookAtBalance(_ member: inout Member, _ balance: Int64) {
        // With more points than the dearest reward takes, the count begins anew.
        var left = balance
        if left >= member.pull.rows { left &-= member.pull.rows }
        // One comparison: as a number without a sign, a negative balance is a large one.
        if UInt64(bitPattern: left) < UInt64(bitPattern: member.pull.rows) {
            // Where there are rows there is a table.
            let gaps = member.pull.gaps.unsafelyUnwrapped[Int(left)]
            member.mood.feelPressure(larger(gaps, member.pull.least))
        } else if member.arm.pointee.pressure.matters {
            computePressure(&member, balance)
        }
    }

    @inline(never)
    private mutating func computePressure(_ member: inout Member, _ balance: Int64) {
        guard !member.arm.pointee.pressure.hasOtherGoals, member.arm.pointee.pressure.isEven else {
            return lookAtAllGoals(&member, balance)
        }
        let gaps = member.arm.pointee.pressure.gaps(
            balance: balance, rewardedBefore: member.mood.hasReward,
            sensitivity: member.mood.sensitivity * person.traits.goalGradient)
        member.mood.feelPressure(max(gaps, member.pull.least))
    }

    /// Sets up the pull of the next reward, which is another one after a first reward.
    @inline(never)
    mutating func beginPressure(_ member: inout Member) {
        guard member.arm.pointee.pressure.matters, !member.isOut else { return }
        let sensitivity = member.mood.sensitivity * person.traits.goalGradient
        let rewarded = member.mood.hasReward
        member.pull = Pull(
            rows: member.arm.pointee.pressure.rows(sensitivity: sensitivity),
            gaps: member.arm.pointee.pressure.gapsByBalance(rewardedBefore: rewarded),
            least: member.arm.pointee.pressure.leastGaps(
                pointsPerPurchase: member.pointsPerPurchase, rewardedBefore: rewarded, sensitivity: sensitivity))
    }

    /// The same where mechanics beyond points have goals too, or rewards move members unequally: the nearest of all pulls.
    @inline(never)
    private mutating func lookAtAllGoals(_ member: inout Member, _ balance: Int64) {
        let purchase = MeanPurchase(amount: person.traits.basket.mean, points: member.pointsPerPurchase)
        member.mood.feelPressure(
            member.arm.pointee.pressure.gaps(
                balance: balance, pointsPerPurchase: purchase.points,
                other: account.nearestGoal(member.arm.pointee.rules, purchase),
                rewardedBefore: member.mood.hasReward,
                sensitivity: member.mood.sensitivity * person.traits.goalGradient))
    }
}
