import Foundation

/// The BG/BB model: at each occasion a customer who is still there buys with probability p ~ Beta(α, β), and leaves
/// before it with probability θ ~ Beta(γ, δ).
///
/// Source: P. S. Fader, B. G. S. Hardie, J. Shang, "Customer-Base Analysis in a Discrete-Time Noncontractual Setting",
/// Marketing Science 29 (2010). Letters: α, β = `alpha`, `beta`; γ, δ = `gamma`, `delta`. Time counts occasions.
public struct BetaGeometricBetaBernoulli: Sendable, Hashable {
    public var alpha: Double
    public var beta: Double
    public var gamma: Double
    public var delta: Double

    public init(alpha: Double, beta: Double, gamma: Double, delta: Double) {
        self.alpha = alpha
        self.beta = beta
        self.gamma = gamma
        self.delta = delta
    }

    /// What is known of a customer: purchases, the last occasion with one (0 for none), occasions watched.
    public struct History: Sendable, Hashable {
        public var purchases: Int
        public var last: Int
        public var occasions: Int

        public init(purchases: Int, last: Int, occasions: Int) {
            self.purchases = purchases
            self.last = last
            self.occasions = occasions
        }
    }

    /// E[X(n)]: equation (8) as the sum of its terms, the chance of being there at each occasion.
    public func expectedPurchases(by occasions: Int) -> Double {
        var (stay, sum) = (1.0, 0.0)
        for i in 0..<max(0, occasions) {
            stay *= (delta + Double(i)) / (gamma + delta + Double(i))
            sum += stay
        }
        return alpha / (alpha + beta) * sum
    }

    /// P(X(n) = x): bought at x of the occasions that the customer was there for, be it all n or fewer.
    public func probability(of purchases: Int, by occasions: Int) -> Double {
        var (stay, sum) = (1.0, 0.0)
        // ln of the binomial coefficient and the beta functions of `purchases` among `seen` occasions.
        func share(_ seen: Int) -> Double {
            guard purchases <= seen else { return 0 }
            var log = 0.0
            for i in 0..<purchases { log += Foundation.log((alpha + Double(i)) / Double(i + 1) * Double(seen - i)) }
            for i in 0..<(seen - purchases) { log += Foundation.log(beta + Double(i)) }
            for i in 0..<seen { log -= Foundation.log(alpha + beta + Double(i)) }
            return exp(log)
        }
        for seen in 0..<max(0, occasions) {
            let i = Double(seen)
            sum += stay * gamma / (gamma + delta + i) * share(seen)
            stay *= (delta + i) / (gamma + delta + i)
        }
        return sum + stay * share(max(0, occasions))
    }

    /// P(X(n) = x) for every x from 0 to `most`, in steps of n for each: what many customers are counted by.
    public func masses(upTo most: Int, by occasions: Int) -> [Double] {
        // Chances of having left after so many occasions, and of being there after all of them.
        var (stay, left) = (1.0, [Double]())
        for seen in 0..<max(0, occasions) {
            let i = Double(seen)
            left.append(stay * gamma / (gamma + delta + i))
            stay *= (delta + i) / (gamma + delta + i)
        }
        var first = 0.0
        return (0...most).map { purchases in
            let x = Double(purchases)
            if purchases > 0 { first += log((alpha + x - 1) / (alpha + beta + x - 1)) }
            guard purchases <= occasions else { return 0 }
            var (share, sum) = (first, 0.0)
            for seen in purchases..<occasions {
                sum += left[seen] * exp(share)
                let i = Double(seen)
                share += log((i + 1) / (i + 1 - x) * (beta + i - x) / (alpha + beta + i))
            }
            return sum + stay * exp(share)
        }
    }

    /// P(alive at the next occasion | history): equation (11).
    public func aliveProbability(_ history: History) -> Double {
        let next = Double(history.occasions)
        return (delta + next) / (gamma + delta + next) / (1 + oddsOfHavingLeft(history))
    }

    /// Expected purchases at the next `ahead` occasions, given the history: equation (13).
    ///
    /// - Parameter discount: what a purchase is worth that comes one occasion later, the next one included. With it, and
    ///   without end, these are the discounted expected residual transactions of equation (14).
    public func expectedPurchases(after history: History, ahead: Int, discount: Double = 1) -> Double {
        let (x, n) = (Double(history.purchases), Double(history.occasions))
        var (stay, sum) = (1.0, 0.0)
        for i in 0..<max(0, ahead) {
            stay *= discount * (delta + n + Double(i)) / (gamma + delta + n + Double(i))
            sum += stay
        }
        return (alpha + x) / (alpha + beta + n) * sum / (1 + oddsOfHavingLeft(history))
    }

    /// How much likelier the history is with leaving after the last purchase than with being there at the end.
    private func oddsOfHavingLeft(_ history: History) -> Double {
        let (x, n) = (Double(history.purchases), history.occasions)
        // Backwards from the last occasion: the term of leaving before occasion j + 1, relative to staying to n.
        var (silence, stay, sum) = (1.0, 1.0, 0.0)
        for j in stride(from: n - 1, through: history.last, by: -1) {
            let i = Double(j)
            silence *= (alpha + beta + i) / (beta + i - x)
            stay *= (gamma + delta + i) / (delta + i)
            sum += silence * stay * gamma / (gamma + delta + i)
        }
        return sum
    }
}
