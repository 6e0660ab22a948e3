/// One member's vouchers, in order of their last day. Each is spent on one bill, whole or not at all.
public struct VoucherWallet: Sendable {
    /// Money off one bill.
    public struct Voucher: Sendable, Hashable {
        public var value: Money
        /// Thousandths of a minor unit of `value` that stem from purchases that the twin makes too.
        public var twinThousandths: Int64
        /// Last day on which it can be used.
        public var lastDay: Int32

        public init(value: Money, twinThousandths: Int64, lastDay: Int32) {
            self.value = value
            self.twinThousandths = twinThousandths
            self.lastDay = lastDay
        }
    }

    private var vouchers: [Voucher] = []

    public init() {}

    public var isEmpty: Bool { vouchers.isEmpty }

    /// Puts a voucher in its place: new ones last longest, one that a refund gives back may not.
    public mutating func add(_ voucher: Voucher) {
        let place = vouchers.lastIndex { $0.lastDay <= voucher.lastDay }.map { $0 + 1 } ?? 0
        vouchers.insert(voucher, at: place)
    }

    /// Drops vouchers whose last day is over on `day`, and returns the first that can be used, if any.
    public mutating func firstUsable(on day: Int32) -> Voucher? {
        while let first = vouchers.first, first.lastDay < day { vouchers.removeFirst() }
        return vouchers.first
    }

    /// All that can be used on `day`, in order.
    package func usable(on day: Int32) -> [Voucher] { vouchers.filter { $0.lastDay >= day } }

    /// Takes the first voucher out.
    public mutating func spendFirst() { vouchers.removeFirst() }

    public mutating func reset() {
        if !vouchers.isEmpty { vouchers.removeAll(keepingCapacity: true) }
    }
}
