/// Known customers of a study, ready to be walked: what does not depend on luck is worked out once.
struct PresentBase: Sendable {
    private let present: PresentCustomers
    /// By segment.
    private let sources: [PresentSource]
    /// P(alive) of each of them.
    private let alive: [Double]

    /// - Precondition: each of the segments has a posterior (``Segment/noPosterior``).
    init?(_ population: Population, minorPerMajor: Double, plays: Bool) {
        guard let present = population.present else { return nil }
        self.present = present
        sources = population.segments.map { segment in
            do throws(NoPosterior) {
                return try PresentSource(
                    segment: segment, unitDays: population.unitDays, minorPerMajor: minorPerMajor, plays: plays)
            } catch { preconditionFailure("known customers need models with a posterior, not \(error.models)") }
        }
        var known: [PurchaseHistory: Double] = [:]
        var lastSegment = -1
        var alive: [Double] = []
        alive.reserveCapacity(present.customers.count)
        for customer in present.customers {
            if customer.segment != lastSegment { known.removeAll(keepingCapacity: true) }
            lastSegment = customer.segment
            let chance = known[customer.history] ?? sources[customer.segment].aliveProbability(customer.history)
            known[customer.history] = chance
            alive.append(chance)
        }
        self.alive = alive
    }

    /// The segment of a customer of the base, and the state at the start; no state for one who has left before.
    func state(
        of key: CustomerKey, index: Int, _ luck: Luck, _ sampler: borrowing Sampler
    ) -> (segment: Int, state: PresentSource.State?) {
        let place = present.place(ofBase: index)
        let customer = present.customers[place]
        guard luck.uniform(key, .presentAlive, 0) < alive[place] else { return (customer.segment, nil) }
        return (customer.segment, sources[customer.segment].state(of: key, customer, luck, sampler))
    }
}

extension Segment {
    /// Why no present state of known customers can be drawn in this segment; nil where it can.
    public var noPosterior: NoPosterior? {
        do throws(NoPosterior) {
            _ = try TraitPosterior(self)
            return nil
        } catch { return error }
    }
}
