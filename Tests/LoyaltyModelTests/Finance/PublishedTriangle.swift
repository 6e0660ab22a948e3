import Testing

/// Run-off triangles printed in the literature, with what T. Mack's method gives for them.
///
/// Facts: the triangles and the totals are printed in T. Mack, "Distribution-free calculation of the standard error of
/// chain ladder reserve estimates", ASTIN Bulletin 23 (1993) (Taylor and Ashe), and in "Which stochastic model is
/// underlying the chain ladder method?", Insurance: Mathematics and Economics 15 (1994) (RAA); figures of single rows
/// and decimals are those of chainladder-python 0.10.1, log-linear totals those of R's ChainLadder.
struct PublishedTriangle: CustomTestStringConvertible {
    let name: String
    let cumulative: [[Double]]
    let reserves: [Double]
    let totalReserve: Double
    let errors: [Double]
    let totalError: Double
    let logLinearTotalError: Double

    var testDescription: String { name }

    static let taylorAshe = PublishedTriangle(
        name: "Taylor and Ashe",
        cumulative: [
            [357848, 1124788, 1735330, 2218270, 2745596, 3319994, 3466336, 3606286, 3833515, 3901463],
            [352118, 1236139, 2170033, 3353322, 3799067, 4120063, 4647867, 4914039, 5339085],
            [290507, 1292306, 2218525, 3235179, 3985995, 4132918, 4628910, 4909315],
            [310608, 1418858, 2195047, 3757447, 4029929, 4381982, 4588268],
            [443160, 1136350, 2128333, 2897821, 3402672, 3873311],
            [396132, 1333217, 2180715, 2985752, 3691712],
            [440832, 1288463, 2419861, 3483130],
            [359480, 1421128, 2864498],
            [376686, 1363294],
            [344014],
        ],
        reserves: [
            0.0, 94633.8145, 469511.2901, 709637.8208, 984888.639, 1419459.4577, 2177640.6201, 3920301.012,
            4278972.2633, 4625810.6944,
        ],
        totalReserve: 18680855.6119,
        errors: [
            0.0, 75535.0408, 121698.5616, 133548.853, 261406.4493, 411009.7039, 558316.8581, 875327.5119,
            971257.8065, 1363154.9117,
        ],
        totalError: 2447094.8608, logLinearTotalError: 2441364.13)

    static let raa = PublishedTriangle(
        name: "RAA",
        cumulative: [
            [5012, 8269, 10907, 11805, 13539, 16181, 18009, 18608, 18662, 18834],
            [106, 4285, 5396, 10666, 13782, 15599, 15496, 16169, 16704],
            [3410, 8992, 13873, 16141, 18735, 22214, 22863, 23466],
            [5655, 11555, 15766, 21266, 23425, 26083, 27067],
            [1092, 9565, 15836, 22169, 25955, 26180],
            [1513, 6445, 11702, 12935, 15852],
            [557, 4020, 10946, 12314],
            [1351, 6947, 13112],
            [3133, 5395],
            [2063],
        ],
        reserves: [
            0.0, 153.9539, 617.3709, 1636.1422, 2746.7363, 3649.1032, 5435.3026, 10907.1925, 10649.9841,
            16339.4425,
        ],
        totalReserve: 52135.2283,
        errors: [
            0.0, 206.2201, 623.3767, 747.1752, 1469.4571, 2001.8569, 2209.2421, 5357.8693, 6333.1659,
            24566.2879,
        ],
        totalError: 26909.0112, logLinearTotalError: 26880.74033)
}
