/// Gaussian copula over four traits: purchase rate, attrition, basket, reward sensitivity, in that order.
///
/// Positive correlation of a pair means that more of the one goes with more of the other: a higher purchase rate,
/// a *faster* attrition, a larger mean basket, a stronger sensitivity.
public struct Dependence: Sendable, Hashable {
    /// The six correlations of the upper triangle, each in (−1, 1), matrix positive definite.
    public var purchaseAttrition: Double
    public var purchaseBasket: Double
    public var purchaseSensitivity: Double
    public var attritionBasket: Double
    public var attritionSensitivity: Double
    public var basketSensitivity: Double

    public init(
        purchaseAttrition: Double = 0, purchaseBasket: Double = 0, purchaseSensitivity: Double = 0,
        attritionBasket: Double = 0, attritionSensitivity: Double = 0, basketSensitivity: Double = 0
    ) {
        self.purchaseAttrition = purchaseAttrition
        self.purchaseBasket = purchaseBasket
        self.purchaseSensitivity = purchaseSensitivity
        self.attritionBasket = attritionBasket
        self.attritionSensitivity = attritionSensitivity
        self.basketSensitivity = basketSensitivity
    }
}

extension Dependence {
    /// The correlation matrix by rows.
    var matrix: [SIMD4<Double>] {
        [
            SIMD4(1, purchaseAttrition, purchaseBasket, purchaseSensitivity),
            SIMD4(purchaseAttrition, 1, attritionBasket, attritionSensitivity),
            SIMD4(purchaseBasket, attritionBasket, 1, basketSensitivity),
            SIMD4(purchaseSensitivity, attritionSensitivity, basketSensitivity, 1),
        ]
    }

    /// Whether some four normals can have these correlations; a copula of others does not exist.
    public var isPositiveDefinite: Bool { CholeskyFactor(matrix) != nil }
}
