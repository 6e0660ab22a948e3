extension Outcome {
    /// What became of a shared limit in a replication.
    public struct Limit: Sendable, Hashable {
        /// The arm of the program whose limit it is.
        public let arm: Int
        /// `budget`, or the catalogue's path of what there is only so much of, like `rewards.NAME`.
        public let name: String
        public let limit: SharedLimit
        /// How often the program's members were walked to find the shares.
        public let passes: Int
        /// For each study month the share of members whom it grants what they ask for, as steps.
        let steps: [Int32]
        /// For each study month what there was, and what was granted; pieces or minor units.
        public let available: [Int64]
        public let granted: [Int64]
        /// For each study month, by how much of the limit's whole amount the share is wrong.
        public let residuals: [Double]

        /// A month counts as settled while its share is wrong by at most this part of the limit's whole amount.
        public static let tolerance = 0x1p-10

        /// Passes after which the search for shares ends, settled or not.
        public static func mostPasses(months: Int) -> Int { freePasses + months + 2 }

        /// Passes after which shares begin to fall only, month by month.
        public static let freePasses = 12

        private let refills: [Bool]
        /// The month of the program's launch.
        private let launchMonth: Int

        init(arm: Int, _ rules: LimitRules, launchMonth: Int, passes: Int, steps: [Int32], _ months: [LimitBook.Month])
        {
            self.arm = arm
            self.steps = steps
            self.passes = passes
            name = rules.name
            limit = rules.limit
            available = months.map(\.available)
            granted = months.map(\.granted)
            residuals = months.map(\.residual)
            refills = rules.refills
            self.launchMonth = launchMonth
        }

        /// For each study month the share of members whom it grants what they ask for.
        public var shares: [Double] { steps.map { LimitShare.value(ofStep: Int($0)) } }

        /// Months whose share is not known as well as it should be.
        public var unsettledMonths: Int { residuals.count { $0 > Self.tolerance } }

        /// What was granted beyond the limit ÷ what the limit allows, over the whole study.
        public var overshoot: Double {
            let over = windows.reduce(0) { $0 + max(0, $1 - limit.amount) }
            return Double(over) / Double(max(1, allowed))
        }

        /// What was granted ÷ what the limit allows, over the whole study.
        public var use: Double { Double(granted.reduce(0, +)) / Double(max(1, allowed)) }

        private var allowed: Int64 { limit.amount * Int64(windows.count) }

        /// What was granted each time that there was the whole amount, from the launch on.
        private var windows: [Int64] {
            var sums: [Int64] = []
            for (month, (granted, refilled)) in zip(granted, refills).enumerated() {
                if month <= launchMonth { sums = [0] } else if refilled { sums.append(0) }
                sums[sums.count - 1] += granted
            }
            return sums
        }
    }

    /// Puts one arm of another outcome of the same replication in the place of this one's.
    mutating func replace(arm: Int, with other: Outcome) {
        precondition(shape == other.shape, "only outcomes of the same study have arms in common")
        func copy(_ values: WritableKeyPath<Outcome, [Int64]>) {
            let size = self[keyPath: values].count / shape.arms
            let part = arm * size..<(arm + 1) * size
            self[keyPath: values].replaceSubrange(part, with: other[keyPath: values][part])
        }
        copy(\.cells)
        copy(\.totals)
        copy(\.firstRewardDays)
        copy(\.partners)
    }
}
