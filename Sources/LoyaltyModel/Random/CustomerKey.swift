/// Who a draw belongs to: the same customer has the same key in every arm, worker and shard.
///
/// A base customer is (base, i), a new one (arrival, month, k), a referral's child (child, parent key, n).
/// A larger base therefore shifts nobody's luck, and neither do more arrivals in an earlier month.
public struct CustomerKey: Hashable, Sendable {
    /// Two bits of kind (0 base, 1 arrival, 2 child, 3 world) above 62 bits of identity.
    public let word: UInt64

    private init(word: UInt64) { self.word = word }

    /// Customer `index` of those present at the start.
    public static func base(_ index: Int) -> CustomerKey { CustomerKey(word: UInt64(index)) }

    /// Number of a customer present at the start; nil for all others.
    var baseIndex: Int? { word >> 62 == 0 ? Int(word) : nil }

    /// New customer number `index` of study month `month`. Months up to 2²¹, customers up to 2⁴⁰ a month.
    public static func arrival(month: Int, _ index: Int) -> CustomerKey {
        CustomerKey(word: 1 << 62 | UInt64(month) << 40 | UInt64(index))
    }

    /// Child number `number` of a parent: 62 bits of a Philox block of parent and number.
    public static func child(of parent: CustomerKey, number: Int) -> CustomerKey {
        derived(from: parent, UInt32(truncatingIfNeeded: number), 0x6368_6C64, key: SIMD2(0, 0))
    }

    /// What a customer does at a coalition's partner, who has this mark: luck beside the customer's own.
    public static func visitor(_ customer: CustomerKey, partner mark: UInt64) -> CustomerKey {
        derived(
            from: customer, UInt32(truncatingIfNeeded: mark), UInt32(truncatingIfNeeded: mark >> 32),
            key: SIMD2(0x7061_7274, 0))
    }

    private static func derived(
        from parent: CustomerKey, _ first: UInt32, _ second: UInt32, key: SIMD2<UInt32>
    ) -> CustomerKey {
        let counter = Philox4x32.Block(
            UInt32(truncatingIfNeeded: parent.word), UInt32(truncatingIfNeeded: parent.word >> 32), first, second)
        let block = Philox4x32.block(counter: counter, key: key)
        return CustomerKey(word: 2 << 62 | (UInt64(block.x) | UInt64(block.y) << 32) >> 2)
    }

    /// The key of draws that belong to no customer (how many arrive in a month).
    public static let world = CustomerKey(word: 3 << 62)
}
