import Foundation

/// Draws the present state of customers whose history is known: whether they are still there, their traits from the
/// posterior, and how far off their next purchase is.
///
/// With a Gaussian copula the traits given a history are no longer of the models' own kinds. They are then resampled:
/// of ``candidates`` draws from the independent posteriors one is taken, with chances in proportion to the copula's
/// density. The chance of being still there is that of the timing model, whatever was spent. Source: A. F. M. Smith,
/// A. E. Gelfand, "Bayesian Statistics without Tears: A Sampling-Resampling Perspective", The American Statistician 46
/// (1992).
struct PresentSource: Sendable {
    /// Draws that one is chosen from where traits depend on each other.
    static let candidates = 24

    private let posterior: TraitPosterior
    private let segment: Segment
    private let unitDays: Double
    private let minorPerMajor: Double
    private let plays: Bool
    private let copula: TraitSource.Copula?

    /// - Throws: ``NoPosterior``.
    init(segment: Segment, unitDays: Double, minorPerMajor: Double, plays: Bool) throws(NoPosterior) {
        posterior = try TraitPosterior(segment)
        self.segment = segment
        self.unitDays = unitDays
        self.minorPerMajor = minorPerMajor
        self.plays = plays
        copula = segment.dependence.map { TraitSource.Copula(segment, $0) }
    }

    func aliveProbability(_ history: PurchaseHistory) -> Double { posterior.aliveProbability(history) }

    /// One who is still there, from now on.
    struct State {
        var traits: CustomerTraits
        /// Time to the next purchase, days of the mean season.
        var wait: Double
    }

    func state(
        of key: CustomerKey, _ customer: PresentCustomers.Customer, _ luck: Luck, _ sampler: borrowing Sampler
    ) -> State {
        let history = customer.history
        let done = posterior.phasesDone(history, luck.uniform(key, .presentPhase, 0))
        let latent = latent(of: key, customer, phasesDone: done, luck, sampler)
        let rate = segment.purchase.trait(
            of: key, luck: luck, sampler: sampler, latent: latent[0], unitDays: unitDays)
        var traits = CustomerTraits(
            purchase: rate,
            attrition: attrition(of: key, latent[1], age: history.age, luck, sampler),
            basket: segment.basket.trait(
                of: key, luck: luck, sampler: sampler, latent: latent[2], minorPerMajor: minorPerMajor),
            rewardSensitivity: segment.rewardSensitivity.value(
                of: key, .rewardSensitivity, luck: luck, sampler: sampler, latent: copula == nil ? nil : latent[3]))
        if plays || !segment.responseTraits.isPlain {
            segment.responseTraits.draw(into: &traits, of: key, luck: luck, sampler: sampler, plays: plays)
        }
        // The gap before the customer's next purchase; those of newborn customers are numbered from 1.
        let rest = rate.shape - Double(done)
        let gap =
            rest == 1
            ? -log(luck.uniform(key, .gap, 0)) : sampler.gamma(shape: rest, scale: 1, luck.stream(key, .gap, 0))
        return State(traits: traits, wait: gap * min(1 / rate.phaseRate, 1e300))
    }

    /// Attrition as it goes on: a coin after every purchase, a Gompertz hazard from where it has grown to.
    private func attrition(
        of key: CustomerKey, _ latent: Double, age: Double, _ luck: Luck, _ sampler: borrowing Sampler
    ) -> AttritionTrait {
        let trait = segment.attrition.trait(
            of: key, luck: luck, sampler: sampler, latent: latent, unitDays: unitDays)
        switch trait {
        case .coin(let hazard, _): return .coin(hazard: hazard, afterFirst: true)
        case .gompertz(let scale, let growth):
            return .gompertz(
                scale: min(CustomerTraits.largest, scale * exp(growth * age * unitDays)), growth: growth)
        case .never, .exponential, .contract: return trait
        }
    }

    /// Purchase rate, attrition, mean basket and reward sensitivity in the models' own units.
    private func latent(
        of key: CustomerKey, _ customer: PresentCustomers.Customer, phasesDone: Int, _ luck: Luck,
        _ sampler: borrowing Sampler
    ) -> SIMD4<Double> {
        func draw(_ candidate: Int) -> SIMD4<Double> {
            SIMD4(
                posterior.rate(
                    customer.history, phasesDone: phasesDone, luck.stream(key, .purchaseRate, candidate), sampler),
                posterior.leaving(customer.history, luck.stream(key, .attritionTrait, candidate), sampler),
                posterior.meanBasket(
                    paid: customer.paid, average: customer.average, luck.stream(key, .basketLevel, candidate), sampler),
                1)
        }
        guard let copula else { return draw(0) }
        var (chosen, total) = (draw(0), 0.0)
        for candidate in 0..<Self.candidates {
            var values = candidate == 0 ? chosen : draw(candidate)
            let weight = copula.complete(
                &values, known: known, of: key, firstNormal: 4 * candidate, luck: luck, sampler: sampler)
            total += weight
            // Keeps each candidate with chances in proportion to its weight, without holding all of them.
            if candidate == 0 || luck.uniform(key, .presentChoice, candidate) * total < weight { chosen = values }
        }
        return chosen
    }

    /// Which of the four traits differ between customers and are seen in a history.
    private var known: SIMDMask<SIMD4<Double.SIMDMaskScalar>> {
        var known = SIMDMask<SIMD4<Double.SIMDMaskScalar>>(repeating: true)
        if case .fixed = segment.purchase { known[0] = false }
        if case .none = segment.attrition { known[1] = false }
        if case .fixed = segment.basket { known[2] = false }
        known[3] = false
        return known
    }
}

extension TraitSource.Copula {
    /// Puts in the traits that are not known, from the copula given those that are.
    ///
    /// - Parameter firstNormal: occurrence of the first of four standard normals of the customer's.
    /// - Returns: the copula's density at the known ones, up to a factor.
    fileprivate func complete(
        _ values: inout SIMD4<Double>, known: SIMDMask<SIMD4<Double.SIMDMaskScalar>>, of key: CustomerKey,
        firstNormal: Int, luck: Luck, sampler: borrowing Sampler
    ) -> Double {
        // Correlated normals z = L e one after the other: a known z says its e, an unknown e is drawn and says its z.
        var (innovations, logWeight) = (SIMD4<Double>.zero, 0.0)
        for trait in 0..<4 {
            let row = factor.rows[trait]
            let explained = (row * innovations).sum()
            if known[trait] {
                let z = tables[trait].normal(at: values[trait])
                let e = (z - explained) / row[trait]
                logWeight += (z * z - e * e) / 2
                innovations[trait] = e
            } else {
                let e = sampler.normal(luck.stream(key, .copula, firstNormal + trait))
                innovations[trait] = e
                values[trait] = tables[trait].value(atNormal: explained + row[trait] * e)
            }
        }
        return exp(min(700, logWeight))
    }
}
