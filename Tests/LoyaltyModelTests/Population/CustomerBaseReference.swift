import LoyaltyModel

/// Reference answers for the CDNOW sample, times in weeks.
///
/// Parameters: P. S. Fader, B. G. S. Hardie, K. L. Lee, Marketing Science 24 (2005), tables 2 and 3, and full-precision
/// maximum likelihood on the same 2,357 customers. Expectations, standard deviations and probabilities were computed
/// apart from this code in high precision.
enum CustomerBaseReference {
    static let weeks: [Double] = [1, 4, 13, 26, 39, 52, 78]

    static let bg = BetaGeometricNBD(PoissonGamma(r: 0.243, alpha: 4.414), BetaGeometric(a: 0.793, b: 2.426))
    static let bgExpected = [
        0.05326789117, 0.1960681724, 0.5344395411, 0.9026369032, 1.196723193, 1.446050595, 1.860519058,
    ]
    static let bgDeviation = [
        0.2478577293, 0.5562908661, 1.19879615, 1.92276147, 2.539281554, 3.09205009, 4.075563921,
    ]
    static let bgProbability39 = [
        0.5737863521, 0.1993952808, 0.08542975954, 0.04586035385, 0.02767144934, 0.01796549387, 0.01226897672,
        0.008695428804,
    ]

    static let mbg = ModifiedBetaGeometricNBD(
        PoissonGamma(r: 0.525, alpha: 6.183), ModifiedBetaGeometric(a: 0.891, b: 1.614))
    static let mbgExpected = [
        0.05308479526, 0.1962639063, 0.5353568642, 0.8986348293, 1.182953666, 1.419723758, 1.804757578,
    ]
    static let mbgDeviation = [
        0.2445914034, 0.5400927095, 1.145386041, 1.821481089, 2.392529489, 2.900685363, 3.7960089,
    ]
    static let mbgProbability39 = [
        0.5824731895, 0.1827830773, 0.08689482567, 0.04857044295, 0.02977414856, 0.01938732355, 0.01317403502,
        0.009240696567,
    ]

    static let pareto = ParetoNBD(PoissonGamma(r: 0.553, alpha: 10.578), ExponentialGamma(s: 0.606, beta: 11.669))
    static let paretoExpected = [
        0.05097984325, 0.1906638299, 0.5311695135, 0.9085747887, 1.213002844, 1.472996803, 1.909398129,
    ]
    static let paretoDeviation = [
        0.2362272501, 0.5127884796, 1.089483458, 1.775176643, 2.386959532, 2.953190358, 3.994152648,
    ]
    static let paretoProbability39 = [
        0.5936250316, 0.1655629473, 0.08248718412, 0.04903995364, 0.03169570674, 0.02148482836, 0.01501118375,
        0.01070775073,
    ]

    /// Maximum-likelihood estimates that the P(alive) below were computed with.
    static let fittedBG = BetaGeometricNBD(
        PoissonGamma(r: 0.2425945224, alpha: 4.413602019), BetaGeometric(a: 0.7929220173, b: 2.425906777))
    static let fittedMBG = ModifiedBetaGeometricNBD(
        PoissonGamma(r: 0.524843159, alpha: 6.183085279), ModifiedBetaGeometric(a: 0.8913593909, b: 1.614002241))
    static let fittedPareto = ParetoNBD(
        PoissonGamma(r: 0.5532770468, alpha: 10.57768346), ExponentialGamma(s: 0.6062399892, beta: 11.66873529))
    static let fittedGammaGamma = GammaGamma(p: 6.249572272, q: 3.744224667, gamma: 15.44352096)

    struct Customer: Sendable {
        let history: PurchaseHistory
        let bg: Double
        let mbg: Double
        let pareto: Double
        /// Expected mean basket after an average of 35.
        let spend: Double

        init(_ x: Int, _ recency: Double, _ age: Double, bg: Double, mbg: Double, pareto: Double, spend: Double) {
            history = PurchaseHistory(repeats: x, recency: recency, age: age)
            self.bg = bg
            self.mbg = mbg
            self.pareto = pareto
            self.spend = spend
        }
    }

    static let customers = [
        Customer(
            2, 30.42857143, 38.85714286, bg: 0.7266203117, mbg: 0.706138479, pareto: 0.8691342636, spend: 35.0306715),
        Customer(0, 0, 38.85714286, bg: 1, mbg: 0.3897229767, pareto: 0.2951125716, spend: 35.17037127),
        Customer(
            1, 1.714285714, 38.85714286, bg: 0.2123910444, mbg: 0.1709510792, pareto: 0.1679960579,
            spend: 35.05198439),
        Customer(2, 20, 38, bg: 0.5559515139, mbg: 0.5196782485, pareto: 0.6191825111, spend: 35.0306715),
        Customer(4, 36, 38, bg: 0.8479080155, mbg: 0.8362611887, pareto: 0.9729361484, spend: 35.01685273),
        Customer(7, 10, 38, bg: 0.004262756657, mbg: 0.005019608318, pareto: 0.01277440724, spend: 35.01005646),
    ]
}
