import Foundation

/// How regular gaps in whole days are, whatever else customers do.
///
/// Purchases of a day are one in a log, so memoryless buyers have no short gaps there, and look regular to a density of
/// instants. In whole days they buy on each with the same chance: given the days from the first purchase to the last, t,
/// and the number x of gaps, every way to write t as x whole numbers is as likely as the next, whatever the rate, the
/// leaving and the silence. With k such steps a gap, a gap of d days has the weight C(d + k − 2, k − 1) of the negative
/// binomial distribution, and these ways have the weight C(t − x + k x − 1, k x − 1) altogether (the
/// Dirichlet-multinomial distribution; its shares go to the Dirichlet's of Erlang gaps where gaps are long).
package struct WholeDayGaps: Sendable {
    /// By steps a gap, from 1 on: log-likelihood of the gaps given x and t.
    package private(set) var logLikelihoods = Array(repeating: 0.0, count: TimingModel.mostPhases)
    /// Logarithms of the factorials.
    private let factorials: [Double]

    /// - Parameter longest: days from the first purchase to the last of any customer, at most.
    package init(longest: Int) {
        var (factorials, sum) = ([0.0], 0.0)
        for number in 1...max(1, longest * TimingModel.mostPhases) {
            sum += log(Double(number))
            factorials.append(sum)
        }
        self.factorials = factorials
    }

    /// Adds the gaps of one customer, in days.
    package mutating func add(_ gaps: some Sequence<Int>) {
        var (count, days) = (0, 0)
        for gap in gaps {
            (count, days) = (count + 1, days + gap)
            for steps in 2...TimingModel.mostPhases {
                logLikelihoods[steps - 1] += logChoices(gap + steps - 2, steps - 1)
            }
        }
        guard count > 0 else { return }
        for steps in 1...TimingModel.mostPhases {
            logLikelihoods[steps - 1] -= logChoices(days - count + steps * count - 1, steps * count - 1)
        }
    }

    /// The likeliest number of steps: it is raised from 1 as long as the likelihood grows.
    package var phases: Int {
        var best = 1
        while best < logLikelihoods.count, logLikelihoods[best] > logLikelihoods[best - 1] { best += 1 }
        return best
    }

    private func logChoices(_ all: Int, _ chosen: Int) -> Double {
        factorials[all] - factorials[chosen] - factorials[all - chosen]
    }
}
