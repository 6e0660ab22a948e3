import Foundation

/// The parameters of a segment that are estimated from a log, and their draw from what is known of them.
extension Segment {
    /// Of purchase timing, then of attrition, as the models list them; k is not among them. Under contracts those of
    /// the renewals alone: their payments are no model.
    public var timingParameters: [Double] {
        if case .contract(let model) = attrition { return [model.alpha, model.beta] }
        return purchase.parameters + attrition.parameters
    }

    /// Of gamma-gamma spend; none of other baskets.
    public var basketParameters: [Double] {
        if case .gammaGamma(let model) = basket { [model.p, model.q, model.gamma] } else { [] }
    }

    /// The segment with parameters of one replication: logarithms normal around those of the document.
    ///
    /// - Precondition: the covariances are of as many parameters as the segment has.
    func drawn(_ luck: Luck, _ sampler: borrowing Sampler) -> Segment {
        var segment = self
        if let covariance = timingCovariance {
            segment.setTiming(
                draw(covariance, timingParameters, most: timingLimits, "timing", attempt: 0, luck, sampler))
        }
        if let covariance = basketCovariance {
            // Mean baskets are infinite for q of 1 and less: such draws are left out.
            for attempt in 0..<100 {
                let values = draw(
                    covariance, basketParameters, most: [1e6, 1e6, 1e7], "basket", attempt: attempt, luck, sampler)
                guard values[1] > 1 else { continue }
                segment.basket = .gammaGamma(GammaGamma(p: values[0], q: values[1], gamma: values[2]))
                break
            }
        }
        return segment
    }

    /// The most that a document may say of ``timingParameters``.
    private var timingLimits: [Double] {
        var limits = timingParameters.map { _ in 1e6 }
        if case .gompertzGamma = attrition { limits[limits.count - 1] = 1e15 }
        return limits
    }

    /// - Parameter limits: the most that a document may say of each value; draws beyond stop there.
    private func draw(
        _ covariance: ParameterCovariance, _ values: [Double], most limits: [Double], _ name: String, attempt: Int,
        _ luck: Luck, _ sampler: borrowing Sampler
    ) -> [Double] {
        var normals: [Double] = []
        for place in values.indices {
            let path = "population.segments.\(estimate ?? self.name).covariance.\(name).\(attempt).\(place)"
            normals.append(sampler.normal(luck.stream(.world, .parameter, Luck.occurrence(ofPath: path))))
        }
        let drawn = zip(values, covariance.deviations(normals)).map { $0 * exp($1) }
        return zip(drawn, limits).map { min($1, max(1e-6, $0)) }
    }

    private mutating func setTiming(_ values: [Double]) {
        let count = values.count
        switch purchase {
        case .poissonGamma: purchase = .poissonGamma(PoissonGamma(r: values[0], alpha: values[1]))
        case .erlangGamma(let model):
            if case .contract = attrition { break }
            purchase = .erlangGamma(ErlangGamma(k: model.k, r: values[0], alpha: values[1]))
        case .gammaGammaGaps, .fixed, .lognormal: break
        }
        let (a, b) = (values[max(0, count - 2)], values[count - 1])
        switch attrition {
        case .exponentialGamma: attrition = .exponentialGamma(ExponentialGamma(s: a, beta: b))
        case .betaGeometric: attrition = .betaGeometric(BetaGeometric(a: a, b: b))
        case .modifiedBetaGeometric: attrition = .modifiedBetaGeometric(ModifiedBetaGeometric(a: a, b: b))
        case .gompertzGamma: attrition = .gompertzGamma(GompertzGamma(b: values[count - 3], s: a, beta: b))
        case .contract(let model):
            attrition = .contract(ContractRenewal(alpha: a, beta: b, period: model.period))
        case .none: break
        }
    }
}

extension PurchaseTiming {
    /// What a fit estimates of it; nothing of models that no fit gives.
    fileprivate var parameters: [Double] {
        switch self {
        case .poissonGamma(let model): [model.r, model.alpha]
        case .erlangGamma(let model): [model.r, model.alpha]
        case .gammaGammaGaps, .fixed, .lognormal: []
        }
    }
}

extension Attrition {
    fileprivate var parameters: [Double] {
        switch self {
        case .exponentialGamma(let model): [model.s, model.beta]
        case .betaGeometric(let model): [model.a, model.b]
        case .modifiedBetaGeometric(let model): [model.a, model.b]
        case .gompertzGamma(let model): [model.b, model.s, model.beta]
        case .contract(let model): [model.alpha, model.beta]
        case .none: []
        }
    }
}
