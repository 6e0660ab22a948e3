import LoyaltyModel
import LoyaltyWorkbench

/// Lives with purchases on given days, 100 minor units each unless said otherwise.
enum HandMadeLives {
    static func life(
        _ days: [Double], amounts: [Int64]? = nil, joined: Int? = nil, at number: Int? = nil,
        newcomers: [Life] = []
    ) -> Life {
        let amounts = amounts ?? days.map { _ in 100 }
        return Life(
            purchases: zip(days, amounts).map { (instant: $0, amount: $1) }, joinDay: joined, joinPurchase: number,
            newcomers: newcomers)
    }

    /// A member from the first purchase on, beside a twin.
    static func pair(_ days: [Double], twin: [Double]) -> LifePair {
        LifePair(life: life(days, joined: 0, at: 0), twin: life(twin))
    }
}
