import LoyaltyModel

/// How many standard errors the mean of `values` lies from `expected`: |mean − expected| / standard error.
func standardErrors(_ values: [Double], from expected: Double) -> Double {
    let estimate = Estimate(values)
    guard let error = estimate.standardError, error > 0 else { return estimate.mean == expected ? 0 : .infinity }
    return abs(estimate.mean - expected) / error
}
