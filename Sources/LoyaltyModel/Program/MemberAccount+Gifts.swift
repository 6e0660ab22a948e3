/// Goods that are given to a member beside what is asked for in points or stamps.
struct GoodsGiven: Sendable {
    enum Occasion: Sendable {
        case message
        case level(Reward.Kind)
        case prize
        case offer
        case sample
    }

    let occasion: Occasion
    /// Minor units.
    let cost: Int64
    /// Of the cost, what falls on purchases that the twin makes too, thousandths.
    let onTwinThousandths: Int64
    /// How much it moves a member beside a large reward.
    let weight: Double
}

extension MemberAccount {
    /// Gives goods at once; under a budget they wait for its word (see ``MemberNews/asked``).
    mutating func give<Sink: ProgramSink & ~Copyable>(_ goods: GoodsGiven, _ rules: RulesPointer, _ sink: inout Sink) {
        if rules.pointee.budget < 0 || goods.cost == 0 {
            handOver(goods, &sink)
        } else {
            news.asked.append(goods)
        }
    }

    /// Hands goods over and books them.
    mutating func handOver<Sink: ProgramSink & ~Copyable>(_ goods: GoodsGiven, _ sink: inout Sink) {
        sink.add(.rewardCost, goods.cost)
        sink.add(.rewardCostOnTwin, goods.onTwinThousandths)
        switch goods.occasion {
        case .message:
            sink.add(.gifts, 1)
            news.surprises += goods.weight
        case .level(let kind):
            sink.add(.levelGifts, 1)
            news.gifts.append((kind, goods.weight))
        case .prize: sink.add(.prizes, 1)
        case .offer: sink.add(.gifts, 1)
        case .sample:
            sink.add(.samples, 1)
            news.samples += goods.weight
            return
        }
        news.reward(goods.weight)
    }
}
