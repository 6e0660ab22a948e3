import LoyaltyModel

/// Estimates on CDNOW's histories to 30 September 1997, in weeks, and what follows from them for single customers.
///
/// Computed apart from this code, by maximum likelihood in high precision; they agree with the published values of Fader,
/// Hardie, Lee 2005 where there are any. Standard errors: numerical Hessian of the logarithms, delta method.
struct FitReference: Sendable {
    let model: TimingModel
    let phases: Int
    let values: [Double]
    let errors: [Double]
    let logLikelihood: Double

    init(_ model: TimingModel, phases: Int, _ values: [Double], errors: [Double], _ logLikelihood: Double) {
        self.model = model
        self.phases = phases
        self.values = values
        self.errors = errors
        self.logLikelihood = logLikelihood
    }

    static let sample: [FitReference] = [
        .init(.nbd, phases: 1, [0.3847661358, 12.07202284], errors: [0.02098537573, 0.8087231656], -9763.657615),
        .init(
            .betaGeometric, phases: 1, [0.2425945224, 4.413602019, 0.7929220173, 2.425906777],
            errors: [0.01255737896, 0.3782240739, 0.185733857, 0.7054143768], -9582.429207),
        .init(
            .modifiedBetaGeometric, phases: 1, [0.524843159, 6.183085279, 0.8913593909, 1.614002241],
            errors: [0.08326775306, 0.6956183618, 0.1547890417, 0.5374909354], -9582.135716),
        .init(
            .pareto, phases: 1, [0.5532770468, 10.57768346, 0.6062399892, 11.66873529],
            errors: [0.04762792646, 0.8427225964, 0.1872814799, 6.211116146], -9594.976179),
        .init(
            .betaGeometricErlang, phases: 2, [0.2269172142, 1.462919635, 0.944002254, 2.074328871],
            errors: [0.01061271994, 0.1102007402, 0.1712566753, 0.466533711], -9855.326974),
        .init(
            .betaGeometricErlang, phases: 3, [0.2194817316, 0.8334310648, 1.026092638, 2.094134792],
            errors: [0.009921182996, 0.0602796055, 0.176213245, 0.4465864728], -10393.56505),
        .init(
            .modifiedBetaGeometricErlang, phases: 2, [0.5798961594, 2.288148801, 1.134452696, 1.584974225],
            errors: [0.07562084752, 0.2358789984, 0.1553278985, 0.3808198076], -9853.253129),
        .init(
            .modifiedBetaGeometricErlang, phases: 3, [0.5329683593, 1.25819559, 1.288663988, 1.845209429],
            errors: [0.06021912547, 0.1163671233, 0.1801888277, 0.4316469764], -10394.36265),
    ]

    static let full: [FitReference] = [
        .init(.nbd, phases: 1, [0.3872471661, 12.27122794], errors: [0.006702454201, 0.260474018], -96845.34424),
        .init(
            .betaGeometric, phases: 1, [0.2516239588, 4.788942962, 0.7234335768, 2.161088359],
            errors: [0.004201974043, 0.1312549215, 0.05392927767, 0.1985893391], -95368.44393),
        .init(
            .modifiedBetaGeometric, phases: 1, [0.6371397335, 7.310289543, 0.8074741179, 1.228393995],
            errors: [0.03620754336, 0.2932643121, 0.03761188246, 0.1119459329], -95336.95832),
        .init(
            .pareto, phases: 1, [0.5974199664, 11.58565778, 0.5221856105, 8.827759142],
            errors: [0.01737256907, 0.2967642411, 0.04634047165, 1.474204526], -95415.11862),
        .init(
            .betaGeometricErlang, phases: 2, [0.2309663324, 1.524772203, 0.9299287856, 1.992298642],
            errors: [0.003467214001, 0.03690768018, 0.05387024085, 0.1427379585], -97735.7089),
        .init(
            .betaGeometricErlang, phases: 3, [0.2211827128, 0.8500427623, 1.026251335, 2.04930415],
            errors: [0.00320262803, 0.01982231049, 0.05653971021, 0.1399299265], -102675.2356),
        .init(
            .modifiedBetaGeometricErlang, phases: 2, [0.6686966819, 2.606828692, 1.087757868, 1.363894839],
            errors: [0.02994614443, 0.09326869857, 0.04339479384, 0.09590838474], -97678.87179),
        .init(
            .modifiedBetaGeometricErlang, phases: 3, [0.5762730337, 1.355407774, 1.26757872, 1.703332486],
            errors: [0.02225601643, 0.04282786119, 0.05458108901, 0.1242403749], -102663.048),
    ]
}

/// A customer under BG/NBD, MBG/NBD and Pareto/NBD with the sample's estimates; expectations under the first and last.
struct CustomerReference: Sendable {
    let history: PurchaseHistory
    let alive: [Double]
    let ahead39: [Double]
    let ahead52: [Double]
    let log: [Double]

    init(
        _ repeats: Int, _ recency: Double, _ age: Double, alive: [Double], ahead39: [Double], ahead52: [Double],
        log: [Double]
    ) {
        history = PurchaseHistory(repeats: repeats, recency: recency, age: age)
        (self.alive, self.ahead39, self.ahead52, self.log) = (alive, ahead39, ahead52, log)
    }

    static let all: [CustomerReference] = [
        .init(
            2, 30.42857143, 38.85714286, alive: [0.7266203117, 0.706138479, 0.8691342636],
            ahead39: [1.225994455, 1.455201702], ahead52: [1.558686232, 1.850890592],
            log: [-9.459559478, -9.485713483, -9.554173555]),
        .init(
            0, 0, 38.85714286, alive: [1.0, 0.3897229767, 0.2951125716],
            ahead39: [0.1947936312, 0.1070702324], ahead52: [0.2516818969, 0.136184067],
            log: [-0.5537912893, -0.5395983758, -0.5211930054]),
        .init(
            1, 1.714285714, 38.85714286, alive: [0.2123910444, 0.1709510792, 0.1679960579],
            ahead39: [0.2034188475, 0.1711143363], ahead52: [0.2601216228, 0.217642623],
            log: [-4.471117947, -4.461162708, -4.450328214]),
        .init(
            2, 20.0, 38.0, alive: [0.5559515139, 0.5196782485, 0.6191825111],
            ahead39: [0.9541028274, 1.052287039], ahead52: [1.212245027, 1.337745952],
            log: [-9.14696743, -9.130599601, -9.160044087]),
        .init(
            4, 36.0, 38.0, alive: [0.8479080155, 0.8362611887, 0.9729361484],
            ahead39: [2.678373283, 2.948668936], ahead52: [3.382019735, 3.74856839],
            log: [-15.38118386, -15.32098954, -15.173043]),
        .init(
            7, 10.0, 38.0, alive: [0.004262756657, 0.005019608318, 0.01277440724],
            ahead39: [0.02253099538, 0.06422347056], ahead52: [0.02832933693, 0.08164567704],
            log: [-16.70509249, -16.81157532, -17.37946034]),
    ]
}
