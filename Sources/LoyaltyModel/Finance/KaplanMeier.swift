/// The share not yet redeemed by age, where some are seen for a part of their life only.
///
/// S(t) = Π (1 − d/n) over the ages up to t at which something was redeemed; standard error by Greenwood's formula.
/// Points that expire or have not been seen longer leave the number at risk without an event. The standard error
/// takes the units as independent: of points it is too small, because a member redeems many at once.
///
/// Source: E. L. Kaplan, P. Meier, "Nonparametric estimation from incomplete observations", JASA 53 (1958).
public struct KaplanMeier: Sendable {
    /// What was seen of units of the same age.
    public struct Observation: Hashable, Sendable {
        public let age: Double
        /// Units redeemed at this age.
        public let redeemed: Int64
        /// Units lost from sight at this age, after redemptions of the same age.
        public let lost: Int64

        public init(age: Double, redeemed: Int64, lost: Int64) {
            self.age = age
            self.redeemed = redeemed
            self.lost = lost
        }
    }

    /// An age at which something was redeemed.
    public struct Step: Hashable, Sendable {
        public let age: Double
        public let atRisk: Int64
        public let redeemed: Int64
        /// Share not redeemed after this age.
        public let survival: Double
        public let standardError: Double
    }

    public let steps: [Step]

    public init(_ observations: [Observation]) {
        var atRisk = observations.reduce(0) { $0 + $1.redeemed + $1.lost }
        var steps: [Step] = []
        var (survival, sum) = (1.0, 0.0)
        for (age, group) in Dictionary(grouping: observations, by: \.age).sorted(by: { $0.key < $1.key }) {
            let redeemed = group.reduce(0) { $0 + $1.redeemed }
            if redeemed > 0 {
                survival *= Double(atRisk - redeemed) / Double(atRisk)
                sum += Double(redeemed) / (Double(atRisk) * Double(atRisk - redeemed))
                // Where all are gone the sum is infinite and the error of a certain zero is none.
                let error = survival > 0 ? survival * sum.squareRoot() : 0
                steps.append(
                    Step(age: age, atRisk: atRisk, redeemed: redeemed, survival: survival, standardError: error))
            }
            atRisk -= redeemed + group.reduce(0) { $0 + $1.lost }
        }
        self.steps = steps
    }

    /// Share not redeemed after an age.
    public func survival(after age: Double) -> Double { steps.last { $0.age <= age }?.survival ?? 1 }
}
