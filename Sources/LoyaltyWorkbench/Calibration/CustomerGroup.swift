package import LoyaltyModel

/// Customers of a log who make up one segment of the document, with the models that stand for them.
package struct CustomerGroup: Sendable {
    package let name: String
    /// Places among the customers of the summaries.
    package let members: [Int]
    package let share: Double
    /// Models of its own, or those of all customers where `isOwn` is false.
    package let fit: TimingFit
    package let spend: SpendFit?
    package let isOwn: Bool
    /// Nil where nothing can be said of it.
    package var dependence: SpendDependence?

    /// Fewer customers than this have the models of all.
    static let least = 50

    /// As the document has it.
    func segment(margin: Double?) -> Segment {
        let models = FittedSegment(fit)
        let basket = spend?.basket ?? .fixed(FixedBasket(amount: 1))
        var segment = Segment(
            name: name, share: share, purchase: models.purchase, attrition: models.attrition,
            basket: dependence?.scaled(basket) ?? basket,
            marginMillionths: Int64(((margin ?? 0) * 1e6).rounded()),
            dependence: dependence?.copula.map { Dependence(purchaseBasket: $0.correlation) })
        if let rows = fit.estimates.logCovariance, rows.count == segment.timingParameters.count {
            segment.timingCovariance = ParameterCovariance(lowerTriangle: PopulationText.lowerTriangle(rows))
        }
        if !isOwn { segment.estimate = PopulationText.everybody }
        if let rows = spend?.basketCovariance, rows.count == segment.basketParameters.count {
            segment.basketCovariance = ParameterCovariance(lowerTriangle: PopulationText.lowerTriangle(rows))
        }
        return segment
    }
}

/// All groups, and what is to be said of them.
struct CustomerGroups {
    var groups: [CustomerGroup]
    var notes: [String] = []
    /// BIC by number of latent classes, from one on; empty where none were looked for.
    var bicOfClasses: [Double] = []
    /// Each customer's chances of being of the groups, where nobody knows; empty where it is known.
    var chances: [[Double]] = []

    static func all(
        _ chosen: TimingFit, _ spend: SpendFit?, _ data: PurchaseSummaries, _ options: CalibrationOptions
    ) throws -> CustomerGroups {
        switch options.segments {
        case .one:
            let all = CustomerGroup(
                name: "customers", members: Array(data.customers.indices), share: 1, fit: chosen, spend: spend,
                isOwn: true)
            return CustomerGroups(groups: [all])
        case .rfm(let count): return rfm(count, chosen, spend, data)
        case .column: return try columns(chosen, spend, data, options)
        case .latent: return try latent(chosen, spend, data, options)
        }
    }

    /// Groups with models of their own have a dependence of their own, the others everybody's.
    mutating func findDependence(
        _ everybody: SpendFit?, _ data: PurchaseSummaries, _ season: SeasonFit, _ options: CalibrationOptions
    ) {
        let factors = season.factors ?? Array(repeating: 1, count: 12)
        var shared: SpendDependence??
        for place in groups.indices {
            let group = groups[place]
            let isOwn = group.isOwn && group.members.count >= CustomerGroup.least || groups.count == 1
            guard let spend = isOwn ? group.spend : everybody else { continue }
            if !isOwn, let known = shared {
                groups[place].dependence = known
                continue
            }
            let found = SpendDependence(
                spend, of: isOwn ? group.members : Array(data.customers.indices), in: data,
                group.segment(margin: nil), factors, options.currency)
            if !isOwn { shared = .some(found) }
            groups[place].dependence = found
        }
    }

    // MARK: Recency, frequency, money

    /// What was bought is the outcome of a customer's traits and luck, not a trait: the segments have everybody's
    /// parameters, and differ by the histories with which a study begins.
    private static func rfm(
        _ count: Int, _ chosen: TimingFit, _ spend: SpendFit?, _ data: PurchaseSummaries
    ) -> CustomerGroups {
        let places = Array(data.customers.indices)
        let recency = quantiles(places.map { data.histories[$0].recency - data.histories[$0].age }, count)
        let frequency = quantiles(places.map { Double(data.histories[$0].repeats) }, count)
        let money = quantiles(places.map { data.spend[$0]?.average ?? 0 }, count)
        let scores = places.map { Double(recency[$0] + frequency[$0] + money[$0]) }
        let quantile = quantiles(scores, count)
        let groups = (1...count).map { number in
            let members = places.filter { quantile[$0] == number }
            return CustomerGroup(
                name: "rfm-\(number)", members: members, share: Double(members.count) / Double(places.count),
                fit: chosen, spend: spend, isOwn: false)
        }
        return CustomerGroups(
            groups: groups.filter { !$0.members.isEmpty },
            notes: [
                "Segments by recency, frequency and money, rfm-\(count) the best: they have everybody's parameters and differ "
                    + "by their customers' histories, so a study tells them apart where it begins with these customers."
            ])
    }

    /// Numbers from 1, in as equal groups as ties allow: equal values are in one.
    private static func quantiles(_ values: [Double], _ count: Int) -> [Int] {
        let order = values.indices.sorted { values[$0] < values[$1] }
        var numbers = Array(repeating: 1, count: values.count)
        var place = 0
        while place < order.count {
            var end = place
            while end < order.count, values[order[end]] == values[order[place]] { end += 1 }
            // By the middle of those who are tied.
            let middle = Double(place + end) / 2 / Double(order.count)
            for tied in place..<end { numbers[order[tied]] = min(count, 1 + Int(middle * Double(count))) }
            place = end
        }
        return numbers
    }

