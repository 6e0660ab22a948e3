internal import Foundation

/// Customers of the base whose history is known.
///
/// They are walked from their next purchase on, which is drawn with their traits: what runs without memory is drawn
/// anew there. One who has left before the study is not walked and counted nowhere, for who is counted has not left.
extension CustomerWalk where Recorder: ~Copyable {
    /// Walks customer `index` of the base from the state in which the history leaves the customer.
    @inline(never)
    mutating func walk(_ key: CustomerKey, index: Int, in base: PresentBase) {
        let (segment, state) = base.state(of: key, index: index, luck, sampler)
        guard var state else { return }
        recorder.begin(arm: 0, segment: segment)
        recorder.turn(toMonth: 0)
        recorder.add(Outcome.Cell.customers, 1)
        recorder.add(Outcome.Cell.arrivalMinutes, minutesLeft(of: 0, from: 0))
        let next = study.instant(at: state.wait)
        let end = survival(of: key, state.traits.attrition)
        if case .gompertz(let scale, let growth) = state.traits.attrition {
            state.traits.attrition = .gompertz(
                scale: min(CustomerTraits.largest, scale * exp(growth * next)), growth: growth)
        }
        person = Person(key: key, segment: segment, arrival: next, traits: state.traits, origin: .present)
        purchaseLuck.begin(key, state.traits)
        // Read from the clock and not off the instant, so that a member's next purchase is the twin's to the bit.
        if next < end { walkTwin(first: state.wait) } else { walkTwin(first: state.wait, leavingAt: end) }
        walkArms()
    }

    /// When attrition that runs with time would end the life, seen from the study's start.
    private func survival(of key: CustomerKey, _ attrition: AttritionTrait) -> Double {
        switch attrition {
        case .exponential(let rate): return -log(luck.uniform(key, .presentSurvival, 0)) / rate
        case .gompertz(let scale, let growth):
            return log1p(-log(luck.uniform(key, .presentSurvival, 0)) / scale) / growth
        case .never, .coin, .contract: return .infinity
        }
    }
}
