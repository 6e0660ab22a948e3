extension Simulation {
    /// What customers see in each program, per unit of money spent: the median over some customers as they are drawn at
    /// the start of replication 1, whether they join or not.
    ///
    /// - Parameter customers: how many are asked.
    package func medianPerceivedValues(customers: Int = 401) -> [Double] {
        let study = PreparedStudy(self)
        let luck = luck(replication: 1)
        let sampler = Sampler()
        var values = [[Double]](repeating: [], count: programs.count)
        for number in 0..<customers {
            let key = CustomerKey.base(number)
            let segment = study.segment(of: key, luck)
            let traits = study.traits[segment].traits(of: key, luck: luck, sampler: sampler)
            for arm in study.arms.indices {
                let perception = study.tables.pointee.response.perceivedValue.perceive(
                    study.arms[arm].pointee.offer(segment: segment), Pace(traits), traits.audiences)
                values[arm].append(perception.value)
            }
        }
        return values.map { $0.sorted()[customers / 2] }
    }
}