    // MARK: A column

    private static func columns(
        _ chosen: TimingFit, _ spend: SpendFit?, _ data: PurchaseSummaries, _ options: CalibrationOptions
    ) throws -> CustomerGroups {
        var members: [String: [Int]] = [:]
        for (place, customer) in data.customers.enumerated() {
            members[SegmentName.value(data.log.segments[customer]), default: []].append(place)
        }
        guard members.count <= 50 else {
            throw UsageProblem("--segments column: at most 50 different values, found \(members.count)")
        }
        let names = SegmentName.all(members.keys)
        var (few, unsettled) = ([String](), [String]())
        var result = CustomerGroups(groups: [])
        for (name, value) in names {
            let places = members[value] ?? []
            let share = Double(places.count) / Double(data.customers.count)
            let timing = data.timing(of: places)
            let isOwn = places.count >= CustomerGroup.least && timing.repeats > 0 && timing.longestAge > 0
            let fit = isOwn ? try chosen.model.fit(timing) : chosen
            let isUsable = isOwn && fit.estimates.status != .notConverged
            if !isOwn { few.append(name) } else if !isUsable { unsettled.append(name) }
            result.groups.append(
                CustomerGroup(
                    name: name, members: places, share: share, fit: isUsable ? fit : chosen,
                    spend: try isUsable ? Self.spend(of: places, spend, data) : spend, isOwn: isUsable))
        }
        result.noteLentBaskets(spend)
        let lent = [
            (few, "Too few customers or repeat purchases for models of their own"),
            (unsettled, "Own models that did not converge"),
        ]
        for (names, reason) in lent where !names.isEmpty {
            result.notes.append("\(reason), so everybody's stand in: \(names.joined(separator: ", ")).")
        }
        if data.log.mixedSegments > 0 {
            result.notes.append(
                "\(data.log.mixedSegments) customers have several values in the column: the first one read counts.")
        }
        let renamed = names.filter { !SegmentName.isPlain($0.name, of: $0.value) }
        if !renamed.isEmpty {
            let words = renamed.map { "\($0.name) is \"\($0.value)\"" }.joined(separator: ", ")
            result.notes.append("Names of segments that a document takes: \(words).")
        }
        return result
    }

    // MARK: Latent classes

    private static func latent(
        _ chosen: TimingFit, _ spend: SpendFit?, _ data: PurchaseSummaries, _ options: CalibrationOptions
    ) throws -> CustomerGroups {
        let timing = data.timing
        var bics = [chosen.bic]
        var best: LatentClasses?
        for count in 2...SegmentChoice.mostClasses {
            let classes = try LatentClasses(chosen, timing, count: count)
            bics.append(classes.bic)
            guard classes.bic < bics.dropLast().min() ?? .infinity else { break }
            best = classes
        }
        let figures = bics.map { FitVerdict.decimal($0, 1) }.joined(separator: ", ")
        guard let best else {
            var result = try all(chosen, spend, data, options.with(.one))
            result.bicOfClasses = bics
            result.notes = ["One latent class has the least BIC (1, 2, … classes: \(figures)): one segment is written."]
            return result
        }
        // Who belongs where is drawn once with each customer's own chances, evenly over the customers.
        let chances = best.chances(data.histories)
        var members = Array(repeating: [Int](), count: best.classes.count)
        for place in data.histories.indices {
            var rest = (Double(place + 1) * 0.618_033_988_749_895).truncatingRemainder(dividingBy: 1)
            var found = best.classes.count - 1
            for number in best.classes.indices {
                rest -= chances[place][number]
                if rest < 0 {
                    found = number
                    break
                }
            }
            members[found].append(place)
        }
        let groups = try best.classes.enumerated().map { number, found in
            CustomerGroup(
                name: "class-\(number + 1)", members: members[number], share: found.share, fit: found.fit,
                spend: try members[number].count >= CustomerGroup.least
                    ? Self.spend(of: members[number], spend, data) : spend, isOwn: true)
        }
        let note =
            "\(best.classes.count) latent classes have the least BIC (1, 2, … classes: \(figures)); class-1 buys most "
            + "often. Standard errors of a class are those that would hold if it were known who belongs to it, and each "
            + "class's are drawn for itself. Spend of a class is of customers drawn by their chances of being of it."
        var result = CustomerGroups(
            groups: groups, notes: [note] + (best.hasConverged ? [] : ["The search for classes did not settle."]),
            bicOfClasses: bics, chances: chances)
        result.noteLentBaskets(spend)
        return result
    }

    // MARK: Baskets

    /// Of a group's own repeat purchases, or everybody's where it has none with an amount; nil where none is fitted.
    private static func spend(of places: [Int], _ everybody: SpendFit?, _ data: PurchaseSummaries) throws -> SpendFit? {
        guard everybody != nil, places.contains(where: { data.spend[$0] != nil }) else { return everybody }
        return try SpendFit(data, of: places)
    }

    /// Tells the groups with models of their own that spend as everybody does for want of purchases.
    private mutating func noteLentBaskets(_ everybody: SpendFit?) {
        guard let everybody else { return }
        let names = groups.filter { $0.isOwn && $0.spend?.mean == everybody.mean }.map(\.name)
        if !names.isEmpty, names.count < groups.count {
            notes.append(
                "Too few repeat purchases with an amount, so everybody's baskets stand in: "
                    + "\(names.joined(separator: ", ")).")
        }
    }
}
